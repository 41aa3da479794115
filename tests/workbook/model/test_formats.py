from fractions import Fraction

import pytest

from xl_addin.workbook.model.book import Value
from xl_addin.workbook.model.formats import decimals_shown, display_text, displayed, read_format, rounded, truncated


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (28211.38, "#,##0", "28.211"),
        (28211.5, "#,##0", "28.212"),
        (-28211.5, "#,##0;[Red]-#,##0", "-28.212"),
        (0.5741, "0.0%", "57,4%"),
        (0.5741, "0%", "57%"),
        (1234567, "#,##0,", "1.235"),
        (12.3456, "0.00", "12,35"),
        (1234.5, "0.00", "1234,50"),
        (48692, "General", "48692"),
        (0.1 + 0.2, "General", "0,3"),
        (1500, '#,##0" đồng"', "1.500 đồng"),
        (45000, "dd/mm/yyyy", "15/03/2023"),
        (45000, "[$-1010000]d/m/yyyy;@", "15/3/2023"),
        (45000.5, "dd-mm-yy hh:mm", "15/03/2023"),
        (-0.2, "0", "0"),
        ("Tổng", "#,##0", "Tổng"),
        (None, "0", ""),
        (True, "General", "TRUE"),
    ],
)
def test_a_cell_prints(value: Value, code: str, shown: str) -> None:
    assert display_text(value, code, "vi") == shown


def test_english_separators() -> None:
    assert display_text(28211.38, "#,##0.0", "en") == "28,211.4"


@pytest.mark.parametrize(
    ("value", "code", "decimals"),
    [(0.5, "0.0%", 3), (12345, "#,##0,", -3), (12345, "#,##0,,", -6), (7, "General", 0), (7.25, "General", 2)],
)
def test_decimals_of_the_stored_value(value: float, code: str, decimals: int) -> None:
    assert decimals_shown(value, code) == decimals


def test_displayed_is_in_the_unit_of_the_stored_value() -> None:
    assert displayed(0.5741, "0%") == Fraction(57, 100)
    assert displayed(1234567, "#,##0,") == 1235000


def test_a_semicolon_in_a_literal_ends_no_section() -> None:
    assert read_format('0.0" a;b";-0').decimals == 1


def test_rounding_goes_away_from_zero_and_cutting_towards_it() -> None:
    assert rounded(Fraction(5, 2), 0) == 3
    assert rounded(Fraction(-5, 2), 0) == -3
    assert truncated(Fraction(57418, 1000), 2) == Fraction(5741, 100)
    assert truncated(Fraction(-7, 2), 0) == -3
