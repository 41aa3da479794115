"""The Bình Phước campaign done right, and the same workbook for other offices."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from xl_addin.campaign.making.data.data_source import open_source
from xl_addin.campaign.making.inputs import CampaignInputs, read_inputs, with_parameters_of
from xl_addin.campaign.making.new import campaign_workbook
from xl_addin.campaign.making.published import published_table
from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import CellRef, parse_address
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Book, CellError
from xl_addin.workbook.reading.read import read_book

PHASE_1, PHASE_2 = "Giai đoạn 1", "Giai đoạn 2"


@pytest.fixture(scope="module")
def spec() -> Spec:
    return load_spec("binh_phuoc")


@pytest.fixture(scope="module")
def built(spec: Spec) -> bytes:
    figures = shipped_folder("formulas_spec") / "published" / "binh_phuoc_phase1.csv"
    return campaign_workbook(spec, read_inputs(spec, open_source(str(figures))))


@pytest.fixture(scope="module")
def book(built: bytes) -> Book:
    return read_book(built, file="phan-bo.xlsx")


def value(book: Book, sheet: str, cell: str) -> object:
    return book[sheet].value(*parse_address(cell))


def column(book: Book, sheet: str, letters: str) -> list[object]:
    return [value(book, sheet, f"{letters}{row}") for row in range(9, 20)]


def test_formulas_are_the_notation(book: Book) -> None:
    sheet = book[PHASE_1]
    formulas = {cell: sheet.formula(*parse_address(cell)) for cell in ("G9", "H9", "I9", "J9", "L9", "G20", "L20")}
    assert formulas == {
        "G9": "=D9-E9",
        "H9": "=MIN(G9,'Tham số'!$C$6)",
        "I9": "=G9-H9",
        "J9": "=D9-F9",
        "L9": '=IF(K9=0,"",(J9/K9)/25)',
        "G20": "=SUM(G9:G19)",
        "L20": '=IF(K20=0,"",(J20/K20)/25)',
    }
    assert book[PHASE_2].formula(9, 3) == "='Giai đoạn 1'!C9-'Giai đoạn 1'!D9"


def test_one_quota_changes_in_phase_1_and_everything_adds_up(spec: Spec, book: Book) -> None:
    published = published_table(spec, spec.table("phase1"))
    quotas = column(book, PHASE_1, "D")
    changed = {
        unit["2"]: (unit["4"], quota) for unit, quota in zip(published.units, quotas, strict=True) if unit["4"] != quota
    }
    assert changed == {"Hòn Quản": (50838, 50837)}
    totals = [value(book, PHASE_1, f"{letter}20") for letter in "CDEFGHIJK"]
    assert totals == [862985, 500000, 265417, 108078, 234583, 132809, 101774, 391922, 846]
    assert value(book, PHASE_1, "L20") == pytest.approx(391922 / 846 / 25)


def test_eight_rows_change_in_phase_2_and_everything_adds_up(spec: Spec, book: Book) -> None:
    published = published_table(spec, spec.table("phase2"))
    columns = {label: column(book, PHASE_2, letters) for label, letters in zip("3456", "CDEF", strict=True)}
    changed = [
        unit["2"]
        for row, unit in enumerate(published.units)
        if any(unit[label] != values[row] for label, values in columns.items())
    ]
    assert len(changed) == 8
    totals = [value(book, PHASE_2, f"{letter}20") for letter in "CDEFG"]
    assert totals == [362985, 290388, 58078, 232310, 846]
    names = [unit["2"] for unit in published_table(spec, spec.table("phase1")).units]
    assert column(book, PHASE_2, "B") == names


def test_apportioned_cells_are_whole_values_marked_by_a_style(built: bytes) -> None:
    import io

    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(built))[PHASE_1]
    for row in range(9, 20):
        assert isinstance(sheet.cell(row, 4).value, int)
        assert sheet.cell(row, 4).style == "Chỉ tiêu phân bổ"
        assert sheet.cell(row, 7).style == "Cột công thức"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, set()),
        ({CellRef("Tham số", 5, 3): 510000}, {(PHASE_1, "D21")}),
        # another number of eligible citizens: the sum is still 500 000, but it was shared by other figures
        ({CellRef(PHASE_1, 9, 3): 58692}, {(PHASE_1, "D22"), (PHASE_2, "D21"), (PHASE_2, "D22")}),
        ({CellRef(PHASE_1, 9, 4): 28212}, {(PHASE_1, "D21"), (PHASE_2, "D21"), (PHASE_2, "D22")}),
        ({CellRef(PHASE_2, 9, 4): 16386}, {(PHASE_2, "D21"), (PHASE_2, "E22")}),
    ],
)
def test_checks_turn_from_zero_until_the_office_apportions_again(
    book: Book, changed: dict[CellRef, int], wrong: set[tuple[str, str]]
) -> None:
    live = recalculate(book.with_values(changed)).book
    checks = {
        (PHASE_1, "D21"),
        (PHASE_1, "D22"),
        (PHASE_2, "D21"),
        (PHASE_2, "D22"),
        (PHASE_2, "E21"),
        (PHASE_2, "E22"),
    }
    not_zero = {(sheet, cell) for sheet, cell in checks if value(live, sheet, cell) != 0}
    assert wrong <= not_zero if changed else not_zero == wrong


def test_libreoffice_agrees_cell_for_cell(built: bytes, book: Book, libreoffice: Callable, tmp_path: Path) -> None:
    path = tmp_path / "phan-bo.xlsx"
    path.write_bytes(built)
    theirs = read_book(libreoffice(path, "xlsx"))
    compared = 0
    for ref, _ in book.formula_cells():
        ours, their = book[ref.sheet].value(ref.row, ref.column), theirs[ref.sheet].value(ref.row, ref.column)
        assert ours == (pytest.approx(their, rel=1e-12) if isinstance(their, float) else their or ours), ref
        compared += 1
    assert compared == 132


def inputs(*rows: tuple[str, int, int, int, int]) -> CampaignInputs:
    """Invented units: name, eligible, records, activated, teams."""
    names, *figures = zip(*rows, strict=True)
    return CampaignInputs(tuple(names), {"phase1": dict(zip(("3", "5", "6", "11"), figures, strict=True))})


def test_a_single_unit_gets_everything(spec: Spec) -> None:
    book = read_book(campaign_workbook(load_spec("binh_phuoc", {"target": "700"}), inputs(("Xã bịa", 1000, 10, 5, 4))))
    assert book[PHASE_1].value(9, 4) == 700
    assert book[PHASE_1].value(10, 4) == 700


def test_no_teams_leave_an_empty_cell_and_no_error(spec: Spec) -> None:
    units = inputs(("Xã bịa A", 1000, 10, 5, 0), ("Xã bịa B", 3000, 10, 5, 2))
    book = read_book(campaign_workbook(load_spec("binh_phuoc", {"target": "400"}), units))
    assert book[PHASE_1].value(9, 12) == ""
    errors = [
        ref for ref, _ in book.formula_cells() if isinstance(book[ref.sheet].value(ref.row, ref.column), CellError)
    ]
    assert errors == []


def test_long_names_and_names_like_formulas_are_printed_whole(spec: Spec) -> None:
    long = "Ủy ban nhân dân thị trấn Nông trường Bịa Đặt"
    units = inputs((long, 1000, 10, 5, 1), ("=1+1", 3000, 10, 5, 2))
    book = openpyxl.load_workbook(io.BytesIO(campaign_workbook(load_spec("binh_phuoc", {"target": "400"}), units)))
    sheet = book[PHASE_1]
    assert sheet.row_dimensions[9].height >= 3 * 14
    assert sheet.row_dimensions[10].height == 18
    assert (sheet["B10"].value, sheet["B10"].data_type, sheet["B10"].quotePrefix) == ("=1+1", "s", True)


def test_a_unit_beyond_its_quota_keeps_the_notations_negative(spec: Spec) -> None:
    units = inputs(("Xã bịa A", 1000, 900, 5, 1), ("Xã bịa B", 3000, 10, 5, 2))
    book = read_book(campaign_workbook(load_spec("binh_phuoc", {"target": "400"}), units))
    assert book[PHASE_1].value(9, 7) == 100 - 900


def test_infeasible_names_the_bound(spec: Spec) -> None:
    with pytest.raises(Problem) as caught:
        campaign_workbook(
            load_spec("binh_phuoc", {"target": "4001"}), inputs(("A", 1000, 1, 1, 1), ("B", 3000, 1, 1, 1))
        )
    line = caught.value.line("vi")
    assert "Giai đoạn 1!D" in line and "4.000" in line and "4.001" in line


def test_made_again_from_a_book_it_keeps_the_books_parameters(tmp_path: Path) -> None:
    changed = load_spec("binh_phuoc", {"target": "700"})
    path = tmp_path / "cũ.xlsx"
    path.write_bytes(campaign_workbook(changed, inputs(("Xã bịa", 1000, 10, 5, 4))))
    spec, notes = with_parameters_of(open_source(str(path)), load_spec("binh_phuoc"), ())
    assert spec.number("target") == 700
    assert [note.vi for note in notes] == [
        "Tham số!C5: target = 700 theo sổ tính; đặc tả ghi 500.000, đã dùng số của sổ"
    ]
    given, _ = with_parameters_of(open_source(str(path)), load_spec("binh_phuoc", {"target": "900"}), {"target"})
    assert given.number("target") == 900
