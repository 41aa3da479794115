"""Rows grow with their texts, merged or not, and never get lower than somebody has made them."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.formula.cells import Area
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.template.plan.sheet_template import USUAL_SIZES
from xl_addin.template.plan.style_table import StyleTable
from xl_addin.template.render import render_workbook
from xl_addin.template.write.heights import GrowingRow, PlacedText, grown_rows

Render = Callable[..., bytes]
WRAPPED = Alignment(wrap_text=True)
LONG = "một đoạn dài " * 12
USUAL = 15.0
SHEET = "xl/worksheets/sheet1.xml"


def sheet_with(*rows: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.alignment = WRAPPED
    return book, sheet


def heights(result: bytes) -> dict[int, tuple[float, bool]]:
    """The heights that are written, and whether they are set, by row."""
    rows = re.findall(r'<row r="(\d+)"([^>]*)>', sheet_xml(result))
    return {
        int(row): (float(height[1]), "customHeight" in rest)
        for row, rest in rows
        if (height := re.search(r' ht="([^"]*)"', rest))
    }


def written(data: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in its first sheet's XML."""
    draft = Draft(open_package(data))
    draft.write(SHEET, draft.read(SHEET).replace(old, new))
    return bytes(draft.data())


def sheet_xml(data: bytes) -> str:
    return open_package(data).read(SHEET).decode()


def looped(*cells: object) -> tuple[Workbook, Worksheet]:
    return sheet_with(("{%tr for text in texts %}",), cells, ("{%tr endfor %}",))


def test_a_text_over_merged_columns_gets_a_height_that_stays(rendered_bytes: Render) -> None:
    book, sheet = looped("{{ text }}")
    sheet.merge_cells("A2:C2")
    [(row, (height, is_set))] = heights(rendered_bytes(book, texts=["ngắn", LONG])).items()
    assert row == 2 and height > 3 * USUAL and is_set


def test_a_row_whose_height_is_set_grows_where_it_cannot_hold_its_text(rendered_bytes: Render) -> None:
    book, sheet = looped("{{ text }}")
    sheet.row_dimensions[2].height = 34
    found = heights(rendered_bytes(book, texts=["ngắn", "hai dòng\nvừa đủ", LONG]))
    assert found[1] == found[2] == (34, True)
    assert found[3][0] > 150 and found[3][1]


def test_a_row_that_excel_fits_by_itself_is_as_high_in_programs_that_do_not(rendered_bytes: Render) -> None:
    """Not set: Excel goes on fitting it to what is typed later."""
    book, _ = looped("{{ text }}")
    [(row, (height, is_set))] = heights(rendered_bytes(book, texts=["ngắn", LONG])).items()
    assert row == 2 and height > 150 and not is_set


@pytest.mark.parametrize(("text", "height"), [(LONG, ' ht="31.5"'), ("{{ text }}", "")])
def test_the_height_that_excel_found_stays_where_nothing_comes_from_data(
    saved: Callable[[Workbook], bytes], text: str, height: str
) -> None:
    book, _ = sheet_with((text,))
    data = written(saved(book), b'<row r="1"', b'<row r="1" ht="31.5"')
    assert f'<row r="1"{height}>' in sheet_xml(render_workbook(data, {"text": "ngắn"}).draft.data())


def test_cells_merged_over_several_rows_get_what_they_lack_in_the_last(rendered_bytes: Render) -> None:
    book, sheet = looped("{{ text }}", None)
    sheet.insert_rows(3)
    sheet["B3"] = "dòng hai"
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[2].height = 40
    found = heights(rendered_bytes(book, texts=["ngắn", "năm\ndòng\nkhông\nvừa\nđâu", LONG]))
    assert found[1] == found[3] == found[5] == (40, True)
    assert 2 not in found and found[4][0] == pytest.approx(5 * 11 * 1.3 - 40)
    assert found[6][0] > 150 and found[6][1]


def test_what_a_formula_says_counts(rendered_bytes: Render) -> None:
    book, sheet = sheet_with(('=REPT("bốn chữ ",B1)', "{{ times }}"))
    sheet.row_dimensions[1].height = 20
    assert heights(rendered_bytes(book, times=1)) == {1: (20, True)}
    assert heights(rendered_bytes(book, times=24))[1][0] > 150


