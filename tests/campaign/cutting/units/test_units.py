"""Whose sheet a row goes to: the column that names the units is asked for, known beyond doubt, or refused by name."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from xl_addin import api
from xl_addin.campaign.cutting.units.unit_column import UnitColumnInDoubt
from xl_addin.problem import Problem

Rows = list[list[Any]]

TASKS: Rows = [
    ["STT", "Đơn vị", "Nội dung", "Kinh phí"],
    [1, 2, 3, 4],
    [1, "Xã Một", "Làm đường", 100],
    [2, "Xã Hai", "Sửa cầu", 200],
    [3, "Xã Một", "Trồng cây", 300],
    [4, "Xã Hai", "Kè suối", 50],
]
COMMUNES: Rows = [
    ["STT", "Huyện", "Xã", "Giao"],
    [1, 2, 3, 4],
    [1, "Huyện A", "Xã Một", 10],
    [2, "Huyện A", "Xã Hai", 20],
    [3, "Huyện B", "Xã Ba", 30],
]


def case_of(rows: Rows, merges: tuple[str, ...] = ()) -> api.Case:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    for area in merges:
        book.active.merge_cells(area)
    book.save(content)
    return api.open(content.getvalue(), file="so.xlsx")


def units(case: api.Case, **asked: Any) -> list[str]:
    return [unit["unit"] for unit in api.cut(case, **asked).manifest["units"]]


def seen(data: bytes) -> dict[str, Any]:
    """The sheets one sees, by name."""
    return {one.title: one for one in load_workbook(BytesIO(data), data_only=True) if one.sheet_state == "visible"}


def test_a_list_of_tasks_is_cut_by_unit_with_all_its_rows(list_template: str) -> None:
    book = seen(api.cut(case_of(TASKS), template=list_template).data())
    assert list(book) == ["Xã Một", "Xã Hai"]
    assert [row[:3] for row in book["Xã Một"].iter_rows(min_row=2, values_only=True)] == [
        (1, "Làm đường", 100),
        (2, "Trồng cây", 300),
    ]
    assert book["Xã Một"]["A1"].value == "Xã Một: 400"


def test_a_list_of_people_is_cut_by_unit() -> None:
    rows: Rows = [["STT", "Họ tên", "Đơn vị", "Số tiền"], [1, 2, 3, 4]]
    rows += [[1, "Người A", "Xã Một", 1], [2, "Người B", "Xã Hai", 2], [3, "Người C", "Xã Một", 3]]
    assert units(case_of(rows)) == ["Xã Một", "Xã Hai"]


def test_two_columns_that_may_name_units_are_refused_by_name() -> None:
    with pytest.raises(UnitColumnInDoubt) as caught:
        units(case_of(COMMUNES))
    line = caught.value.line("vi")
    assert "B “Huyện”" in line and "C “Xã”" in line and "--unit-column" in line
    assert caught.value.candidates == ("Huyện", "Xã")


@pytest.mark.parametrize("asked", ["Huyện", "huyện ", "B"])
def test_the_column_asked_for_names_the_units(asked: str) -> None:
    assert units(case_of(COMMUNES), unit_column=asked) == ["Huyện A", "Huyện B"]


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Problem) as caught:
        units(case_of(COMMUNES), unit_column="Xa")
    assert "“Xã”" in caught.value.line("vi") and "Huyện" in caught.value.line("vi")


@pytest.mark.parametrize("asked", ["Giao", "D", "Z", "A", "u"])
def test_figures_name_no_units(asked: str) -> None:
    with pytest.raises(Problem, match="no table has a column of texts"):
        units(case_of(COMMUNES), unit_column=asked)


def test_a_letter_among_the_column_numbers_tells_the_unit() -> None:
    rows: Rows = [["TT", "Trường", "Địa bàn", "Giao"], ["A", "B", 1, 2]]
    rows += [[1, "THCS Một", "Xã A", 10], [2, "THCS Hai", "Xã B", 20]]
    assert units(case_of(rows)) == ["THCS Một", "THCS Hai"]


def test_a_unit_of_measure_is_no_unit() -> None:
    rows: Rows = [["STT", "Nội dung", "Đơn vị", "Giao"], [1, 2, 3, 4]]
    rows += [[1, "Cấp thẻ", "Người", 10], [2, "Kích hoạt", "Tài khoản", 20], [3, "Tuyên truyền", "lượt", 20]]
    assert units(case_of(rows)) == ["Cấp thẻ", "Kích hoạt", "Tuyên truyền"]


@pytest.mark.parametrize("merges", [(), ("B3:B4",)])
def test_a_name_written_once_over_several_rows_is_that_of_all(list_template: str, merges: tuple[str, ...]) -> None:
    rows: Rows = [*TASKS[:2], [1, "Xã Một", "Làm đường", 100], [2, None, "Trồng cây", 300], [3, "Xã Hai", "Cầu", 7]]
    data = api.cut(case_of(rows, merges), template=list_template).data()
    assert [sheet["A1"].value for sheet in seen(data).values()] == ["Xã Một: 400", "Xã Hai: 7"]


def test_figures_below_a_merged_name_belong_to_it() -> None:
    rows: Rows = [["Đơn vị", "Năm", "Giao"], [1, 2, 3], ["Xã Một", 2022, 10], [None, 2023, 20], ["Xã Hai", 2022, 5]]
    manifest = api.cut(case_of(rows, ("A3:A4",))).manifest
    assert [unit["quota"]["Sheet"]["3"] for unit in manifest["units"]] == [30, 5]


def test_one_name_twice_is_no_two_rows_of_a_unit_unless_that_is_said() -> None:
    rows: Rows = [["STT", "Đơn vị", "Giao"], [1, 2, 3], [1, "Xã Một", 10], [2, "Xã Hai", 20], [3, "Xã Một", 30]]
    with pytest.raises(Problem) as caught:
        units(case_of(rows))
    assert "Sheet!B5" in caught.value.line("vi") and '--unit-column "Đơn vị"' in caught.value.line("vi")
    assert units(case_of(rows), unit_column="Đơn vị") == ["Xã Một", "Xã Hai"]


HAMLETS: Rows = [
    ["STT", "Địa bàn", "Giao"],
    [1, 2, 3],
    ["I", "Xã Một", "=SUM(C4:C5)"],
    [1, "Ấp A", 10],
    [2, "Ấp B", 20],
    ["II", "Xã Hai", "=SUM(C7:C8)"],
    [1, "Ấp C", 1],
    [2, "Ấp D", 2],
    [None, "Tổng cộng", "=C3+C6"],
]


def test_communes_above_hamlets_are_asked_about(list_template: str) -> None:
    with pytest.raises(Problem) as caught:
        units(case_of(HAMLETS))
    assert all(told in caught.value.line("vi") for told in ("Xã Một", "Ấp A", "--level group", "--level row"))
    assert units(case_of(HAMLETS), level="row") == ["Ấp A", "Ấp B", "Ấp C", "Ấp D"]
    book = seen(api.cut(case_of(HAMLETS), level="group", template=list_template).data())
    assert [sheet["A1"].value for sheet in book.values()] == ["Xã Một: 30", "Xã Hai: 3"]
    assert [row[:3] for row in book["Xã Hai"].iter_rows(min_row=2, values_only=True)] == [
        (1, "Ấp C", 1),
        (2, "Ấp D", 2),
    ]


def test_groups_that_only_sum_are_no_units() -> None:
    rows = [[*row] for row in HAMLETS]
    rows[2][1], rows[5][1] = "Khối xã", "Khối phường"
    assert units(case_of(rows)) == ["Ấp A", "Ấp B", "Ấp C", "Ấp D"]


@pytest.mark.parametrize("row", [[None, "Tổng 3 xã", 7], [4, 2, 3]])
def test_a_row_that_may_be_no_unit_is_refused(row: list[Any]) -> None:
    rows: Rows = [["STT", "Xã", "Giao"], [1, 2, 3], *([n, f"Xã {name}", n] for n, name in enumerate("ABC", start=1))]
    assert units(case_of(rows)) == ["Xã A", "Xã B", "Xã C"]
    with pytest.raises(Problem) as caught:
        units(case_of([*rows, row]))
    assert caught.value.line("vi").startswith("so.xlsx: Sheet!B6: ") and "số thứ tự" in caught.value.line("vi")


def test_only_the_units_asked_for_are_cut_by_name_in_any_spelling() -> None:
    assert units(case_of(TASKS), only=["xã  hai"]) == ["Xã Hai"]
    with pytest.raises(Problem) as caught:
        units(case_of(TASKS), only=["Xã Bốn"])
    assert "Xã Hai" in caught.value.line("vi")
    assert [name for name, _ in api.cut_into_files(case_of(TASKS), only=["Xã Hai"])] == ["02 Xã Hai.xlsx"]


def test_figures_are_reached_by_their_headings_and_numbers(tmp_path: Path) -> None:
    book, content = Workbook(), BytesIO()
    book.active.title = "{{ unit.sheet }}"
    book.active["A1"] = "{%ts for unit in units %}{{ unit['Kinh phí'] }}"
    book.active["A2"] = "{{ unit.tables[0].columns['4'].value }}"
    book.active["A3"] = "{{ unit.tables[0].rows[1]['Kinh phí'] }}"
    book.save(content)
    (tmp_path / "mau.xlsx").write_bytes(content.getvalue())
    made = api.cut(case_of(TASKS), template=str(tmp_path / "mau.xlsx"))
    assert [made.rendered.book.sheets[0].value(row, 1) for row in (1, 2, 3)] == [400, 400, 300]


@pytest.fixture
def list_template(tmp_path: Any) -> str:
    """`unit: sum`, then a line for each of its rows: number, name, last figure."""
    book = Workbook()
    sheet = book.active
    sheet.title = "{{ unit.sheet }}"
    sheet["A1"] = "{%ts for unit in units %}{{ unit.name }}: {{ unit.tables[0].columns[-1].value }}"
    sheet["A2"] = "{%tr for row in unit.tables[0].rows %}"
    sheet["A3"], sheet["B3"], sheet["C3"] = "{{ row.index }}", "{{ row.name }}", "{{ row.columns[-1].value }}"
    sheet["A4"] = "{%tr endfor %}"
    book.save(tmp_path / "mau.xlsx")
    return str(tmp_path / "mau.xlsx")


def test_the_shipped_sheet_lists_a_units_rows_and_sums_what_adds_up() -> None:
    sheet = seen(api.cut(case_of(TASKS)).data())["Xã Một"]
    lines = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["4", "Kinh phí", 400] in lines
    assert ["STT", "Nội dung", "Kinh phí"] in lines
    assert [1, "Làm đường", 100] in lines and [2, "Trồng cây", 300] in lines
