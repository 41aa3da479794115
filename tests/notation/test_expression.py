"""The tree of an expression."""

from fractions import Fraction

from xl_addin.notation import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    Constant,
    columns_of,
    parse_formula,
    ranked,
    rounded_whole,
    row_columns_of,
    walk,
    whole_columns_of,
)


def test_columns_come_once_in_order_of_appearance() -> None:
    expression = parse_formula("min({10}/{phase1.3}, {4}) - {10}*cap")
    assert columns_of(expression) == (ColumnRef("10"), ColumnRef("3", "phase1"), ColumnRef("4"))


def test_walk_meets_everything_outermost_first() -> None:
    expression = parse_formula("-({4}+20%)")
    assert [type(node).__name__ for node in walk(expression)] == [
        "Negation",
        "BinaryOperation",
        "ColumnRef",
        "Constant",
    ]


def test_a_total_is_read_in_every_row_and_a_rank_in_its_own_and_every_row() -> None:
    expression = parse_formula("if({3} > 0, {4} / total({5}), -rank({6}))")
    assert row_columns_of(expression) == (ColumnRef("3"), ColumnRef("4"), ColumnRef("6"))
    assert whole_columns_of(expression) == (ColumnRef("5"), ColumnRef("6"))
    assert columns_of(expression) == tuple(map(ColumnRef, "3456"))


def test_a_column_is_rounded_and_ranked_as_asked() -> None:
    days = parse_formula("{3} / 7")
    assert rounded_whole(days, "up") == parse_formula("roundup({3} / 7)")
    assert rounded_whole(parse_formula("roundup({3} / 7)"), "up") == parse_formula("roundup({3} / 7)")
    assert rounded_whole(days, "nearest") == parse_formula("round({3} / 7)")
    place = parse_formula("100 - rank({3})")
    assert ranked(place, "dense") == BinaryOperation("-", Constant(Fraction(100)), ColumnRank(ColumnRef("3"), "dense"))
    assert ranked(days, "dense") == days


def test_how_an_expression_was_written_does_not_make_it_another() -> None:
    assert parse_formula("({4}-{5})*20%") == parse_formula("(({4}-{5}))*0.2")
    assert parse_formula("({10}/{11})/25") == parse_formula("{10}/{11}/25")
    assert parse_formula("{4}-({5}-{6})") != parse_formula("{4}-{5}-{6}")
