from fractions import Fraction

import pytest

from xl_addin.campaign.making.figures import FigureError, figure, mark_use


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
