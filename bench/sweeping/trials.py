"""What is tried on one workbook: reading, edits, marks and comments and their clearing, recalculation, verification.

An outcome is a word with a reason behind it: `done`, `nothing to do`, `refused: …` (a Problem, in the user's words),
`damaged: …` (the file we made is not what it should be) or `crashed: …` (any other exception).
"""

import re
import traceback
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import MAX_ROW, Area, CellRef
from xl_addin.functions.called import functions_called
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, PartSource, open_package
from xl_addin.package.parts import relations, relations_part, sheet_parts, workbook_part
from xl_addin.package.safe_xml import parse_xml
from xl_addin.problem import Problem
from xl_addin.verify.check import check_file
from xl_addin.workbook.edits.applying import apply_edits, check_edits
from xl_addin.workbook.edits.cached_values import store_values
from xl_addin.workbook.edits.cell_gate import OBSTACLES
from xl_addin.workbook.edits.comments.ours import signed
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    SetValue,
)
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

NEW_SHEET = "xl-addin sweep"
_NEW_VALUE = 48_692
_MOST_TRIED = 200
_COLOUR = "FFEB9C"
NOTHING = "nothing to do"
# What an edit may change besides the part of its sheet: comments are listed and drawn in parts of their own.
_BESIDE_A_SHEET = ("comments", "vmlDrawing")
_CRASHED_INSIDE = "the program failed on this file"

Cells = dict[tuple[str, int, int], tuple[Any, str | None]]
Trial = Callable[[Package, Book], str]


class Damaged(Exception):
    """The file that was made is not what it should be."""


def tried(path: str, *, trials: Mapping[str, "Trial"] | None = None, verifying: bool = True) -> dict[str, Any]:
    """The outcome of every trial on the file, `read` first; without the others where it cannot be read.

    `trials` are those of this module unless others are given.
    """
    start = perf_counter()
    found: dict[str, Any] = {}
    try:
        package = open_package(Path(path))
        book = read_book(package)
        found["read"] = "done"
    except Problem as problem:
        found["read"] = f"refused: {problem.text.en}"
    except Exception as error:
        found["read"] = _crash(error)
    if found["read"] == "done":
        wanted = TRIALS if trials is None else trials
        found |= {name: _outcome(trial, package, book) for name, trial in wanted.items()}
        if verifying:
            found["verify"] = _verified(path)
    found["seconds"] = round(perf_counter() - start, 2)
    return found


def free_cell_edited(package: Package, book: Book) -> str:
    """A number below everything the first sheet holds."""
    cell = free_cell(package, book)
    return NOTHING if cell is None else _edited(package, book, [SetValue(cell, _NEW_VALUE)], {cell})


def filled_cell_edited(package: Package, book: Book) -> str:
    """Another number in the first cell of the first sheet that holds a number, else a text, and may be changed."""
    cell = filled_cell(package, book)
    return NOTHING if cell is None else _edited(package, book, [SetValue(cell, _NEW_VALUE)], {cell})


def marked_and_cleared(package: Package, book: Book) -> str:
    """A mark, a comment and a sheet of findings, then all of them taken away again."""
    if not book.sheets:
        return NOTHING
    draft = Draft(package)
    apply_edits(draft, marking(book), book=book)
    marked = open_package(draft.data())
    _check(package, marked, book, set(), gone=None)
    again = read_book(marked)
    cleared = Draft(marked)
    sheet = book.sheets[0].name
    apply_edits(cleared, [ClearMarks(sheet), ClearComments(sheet), DeleteSheet(NEW_SHEET)], book=again)
    after = open_package(cleared.data())
    _check(package, after, book, set())
    if {one.name: one.comments for one in read_book(after).sheets} != {one.name: one.comments for one in book.sheets}:
        raise Damaged("other comments after clearing")
    return "done"


def values_stored(package: Package, book: Book) -> str:
    """Every formula's value, calculated afresh."""
    values = recalculate(book, functions_called(book)).values
    if not len(values):
        return NOTHING
    draft = Draft(package)
    store_values(draft, values)
    _check(package, open_package(draft.data()), book, {cell for cell, _ in book.formula_cells()} | set(values))
    return "done"


TRIALS: dict[str, Trial] = {
    "value in a free cell": free_cell_edited,
    "value in a filled cell": filled_cell_edited,
    "mark, comment, sheet, clear": marked_and_cleared,
    "recalc -o": values_stored,
}


def free_cell(source: PartSource, book: Book) -> CellRef | None:
    """A cell two rows below the last filled one of the first sheet."""
    if not book.sheets:
        return None
    area = book.sheets[0].used_area()
    row = area.last_row + 2 if area else 1
    cells = (CellRef(book.sheets[0].name, row, column) for column in range(1, _MOST_TRIED))
    return _first_open(source, book, cells) if row <= MAX_ROW else None


def filled_cell(source: PartSource, book: Book) -> CellRef | None:
    """The first number, else text, of its own in the first sheet."""
    return _first_open(source, book, _own_values(book.sheets[0])) if book.sheets else None


