"""Excel tables stretch over their repeated rows, and are copied under names of their own."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table
from xlsxwriter import Workbook as WrittenWorkbook

from xl_addin.problem import Problem
from xl_addin.template.render import render_workbook

Render = Callable[..., Workbook]
UNITS = [{"name": "An Bình"}, {"name": "Đông Thành"}, {"name": "Tân Lợi"}]


def with_table(rows: tuple[tuple[str, ...], ...], ref: str) -> Workbook:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.worksheets[0].add_table(Table(displayName="Giao", ref=ref))
    return book


def tables(book: Workbook) -> list[dict[str, str]]:
    return [{table.displayName: table.ref for table in sheet.tables.values()} for sheet in book.worksheets]


LIST = (
    ("Đơn vị", "Số"),
    ("{%tr for unit in units %}",),
    ("{{ unit.name }}", "1"),
    ("{%tr endfor %}",),
    ("Tổng", "=SUM(Giao[Số])"),
)


@pytest.mark.parametrize(("units", "expected"), [(UNITS, "A1:B4"), (UNITS[:1], "A1:B2"), ([], "A1:B2")])
def test_a_table_stretches_over_its_rows(render: Render, units: list[object], expected: str) -> None:
    found = render(with_table(LIST, "A1:B4"), units=units)
    assert tables(found) == [{"Giao": expected}]
    assert found.worksheets[0].tables["Giao"].autoFilter.ref == expected


def test_a_table_without_rows_keeps_an_empty_one_above_its_total(rendered_values: Render) -> None:
    """Its total below would else stand in the table, and be a total of itself."""
    [sheet] = rendered_values(with_table(LIST, "A1:B4"), units=[]).worksheets
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["Đơn vị", "Số"], [None, None], ["Tổng", 0]]
    assert sheet.tables["Giao"].ref == "A1:B2"


def test_so_does_each_table_in_a_block(render: Render) -> None:
    rows = (
        ("{%tr for area in areas %}",),
        ("Đơn vị", "Số"),
        ("{%tr for unit in area %}",),
        ("{{ unit.name }}", "1"),
        ("{%tr endfor %}",),
        ("Tổng", "=SUM(B4:B4)"),
        ("{%tr endfor %}",),
    )
    found = render(with_table(rows, "A2:B5"), areas=[[], UNITS[:2], []])
    assert tables(found) == [{"Giao": "A1:B2", "Giao_2": "A4:B6", "Giao_3": "A8:B9"}]
    totals = [sheet["B10"].value for sheet in found.worksheets]
    assert [found.worksheets[0][cell].value for cell in ("A3", "B3", "A7", "B7", "A10")] == [
        "Tổng", "=SUM(0)", "Tổng", "=SUM(B5:B6)", "Tổng"
    ] and totals == ["=SUM(0)"]  # fmt: skip


def test_a_table_with_a_row_of_its_own_keeps_no_other(render: Render) -> None:
    rows = (("Đơn vị", "Số"), ("An Bình", "1"), ("{%tr if yes %}",), ("Tân Lợi", "2"), ("{%tr endif %}",), ("Tổng", ""))
    [sheet] = render(with_table(rows, "A1:B5"), yes=False).worksheets
    assert sheet.tables["Giao"].ref == "A1:B2" and sheet["A3"].value == "Tổng"


def test_a_table_in_a_block_is_copied_under_another_name(render: Render) -> None:
    rows = (("{%tr for unit in units %}",), ("Đơn vị", "Số"), ("{{ unit.name }}", "1"), ("{%tr endfor %}",))
    assert tables(render(with_table(rows, "A2:B3"), units=UNITS)) == [
        {"Giao": "A1:B2", "Giao_2": "A3:B4", "Giao_3": "A5:B6"}
    ]


def test_each_sheet_has_its_own_table_and_its_formulas_name_it(render: Render) -> None:
    book = with_table((("Đơn vị", "Số"), ("{{ unit.name }}", "1"), ("", "=SUM(Giao[Số])")), "A1:B2")
    book.worksheets[0]["D1"] = None
    book.worksheets[0].insert_rows(1)
    book.worksheets[0]["A1"] = "{%ts for unit in units %}"
    book.worksheets[0].tables["Giao"].ref = "A2:B3"
    book.worksheets[0].tables["Giao"].autoFilter = None
    found = render(book, units=UNITS)
    assert tables(found) == [{"Giao": "A2:B3"}, {"Giao_2": "A2:B3"}, {"Giao_3": "A2:B3"}]
    assert [sheet["B4"].value for sheet in found.worksheets] == [
        "=SUM(Giao[Số])",
        "=SUM(Giao_2[Số])",
        "=SUM(Giao_3[Số])",
    ]


def test_a_heading_that_is_filled_names_its_column(render: Render) -> None:
    book = with_table((("Đơn vị", "Năm {{ year }}"), ("An Bình", "1")), "A1:B2")
    [sheet] = render(book, year=2026).worksheets
    assert [column.name for column in sheet.tables["Giao"].tableColumns] == ["Đơn vị", "Năm 2026"]


def test_formulas_that_name_a_repeated_table_mean_the_cells_of_each_copy() -> None:
    """Each copy has a name of its own; a total that went on naming the first was wrong in silence."""
    target = BytesIO()
    with WrittenWorkbook(target) as book:
        sheet = book.add_worksheet("B")
        sheet.write("A1", "{%tr for x in xs %}")
        columns = [{"header": "Tên"}, {"header": "Số"}, {"header": "Đôi"}]
        rows = [["{{ x }}", "{{ x }}", "=Bảng[[#This Row],[Số]]*2"], ["b", 1, "=Bảng[[#This Row],[Số]]*2"]]
        sheet.add_table("A2:C4", {"name": "Bảng", "columns": columns, "data": rows})
        sheet.write_column("A5", ["=SUM(Bảng[Đôi])", "{%tr endfor %}", "=SUM(Bảng[Đôi])", "=ROWS(Bảng[#Data])"])
        book.add_worksheet("Khác").write("A1", "=SUM(Bảng[Số])")

    def result(xs: list[int]) -> tuple[list[object], list[object]]:
        made = render_workbook(target.getvalue(), {"xs": xs}).draft.data()
        formulas, values = load_workbook(BytesIO(made)), load_workbook(BytesIO(made), data_only=True)
        cells = [formulas["Khác"]["A1"], *(cell for row in formulas["B"] for cell in row)]
        found = [cell for cell in cells if str(cell.value).startswith("=")]
        return [cell.value for cell in found], [values[cell.parent.title][cell.coordinate].value for cell in found]

    with pytest.raises(Problem, match=r"ROWS\(\)"):
        result([10, 20])
    written, values = result([10])
    assert written == ["=SUM('B'!B2:B3)", "=B2*2", "=B3*2", "=SUM(C2:C3)", "=SUM(C2:C3)", "=ROWS(A2:C3)"]
    assert values == [11, 20, 2, 22, 22, 2]
    assert result([])[1] == [0, 0, 0]


def test_of_several_copies_each_total_is_its_own() -> None:
    target = BytesIO()
    with WrittenWorkbook(target) as book:
        sheet = book.add_worksheet("B")
        sheet.write("A1", "{%tr for x in xs %}")
        sheet.add_table("A2:A3", {"name": "Bảng", "columns": [{"header": "Số"}], "data": [["{{ x }}"]]})
        sheet.write_column("A4", ["=SUM(Bảng[Số])", "{%tr endfor %}", "=SUM(Bảng[Số])"])
    made = render_workbook(target.getvalue(), {"xs": [10, 20]}).draft.data()
    sheet = load_workbook(BytesIO(made)).worksheets[0]
    assert [sheet[cell].value for cell in ("A3", "A6", "A7")] == ["=SUM(A2)", "=SUM(A5)", "=SUM(A2,A5)"]
    assert list(sheet.tables) == ["Bảng", "Bảng_2"]
