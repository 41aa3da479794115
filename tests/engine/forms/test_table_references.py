"""References to Excel tables by their headings; what Excel's result is not known of is refused."""

from typing import Any

import pytest

from xl_addin.engine.blocks import blocks_of
from xl_addin.engine.forms.names import Names
from xl_addin.engine.forms.references import read_form
from xl_addin.engine.forms.table_references import by_address, tables_by_name
from xl_addin.engine.recalculate import recalculate
from xl_addin.engine.values.ranges import Moves, Range
from xl_addin.engine.values.scalars import Blocked
from xl_addin.formula.cells import Area, CellRef
from xl_addin.workbook.model.book import CellError, ExcelTable, Unsupported, Value

# Headings in row 3, data in rows 4 to 8, totals in row 9; another table without either further right.
HEADINGS = ("Đơn vị", "Chỉ tiêu\ngiao", "Số [hộ] #'@", "Còn lại", "Q1")
TABLE = ExcelTable("Chỉ_tiêu", "Biểu 1", Area(3, 2, 9, 6), HEADINGS, totals_rows=1)
BARE = ExcelTable("Trơn", "Biểu 1", Area(3, 9, 5, 10), ("Một", "Hai"), header_rows=0)
SHEETS = {"biểu 1": 0, "khác": 1}
NAMES = Names(SHEETS, {"tỷ_lệ": "0.8"}, tables_by_name([TABLE, BARE], SHEETS))
INSIDE, OUTSIDE = (6, 5), (6, 20)


@pytest.mark.parametrize(
    ("formula", "area"),
    [
        ("=SUM(Chỉ_tiêu[Còn lại])", (4, 5, 8, 5)),
        ("=SUM(CHỈ_TIÊU[còn LẠI])", (4, 5, 8, 5)),
        ("=SUM(Chỉ_tiêu[[Còn lại]])", (4, 5, 8, 5)),
        ("=SUM(Chỉ_tiêu[ Còn lại ])", (4, 5, 8, 5)),
        ("=SUM(Chỉ_tiêu[[Chỉ tiêu\ngiao]:[Còn lại]])", (4, 3, 8, 5)),
        ("=SUM(Chỉ_tiêu[[Còn lại]:[Chỉ tiêu\ngiao]])", (4, 3, 8, 5)),
        ("=SUM(Chỉ_tiêu[Số '[hộ'] '#'''@])", (4, 4, 8, 4)),
        ("=SUM(Chỉ_tiêu[Q1])", (4, 6, 8, 6)),
        ("=SUM(Chỉ_tiêu)", (4, 2, 8, 6)),
        ("=SUM(Chỉ_tiêu[])", (4, 2, 8, 6)),
        ("=SUM(Chỉ_tiêu[#Data])", (4, 2, 8, 6)),
        ("=SUM(Chỉ_tiêu[#All])", (3, 2, 9, 6)),
        ("=SUM(Chỉ_tiêu[#Headers])", (3, 2, 3, 6)),
        ("=SUM(Chỉ_tiêu[#totals])", (9, 2, 9, 6)),
        ("=SUM(Chỉ_tiêu[[#All],[Còn lại]])", (3, 5, 9, 5)),
        ("=SUM(Chỉ_tiêu[[#Headers], [#Data], [Còn lại]])", (3, 5, 8, 5)),
        ("=SUM(Chỉ_tiêu[[#Data],[#Totals],[Còn lại]:[Q1]])", (4, 5, 9, 6)),
        ("=SUM(Chỉ_tiêu[[#Totals],[Còn lại]])", (9, 5, 9, 5)),
        ("=SUM(Trơn[Hai])", (3, 10, 5, 10)),
        ("=SUM(Trơn[#All])", (3, 9, 5, 10)),
        ("=SUM('Biểu 1'!$B$1:Chỉ_tiêu[Còn lại])", (1, 2, 8, 5)),
        ("=SUM(Chỉ_tiêu[[#Headers],[Còn lại]]:Chỉ_tiêu[[#Totals],[Q1]])", (3, 5, 9, 6)),
    ],
)
def test_where_they_point(formula: str, area: tuple[int, ...]) -> None:
    read = read_form(formula, 1, NAMES, OUTSIDE)
    assert read.reads[-1] == Range(0, *area)
    assert read.moves[-1] == Moves(False, False)


