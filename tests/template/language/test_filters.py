"""Numbers and dates as Vietnamese readers expect them, whatever the computer's region."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import Workbook

from xl_addin.template.language.filters import (
    FilterError,
    Formatted,
    vn_date,
    vn_format,
    vn_long_date,
    vn_money,
    vn_money_words,
    vn_number,
    vn_percent,
    vn_words,
)

Render = Callable[..., Workbook]
DOTTED = r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"


@pytest.mark.parametrize(
    ("formatted", "text", "number_format"),
    [
        (vn_number(48692), "48.692", DOTTED),
        (vn_number(-48692), "-48.692", r"#\.##0"),
        (vn_number(1234567890), "1.234.567.890", r"#\.###\.###\.##0"),
        (vn_number(999.7, 0), "1.000", r"#\.##0"),
        (vn_format(48692, "#,##0"), "48.692", DOTTED),
        (vn_format(2023, "0"), "2023", "0"),
        (vn_format(20.714, "#,##0.0"), "20,7", "#,##0.0"),
        (vn_number(Fraction(37, 2)), "18,5", "[$-42A]#,##0.0"),
        (vn_number(2, 1), "2,0", "[$-42A]#,##0.0"),
        (vn_number(-1234567.891), "-1.234.567,89", "[$-42A]#,##0.00"),
        (vn_number(Decimal("0.1")), "0,1", "[$-42A]#,##0.0"),
        (vn_percent(0.57418), "57,42%", "[$-42A]#,##0.00%"),
        (vn_percent(1, 0), "100%", "0%"),
        (vn_money(48692), "48.692 đồng", r'[>=1000000]#\.###\.##0" đồng";[>=1000]#\.##0" đồng";0" đồng"'),
        (vn_money(1.5, "USD", 2), "1,50 USD", '[$-42A]#,##0.00" USD"'),
        (vn_date(date(2023, 6, 19)), "19/6/2023", r"dd\/m\/yyyy"),
        (vn_date(date(2024, 2, 5)), "05/02/2024", r"dd\/mm\/yyyy"),
        (vn_long_date(date(2023, 12, 15)), "ngày 15 tháng 12 năm 2023", '"ngày "dd" tháng "m" năm "yyyy'),
    ],
)
def test_a_text_reads_so_and_a_cell_has_that_format(formatted: Formatted, text: str, number_format: str) -> None:
    assert (str(formatted), formatted.number_format) == (text, number_format)


def test_a_cell_keeps_its_number_and_a_text_has_the_words(render: Render) -> None:
    book = Workbook()
    for text in ("{{ n | vn_number }}", "{{ n | vn_number }} hộ", "={{ n | vn_number }}*2", "{{ day | vn_date }}"):
        book.worksheets[0].append([text])
    book.worksheets[0].append(["{{ n | vn_number | string }}"])
    cells = [row[0] for row in render(book, n=48692.5, day=date(2023, 6, 19)).worksheets[0].iter_rows()]
    assert [cell.value for cell in cells[:3]] == [48692.5, "48.692,5 hộ", "=48692.5*2"]
    assert cells[0].number_format == "[$-42A]#,##0.0"
    assert (cells[3].value.date(), cells[3].number_format) == (date(2023, 6, 19), r"dd\/m\/yyyy")
    assert cells[4].value == "48.692,5"


def test_a_figure_with_decimals_becomes_a_text_only_where_asked() -> None:
    """No number format writes a comma on every PC."""
    assert vn_format(20.714, "#,##0.0", True) == "20,7"
    assert isinstance(vn_format(20, "#,##0", True), Formatted)
    assert vn_format("chưa giao", "#,##0", True) == Formatted("chưa giao", "#,##0")


@pytest.mark.parametrize("locale", ["en-US", "vi-VN"])
def test_whole_numbers_read_so_on_a_pc_of_any_region(
    locale: str, rendered_bytes: Callable[..., bytes], printed: Callable[[bytes, str], list[str]]
) -> None:
    book = Workbook()
    values = (48692, 7, 0, -5, -48692, 1234567, 1234567890)
    for value in values:
        book.worksheets[0].append([f"{{{{ {value} | vn_number }}}}"])
    book.worksheets[0].append(["{{ 48692 | vn_money }}"])
    expected = ["48.692", "7", "0", "-5", "-48.692", "1.234.567", "1.234.567.890", "48.692 đồng"]
    assert printed(rendered_bytes(book), locale) == expected


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
    assert str(vn_long_date(day)) == expected.removeprefix("Bình Phước, ")


def test_amounts_in_words_begin_with_a_capital() -> None:
    assert vn_money_words(48692) == "Bốn mươi tám nghìn sáu trăm chín mươi hai đồng"
    assert vn_money_words(Decimal("1.5"), "đô la") == "Một phẩy năm đô la"
    assert vn_words(1_005, "lẻ") == "một nghìn không trăm lẻ năm"


@pytest.mark.parametrize("value", ["5", None, True])
def test_what_is_no_number_is_an_error(value: object) -> None:
    for filter_ in (vn_number, vn_words, vn_money, vn_long_date):
        with pytest.raises(TypeError):
            filter_(value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: vn_words(10**19),
        lambda: vn_words(Decimal("0.1234567890123")),
        lambda: vn_words(1, "x"),  # type: ignore[arg-type]
        lambda: vn_words(float("inf")),
        lambda: vn_money(1, '"'),
        lambda: vn_number(1, 10**9),
    ],
)
def test_what_cannot_be_written_is_an_error_of_the_author(call: Callable[[], object]) -> None:
    with pytest.raises(FilterError):
        call()