def _first_open(source: PartSource, book: Book, cells: Iterable[CellRef]) -> CellRef | None:
    """The first of these cells that nothing lies over: Excel itself lets nobody change a part of a pivot table."""
    for cell in islice(cells, _MOST_TRIED):
        try:
            check_edits(source, [SetValue(cell, _NEW_VALUE)], book=book)
        except Problem as problem:
            if not any(_is_wording(problem.text.en, one.text.en) for one in OBSTACLES):
                raise
        else:
            return cell
    return None


def _own_values(sheet: Sheet) -> Iterator[CellRef]:
    for kinds in ((int, float), (str,)):
        for column, cells in sorted(sheet.columns.items()):
            for row, value in cells.values.items():
                if row not in cells.formulas and type(value) in kinds:
                    yield CellRef(sheet.name, row, column)


def _is_wording(said: str, text: str) -> bool:
    """Whether a message is this text with its `{…}` filled in."""
    return re.fullmatch(".*".join(map(re.escape, re.split(r"\{\w+\}", text))), said) is not None


def marking(book: Book) -> list[Edit]:
    """What `verify --annotate` writes, around the first sheet's first cells."""
    sheet = book.sheets[0]
    place = next((place for place in ((1, 1), (1, 2), (2, 1), (2, 2)) if place not in sheet.comments), (3, 3))
    return [
        AddSheet(NEW_SHEET, (("Ô", "Nội dung"), ("A1", "Thử")), 1),
        Mark(sheet.name, (Area(1, 1, 2, 2),), _COLOUR),
        AddComments(sheet.name, {place: signed("Thử ghi chú")}),
    ]


def _edited(package: Package, book: Book, edits: list[Edit], cells: set[CellRef]) -> str:
    draft = Draft(package)
    apply_edits(draft, edits, book=book)
    _check(package, open_package(draft.data()), book, cells)
    return "done"


def _check(before: Package, after: Package, book: Book, edited: set[CellRef], *, gone: str | None = NEW_SHEET) -> None:
    """Damaged where another part differs, a part is no XML, or another cell holds something else."""
    may_differ = _may_differ(before, edited)
    for name in before.names:
        if name in may_differ:
            continue
        if name not in after:
            raise Damaged(f"{name} is gone")
        if before.read(name) != after.read(name):
            raise Damaged(f"{name} differs")
    with zipfile.ZipFile(BytesIO(after.data)) as archive:
        broken = archive.testzip()
    if broken:
        raise Damaged(f"{broken} is damaged")
    for name in after.names:
        if name in may_differ and name.endswith((".xml", ".rels")):
            parse_xml(after.read(name), part=name)
    again = read_book(after)
    names = [sheet.name for sheet in again.sheets if sheet.name != NEW_SHEET or gone is not None]
    if names != [sheet.name for sheet in book.sheets]:
        raise Damaged("other sheets")
    was, now = _cells(book.sheets, edited), _cells((again[name] for name in names), edited)
    for place in was.keys() | now.keys():
        if was.get(place) != now.get(place):
            raise Damaged(f"another cell differs: {was.get(place)!r} became {now.get(place)!r}")


def _may_differ(package: Package, edited: set[CellRef]) -> set[str]:
    workbook = workbook_part(package)
    may = {"[Content_Types].xml", workbook, relations_part(workbook)}
    may |= {
        relation.target
        for relation in relations(package, workbook)
        if relation.kind in ("styles", "calcChain") and not relation.external
    }
    # The properties list the names of sheets.
    may |= {name for name in package.names if name.lower() == "docprops/app.xml"}
    sheets = [sheet for sheet in sheet_parts(package, workbook) if sheet.kind == "worksheet"]
    names = {cell.sheet for cell in edited} or {sheets[0].name}
    for sheet in sheets:
        if sheet.name in names:
            may |= {sheet.part, relations_part(sheet.part)}
            may |= {each.target for each in relations(package, sheet.part) if each.kind in _BESIDE_A_SHEET}
    return {package.actual_name(name) for name in may if name in package}


def _cells(sheets: Iterable[Sheet], without: set[CellRef]) -> Cells:
    """What every cell holds; of a formula that was calculated afresh, the formula alone."""
    found: Cells = {}
    for sheet in sheets:
        for index, column in sheet.columns.items():
            for row in column.values.keys() | column.formulas.keys():
                formula = column.formulas.get(row)
                value = None if CellRef(sheet.name, row, index) in without else column.values.get(row)
                if value is not None or formula is not None:
                    found[sheet.name, row, index] = (value, formula)
    return found


def _outcome(trial: Trial, package: Package, book: Book) -> str:
    try:
        return trial(package, book)
    except Problem as problem:
        return f"refused: {problem.text.en}"
    except Damaged as damage:
        return f"damaged: {damage}"
    except Exception as error:
        return _crash(error)


def _verified(path: str) -> str:
    problem = check_file(path).problem
    if problem is None:
        return "done"
    word = "crashed" if problem.text.en.startswith(_CRASHED_INSIDE) else "refused"
    return f"{word}: {problem.text.en}"


def _crash(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"crashed: {type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"