@pytest.mark.parametrize(
    ("formula", "area"),
    [
        ("=Chỉ_tiêu[[#This Row],[Còn lại]]*2", (6, 5, 6, 5)),
        ("=Chỉ_tiêu[@Q1]", (6, 6, 6, 6)),
        ("=Chỉ_tiêu[@[Còn lại]]", (6, 5, 6, 5)),
        ("=SUM(Chỉ_tiêu[@[Chỉ tiêu\ngiao]:[Còn lại]])", (6, 3, 6, 5)),
        ("=SUM(Chỉ_tiêu[[#This Row],[Chỉ tiêu\ngiao]:[Còn lại]])", (6, 3, 6, 5)),
        ("=SUM(Chỉ_tiêu[@])", (6, 2, 6, 6)),
        ("=[@Q1]", (6, 6, 6, 6)),
        ("=[@[Số '[hộ'] '#'''@]]", (6, 4, 6, 4)),
        ("=[[#This Row],[Q1]]", (6, 6, 6, 6)),
        ("=[[#This Row],Q1]", (6, 6, 6, 6)),
    ],
)
def test_the_own_row_moves_down_with_the_formula(formula: str, area: tuple[int, ...]) -> None:
    read = read_form(formula, 0, NAMES, INSIDE)
    assert (read.ranges[-1], read.moves[-1]) == (Range(0, *area), Moves(True, True))
    assert read.lower(2) == read_form(formula, 0, NAMES, (8, 5))


def test_without_its_name_the_table_around_the_cell_is_meant() -> None:
    assert read_form("=SUM([Q1])", 0, NAMES, INSIDE).reads == (Range(0, 4, 6, 8, 6),)
    assert read_form("=SUM([Hai])", 0, NAMES, (4, 9)).reads == (Range(0, 3, 10, 5, 10),)


def test_a_range_from_the_headings_to_the_own_row_grows() -> None:
    read = read_form("=SUM(Chỉ_tiêu[[#Headers],[Còn lại]]:[@[Còn lại]])", 0, NAMES, INSIDE)
    assert (read.ranges[-1], read.moves[-1]) == (Range(0, 3, 5, 6, 5), Moves(False, True))


def test_asking_where_a_column_is_does_not_read_it() -> None:
    assert read_form("=ROW()-ROW(Chỉ_tiêu[#Headers])", 0, NAMES, INSIDE).reads == ()
    assert Range(0, 3, 5, 6, 5) not in read_form("=ROWS([[#Headers],[Q1]]:[@Q1])", 0, NAMES, (6, 6)).reads


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("=Chỉ_tiêu[[#This Row],[Q1]]+1", "=#VALUE!+1"),
        ("=Chỉ_tiêu[@Q1]", "=#VALUE!"),
        ("=SUM(Trơn[#Totals])", "=SUM(#REF!)"),
        ("=SUM(Trơn[[#Headers],[Hai]])", "=SUM(#REF!)"),
    ],
)
def test_what_is_not_there_is_an_error_value(formula: str, text: str) -> None:
    assert read_form(formula, 0, NAMES, (9, 20)).text == text
    assert read_form(formula, 1, NAMES, (3, 5)).text == text


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("=SUM(Chỉ_tiêu[Lạ])", "unknown name: Chỉ_tiêu[Lạ]"),
        ("=SUM(Lạ[Q1])", "unknown name: Lạ[Q1]"),
        ("=[@Q1]", "unknown name: [@Q1]"),
        ("=SUM(Chỉ_tiêu[[#Headers],[#Totals],[Q1]])", "unsupported construct: Chỉ_tiêu[[#Headers],[#Totals],[Q1]]"),
        ("=SUM(Trơn[[#Data],[#Totals]])", "unsupported construct: Trơn[[#Data],[#Totals]]"),
        ("=SUM(Chỉ_tiêu[[Q1],[Còn lại]])", "unsupported construct: [[Q1],[Còn lại]]"),
        ("=SUM(Chỉ_tiêu[#Lạ])", "unsupported construct: Chỉ_tiêu[#Lạ]"),
        ("=SUM('Biểu 1'!Chỉ_tiêu[Q1])", "unsupported construct: 'Biểu 1'!Chỉ_tiêu[Q1]"),
        ("=SUM([1]!Chỉ_tiêu[Q1])", "external link: [1]"),
        ("=SUM([Sổ.xlsx]S!A1)", "external link: [Sổ.xlsx]S"),
        ("=SUM(Chỉ_tiêu[Q1)", "unreadable formula: Chỉ_tiêu[Q1)"),
        ("=SUM(Khác!A1:Chỉ_tiêu[Q1])", "unsupported construct: range across sheets"),
    ],
)
def test_what_is_refused(formula: str, why: str) -> None:
    with pytest.raises(Blocked) as blocked:
        read_form(formula, 1, NAMES, OUTSIDE)
    assert blocked.value.why == why


