from fractions import Fraction

import pytest

from xl_addin.verify.judging.inputs import number_in_text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("48.692", 48692),
        ("48,692", 48692),
        ("1.234.567", 1234567),
        ("1.234,5", Fraction(12345, 10)),
        (" 1 234 ", 1234),
        ("1\u00a0234", 1234),
        ("12", 12),
        ("57,41%", Fraction(5741, 10000)),
        ("0,125", Fraction(1, 8)),
        ("-5", -5),
        ("05", 5),
        ("0", 0),
    ],
)
def test_numbers_in_texts(text: str, number: Fraction) -> None:
    assert number_in_text(text) == number


@pytest.mark.parametrize("text", ["", "x", "-", "12/2023", "1.23.456", "Tổng", "12 người", "1-2"])
def test_other_texts(text: str) -> None:
    assert number_in_text(text) is None


@pytest.mark.parametrize("text", ["025110", "007", "-0123", "012,5", "012.345"])
def test_codes_that_begin_with_0(text: str) -> None:
    """A figure made of a code would lose its zeros; small counts are written with one on purpose."""
    assert number_in_text(text) is None
