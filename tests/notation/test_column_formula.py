import pytest

from xl_addin.notation import ColumnRef, Expression, parse_formula, parse_notation
from xl_addin.notation.column_formula import column_formula, columns_that_may_be_empty

LABELS = [str(number) for number in range(1, 15)]


def notation(text: str) -> Expression:
    return parse_notation(text).readings(LABELS)[0]


def in_row_9(ref: ColumnRef) -> str:
    return f"{'ABCDEFGHIJKLMN'[int(ref.label) - 1]}9"


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("7=4-5", "=D9-E9"),
        ("12=(10/11)/25", '=IF(K9=0,"",(J9/K9)/25)'),
        ("6=5/(3+4)", '=IF((C9+D9)=0,"",E9/(C9+D9))'),
        ("6=5/3+4/2", '=IF(OR(C9=0,B9=0),"",E9/C9+D9/B9)'),
        ("6=5/3*100", '=IF(C9=0,"",E9/C9*100)'),
        ("6=5/3+4/3", '=IF(C9=0,"",E9/C9+D9/C9)'),
    ],
)
def test_a_zero_divisor_leaves_the_cell_empty(text: str, formula: str) -> None:
    assert column_formula(notation(text), in_row_9) == formula


def test_a_divisor_that_divides_itself_is_asked_after_its_own_divisor() -> None:
    expression = parse_formula("{5} / ({3} / {4})")
    assert column_formula(expression, in_row_9) == '=IF(D9=0,"",IF((C9/D9)=0,"",E9/(C9/D9)))'


def test_what_reads_an_empty_column_stays_empty_instead_of_an_error() -> None:
    empty = {ColumnRef("12")}
    assert column_formula(notation("13=12*100"), in_row_9, may_be_empty=empty) == '=IF(L9="","",L9*100)'
    assert column_formula(notation("13=4/12"), in_row_9, may_be_empty=empty) == '=IF(OR(L9="",L9=0),"",D9/L9)'
    assert (
        column_formula(notation("13=4/(12+5)"), in_row_9, may_be_empty=empty)
        == '=IF(L9="","",IF((L9+E9)=0,"",D9/(L9+E9)))'
    )


def test_a_floor_is_a_maximum_inside_the_guard() -> None:
    assert column_formula(notation("7=4-5"), in_row_9, floor=0) == "=MAX(0,D9-E9)"
    assert column_formula(notation("7=4/5"), in_row_9, floor=0) == '=IF(E9=0,"",MAX(0,D9/E9))'


def test_parameters_are_cells_and_can_be_zero_divisors() -> None:
    formula = column_formula(parse_formula("min({7}, cap) / days"), in_row_9, lambda name: f"P.{name}")
    assert formula == '=IF(P.days=0,"",MIN(G9,P.cap)/P.days)'


def test_constants_are_asked_only_if_they_are_zero() -> None:
    assert column_formula(notation("6=5/100"), in_row_9) == "=E9/100"
    assert column_formula(notation("6=5/0"), in_row_9) == '=IF(0=0,"",E9/0)'


def test_what_only_one_branch_divides_by_is_asked_in_that_branch() -> None:
    def formula(text: str, *empty: str) -> str:
        return column_formula(parse_formula(text), in_row_9, may_be_empty=frozenset(map(ColumnRef, empty)))

    assert formula("if({4} = 0, 0, {3} / {4})") == "=IF(D9=0,0,C9/D9)"
    assert formula("if({4} > 0 and {5} > 0, {3} / {4} / {5}, 0)") == "=IF(AND(D9>0,E9>0),C9/D9/E9,0)"
    assert formula("if({5} > 1, {3} / {4}, 0) * 2") == '=IF(IF(E9>1,D9=0,FALSE),"",IF(E9>1,C9/D9,0)*2)'
    assert formula("if({5} > 1, {3}, {4})", "4") == '=IF(IF(E9>1,FALSE,D9=""),"",IF(E9>1,C9,D9))'
    assert formula("if({5} > 1, {3}, {4})", "5") == '=IF(E9="","",IF(E9>1,C9,D9))'
    assert formula("if({3} / {4} > 1, {5} / {6}, 1)") == (
        '=IF(D9=0,"",IF(IF(C9/D9>1,F9=0,FALSE),"",IF(C9/D9>1,E9/F9,1)))'
    )


def test_a_total_is_no_figure_of_the_row() -> None:
    share = column_formula(
        parse_formula("{3} / total({4})"),
        in_row_9,
        whole=lambda ref: ["$D$9:$D$11", "$D$13"],
        may_be_empty={ColumnRef("4")},
    )
    assert share == '=IF(SUM($D$9:$D$11,$D$13)=0,"",C9/SUM($D$9:$D$11,$D$13))'
    with pytest.raises(KeyError):
        column_formula(parse_formula("total({4})"), in_row_9)


def test_emptiness_spreads_to_whatever_reads_it() -> None:
    expressions = {ColumnRef(label): notation(f"{label}={text}") for label, text in _CHAIN.items()}
    assert columns_that_may_be_empty(expressions) == {ColumnRef("6"), ColumnRef("7"), ColumnRef("8")}
    elsewhere = ColumnRef("12", "phase1")
    reading = {ColumnRef("3"): parse_formula("{phase1.12} + 1")}
    assert columns_that_may_be_empty(reading, {elsewhere}) == {elsewhere, ColumnRef("3")}


def test_a_rank_is_empty_where_there_is_no_figure_and_empties_what_reads_it() -> None:
    expressions = {"6": "rank({5})", "7": "{6} + 1", "8": "{4} - {5}", "9": "total({6})"}
    found = columns_that_may_be_empty({ColumnRef(label): parse_formula(text) for label, text in expressions.items()})
    assert found == {ColumnRef("6"), ColumnRef("7")}


_CHAIN = {"6": "4/5", "7": "6+1", "8": "7-4", "9": "4-5", "10": "4/25"}
