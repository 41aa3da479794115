"""Whole columns at once give, bit for bit, what the cells give one by one: numbers, texts, errors and refusals."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xl_addin.engine import calculation
from xl_addin.engine.functions.criteria import folded
from xl_addin.engine.recalculate import recalculate
from xl_addin.engine.rows import filled_down
from xl_addin.engine.scalar import program
from xl_addin.formula.cells import address
from xl_addin.workbook.model.book import Book, CellError, Unsupported, Value

ROWS = range(5, 17)

numbers = st.one_of(
    st.integers(-30, 30),
    st.sampled_from(
        [0.5, 1.005, 2.675, -2.5, 0.285, 227.49999999999997, 1e15, 1e300, -1e-9, 0.1 + 0.2, 0.3, 99999.995]
    ),
    st.floats(-1e6, 1e6),
    st.integers(-10_000, 10_000).map(lambda cents: cents / 100),
)
anything = st.one_of(
    numbers,
    st.sampled_from(["Ấp 1", "ấp 1", "x", "12", "1.5", "", "TRUE", "a*", True, False, None, None]),
    st.sampled_from([CellError("#N/A"), CellError("#DIV/0!")]),
)

# `{r}` is the formula's own row; sheet columns A to D hold inputs of row 5 to 16, $F$1:$G$4 a small table.
cells = st.sampled_from(["A{r}", "B{r}", "C{r}", "D{r}", "$A{r}", "B$5", "$C$7", "A{q}", "F$1", "E{r}"])
constants = st.sampled_from(["0", "1", "2", "-1", "0.5", "100", "10%", '"x"', '"Ấp 1"', "TRUE", "#N/A", "1E300"])
windows = st.sampled_from(
    [
        *("A{r}:D{r}", "B{r}:B{s}", "$A$5:$A$16", "A$5:B$16", "A$5:A{r}", "A$5:B{r}", "C{r}", "F$1:F$4", "A{q}:B{r}"),
        *("A:A", "A{r}:A$16", "A{r}:C$99", "A$10:B{r}", "B{r}:B{t}"),
    ]
)
# Ranges of one size, the second with the values or another criterion.
pairs = st.sampled_from(
    [
        *(("A$5:A{r}", "B$5:B{r}"), ("A{r}:A$16", "C{r}:C$16"), ("A{r}:B$99", "B{r}:C$99"), ("A{r}:A{t}", "D{r}:D{t}")),
        *(("$A$5:$A$16", "$B$5:$B$16"), ("A:A", "B:B"), ("A$5:A{r}", "A$7:A{s}"), ("A$5:B{r}", "B$5:C{r}")),
    ]
)
SMALL = [
    "ROUND({a},{d})",
    "ROUNDUP({a},{d})",
    "ROUNDDOWN({a},{d})",
    "INT({a})",
    "ABS({a})",
    "TRUNC({a})",
    "MOD({a},{b})",
]
CHOICES = [
    "IF({a}>{b},{a},{b})",
    'IF({a}="","",{b})',
    "IF({a},{b})",
    "IFERROR({a}/{b},0)",
    "IFNA({a},{b})",
    "ISNUMBER({a})",
    "IF(AND({a}>0,{b}>0),{a},{b})",
    "NOT({a})",
    "ROW()+{a}",
    "ROW(A{r})",
    "N({a})",
    "LEFT({a},2)",
]
OVER = [
    "SUM({w})",
    "SUM({w},{a})",
    "AVERAGE({w})",
    "MIN({w},{a})",
    "MAX({w})",
    "COUNT({w})",
    "COUNTA({w})",
    "MIN({a},{b})",
    "SUM({a},{b})",
    "LARGE({w},1)",
    "SUMPRODUCT({w},{w})",
    "SUMIF($A$5:$A$16,{a})",
    "SUMIF($A$5:$A$16,{a},$B$5:$B$16)",
    "COUNTIF($A$5:$B$16,{a})",
    'COUNTIF($A$5:$A$16,">"&{a})',
    "AVERAGEIF($A$5:$A$16,{a},$C$5:$C$16)",
    "MATCH({a},$A$5:$A$16,0)",
    "VLOOKUP({a},$F$1:$G$4,2,FALSE)",
    "VLOOKUP({a},$A$5:$C$16,3,0)",
    "XLOOKUP({a},$A$5:$A$16,$B$5:$B$16)",
    'XLOOKUP({a},$A$5:$A$16,$B$5:$B$16,"không")',
    "LARGE($A$5:$A$16,{a})",
    "SMALL($A$5:$B$16,{a})",
    "RANK({a},$A$5:$A$16)",
    "RANK({a},$A$5:$A$16,1)",
    "INDEX($A$5:$C$16,{a},2)",
    "SUM(IF({a}>0,B{r},0))",
    "SUM(INDEX($A$5:$A$16,2),{a})",
    "SUBTOTAL(9,{w})",
    "SUBTOTAL(103,{w})",
    "IF({a}>0,COUNTA({w}),MIN({w}))",
]
BY_CRITERIA = [
    "COUNTIF({v},{k})",
    "SUMIF({v},{k},{w})",
    "SUMIF({v},{k})",
    "AVERAGEIF({v},{k},{w})",
    "COUNTIFS({v},{k},{w},{a})",
    'COUNTIFS({v},{k},{w},"<>0")',
    "SUMIFS({w},{v},{k})",
    'SUMIFS({w},{v},{k},{w},">"&{a})',
    "AVERAGEIFS({w},{v},{k})",
    "MINIFS({w},{v},{k})",
    "MAXIFS({w},{v},{k},{w},{a})",
    "IF(COUNTIF({v},{k})>1,1,0)",
]
criteria = st.sampled_from(
    ['"x"', '"Ấp ?"', '"*"', '""', '"<>"', '"<>x"', '"="', '">0"', "A{r}", "B{r}", "A$6", "E{r}"]
)


def filled_in(template: str) -> st.SearchStrategy[str]:
    if template in BY_CRITERIA:
        chosen = st.tuples(pairs, st.one_of(criteria, operands), operands)
        return chosen.map(
            lambda drawn: (
                template.replace("{v}", drawn[0][0])
                .replace("{w}", drawn[0][1])
                .replace("{k}", drawn[1])
                .replace("{a}", drawn[2])
            )
        )
    parts = {"a": operands, "b": operands, "d": st.sampled_from(["0", "1", "-1", "2", "A{r}"]), "w": windows}
    wanted = {key: value for key, value in parts.items() if f"{{{key}}}" in template}

    def put(chosen: Mapping[str, str]) -> str:
        for key, value in chosen.items():
            template_parts.append((key, value))
        text = template
        for key, value in chosen.items():
            text = text.replace(f"{{{key}}}", value)
        return text

    template_parts: list[tuple[str, str]] = []
    return st.fixed_dictionaries(wanted).map(put)


operands: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(cells, cells, constants, expressions.map(lambda text: f"({text})"))
)
expressions: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.tuples(operands, st.sampled_from(["+", "-", "*", "/", "^", "=", "<", ">=", "<>", "&"]), operands).map(
            "".join
        ),
        operands.map(lambda text: f"-{text}"),
        operands.map(lambda text: f"{text}%"),
        st.sampled_from(SMALL + CHOICES + OVER + BY_CRITERIA).flatmap(filled_in),
    )
)


@st.composite
def books(draw: st.DrawFn) -> tuple[dict[str, Value], list[str]]:
    kind = draw(st.sampled_from([numbers, anything]))
    cells: dict[str, Value] = {}
    for row in ROWS:
        for column in range(1, 5):
            value = draw(kind)
            if value is not None:
                cells[address(row, column)] = value
    for row in range(1, 5):
        cells[f"F{row}"] = draw(anything)
        cells[f"G{row}"] = draw(anything)
    formulas = draw(st.lists(expressions, min_size=1, max_size=3))
    for row in ROWS:
        for column, formula in enumerate([*formulas, "SUM(H$5:H{r})", "MAX(L$4:L{q})+A{r}"], start=8):
            text = formula.replace("{r}", str(row)).replace("{q}", str(row - 1)).replace("{s}", str(row + 2))
            text = text.replace("{t}", str(row + 4))
            cells[address(row, column)] = "=" + text
        cells[f"E{row}"] = f"=A{row}*2"
    return {place: value for place, value in cells.items() if value is not None}, formulas


def exact(values: Mapping[Any, Value]) -> dict[str, tuple[str, str]]:
    return {str(cell): (type(value).__name__, repr(value)) for cell, value in values.items()}


def calculated(book: Book, *, few_rows: int = 4, largest_window: int = 64, tall: int = 10**9) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(calculation, "FEW_ROWS", few_rows)
        monkeypatch.setattr(filled_down, "_LARGEST_WINDOW", largest_window)
        monkeypatch.setattr(program, "_TALL", tall)
        return exact(recalculate(book).values)


def both(book: Book) -> tuple[object, object]:
    """All rows at once, and one by one; small ranges treated as large ones give the same either way."""
    together, one_by_one = calculated(book), calculated(book, few_rows=10**9)
    assert calculated(book, largest_window=1) == together
    assert calculated(book, few_rows=10**9, tall=1) == one_by_one
    return together, one_by_one


@given(books())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_formula(make_book: Any, drawn: tuple[dict[str, Value], list[str]]) -> None:
    together, one_by_one = both(make_book(drawn[0]))
    assert together == one_by_one


@pytest.mark.parametrize("template", SMALL + CHOICES + OVER + BY_CRITERIA)
def test_every_kind_of_formula_on_numbers(make_book: Any, template: str) -> None:
    cells: dict[str, Value] = {}
    for row in ROWS:
        cells |= {f"A{row}": row * 1.005 - 8, f"B{row}": row % 4, f"C{row}": -row / 8, f"D{row}": 7, f"E{row}": row}
        wide = "D$5:D{r}" if template in BY_CRITERIA else "A{r}:D{r}"
        chosen = {"{w}": wide, "{v}": "B$5:B{r}", "{k}": "B{r}", "{a}": "A{r}", "{b}": "B{r}", "{d}": "1"}
        window = template
        for part, put in chosen.items():
            window = window.replace(part, put)
        cells[f"H{row}"] = "=" + window.replace("{r}", str(row))
    cells |= {"F1": 1, "G1": "một", "F2": -2.975, "G2": 5}
    together, one_by_one = both(make_book(cells))
    assert together == one_by_one


def test_a_form_without_a_vouched_result_has_its_reason_in_every_row(make_book: Any) -> None:
    cells: dict[str, Value] = {f"A{row}": f'=FOO(B{row})+IFERROR(C{row}&".5",0)' for row in ROWS}
    cells |= {f"D{row}": f"=IF(B{row}=1,A{row},2)" for row in ROWS} | {"B9": 1}
    found = recalculate(make_book(cells)).values
    assert {value for cell, value in found.items() if cell.column == 1} == {Unsupported("unknown function: FOO")}
    by_row = {cell.row: value for cell, value in found.items() if cell.column == 4}
    assert by_row.pop(9) == Unsupported("depends on [Sheet1!A9] unknown function: FOO")
    assert set(by_row.values()) == {2}


def test_columns_that_need_each_other_are_no_circle(make_book: Any) -> None:
    # Opening balance, payment, closing balance: invented figures.
    cells: dict[str, Value] = {"A5": 1000}
    for row in ROWS:
        cells |= {f"B{row}": row, f"C{row}": f"=A{row}-B{row}", f"A{row + 1}": f"=C{row}"}
    together, one_by_one = both(make_book(cells))
    assert together == one_by_one
    assert recalculate(make_book(cells)).values.keys()


def test_sums_that_grow_are_exact(make_book: Any) -> None:
    cells: dict[str, Value] = {f"A{row}": (0.1 if row % 2 else 1e16) * (-1 if row % 3 else 1) for row in range(1, 101)}
    for row in range(1, 101):
        cells |= {f"B{row}": f"=SUM(A$1:A{row})", f"C{row}": f"=AVERAGE(A$1:A{row})", f"D{row}": f"=MIN(A$1:A{row})"}
    cells |= {f"E{row}": f"=SUM(A{row}:A{row + 69})" for row in range(1, 32)}
    together, one_by_one = both(make_book(cells))
    assert together == one_by_one


def test_words_that_a_criterion_takes_for_the_same_are_sorted_alike() -> None:
    import re

    alike = [chr(code) for code in range(0x2000) if chr(code).isalpha()]
    for letter in alike:
        pattern = re.compile(re.escape(letter), re.IGNORECASE)
        for other in {letter.lower(), letter.upper(), letter.title(), letter.swapcase()}:
            if pattern.fullmatch(other):
                assert folded(letter) == folded(other)
