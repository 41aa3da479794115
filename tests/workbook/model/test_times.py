"""Times of day and durations are told from dates and other numbers by their number format."""

import pytest

from xl_addin.workbook.model.times import time_of


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.3125, "hh:mm", "07:30"),
        (0.3125, "h:mm AM/PM", "07:30"),
        (0.3125, "[$-42A]h:mm:ss;@", "07:30:00"),
        (45000.75, "hh:mm", "18:00"),
        (1.25, "[h]:mm", "30:00"),
        (1.25, "[hh]:mm:ss", "30:00:00"),
        (-0.5, "[h]:mm", "-12:00"),
        (0.0625, "[mm]:ss", "90:00"),
        (0.001, "[s]", "86"),
        (0.001, "mm:ss.0", "00:01:26"),
        (1.25, "[h]", "30:00"),
    ],
)
def test_a_time_reads_as_its_format_shows_it(value: float, number_format: str, text: str) -> None:
    time = time_of(value, number_format)
    assert time is not None and (str(time), time.number_format, time) == (text, number_format, value)


@pytest.mark.parametrize(
    "number_format",
    [
        "General",
        "0",
        "#,##0.00",
        "dd/mm/yyyy",
        "dd/mm hh:mm",
        "mm/yyyy",
        "mmm",
        '0" hs"',
        '#,##0 "đồng/h"',
        "@",
        "[Red]0",
    ],
)
def test_what_is_no_time(number_format: str) -> None:
    assert time_of(0.5, number_format) is None
