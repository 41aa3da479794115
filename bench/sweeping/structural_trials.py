"""What is tried on the structure of one workbook: rows and columns come and go, a sheet is copied and renamed.

Everything is held to an independent reader (`kinds_of_parts`, `cells_of_sheet`), to openpyxl and, where it is
installed, to `openxml-audit`, which knows the schemas of ECMA-376 and what the Open XML SDK demands beside them.
An outcome reads as in `trials`.
"""

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from io import BytesIO
from typing import Any

import openpyxl

from sweeping.cells_of_sheet import differences, grid, line_moved
from sweeping.kinds_of_parts import Counted, Parts, local
from sweeping.losses import ANY_NUMBER, going
from sweeping.trials import NOTHING, Damaged, Trial, tried
from sweeping.validity import faults
from xl_addin.formula.cells import quoted_sheet
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, open_package
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import (
    CopySheet,
    DeleteColumns,
    DeleteRows,
    Edit,
    InsertColumns,
    InsertRows,
    RenameSheet,
)
from xl_addin.workbook.edits.recalculation import ask_for_recalculation, drop_calculation_chain
from xl_addin.workbook.edits.undoing.undo import taken_back, undo_of
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

NEW_NAME = "Xã 'mới' & cũ"
# What never names a cell or a sheet.
_UNTOUCHED = (
    *("styles", "sharedStrings", "theme", "media/", "vbaProject", "customXml/", "printerSettings", "externalLink"),
)
_FORMULAS = ("f", "formula", "formula1", "formula2", "definedName", "sqref")
# What a column that comes in adds besides itself.
_GROWING = {("worksheet", "col"), ("worksheet", "cols"), ("table", "tableColumn")}
_NOT_COUNTED = {("worksheet", "dimension")}


def first_sheet(package: Package, book: Book) -> Sheet | None:
    """The first worksheet that holds anything, else the first."""
    names = [each.name for each in sheet_parts(package, workbook_part(package)) if each.kind == "worksheet"]
    sheets = [sheet for sheet in book.sheets if sheet.name in names]
    return next((sheet for sheet in sheets if sheet.used_area()), sheets[0] if sheets else None)


def rows_inserted(package: Package, book: Book) -> str:
    """Three rows above the middle of the used range, and out again."""
    return _shifted(package, book, edit_of("three rows inserted", package, book))


def rows_deleted(package: Package, book: Book) -> str:
    """Two rows from the middle of the used range on."""
    return _shifted(package, book, edit_of("two rows deleted", package, book))


def column_inserted(package: Package, book: Book) -> str:
    """A column before the middle of the used range, and out again."""
    return _shifted(package, book, edit_of("a column inserted", package, book))


def sheet_copied(package: Package, book: Book) -> str:
    """The first sheet, with all that belongs to it."""
    sheet = first_sheet(package, book)
    if sheet is None:
        return NOTHING
    before, after = _made(package, book, CopySheet(sheet.name, NEW_NAME))
    may = {before.workbook, "docProps/app.xml"}
    _check_untouched(before, after, may.__contains__)
    _check_sheets(before, after, [*before.sheets, NEW_NAME])
    was = before.counted(before.belonging_to(before.sheets[sheet.name]))
    now = after.counted(after.belonging_to(after.sheets[NEW_NAME]))
    _check_counted(was, now, set())
    _check_cells(before, after, {before.sheets[sheet.name]: after.sheets[NEW_NAME]})
    return "done"


def sheet_renamed(package: Package, book: Book) -> str:
    """The first sheet, to a name that must be quoted."""
    sheet = first_sheet(package, book)
    if sheet is None:
        return NOTHING
    before, after = _made(package, book, RenameSheet(sheet.name, NEW_NAME))
    _check_untouched(before, after, lambda part: not _never_touched(part))
    _check_sheets(before, after, [NEW_NAME if name == sheet.name else name for name in before.sheets])
    _check_counted(before.counted(), after.counted(), set())
    _check_cells(before, after, {part: part for part in before.sheets.values()})
    _check_old_name(after, sheet.name)
    return "done"


STRUCTURE: dict[str, Trial] = {
    "three rows inserted": rows_inserted,
    "two rows deleted": rows_deleted,
    "a column inserted": column_inserted,
    "a sheet copied": sheet_copied,
    "a sheet renamed": sheet_renamed,
}
tried_in_structure: Callable[[str], dict[str, Any]] = partial(tried, trials=STRUCTURE, verifying=False)