@pytest.mark.parametrize(
    "table",
    [
        ExcelTable("Hỏng", "Biểu 1", Area(3, 2, 9, 6), ("Q1", "Q2")),
        ExcelTable("Hỏng", "Biểu 1", Area(3, 2, 9, 3), ("Q1", "q1")),
        ExcelTable("Hỏng", "Biểu 1", Area(3, 2, 3, 3), ("Q1", "Q2")),
    ],
)
def test_a_table_that_Excel_would_not_have_is_refused(table: ExcelTable) -> None:
    with pytest.raises(Blocked):
        read_form("=SUM(Hỏng[Q1])", 0, Names(SHEETS, {}, tables_by_name([table], SHEETS)), OUTSIDE)
    with pytest.raises(Blocked):
        read_form("=SUM(Chỉ_tiêu[Q1])", 0, Names(SHEETS, {}, tables_by_name([TABLE, TABLE], SHEETS)), OUTSIDE)


def filled_table() -> dict[str, Value]:
    # Invented figures; the line of totals is row 9.
    cells: dict[str, Value] = {f"{column}3": heading for column, heading in zip("BCDEF", HEADINGS, strict=True)}
    for row in range(4, 9):
        cells |= {f"B{row}": f"Xã {row}", f"C{row}": 10 * row, f"D{row}": row}
        cells |= {f"E{row}": "=[@[Chỉ tiêu\ngiao]]-Chỉ_tiêu[[#This Row],[Số '[hộ'] '#'''@]]"}
        cells |= {f"F{row}": "=SUM(Chỉ_tiêu[[#Headers],[Còn lại]]:[@[Còn lại]])/SUM([Còn lại])"}
    return cells | {"E9": "=SUBTOTAL(109,[Còn lại])", "G9": "=Chỉ_tiêu[[#Totals],[Còn lại]]"}


def test_a_column_is_calculated_at_once(make_book: Any, make_sheet: Any) -> None:
    book = make_book(make_sheet("Biểu 1", filled_table()), tables=(TABLE,))
    values = {str(cell)[7:]: value for cell, value in recalculate(book).values.items()}
    assert [values[f"E{row}"] for row in range(4, 9)] == [36, 45, 54, 63, 72]
    assert [values[f"F{row}"] for row in (4, 8)] == [36 / 270, 1]
    assert (values["E9"], values["G9"]) == (270, 270)
    assert [(block.place.row, block.last) for block in blocks_of(book, {})] == [(4, 8), (9, 9), (4, 8), (9, 9)]


def test_one_text_can_mean_other_cells_beyond_the_table(make_book: Any, make_sheet: Any) -> None:
    below = ExcelTable("Dưới", "S", Area(6, 1, 8, 2), ("a", "b"))
    above = ExcelTable("Trên", "S", Area(1, 1, 3, 2), ("a", "b"))
    cells = {f"A{row}": row for row in (2, 3, 7, 8)} | {f"B{row}": "=[@a]" for row in range(1, 10)}
    cells |= {f"D{row}": "=Trên[@a]" for row in range(1, 6)}
    book = make_book(make_sheet("S", cells), tables=(above, below))
    values = {str(cell)[2:]: value for cell, value in recalculate(book).values.items()}
    assert [values[f"B{row}"] for row in (2, 3, 7, 8)] == [2, 3, 7, 8]
    assert [values[f"B{row}"] for row in (1, 6)] == [CellError("#VALUE!")] * 2
    assert [values[f"B{row}"] for row in (4, 5, 9)] == [Unsupported("unknown name: [@a]")] * 3
    assert [values[f"D{row}"] for row in range(1, 6)] == [CellError("#VALUE!"), 2, 3, *[CellError("#VALUE!")] * 2]


def test_the_addresses_they_stand_for(make_book: Any, make_sheet: Any) -> None:
    book = make_book(make_sheet("Biểu 1", filled_table()), make_sheet("Khác", {}), tables=(TABLE,))
    formula = '=SUM(Chỉ_tiêu[[#Headers],[Q1]]:[@Q1])&"[Q1]"&Lạ[Q1]'
    assert by_address(formula, book, CellRef("Biểu 1", 6, 6)) == '=SUM(F3:F6)&"[Q1]"&Lạ[Q1]'
    assert by_address("=Chỉ_tiêu[Q1]", book, CellRef("Khác", 6, 6)) == "='Biểu 1'!F4:F8"
