from fractions import Fraction

import pytest

from xl_addin.spec.figures import FigureError, figure, mark_use, told, ungrouped


def read(texts: list[str], delimiter: str | None = None, *, count: bool = True) -> list[Fraction]:
    use = mark_use(texts, delimiter)
    return [figure(text, use, count=count) for text in texts]


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["48692", "0", "+5", "-3", "−3"], [48692, 0, 5, -3, -3]),
        (["1.234.567", "48.692"], [1234567, 48692]),
        (["1,234,567.5", "48,692"], [Fraction("1234567.5"), 48692]),
        (["57,4", "48.692"], [Fraction("57.4"), 48692]),
        (["57.4", "48.692"], [Fraction("57.4"), Fraction("48.692")]),
        (["48 692", "1\u00a0234,5"], [48692, Fraction("1234.5")]),
        (["0.692"], [Fraction("0.692")]),
        (["1234.567"], [Fraction("1234.567")]),
        (["４８６９２"], [48692]),
    ],
)
def test_the_other_figures_decide_what_a_mark_means(texts: list[str], numbers: list[Fraction]) -> None:
    assert read(texts) == numbers


def test_a_file_that_keeps_to_its_conventions_is_believed() -> None:
    assert read(["48.692", "90.861", "42"], ";") == [48692, 90861, 42]
    assert read(["48,692", "90,861"], ",") == [48692, 90861]
    assert read(["48.692", "90.861"], "\t") == [48692, 90861]


@pytest.mark.parametrize(
    ("texts", "delimiter"),
    [
        (["48.692"], ";"),  # one figure shows no habit
        (["48.692", "90861", "53.346"], ";"),  # others are written without a mark
        (["48,692", "90,861"], ";"),  # a decimal comma would be usual here
        (["48.692", "90.861"], ","),
        (["48.692", "90,861"], ";"),
        (["48.692", "90.861"], None),  # texts in a workbook
        (["48.692", "1.234.567", "5.5"], ";"),  # a contradiction
    ],
)
def test_what_could_be_thousands_or_decimals_is_not_guessed(texts: list[str], delimiter: str | None) -> None:
    with pytest.raises(FigureError, match="ambiguous"):
        read(texts, delimiter)


def test_a_supposed_habit_is_enough_for_counts_only() -> None:
    with pytest.raises(FigureError, match="ambiguous"):
        read(["48.692", "90.861"], ";", count=False)


@pytest.mark.parametrize("text", ["x", "1e5", "12 34", "5%", "1.2.3", "", "-", "1.23.456", "nan", "1.234.567.8"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(FigureError, match="not a number"):
        read([text])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("500000", "500000"),
        ("500 000", "500000"),
        ("500\u00a0000", "500000"),
        ("1.234.567", "1234567"),
        ("1.234.567,5", "1234567,5"),
        ("57,4%", "57,4%"),
        ("57.4 %", "57.4%"),
        ("+25", "25"),
        ("-0,5", "-0,5"),
        ("0.692", "0.692"),
    ],
)
def test_a_typed_number_without_what_groups_its_digits(text: str, plain: str) -> None:
    assert ungrouped(text, whole=False) == plain


@pytest.mark.parametrize("text", ["500000", "500.000", "500,000", "500 000", "５００.０００"])
def test_in_a_whole_number_every_mark_groups(text: str) -> None:
    assert ungrouped(text, whole=True) == "500000"


@pytest.mark.parametrize(
    ("text", "whole", "said"),
    [
        ("1.200", False, "write 1200 or 1.2000"),
        ("1,200 %", False, "write 1200 or 1,2000"),
        ("12,5", True, "no whole number"),
        ("1.00", True, "no whole number"),
        ("57%", True, "no whole number"),
        ("1.23.456", True, "no whole number"),
        ("1e5", False, "no number"),
        ("", False, "no number"),
    ],
)
def test_what_is_typed_is_never_guessed(text: str, whole: bool, said: str) -> None:
    with pytest.raises(FigureError) as raised:
        ungrouped(text, whole=whole)
    assert said in told(raised.value, text, whole=whole).en
