"""Numbers and sequences as people write them."""

from fractions import Fraction

import pytest

from xl_addin.notation.reading.numerals import number_value, sequence


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("25", "25"), ("0,8", "0.8"), ("0.8", "0.8"), ("0,125", "0.125"), ("12,5", "12.5"), ("1,1250", "1.125"),
        ("1.000", "1000"), ("1,000", "1000"), ("1.000.000", "1000000"), ("1,250,000", "1250000"),
        ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("48.692.125,75", "48692125.75"),
    ],
)  # fmt: skip
def test_numbers(written: str, value: str) -> None:
    assert number_value(written) == Fraction(value)


@pytest.mark.parametrize("written", ["1.125", "1,125", "1.2.3", "1,2,3", "1.000,000.5", "12.34.567"])
def test_numbers_nobody_can_be_sure_of(written: str) -> None:
    assert number_value(written) is None


@pytest.mark.parametrize(
    ("first", "second", "last", "labels"),
    [
        ("7", None, "10", ["7", "8", "9", "10"]),
        ("7", "8", "10", ["7", "8", "9", "10"]),
        ("5", "7", "11", ["5", "7", "9", "11"]),
        ("9", "8", "6", ["9", "8", "7", "6"]),
        ("I", "II", "IV", ["I", "II", "III", "IV"]),
        ("C", None, "I", ["C", "D", "E", "F", "G", "H", "I"]),
        ("2", "7", "12", None),
        ("5", "7", "12", None),
        ("7", None, "7", None),
        ("7", "7", "9", None),
        ("9", None, "7", None),
        ("7", "8", "7", None),
        ("7", None, "C", None),
        ("1a", None, "1c", None),
        ("1", None, "300", None),
    ],
)
def test_sequences(first: str, second: str | None, last: str, labels: list[str] | None) -> None:
    assert sequence(first, second, last) == labels
