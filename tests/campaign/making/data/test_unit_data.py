import io
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from xl_addin.campaign.making.data import unit_data
from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.data.unit_data import UnitData, read_units
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import ColumnSpec, TableSpec

PHASE_1 = load_spec("binh_phuoc").table("phase1")
SMALL = TableSpec(
    key="made_up",
    sheet="Biểu",
    columns=(
        ColumnSpec(number="1", heading="STT", role="index"),
        ColumnSpec(number="2", heading="Đơn vị", role="unit", key="unit"),
        ColumnSpec(number="3", heading="Công dân tính đến {data_date}", key="eligible"),
        ColumnSpec(number="4", heading="Hồ sơ", group="Kết quả", key="records"),
        ColumnSpec(number="5=3-4", heading="Còn lại"),
    ),
)
MADE_UP = UnitData(("Xã A", "Xã B"), {"3": (48692, 90861), "4": (5, 7)})


def units_in(path: str, table: TableSpec = SMALL) -> UnitData:
    return read_units(open_source(path), table)


@pytest.fixture
def write(tmp_path: Path):
    def write(content: str | bytes, encoding: str = "utf-8") -> str:
        path = tmp_path / "units.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return str(path)

    return write


@pytest.fixture
def problem(write):
    def problem(content: str | bytes, table: TableSpec = SMALL) -> str:
        path = write(content)
        with pytest.raises(Problem) as raised:
            units_in(path, table)
        assert raised.value.file == path
        assert "\n" not in raised.value.line("vi")
        return raised.value.line("en").removeprefix(f"{path}: ")

    return problem


def test_the_published_table_is_read_as_it_is() -> None:
    published = shipped_folder("formulas_spec") / "published" / "binh_phuoc_phase1.csv"
    data = units_in(str(published), PHASE_1)
    assert len(data.names) == 11
    assert data.names[1] == "Đồng Xoài"
    assert {label: sum(values) for label, values in data.inputs.items()} == {
        "3": 862985,
        "5": 265417,
        "6": 108078,
        "11": 846,
    }


def test_a_table_without_inputs_gives_its_units() -> None:
    published = shipped_folder("formulas_spec") / "published" / "binh_phuoc_phase2.csv"
    data = units_in(str(published), load_spec("binh_phuoc").table("phase2"))
    assert len(data.names) == 11
    assert data.inputs == {}


@pytest.mark.parametrize(
    "header",
    [
        "2;3;4",
        "(2);(3);(4)",
        "unit;eligible;records",
        "ĐƠN  VỊ;Công dân tính đến 18/6/2023;Hồ sơ",
        "Đơn vị;công dân, tính đến: ngày 1/7;Kết quả - Hồ sơ",
    ],
)
def test_columns_are_named_by_number_key_or_heading(write, header: str) -> None:
    assert units_in(write(f"{header}\nXã A;48692;5\nXã B;90861;7\n")) == MADE_UP


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(write, encoding: str, delimiter: str) -> None:
    lines = ["STT|Đơn vị|3|4|5=3-4", "1|Xã A|48692|5|", "2|Xã B|90861|7|", "|Tổng cộng|139553|12|", "|||", ""]
    assert units_in(write("\r\n".join(lines).replace("|", delimiter), encoding)) == MADE_UP


def test_titles_above_and_notes_below_the_table_are_left_out(write) -> None:
    text = 'BIỂU SỐ 1\n\n2,3,4\nXã A,"48,692",5\nXã B,"90,861",7\nCộng:,,\nGhi chú: số liệu giả định,,\n'
    assert units_in(write(text)) == MADE_UP


def test_excels_own_delimiter_line(write) -> None:
    assert units_in(write("sep=;\n2;3;4\nXã A;48.692;5\nXã B;90.861;7\n")) == MADE_UP


def test_names_are_composed_and_trimmed(write) -> None:
    assert units_in(write("2,3,4\n Ho\u0300a   Bi\u0300nh ,1,2\n")).names == ("Hòa Bình",)