@pytest.mark.parametrize("text", ["{{ text }}", "Ghi chú: {{ text }}", LONG])
def test_texts_that_are_not_wrapped_or_stand_on_end_need_one_line(rendered_bytes: Render, text: str) -> None:
    book, sheet = looped(text)
    for alignment in (Alignment(), Alignment(wrap_text=True, text_rotation=90)):
        sheet["A2"].alignment = alignment
        assert heights(rendered_bytes(book, texts=[LONG])) == {}


def test_what_was_made_too_low_on_purpose_stays_so(rendered_bytes: Render) -> None:
    book, sheet = sheet_with((LONG, "{{ text }}"))
    sheet.row_dimensions[1].height = 20
    assert heights(rendered_bytes(book, text="ngắn")) == {1: (20, True)}


def test_the_largest_of_the_fonts_counts(rendered_bytes: Render) -> None:
    book, sheet = sheet_with((None,))
    sheet["A1"] = CellRichText("Đơn vị: ", TextBlock(InlineFont(sz=20), "{{ name }}"))
    sheet.column_dimensions["A"].width = 40
    small, _ = sheet_with(("Đơn vị: {{ name }}",))
    small.worksheets[0].column_dimensions["A"].width = 40
    name = "phường Đồng Xoài " * 4
    [(large, _)] = heights(rendered_bytes(book, name=name)).values()
    [(usual, _)] = heights(rendered_bytes(small, name=name)).values()
    assert large > 2 * usual


def test_wider_columns_and_merged_ones_hold_more(rendered_bytes: Render) -> None:
    def height(width: float, merged: str = "") -> float:
        book, sheet = looped("{{ text }}")
        sheet.column_dimensions["A"].width = width
        if merged:
            sheet.merge_cells(merged)
        [(found, _)] = heights(rendered_bytes(book, texts=[LONG])).values()
        return found

    assert height(10) > height(20) > height(20, "A2:C2") > 2 * USUAL


def test_an_indent_and_bold_letters_take_room(rendered_bytes: Render) -> None:
    def height(**alignment: int) -> float:
        book, sheet = looped("{{ text }}")
        sheet["A2"].alignment = Alignment(wrap_text=True, **alignment)
        [(found, _)] = heights(rendered_bytes(book, texts=[LONG])).values()
        return found

    assert height(indent=3) > height()


def test_in_a_panel_the_highest_text_beside_another_counts(rendered_bytes: Render) -> None:
    book, _ = sheet_with(
        ("{%tb for text in texts %}{{ text }}{%tb endfor %}", "{%tb for n in numbers %}{{ n }}{%tb endfor %}")
    )
    found = heights(rendered_bytes(book, texts=["ngắn", LONG], numbers=["dài hơn hai mươi chữ cái", 2]))
    assert sorted(found) == [1, 2] and found[1][0] < found[2][0]


def _styles() -> StyleTable:
    from lxml import etree

    return StyleTable(etree.fromstring("<styleSheet><fonts><font/></fonts><cellXfs><xf/></cellXfs></styleSheet>"))


@given(
    text=st.text(alphabet="aăâmWƠ .\n", max_size=300),
    more=st.text(alphabet="aăâmWƠ .\n", max_size=60),
    width=st.floats(2, 90),
    height=st.none() | st.floats(5, 300),
    is_merged=st.booleans(),
)
def test_a_row_never_gets_lower_and_grows_as_its_text_does(
    text: str, more: str, width: float, height: float | None, is_merged: bool
) -> None:
    texts = [PlacedText(Area(1, 1, 1, 2 if is_merged else 1), width, (11.0, False))]
    rows = {1: GrowingRow(height, height is not None, frozenset({0}))}

    def found(value: str) -> float:
        grown = grown_rows(texts, rows, lambda row, column: value, USUAL_SIZES, _styles())
        return grown[1].height or 0 if 1 in grown else height or USUAL

    least = height or USUAL
    assert least <= found(text) <= found(text + more)
