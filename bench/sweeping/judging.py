"""Hold what we edited to LibreOffice: it opens the edited file and shows the same in every cell that was not edited."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from sweeping.office import opened
from sweeping.trials import NEW_SHEET, free_cell, marking
from xl_addin.formula.cells import CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import Edit, SetValue
from xl_addin.workbook.model.book import Book, Value
from xl_addin.workbook.reading.read import read_book

# Their values change from one opening to the next.
_VOLATILE = ("RAND", "NOW(", "TODAY(", "INFO(", "CELL(")


def sample(names: Iterable[str], size: int) -> list[str]:
    """So many of the files, the same ones every time."""
    listed = sorted(names)
    return sorted(random.Random(0).sample(listed, min(size, len(listed))))


def judged(files: Sequence[str], root: Path, folder: Path) -> dict[str, str]:
    """For every file `same`, or what LibreOffice shows otherwise once a cell, a mark and a comment were written."""
    edited = {}
    cells = {}
    (folder / "edited").mkdir(parents=True, exist_ok=True)
    for index, name in enumerate(files):
        edited[name] = folder / "edited" / f"{index:05d}{Path(name).suffix.lower()}"
        data, cells[name] = _edited(root / name)
        edited[name].write_bytes(data)
    before = opened({name: root / name for name in files}, folder / "before")
    after = opened(edited, folder / "after")
    return {name: _difference(before.get(name), after.get(name), cells[name]) for name in files}


def _edited(path: Path) -> tuple[bytes, CellRef | None]:
    draft = Draft(open_package(path))
    book = read_book(draft)
    cell = free_cell(draft, book)
    edits: list[Edit] = [SetValue(cell, 1)] if cell else []
    apply_edits(draft, [*edits, *marking(book)], book=book)
    return draft.data(), cell


def _difference(before: Path | None, after: Path | None, edited: CellRef | None) -> str:
    if before is None:
        return "opens neither" if after is None else "opens the edited one only"
    if after is None:
        return "does not open the edited one"
    try:
        was, now = read_book(before), read_book(after)
    except Problem as problem:
        return f"its file is not read: {problem.text.en}"
    if any(word in formula for _, formula in was.formula_cells() for word in _VOLATILE):
        return "same" if _shape(was) == _shape(now) else "other cells"
    for sheet in was.sheets:
        again = next((each for each in now.sheets if each.name == sheet.name), None)
        if again is None:
            return "a sheet is gone"
        for index, column in sheet.columns.items():
            for row, value in column.values.items():
                place = CellRef(sheet.name, row, index)
                if place != edited and not _same(value, again.value(row, index)):
                    return f"{place}: {value!r} became {again.value(row, index)!r}"
    return "same"


def _shape(book: Book) -> list[tuple[str, int]]:
    formulas = {sheet.name: sum(len(each.formulas) for each in sheet.columns.values()) for sheet in book.sheets}
    return [(name, count) for name, count in formulas.items() if name != NEW_SHEET]


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return one == other