def edit_of(trial: str, package: Package, book: Book) -> Edit | None:
    """The edit that a trial makes; None where there is no sheet for it."""
    sheet = first_sheet(package, book)
    if sheet is None:
        return None
    row, column = _middle(sheet)
    return {
        "three rows inserted": InsertRows(sheet.name, row, 3),
        "two rows deleted": DeleteRows(sheet.name, row, 2),
        "a column inserted": InsertColumns(sheet.name, column, 1),
        "a sheet copied": CopySheet(sheet.name, NEW_NAME),
        "a sheet renamed": RenameSheet(sheet.name, NEW_NAME),
    }[trial]


def _middle(sheet: Sheet) -> tuple[int, int]:
    area = sheet.used_area()
    if area is None:
        return 1, 1
    return (area.first_row + area.last_row + 1) // 2, (area.first_column + area.last_column + 1) // 2


def _shifted(package: Package, book: Book, edit: Edit | None) -> str:
    if not isinstance(edit, InsertRows | DeleteRows | InsertColumns):
        return NOTHING
    before, after = _made(package, book, edit)
    axis = "columns" if isinstance(edit, InsertColumns) else "rows"
    count = -edit.count if isinstance(edit, DeleteRows) else edit.count
    part = before.sheets[edit.sheet]
    own = set(before.belonging_to(part))
    marker = edit.sheet.encode().replace(b"&", b"&amp;").replace(b"'", b"''")
    _check_untouched(
        before,
        after,
        lambda name: (
            not _never_touched(name)
            and (name in own or name == before.workbook or marker in before.content[name] or b"'" in marker)
        ),
        own | {_relations_of(name) for name in own} if count < 0 else set(),
    )
    _check_sheets(before, after, list(before.sheets))
    lost, growing = Counted(), _GROWING
    if count < 0:
        lost, growing = going(before, own, edit.at, edit.at + edit.count - 1), set()
    elif axis == "rows":
        growing = set()
    else:
        # Widths of the last columns leave the sheet.
        lost["worksheet", "col"] = ANY_NUMBER
    _check_counted(before.counted(), after.counted(), growing, lost)
    _check_cells(before, after, {name: name for name in before.sheets.values() if name != part})
    was, now = before.root(part), after.root(part)
    assert was is not None and now is not None
    new = range(edit.at, edit.at + max(count, 0))
    for difference in differences(grid(was), grid(now), axis, line_moved(axis, edit.at, count), new):
        raise Damaged(difference)
    return "done" if isinstance(edit, DeleteRows) else _way_back(package, book, edit)


def _made(package: Package, book: Book, edit: Edit) -> tuple[Parts, Parts]:
    """The parts before and after an edit that can be undone, whose file is no worse than the one before."""
    draft = Draft(package)
    apply_edits(draft, [edit], book=book)
    data = draft.data()
    made = open_package(data)
    back = open_package(taken_back(made, undo_of(package, made)).data())
    if back.names != package.names or any(back.read(name) != package.read(name) for name in package.names):
        raise Damaged("undone, it is not what it was")
    before, after = Parts.of(package.data), Parts.of(data)
    for name in after.content:
        sound = name in before.content and before.root(name) is None
        if name.lower().endswith((".xml", ".rels")) and not sound and after.root(name) is None:
            raise Damaged(f"{name} is no XML")
    known, opened = _before(package.data)
    new = faults(data) - known
    # Into a package that lacks what it looks for first, the judge does not look further.
    if new and not any("Missing" in fault for fault in known):
        raise Damaged(f"not valid: {'; '.join(sorted(new)[:3])}")
    if opened and not _openpyxl_opens(data):
        raise Damaged("openpyxl does not open it any more")
    return before, after


@lru_cache(maxsize=1)
def _before(data: bytes) -> tuple[frozenset[str], bool]:
    """The faults that a file had before anything was done to it, and whether openpyxl opened it."""
    return faults(data), _openpyxl_opens(data)


def _openpyxl_opens(data: bytes) -> bool:
    with suppress(Exception):
        openpyxl.load_workbook(BytesIO(data))
        return True
    return False


