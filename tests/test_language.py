"""Numbers, dates and messages as each language writes them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from xl_addin.language import Text, language_of_environment, number, percent, short_date, shown


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (48692, "48.692", "48,692"),
        (18.53, "18,53", "18.53"),
        (18.5, "18,5", "18.5"),
        (-1234567, "-1.234.567", "-1,234,567"),
        (Fraction(1, 3), "0,33", "0.33"),
        (Decimal("0.005"), "0,01", "0.01"),
        (-0.001, "0", "0"),
        (1.005, "1,01", "1.01"),  # half away from zero on the decimal a person sees, not on the binary
    ],
)
def test_numbers(value: object, vi: str, en: str) -> None:
    assert shown(value, "vi") == vi
    assert shown(value, "en") == en


def test_fixed_decimals_keep_their_zeros() -> None:
    assert number(20, "vi", decimals=1) == "20,0"


def test_the_largest_numbers_have_a_text_too() -> None:
    assert number(1e30, "vi") == "1." + ".".join(["000"] * 10)
    assert len(number(1.7e308, "en", 15)) > 309


def test_percent() -> None:
    assert percent(0.5741, "vi") == "57,41%"
    assert percent(Fraction(81238, 141485), "en", 1) == "57.4%"


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2023, 12, 15), "15/12/2023"), (date(2024, 4, 4), "04/4/2024"), (date(2024, 2, 5), "05/02/2024")],
)
def test_dates_take_the_zeros_the_decree_asks_for(day: date, text: str) -> None:
    assert short_date(day) == text


def test_a_text_is_filled_in_both_languages() -> None:
    text = Text("tổng {total}, chỉ tiêu {target}", "total {total}, target {target}").with_values(
        total=500001, target=5e5
    )
    assert text.vi == "tổng 500.001, chỉ tiêu 500.000"
    assert text.en == "total 500,001, target 500,000"


def test_values_may_be_texts_and_lists() -> None:
    text = Text("{what}: {where}", "{what}: {where}").with_values(what=Text("ô", "cells"), where=["D9", "E9"])
    assert (text.vi, text.en) == ("ô: D9, E9", "cells: D9, E9")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "vi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"XL_ADDIN_LANG": "en", "LANG": "vi_VN.UTF-8"}, "en"),
    ],
)
def test_language_of_environment(variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "XL_ADDIN_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_environment() == language