def test_ratio_columns_may_have_decimals_and_signs(write) -> None:
    ratio = SMALL.model_copy(
        update={"columns": (*SMALL.columns[:2], ColumnSpec(number="3", heading="Tỷ lệ", kind="ratio"))}
    )
    assert units_in(write("2;3\nXã A;57,4\nXã B;-2\n"), ratio).inputs == {"3": (Fraction("57.4"), -2)}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the data file is empty"),
        ("\n\n", "the data file is empty"),
        ("2,3,4\n", "there is no unit under the heading row"),
        ("2,3,4\nTổng,1,2\n", "there is no unit under the heading row"),
        ("2,3\nXã A,1\n", "missing column: 4 (Hồ sơ)"),
        ("Xã A,10,20\n", "missing column: 2 (Đơn vị), 3 (Công dân tính đến …), 4 (Hồ sơ)"),
        ("2,3,4,4\nXã A,1,2,3\n", "row 1: column 4 (Hồ sơ) stands there twice"),
        ("2,3,4\nXã A,1,\n", "row 2, column 4 (Hồ sơ): the figure is missing"),
        ("2,3,4\nXã A,1\n", "row 2, column 4 (Hồ sơ): the figure is missing"),
        ("2,3,4\nXã A,-1,2\n", "row 2, column 3 (Công dân tính đến …): -1 is negative"),
        ("2,3,4\nXã A,1.5,2\n", "1.5 is not whole"),
        ("2,3,4\nXã A,nhiều,2\n", "“nhiều” is not a number"),
        ("2;3;4\nXã A;48.692;2\n", "“48.692” can be read in two ways"),
        ("2,3,4\n,1,2\n", "row 2: the unit's name is missing or no text"),
        ("2,3,4\nHòa An,1,2\n\nHO\u0300A  an,3,4\n", "row 4: the unit “HÒA an” already stands in row 2"),
        ('2,3,4\n"Xã A,1,2\n', "row 2, column 3"),
        ("2,3,4\nXã A,1234567890123456,2\n", "more than 15 digits"),
        (f"2,3,4\nXã {'A' * 300},1,2\n", "row 2: the unit's name has 303 characters"),
        ("2,3,4\nThị xã Phước Long,1,2\n".encode("cp1258", "replace") + b"\xd2", "is not UTF-8"),
        (b"%PDF-1.7\n\x00\x01\x02binary", "neither CSV text nor an .xlsx workbook"),
    ],
)
def test_what_cannot_be_used_is_named(problem, content: str | bytes, said: str) -> None:
    assert said in problem(content)


def test_more_units_than_a_sheet_has_rows(problem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_data, "MOST_UNITS", 2)
    assert "there are 3 units and an Excel sheet holds 2" in problem("2,3,4\nA,1,2\nB,1,2\nC,1,2\n")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Problem) as raised:
            units_in(str(path))
        assert raised.value.file == str(path)


def workbook(rows: list[list[object]], *, sheet: str = "Số liệu", before: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    if before:
        book.create_sheet(before, 0)["B2"] = "Trang bìa"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_with_formulas_is_recalculated(write) -> None:
    rows = [["STT", "Đơn vị", 3, 4, "5=3-4"], [1, "Xã A", 48692, "=2+3"], [2, "Xã B", 90861, 7], [None, "Tổng"]]
    assert units_in(write(workbook(rows, before="Bìa"))) == MADE_UP


def test_a_workbook_may_call_the_addins_functions(write) -> None:
    rows = [["STT", "Đơn vị", 3, 4], [1, "Xã A", 48692, "=CT_SONGAY(1,5)"], [2, "Xã B", 90861, 7], [None, "Tổng"]]
    assert units_in(write(workbook(rows))) == MADE_UP


def test_a_cell_of_a_workbook_is_named(problem) -> None:
    rows = [[], ["Đơn vị", 3, 4], ["Xã A", 1, 2], ["Xã B", "=1/0", 2]]
    assert problem(workbook(rows)).startswith("Số liệu!B4: row 4, column 3 (")
    assert "“48.692” can be read in two ways" in problem(workbook([["Đơn vị", 3, 4], ["Xã A", "48.692", 2]]))
    assert "1.5 is not whole" in problem(workbook([["Đơn vị", 3, 4], ["Xã A", 1.5, 2]]))


def test_the_sheet_is_chosen_by_name_or_must_be_the_only_one(write) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([["Đơn vị", 3, 4], ["Xã A", 1, 2]])))
    book.copy_worksheet(book.active).title = "Bản khác"
    stream = io.BytesIO()
    book.save(stream)
    path = write(stream.getvalue())
    with pytest.raises(Problem, match="several sheets hold data"):
        units_in(path)
    assert units_in(path, SMALL.model_copy(update={"sheet": "Bản khác"})).names == ("Xã A",)
