from fractions import Fraction
from itertools import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.case.agreement import FLOAT_NOISE, near
from xl_addin.case.formula_text import form_in_row
from xl_addin.case.screening import certainly_right
from xl_addin.case.table_cells import TableCells
from xl_addin.case.table_view import TableView
from xl_addin.notation import Expression, parse_formula
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.verify.judging.columns import formula_forms
from xl_addin.workbook.model.book import Column, Sheet, Value

NOTATIONS = ("{3}-{4}", "{3}/{4}*100", "({3}/{4})/25", "sum({3},{4},{3})", "min({3},{4})", "{3}*{4}-{3}", "{3}-{4}+1/3")
figures = st.one_of(
    st.integers(-(10**6), 10**6),
    st.floats(-1e15, 1e15),
    st.floats(-1, 1),
    st.sampled_from([None, "", "-", "x", 0, True, 10**30]),
)


def _view(expression: Expression | None, columns: dict[str, dict[int, Value]], rows: int) -> TableView:
    """An invented table without headings: a column of the sheet for each number."""
    kinds = tuple(
        TableColumn(label=label, position=int(label), heading="", number_text=label, notation=None, role="number")
        for label in columns
    )
    table = NumberedTable("Biểu", (1,), 2, tuple(range(3, 3 + rows)), None, kinds)
    sheet = Sheet("Biểu", {int(label): Column(cells) for label, cells in columns.items()})
    expressions = {"5": expression} if expression else {}
    return TableView(TableCells(table, sheet), expressions, {"3": "additive", "4": "additive"})


@given(
    st.sampled_from(NOTATIONS), st.lists(st.tuples(figures, figures, figures, st.booleans()), min_size=1, max_size=8)
)
def test_what_is_right_beyond_doubt_is_right_exactly(
    notation: str, rows: list[tuple[Value, Value, Value, bool]]
) -> None:
    expression = parse_formula(notation)
    typed: dict[str, dict[int, Value]] = {"3": {}, "4": {}, "5": {}}
    for row, (one, other, result, _) in enumerate(rows, 3):
        typed["3"][row], typed["4"][row], typed["5"][row] = one, other, result
    bare = _view(expression, typed, len(rows))
    for row, (*_, calculated) in enumerate(rows, 3):
        expected = bare.expected(row, "5")
        if calculated and expected is not None and abs(expected) < 10**300:
            typed["5"][row] = float(expected)
    view = _view(expression, typed, len(rows))
    for row in compress(view.table.body_rows, certainly_right(view, "5", FLOAT_NOISE)):
        actual, expected = view.stored(row, "5"), view.expected(row, "5")
        assert view.number(row, "5") is not None
        assert actual is not None
        assert expected is not None
        assert near(actual, expected)


def test_everyday_columns_are_settled_at_once() -> None:
    cells: dict[str, dict[int, Value]] = {"3": {3: 7, 4: 9, 5: "-"}, "4": {3: 3, 4: 8, 5: 2}, "5": {3: 4, 4: 2, 5: -2}}
    assert certainly_right(_view(parse_formula("{3}-{4}"), cells, 3), "5", Fraction(1, 10**9)) == [True, False, True]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("=C3-D3", "=C4-D4"),
        ("=C3-D2", "=C4-D3"),
        ("=C3/3", "=C4/4"),
        ("=C3*$D$3", "=C4*$D$4"),
        ("='Biểu 3'!C3", "='Biểu 4'!C4"),
        ('=C3&"A3"', '=C4&"A4"'),
        ("=C$3", "=C$3"),
        ("=SUM(C3:D3)", "=SUM(C4:D4)"),
        ("=TOTALS3", "=TOTALS4"),
        ("=C33-C3", "=C44-C4"),
        ("=SUM(3:3)", "=SUM(4:4)"),
        ("=LOG10(C3)", "=LOG10(C4)"),
    ],
)
def test_formulas_of_a_column_have_the_form_each_has_by_itself(first: str, second: str) -> None:
    column = TableColumn(label="3", position=3, heading="", number_text="3", notation=None, role="number")
    table = NumberedTable("Biểu", (1,), 2, (3, 4), None, (column,))
    view = TableView(TableCells(table, Sheet("Biểu", {3: Column({}, {3: first, 4: second})})), {}, {})
    assert formula_forms(view, "3") == {3: form_in_row(first, 3, 3), 4: form_in_row(second, 4, 3)}
