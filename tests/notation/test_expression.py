"""The tree of an expression."""

from xl_addin.notation import ColumnRef, columns_of, parse_formula, walk


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


def test_how_an_expression_was_written_does_not_make_it_another() -> None:
    assert parse_formula("({4}-{5})*20%") == parse_formula("(({4}-{5}))*0.2")
    assert parse_formula("({10}/{11})/25") == parse_formula("{10}/{11}/25")
    assert parse_formula("{4}-({5}-{6})") != parse_formula("{4}-{5}-{6}")
