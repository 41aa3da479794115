"""Rows that come into what a dynamic array formula has spilled: what is stored then is right, or is not there."""

import pytest
from fixtures.books import RawBook
from fixtures.edited_files import edited_file

from xl_addin import api
from xl_addin.workbook.edits.edit import DeleteRows, InsertRows, LineEdit
from xl_addin.workbook.model.book import Value
from xl_addin.workbook.reading.read import read_book


def stored(raw_book: RawBook, formula: str, edit: LineEdit) -> dict[str, Value]:
    """What the cells of column C, which the formula spills into, and the sum of them hold after the edit."""
    inputs = "".join(f'<row r="{row}"><c r="B{row}"><v>{row}</v></c>{{}}</row>' for row in (3, 4, 5))
    first = f'<c r="C3" cm="1"><f t="array" ref="C3:C5">{formula}</f><v>6</v></c>'
    spilled = [f'<c r="C{row}" s="0"><v>{2 * row}</v></c>' for row in (4, 5)]
    total = '<row r="1"><c r="A1"><f>SUM(C3:C5)</f><v>24</v></c></row>'
    data = raw_book(f"<sheetData>{total}{inputs.format(first, *spilled)}</sheetData>")
    fresh = api.with_fresh_values(api.open(edited_file(data, [edit]), file="s.xlsx"))
    sheet = read_book(fresh)["S"]
    return {"A1": sheet.value(1, 1), **{f"C{row}": sheet.value(row, 3) for row in range(3, 8)}}


@pytest.mark.parametrize(
    ("formula", "edit", "column", "total"),
    [
        # The formula takes the new row in, and fills as many rows as it has then.
        ("B3:B5*2", InsertRows("S", 4), [6, None, 8, 10, None], 24),
        ("B3:B5*2", InsertRows("S", 4, like=4), [6, 0, 8, 10, None], 24),
        ("B3:B5*2", DeleteRows("S", 5), [6, 8, None, None, None], 14),
        ("B3:B5*2", DeleteRows("S", 3), [None] * 5, 0),
        # It fills three rows as before: what the fourth holds Excel says when it spills anew.
        ("{6;8;10}", InsertRows("S", 4), [None] * 5, None),
    ],
)
def test_what_is_stored_in_a_spill_is_right_or_not_there(
    raw_book: RawBook, formula: str, edit: LineEdit, column: list[Value], total: Value
) -> None:
    assert stored(raw_book, formula, edit) == {
        "A1": total, **{f"C{row}": value for row, value in enumerate(column, 3)}
    }  # fmt: skip
