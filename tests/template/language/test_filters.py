from datetime import date
from fractions import Fraction

import pytest

from xl_addin.template.language.filters import vn_date, vn_long_date, vn_number, vn_percent


def test_numbers() -> None:
    assert vn_number(48692) == "48.692"
    assert vn_number(Fraction(37, 2)) == "18,5"
    assert vn_number(2, 1) == "2,0"
    assert vn_percent(0.57418) == "57,42%"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 6, 19), "Bình Phước, ngày 19 tháng 6 năm 2023"),
        (date(2024, 2, 5), "Bình Phước, ngày 05 tháng 02 năm 2024"),
        (date(2024, 10, 30), "Bình Phước, ngày 30 tháng 10 năm 2024"),
    ],
)
def test_dates_in_words_follow_the_decree(day: date, expected: str) -> None:
    assert vn_long_date(day, "Bình Phước") == expected
    assert vn_long_date(day) == expected.removeprefix("Bình Phước, ")


def test_dates_in_a_line() -> None:
    assert vn_date(date(2023, 6, 19)) == "19/6/2023"


@pytest.mark.parametrize("value", ["5", None, True])
def test_what_is_no_number_is_an_error(value: object) -> None:
    with pytest.raises(TypeError):
        vn_number(value)
    with pytest.raises(TypeError):
        vn_long_date(value)
