"""Books as offices have them, shifted and shifted back, and opened by others in between."""

import io
from pathlib import Path

import openpyxl
import pytest
from conftest import Convert
from fixtures.foreign_books import FOREIGN_BOOKS, SHEET, foreign_book

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.structure.shifting import check_shift, shift_lines

INSERTED, WIDENED, DELETED = Shift(SHEET, "rows", 5, 3), Shift(SHEET, "columns", 4, 2), Shift(SHEET, "rows", 4, -2)
REFUSED = {"dynamic arrays": "the array formula", "pivot table": "this would cut the pivot table"}
"""What no row may be put into or taken from, and what is said of it."""
CROWDED = ("chart bar percent_stacked", "chart sheet", "picture", "text box", "buttons", "comments")


def shifted(name: str, shift: Shift) -> Draft:
    draft = Draft(open_package(foreign_book(name)))
    check_shift(draft, shift)
    shift_lines(draft, shift)
    return draft


@pytest.mark.parametrize("shift", [INSERTED, WIDENED, DELETED], ids=["insert rows", "insert columns", "delete rows"])
@pytest.mark.parametrize("name", FOREIGN_BOOKS)
def test_what_comes_and_goes_again_leaves_every_byte(name: str, shift: Shift) -> None:
    try:
        draft = shifted(name, shift)
    except Problem as problem:
        assert shift.axis == "rows"
        assert REFUSED[name] in problem.text.en
        return
    openpyxl.load_workbook(io.BytesIO(draft.data()))
    if shift.count > 0:
        shift_lines(draft, shift.reversed())
        assert draft.changed == frozenset()


@pytest.mark.parametrize("name", CROWDED)
def test_libreoffice_opens_what_has_moved(name: str, libreoffice: Convert, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(shifted(name, INSERTED).data())
    assert libreoffice(path, "ods").stat().st_size > 0
