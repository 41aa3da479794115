"""Boxes stand beside their cells whatever the widths and heights around, and are as large as their text."""

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW
from xl_addin.workbook.edits.comments.comment_boxes import BOX_WIDTH, box, height_of
from xl_addin.workbook.reading.line_sizes import Ruler, rulers

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def of(sheet: str) -> tuple[Ruler, Ruler]:
    return rulers(f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'.encode())


def test_a_box_stands_to_the_right_of_its_cell() -> None:
    columns, rows = of('<sheetFormatPr defaultRowHeight="15"/><sheetData/>')
    one = box(9, 4, "ngắn", columns, rows)
    assert (one.left, one.left_offset) == (4, 15)
    assert (one.top, one.top_offset) == (7, 5)
    assert columns.start(one.right) + one.right_offset - columns.start(one.left) - one.left_offset == BOX_WIDTH


def test_narrow_hidden_and_high_lines_do_not_change_its_size() -> None:
    columns, rows = of(
        '<cols><col min="1" max="3" width="2.7"/><col min="5" max="9" width="9" hidden="1"/></cols>'
        '<sheetData><row r="1" ht="60"/><row r="2" hidden="1"/><row><c r="A3"/></row></sheetData>'
    )
    text = "một dòng dài " * 20
    for row, column in ((1, 1), (2, 4), (3, 8), (40, 3)):
        one = box(row, column, text, columns, rows)
        assert columns.start(one.right) + one.right_offset - columns.start(one.left) - one.left_offset == BOX_WIDTH
        assert rows.start(one.bottom) + one.bottom_offset - rows.start(one.top) - one.top_offset == height_of(text)


def test_at_the_edges_of_the_grid_it_stays_on_it() -> None:
    for sheet in ("<sheetData/>", '<cols><col min="6" max="16384" width="9" hidden="1"/></cols><sheetData/>'):
        columns, rows = of(sheet)
        for row in (1, MAX_ROW):
            for column in (1, 5, MAX_COLUMN):
                one = box(row, column, "x\n" * 30, columns, rows)
                assert 0 <= one.left <= one.right < MAX_COLUMN
                assert 0 <= one.top < one.bottom < MAX_ROW


def test_where_the_rest_of_the_sheet_is_hidden_it_stands_to_the_left() -> None:
    columns, rows = of('<cols><col min="9" max="16384" width="9" hidden="1"/></cols><sheetData/>')
    assert box(3, 8, "x", columns, rows).right < 7


def test_longer_texts_have_higher_boxes() -> None:
    assert height_of("a") < height_of("a\nb") < height_of("a\n\nb" + "c" * 50)
