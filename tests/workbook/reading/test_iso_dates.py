"""Cells of type `d` hold ISO 8601 texts, as strict workbooks and some programs write dates, times and spans."""

from fractions import Fraction

import pytest

from xl_addin.workbook.reading.iso_dates import iso_serial


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023-06-20", 45097),
        ("2023-06-20T12:00:00", Fraction(90195, 2)),
        ("2023-06-20T12:00:00Z", Fraction(90195, 2)),
        ("2023-06-20T12:00:00.000+07:00", Fraction(90195, 2)),
        ("2023-06-20 12:00", Fraction(90195, 2)),
        ("2023-06-20T24:00:00", 45098),
        ("10:10:10", Fraction(36610, 86400)),
        ("06:00", Fraction(1, 4)),
        ("00:00:00", 0),
        ("23:59:59.5", Fraction(863995, 864000)),
        ("10:59:59.9999999999984025", Fraction(39599 * 10**16 + 9999999999984025, 86400 * 10**16)),
        ("PT0H0M0.000S", 0),
        ("PT24H0M0.000S", 1),
        ("PT36H", Fraction(3, 2)),
        ("P2DT6H", Fraction(9, 4)),
        ("1899-12-30T06:00:00", Fraction(1, 4)),
        ("1899-12-31T06:00:00", Fraction(1, 4)),
        ("1900-01-01", 1),
        ("1900-02-28", 59),
        ("1900-02-29", 60),
        ("1900-03-01", 61),
    ],
)
def test_every_form(text: str, days: Fraction) -> None:
    assert iso_serial(text, 1900) == days


def test_the_other_calendar() -> None:
    assert iso_serial("1904-01-02T06:00", 1904) == Fraction(5, 4)
    assert iso_serial("06:00", 1904) == Fraction(1, 4)


@pytest.mark.parametrize(
    "text",
    [
        "1800-01-15",
        "1899-12-29",
        "2023-02-30",
        "25:00:00",
        "10:60:00",
        "10:00:60",
        "24:00:01",
        "10:10:10:10",
        "P",
        "PT",
        "P1Y",
        "-PT1H",
        "2023-06-20T",
        "abc",
        "20/06/2023",
        "1٠:00:00",
    ],
)
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        iso_serial(text, 1900)
