"""Exact values."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.notation import (
    ColumnRank,
    ColumnRef,
    Expression,
    WholeColumn,
    evaluate,
    exact,
    parse_formula,
    parse_notation,
)


def value(formula: str, **parameters: Fraction) -> Fraction:
    figures = {"4": Fraction(28211), "5": Fraction(13318), "10": Fraction(391_922), "11": Fraction(846)}
    return evaluate(parse_formula(formula), lambda column: figures[column.label], parameters.__getitem__)


def test_the_published_formulas() -> None:
    assert value("{4}-{5}") == 14893
    assert value("({10}/{11})/25") == Fraction(391_922, 846 * 25)
    assert value("min({4}-{5}, cap)", cap=Fraction(12_500)) == 12_500
    assert value("max({4}-{5}, cap)", cap=Fraction(12_500)) == 14_893
    assert value("sum({4}, {5}, -1)") == 41_528


@pytest.mark.parametrize(
    ("formula", "rounded"),
    [
        ("round(0.5)", 1),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(650*35%, 0)", 228),
        ("round(1.005, 2)", Fraction("1.01")),
        ("round(1250, -2)", 1300),
        ("round(1249.99, -2)", 1200),
    ],
)
def test_round_takes_a_half_away_from_zero(formula: str, rounded: Fraction | int) -> None:
    assert value(formula) == rounded


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("roundup({4}/7)", 4031),
        ("roundup(-1.1)", -2),
        ("roundup(10% * 30)", 3),
        ("roundup(1.1 * 30)", 33),
        ("roundup(1250.1, -2)", 1300),
        ("roundup(0.33333333333333331 * 9)", 3),
        ("rounddown(0.33333333333333331 * 9)", 3),
        ("floor(2.9999999999999999)", 3),
        ("ceil(-3.0000000000000001)", -3),
        ("round(0.33333333333333331 * 7.5)", 3),
        ("roundup(3.000000001)", 4),
        ("rounddown(-1.9)", -1),
        ("rounddown(1.99, 1)", Fraction("1.9")),
        ("ceil(-1.1)", -1),
        ("ceil(1.1)", 2),
        ("floor(-1.1)", -2),
        ("floor(1.9)", 1),
    ],
)
def test_rounding_up_and_down(formula: str, expected: Fraction | int) -> None:
    assert value(formula) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("if({5} < 50% * {4}, 15%, 10%) * {4}", Fraction("4231.65")),
        ("if({5} >= {4}, 1, 2)", 2),
        ("if({5} = 13318 and {4} <> 1, 1, 2)", 1),
        ("if({5} > 1 or {4} / 0 > 1, 1, 2)", None),
        ("if(not {5} > {4}, 1, 2)", 1),
        ("if({5} = 0, {4} / 0, 7)", 7),
    ],
)
def test_conditions(formula: str, expected: Fraction | int | None) -> None:
    if expected is None:  # as in Excel, `or` calculates all of its conditions
        with pytest.raises(ZeroDivisionError):
            value(formula)
    else:
        assert value(formula) == expected


def test_a_total_and_a_rank_are_of_the_whole_column() -> None:
    column = [Fraction(5), None, Fraction(3), Fraction(5), Fraction(-1)]

    def at(formula: Expression, row: int) -> Fraction:
        return evaluate(formula, lambda _: column[row] or Fraction(0), whole=lambda _: WholeColumn(column))

    assert at(parse_formula("{3} / total({3})"), 0) == Fraction(5, 12)
    assert [at(ColumnRank(ColumnRef("3")), row) for row in (0, 2, 3, 4)] == [1, 3, 1, 4]
    assert [at(ColumnRank(ColumnRef("3"), "dense"), row) for row in (0, 2, 3, 4)] == [1, 2, 1, 3]


def test_a_total_without_its_column_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        evaluate(parse_formula("total({3})"), lambda _: Fraction(1))


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(-6, 8))
def test_round_agrees_with_the_decimal_module(number: Decimal, digits: int) -> None:
    expected = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    formula = parse_formula(f"round({{1}}, {digits})")
    assert evaluate(formula, lambda _: Fraction(number)) == Fraction(expected)


def test_a_zero_divisor_is_not_hidden() -> None:
    (reading,) = parse_notation("7=4/5").readings(["4", "5", "7"])
    with pytest.raises(ZeroDivisionError):
        evaluate(reading, lambda column: Fraction(column.label == "4"))


def test_a_parameter_nobody_gave_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="target"):
        evaluate(parse_formula("target"), lambda _: Fraction(0))


def test_exact_takes_a_float_as_it_is_displayed() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact(48692) == 48692
    assert exact(Decimal("18.50")) == Fraction(37, 2)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("-Infinity"), Decimal("NaN")])
def test_exact_refuses_what_is_no_number(number: float | Decimal) -> None:
    with pytest.raises(ValueError, match="finite"):
        exact(number)
