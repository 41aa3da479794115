"""When a bare number is a column, when a constant, and when nobody can tell."""

from fractions import Fraction

import pytest

from xl_addin.notation import BinaryOperation, ColumnRef, Constant, Expression, columns_of, parse_notation


def columns(last: int) -> list[str]:
    return [str(number) for number in range(1, last + 1)]


def readings(text: str, labels: list[str]) -> tuple[Expression, ...]:
    return parse_notation(text).readings(labels)


def quotient(left: Expression, right: Expression) -> Expression:
    return BinaryOperation("/", left, right)


def test_brackets_make_bare_numbers_constants() -> None:
    assert readings("(5)=(3)/8", columns(9)) == (quotient(ColumnRef("3"), Constant(Fraction(8))),)


def test_brackets_on_the_target_alone_say_nothing_about_the_rest() -> None:
    assert readings("(5)=3/8", columns(9)) == readings("5=3/8", columns(9))


def test_brackets_around_an_operation_only_group() -> None:
    tenth = quotient(ColumnRef("10"), ColumnRef("11"))
    assert readings("12=(10/11)/25", columns(12)) == (quotient(tenth, Constant(Fraction(25))),)


def test_a_table_with_25_columns_makes_the_days_ambiguous() -> None:
    tenth = quotient(ColumnRef("10"), ColumnRef("11"))
    assert readings("12=(10/11)/25", columns(25)) == (
        quotient(tenth, ColumnRef("25")),
        quotient(tenth, Constant(Fraction(25))),
    )


def test_columns_before_the_target_are_not_doubted() -> None:
    assert readings("8=(4/7)/65", columns(12)) == (
        quotient(quotient(ColumnRef("4"), ColumnRef("7")), Constant(Fraction(65))),
    )


def test_sheet_order_decides_what_comes_after_the_target() -> None:
    assert len(readings("5=3/4", ["1", "2", "3", "4", "5"])) == 1
    assert len(readings("5=3/4", ["1", "2", "5", "3", "4"])) == 2


def test_sums_and_first_factors_are_not_doubted() -> None:
    assert readings("1=2+3", columns(3)) == (BinaryOperation("+", ColumnRef("2"), ColumnRef("3")),)
    assert readings("1=2*(3+4)", columns(4)) == (
        BinaryOperation("*", ColumnRef("2"), BinaryOperation("+", ColumnRef("3"), ColumnRef("4"))),
    )


@pytest.mark.parametrize(("text", "count"), [("120=3/4*100", 2), ("120=3/4*110", 1), ("120=100+3", 1)])
def test_a_hundred_may_be_a_percentage_even_before_the_target(text: str, count: int) -> None:
    assert len(readings(text, columns(120))) == count


def test_a_factor_the_table_does_not_have_is_a_constant() -> None:
    assert readings("5=100*4", columns(5)) == (BinaryOperation("*", Constant(Fraction(100)), ColumnRef("4")),)


def test_a_term_the_table_does_not_have_stays_an_unknown_column() -> None:
    assert readings("5=4+99", columns(5)) == (BinaryOperation("+", ColumnRef("4"), ColumnRef("99")),)
    assert readings("5=99", columns(5)) == (ColumnRef("99"),)


def test_all_doubtful_numbers_change_together() -> None:
    both = readings("3=1/4/5", columns(5))
    assert both == (
        quotient(quotient(ColumnRef("1"), ColumnRef("4")), ColumnRef("5")),
        quotient(quotient(ColumnRef("1"), Constant(Fraction(4))), Constant(Fraction(5))),
    )


def test_words_make_factors_constants_but_terms_stay_columns() -> None:
    assert readings("Cột 9 = Cột 3 + 5", columns(9)) == readings("9=3+5", columns(9))
    assert readings("Cột 9 = Cột 3 x 5", columns(9)) == (BinaryOperation("*", ColumnRef("3"), Constant(Fraction(5))),)


def test_decimals_are_constants() -> None:
    assert readings("5=4*0,8", columns(9)) == (BinaryOperation("*", ColumnRef("4"), Constant(Fraction(4, 5))),)
    assert readings("(5)=(4)*(0,8)", columns(9)) == readings("5=4*0,8", columns(9))


def test_a_notation_without_target_is_doubted_only_about_hundreds() -> None:
    assert len(readings("10/25", columns(30))) == 1
    assert len(readings("10/25*100", columns(100))) == 2


DAYS = {"days": Constant(Fraction(3), name="days"), "share": Constant(Fraction(4, 5), percent=True, name="share")}


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ("5=4/{days}", "5=4/3"),
        ("5=4/{days}", "(5)=(4)/3"),
        ("9=5-7-{days}", "9=5-7-25"),
        ("9=5-{days}-7", "9=5--3-7"),
        ("9=(5+{days})*{share}", "9=(5+3)*80%"),
        ("9={share}*7*2", "9=0,8*7*2"),
        ("9=-({days}*7)", "9=-(3*7)"),
        ("9=Tổng(5;6)/{days}", "9=∑(5;6)/7"),
    ],
)
def test_a_figure_that_was_stated_by_its_name_is_no_column(stated: str, written: str) -> None:
    (form,) = parse_notation(stated, DAYS).readings(columns(9))
    meant = parse_notation(written).reading_of_form(form)
    assert meant is not None
    assert columns_of(meant) == columns_of(form)


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ("5=4/{days}", "5=4*3"),
        ("5=4/{days}", "5=4/6+1"),
        ("5=4/{days}", "5=3/4"),
        ("9=Tổng(5;6)/{days}", "9=∑(5;6;7)/3"),
        ("5=4/3", "5=4/3"),
    ],
)
def test_another_notation_or_one_without_names_is_not_of_the_form(stated: str, written: str) -> None:
    (form,) = parse_notation(stated, DAYS).readings(columns(9))
    assert parse_notation(written).reading_of_form(form) is None