def _way_back(package: Package, book: Book, edit: InsertRows | InsertColumns) -> str:
    """`done` where lines that came and went again leave nothing but the wish to recalculate; else what they leave.

    Damaged where the content is another. Written otherwise are: widths, which stand for runs of columns; areas down to
    the last row, which end above it once rows have gone; shared formulas said to reach further than they do; cells that
    say no place; formulas whose characters are escaped without need.
    """
    draft, wanted = Draft(package), Draft(package)
    apply_edits(draft, [edit], book=book)
    delete = DeleteRows if isinstance(edit, InsertRows) else DeleteColumns
    apply_edits(draft, [delete(edit.sheet, edit.at, edit.count)])
    ask_for_recalculation(wanted)
    drop_calculation_chain(wanted)
    if draft.names != wanted.names:
        raise Damaged("inserted and deleted again: other parts")
    others = [name for name in wanted.names if draft.read(name) != wanted.read(name)]
    if not others:
        return "done"
    now = Parts.of(draft.data())
    if any(now.root(name) is None for name in others if name.endswith(".xml")):
        raise Damaged("inserted and deleted again: no XML")
    again = read_book(draft)
    if [(sheet.name, dict(sheet.columns), sheet.merges) for sheet in again.sheets] != [
        (sheet.name, dict(sheet.columns), sheet.merges) for sheet in book.sheets
    ]:
        raise Damaged("inserted and deleted again: other cells")
    lost = Counted({("worksheet", "col"): ANY_NUMBER} if isinstance(edit, InsertColumns) else {})
    _check_counted(Parts.of(wanted.data()).counted(), now.counted(), _GROWING, lost)
    return f"done: other bytes in {', '.join(sorted({_kind(name) for name in others}))} once deleted again"


def _kind(part: str) -> str:
    return part.rpartition("/")[2].rstrip("0123456789.xml") or part


def _never_touched(part: str) -> bool:
    return any(word in part for word in _UNTOUCHED)


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _check_untouched(before: Parts, after: Parts, may: Callable[[str], bool], may_go: Collection[str] = ()) -> None:
    """Damaged where a part is not what it was that may not be another, or is gone that may not go."""
    lists = {before.actual(_relations_of(before.workbook)), before.actual("[Content_Types].xml")}
    for name, content in before.content.items():
        if name.rpartition("/")[2].lower() == "calcchain.xml":
            continue
        if name not in after.content:
            if name not in may_go:
                raise Damaged(f"{name} is gone")
        elif content != after.content[name] and name not in (*lists, *may_go) and not may(name):
            raise Damaged(f"{name} differs")


def _check_sheets(before: Parts, after: Parts, wanted: Sequence[str]) -> None:
    if list(after.sheets) != list(wanted):
        raise Damaged(f"other sheets: {list(after.sheets)}")
    for sheet, part in before.sheets.items():
        if after.sheets.get(sheet, part) != part:
            raise Damaged(f"another part is sheet {sheet}")


def _check_counted(was: Counted, now: Counted, growing: set[tuple[str, str]], lost: Counted | None = None) -> None:
    """Damaged where there is less of anything, but what was `lost`, or more that may not be `growing`."""
    for what in sorted((was.keys() | now.keys()) - _NOT_COUNTED):
        least, most = was[what] - (lost[what] if lost else 0), was[what]
        if now[what] < least or (now[what] > most and what not in {("workbook", "calcPr"), *growing}):
            raise Damaged(f"{what[0]}/{what[1]}: {was[what]} became {now[what]}")


def _check_old_name(after: Parts, name: str) -> None:
    """Damaged where a formula, or what is like one, still names the sheet; another book may have one of the name."""
    still = re.compile(rf"(?<![\w'\].]){re.escape(quoted_sheet(name))}!")
    for part in after.content:
        root = after.root(part) if part.endswith(".xml") and not _never_touched(part) else None
        for element in root.iter() if root is not None else ():
            if isinstance(element.tag, str) and local(element) in _FORMULAS and still.search(element.text or ""):
                raise Damaged(f"{part} still names the sheet: {(element.text or '')[:80]}")


def _check_cells(before: Parts, after: Parts, sheets: dict[str, str]) -> None:
    for old, new in sheets.items():
        was, now = before.root(old), after.root(new)
        if was is not None and now is not None and local(was) == "worksheet":
            for difference in differences(grid(was), grid(now), "rows", line_moved("rows", 1, 0), range(0)):
                raise Damaged(f"{new}: {difference}")
