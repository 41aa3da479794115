"""A book's formulas calculated afresh: references, order, kinds of values, and honest refusals."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import Area, CellRef
from xl_addin.workbook.model.book import CellError, Unsupported, Value

Results = Callable[..., dict[str, Value]]
Result = Callable[..., Value]

CIRCULAR = Unsupported("circular reference")


def test_a_table_with_totals(results: Results) -> None:
    # Invented figures.
    cells: dict[str, Value] = {"C2": 1000}
    for row, (people, have) in enumerate([(300, 50), (500, 90), (201, 10)], start=9):
        cells |= {
            f"C{row}": people,
            f"E{row}": have,
            f"D{row}": f"=ROUND(C{row}*$C$2/C$12,0)",
            f"G{row}": f"=D{row}-E{row}",
        }
    cells |= {f"{letter}12": f"=SUM({letter}9:{letter}11)" for letter in "CDEG"}
    found = results(cells)
    assert [found[f"D{row}"] for row in range(9, 13)] == [300, 500, 201, 1001]
    assert [found[f"G{row}"] for row in range(9, 13)] == [250, 410, 191, 851]


def test_other_sheets_by_any_name(results: Results, make_sheet: Any) -> None:
    first = make_sheet("Tổng hợp", {"A1": "='80% của \"mới\" & ''cũ'''!B2*2", "A2": '=GĐ1!A1&""'})
    found = results(first, make_sheet("80% của \"mới\" & 'cũ'", {"B2": 21}), make_sheet("GĐ1", {"A1": "đ"}))
    assert found == {"A1": 42, "A2": "đ"}


def test_defined_names(results: Results) -> None:
    names = {"Chỉ_tiêu": "Sheet1!$A$1", "Hệ_số": "=0.5", "Sheet1!Riêng": "Sheet1!$A$1:$A$2"}
    found = results({"A1": 10, "A2": 4, "B1": "=chỉ_tiêu*Hệ_số", "B2": "=SUM(Riêng)"}, defined_names=names)
    assert found == {"B1": 5, "B2": 14}


def test_whole_columns_and_rows(results: Results) -> None:
    cells = {"A1": 1, "A2": 2, "A9": 3, "C1": "=SUM(A:A)", "C2": "=COUNTBLANK(A:A)", "C3": "=SUM(1:1)"}
    assert results(cells) == {"C1": 6, "C2": 1_048_573, "C3": 7}
    assert results({"A1": 1, "A2": "=SUM(A:A)"}) == {"A2": CIRCULAR}


def test_a_chain_of_ten_thousand(results: Results) -> None:
    length = 10_000
    cells: dict[str, Value] = {f"A{row}": f"=A{row + 1}+1" for row in range(1, length)}
    assert results(cells | {f"A{length}": 0})["A1"] == length - 1


def test_a_formula_of_a_thousand_terms(result: Result) -> None:
    assert result("=" + "+".join(["A1"] * 2000), {"A1": 1}) == 2000


def test_running_totals_and_sums_of_sums(results: Results) -> None:
    cells: dict[str, Value] = {f"A{row}": row for row in range(1, 101)}
    cells |= {f"B{row}": f"=SUM(A$1:A{row})" for row in range(1, 101)} | {"C1": "=SUM(B1:B100)"}
    found = results(cells)
    assert found["B100"] == 5050
    assert found["C1"] == 171_700


def test_circular_references(results: Results) -> None:
    found = results({"A1": "=B1+1", "B1": "=A1+1", "C1": "=A1*2", "D9": "=SUM(D1:D9)", "E1": 2, "E2": "=E1*2"})
    assert found["A1"] == found["B1"] == found["D9"] == CIRCULAR
    assert found["C1"] == Unsupported("depends on [Sheet1!A1] circular reference")
    assert found["E2"] == 4


def test_asking_for_ones_own_row_is_no_circle(results: Results) -> None:
    assert results({"A9": "=ROW()-8", "A10": "=ROW(A10)-8", "A11": "=ROWS(A$9:A11)"}) == {
        "A9": 1,
        "A10": 2,
        "A11": 3,
    }


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("=KHÔNGCÓ(1)", "unknown function: KHÔNGCÓ"),
        ("=OFFSET(A1,A1,0)", "unsupported construct: OFFSET(A1,A1,0)"),
        ("=LET(x,1,x)", "unsupported construct: LET"),
        ("=[2]S!A1", "external link: [2]S"),
        ("=Mất!A1", "missing sheet: Mất"),
        ("=tên_lạ", "unknown name: tên_lạ"),
        ("=RAND()", "depends on chance: RAND"),
        ("=SUM((A1,B1))", "unsupported construct: union of ranges"),
        ("=SUM(A1:INDEX(B1:B3,2))", "unsupported construct: range between calculated cells"),
        ("=A1:A3*2", "range where one cell is expected"),
        ("=A1:A3", "range where one cell is expected"),
        ("=1+", "unreadable formula"),
        ("=(1", "unreadable formula"),
        ('="1.234"+1', 'depends on regional settings: "1.234"'),
        ('="Đạt "&18.5', 'depends on regional settings: 18.5&""'),
        ('=YEAR("01/02/2023")', "depends on regional settings: 01/02/2023 in YEAR"),
        ('=SQRT("1.234")', "depends on regional settings: 1.234 in SQRT"),
        ("=CONCATENATE(0.5)", "depends on regional settings: 0.5 in CONCATENATE"),
        ("=ISREF(A1+1)", "unsupported construct: ISREF of a calculated value"),
        ("=ISNUMBER()", "calculation failed"),
    ],
)
def test_what_cannot_be_vouched_for_has_a_reason_and_no_number(results: Results, formula: str, why: str) -> None:
    found = results({"A1": 1, "Z1": formula, "Z2": "=Z1+1", "Z3": "=IFERROR(Z1,0)", "Z4": "=SUM(Z1:Z2)"})
    assert isinstance(found["Z1"], Unsupported)
    assert found["Z1"].reason.startswith(why)
    for dependant in ("Z2", "Z3", "Z4"):
        value = found[dependant]
        assert isinstance(value, Unsupported)
        assert value.reason == f"depends on [Sheet1!Z1] {found['Z1'].reason}"


def test_a_branch_that_is_not_taken_does_no_harm(results: Results) -> None:
    cells = {"A1": "=FOO()", "B1": '=IF(C1="","",A1)', "B2": "=IFERROR(1,A1)", "B3": "=IF(1,A1,0)"}
    found = results(cells)
    assert found["B1"] == ""
    assert found["B2"] == 1
    assert isinstance(found["B3"], Unsupported)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=A1", 0),
        ('=A1&""', ""),
        ("=A1+1", 1),
        ('=A1=""', True),
        ("=A1=0", True),
        ("=IF(TRUE,A1)", 0),
        ("=B1", "chữ"),
        ("=B2", True),
        ("=B2+1", 2),
        ("=B3", CellError("#N/A")),
        ("=B3+1", CellError("#N/A")),
        ("=B1*2", CellError("#VALUE!")),
        ("=1/A1", CellError("#DIV/0!")),
        ("=6/3", 2),
        ("=1/4", 0.25),
        ("=10^15*10", 1e16),
        ("=1E308*10", CellError("#NUM!")),
        ("=D1-D2", 25),
        ("=B4+1", 13),
        ('=B5=""', True),
        ('="a""b"', 'a"b'),
        ('="Đồng"="ĐỒNG"', True),
        ("=10%", 0.1),
        ('=1E+20&"/"&123456789012345678', "1E+20/123456789012346000"),
        ("=-0.5*2&TRUE", "-1TRUE"),
        ('=ABS("12")', 12),
        ("=-2^2", 4),
        ("=2^3^2", 64),
        ("=1=TRUE", False),
        ('="b">"a"', True),
        ("=SUM(B1:B5)", CellError("#N/A")),
        ("=SUM(B1:B2,B4)", 0),
        ('=SUM("3",TRUE,2)', 6),
        ("=MIN(A1:A9)", 0),
        ("=AVERAGE(A1:A9)", CellError("#DIV/0!")),
        ("=COUNT(B1:B5,D1)", 1),
        ("=COUNTA(B1:B5)", 5),
        ("=COUNTBLANK(A1:B5)", 6),
    ],
)
def test_kinds_of_values(result: Result, formula: str, expected: Value) -> None:
    cells: dict[str, Value] = {
        "B1": "chữ",
        "B2": True,
        "B3": CellError("#N/A"),
        "B4": "12",
        "B5": "",
        "D1": 45122,
        "D2": 45097.0,
    }
    found = result(formula, cells)
    assert found == expected
    assert type(found) is type(expected)


def test_whole_numbers_come_back_as_int(result: Result) -> None:
    assert type(result("=0.5+0.5")) is int
    assert type(result("=0.5")) is float
    assert type(result("=1E+15")) is float


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('=SUMPRODUCT((A1:A4="Xã A")*B1:B4)', 40),
        ("=SUMPRODUCT(--(B1:B4>15))", 3),
        ("=SUMPRODUCT(B1:B4,B1:B4)", 3000),
        ("=SUMPRODUCT(1/COUNTIF(A1:A4,A1:A4))", 3),
        ("=SUMPRODUCT(B1:B4,B1:B3)", CellError("#VALUE!")),
        ('=COUNTIF(A1:A4,"xã*")', 3),
        ('=COUNTIF(A1:A4,"xã ?")', 3),
        ('=COUNTIF(A1:A4,"<>xã a")', 2),
        ('=COUNTIF(B1:B4,">="&20)', 3),
        ('=COUNTIF(B1:B6,"")', 2),
        ('=COUNTIF(B:B,"")', 1_048_572),
        ('=SUMIF(A1:A4,"Xã A",B1:B4)', 40),
        ('=SUMIFS(B1:B4,A1:A4,"xã*",B1:B4,"<30")', 30),
        ('=AVERAGEIF(B1:B4,">50")', CellError("#DIV/0!")),
        ('=VLOOKUP("xã b",A1:B4,2,FALSE)', 20),
        ('=VLOOKUP("x",A1:B4,2,FALSE)', CellError("#N/A")),
        ("=INDEX(B1:B4,MATCH(30,B1:B4,0))", 30),
        ("=INDEX(B1:B4,5)", CellError("#REF!")),
        ("=RANK(B1,B1:B4)", 4),
        ("=LARGE(B1:B4,2)", 30),
        ("=MEDIAN(B1:B4)", 25),
        ('=IF(AND(B1>5,B2>5),"đạt","chưa")', "đạt"),
        ("=ABS(-B1)", 10),
        ('=UPPER("đồng tháp")', "ĐỒNG THÁP"),
        ("=DATE(2023,7,15)-DATE(2023,6,20)+1", 26),
        ("=WEEKDAY(DATE(2023,6,20))", 3),
        ("=DAY(60)", 29),
    ],
)
def test_functions_officers_use(result: Result, formula: str, expected: Value) -> None:
    cells: dict[str, Value] = {"A1": "Xã A", "A2": "Xã B", "A3": "xã a", "A4": "Ấp C"}
    cells |= {f"B{row}": 10 * row for row in range(1, 5)}
    assert result(formula, cells) == expected


def test_subtotals_leave_out_subtotals_and_hidden_rows(results: Results, make_sheet: Any) -> None:
    cells = {
        "A1": 1,
        "A2": 2,
        "A3": "=SUBTOTAL(9,A1:A2)",
        "A4": 4,
        "A5": "=SUBTOTAL(9,A1:A4)",
        "B1": "=SUBTOTAL(109,A1:A4)",
        "B2": "=SUBTOTAL(102,A1:A4)",
    }
    assert results(cells)["A5"] == 7
    hidden = results(make_sheet("S", cells, hidden_rows=frozenset({2})))
    assert hidden["A5"] == Unsupported("hidden rows may be filtered out")
    assert (hidden["B1"], hidden["B2"]) == (5, 2)


def test_array_formulas_fill_their_area(results: Results, make_sheet: Any) -> None:
    cells = {"A1": 1, "A2": 2, "B1": "=A1:A2*10", "B2": 777, "B3": 777, "C1": "=SUM(A1:A2*A1:A2)", "D1": "=B2+1"}
    arrays = {(1, 2): Area(1, 2, 3, 2), (1, 3): Area(1, 3, 1, 3)}
    found = results(make_sheet("S", cells, arrays=arrays))
    assert found == {"B1": 10, "B2": 20, "B3": CellError("#N/A"), "C1": 5, "D1": 21}


def test_an_array_formula_takes_conditions_row_by_row(results: Results, make_sheet: Any) -> None:
    cells = {"A1": 1, "A2": 2, "A3": 3, "C1": "=SUM(IF(A1:A3>1,A1:A3*{1,10}))", "C2": "=MAX(ROW(A1:A3))"}
    arrays = {(1, 3): Area(1, 3, 1, 3), (2, 3): Area(2, 3, 2, 3)}
    assert results(make_sheet("S", cells, arrays=arrays)) == {"C1": 55, "C2": 3}


def test_today_is_calculated(result: Result) -> None:
    before, found, after = date.today(), result("=TODAY()"), date.today()
    assert found in {(day - date(1899, 12, 30)).days for day in (before, after)}


def test_dates_from_1904_are_refused_where_they_matter(results: Results) -> None:
    found = results({"A1": "=YEAR(100)", "A2": "=DATE(2023,1,1)", "A3": "=5+1"}, date_system=1904)
    assert isinstance(found["A1"], Unsupported)
    assert isinstance(found["A2"], Unsupported)
    assert found["A3"] == 6


def test_the_book_shows_the_new_values_and_the_old_book_stays(make_book: Any) -> None:
    before = make_book({"A1": 2, "A2": "=A1*3"})
    after = recalculate(before)
    assert after.values == {CellRef("Sheet1", 2, 1): 6}
    assert after.book["Sheet1"].value(2, 1) == 6
    assert before["Sheet1"].value(2, 1) != 6


def test_a_book_without_formulas(make_book: Any) -> None:
    assert recalculate(make_book({"A1": 2})).values == {}


def test_huge_ranges_are_bounded(results: Results) -> None:
    found = results({"A1": 1, "XFD1048576": 1, "B1": "=SUM(A2:XFD1048575)", "B2": "=SUM(A:A)"})
    assert found["B1"] == Unsupported("unsupported construct: range of more than 4000000 cells")
    assert found["B2"] == 1
