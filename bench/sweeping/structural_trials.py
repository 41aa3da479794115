"""What is tried on the structure of one workbook: rows and columns come and go, a sheet is copied and renamed.

Everything is held to an independent reader (`kinds_of_parts`, `cells_of_sheet`), to openpyxl and, where it is
installed, to `openxml-audit`, which knows the schemas of ECMA-376 and what the Open XML SDK demands beside them.
An outcome reads as in `trials`.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from io import BytesIO
from typing import Any

import openpyxl
from lxml import etree

from sweeping.cells_of_sheet import column_number, differences, grid, line_moved, place
from sweeping.kinds_of_parts import Counted, Parts, local
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
    "styles",
    "sharedStrings",
    "theme",
    "media/",
    "vbaProject",
    "customXml/",
    "printerSettings",
    "externalLink",
)
# What a column that comes in adds besides itself.
_GROWING = {("worksheet", "col"), ("worksheet", "cols"), ("table", "tableColumn")}
_WITH_AREAS = ("ref", "sqref")
# What goes with the cells that it is for; all else stays, be its cells gone.
_GOING = {
    *("mergeCell", "hyperlink", "dataValidation", "conditionalFormatting", "protectedRange", "ignoredError"),
    *("comment", "threadedComment", "sparkline", "cellWatch", "customPr", "cellSmartTags", "brk", "singleXmlCell"),
}
# Lists of it, which go with the last.
_LISTS = {
    *("mergeCells", "hyperlinks", "dataValidations", "conditionalFormattings", "protectedRanges", "ignoredErrors"),
    *("sparklines", "sparklineGroup", "sparklineGroups", "cellWatches", "rowBreaks", "singleXmlCells", "ext", "extLst"),
}
# What a chart shows of cells until it is drawn anew.
_SHOWN = ("pt", "v", "ptCount", "lvl", "f", "formatCode", "strCache", "numCache", "multiLvlStrCache")
_NOT_COUNTED = {("worksheet", "dimension")}
_ANY_NUMBER = 1_000_000


def first_sheet(package: Package, book: Book) -> Sheet | None:
    """The first worksheet that holds anything, else the first."""
    names = [each.name for each in sheet_parts(package, workbook_part(package)) if each.kind == "worksheet"]
    sheets = [sheet for sheet in book.sheets if sheet.name in names]
    return next((sheet for sheet in sheets if sheet.used_area()), sheets[0] if sheets else None)


def rows_inserted(package: Package, book: Book) -> str:
    """Three rows above the middle of the used range, and out again."""
    return _shifted(package, book, lambda sheet: InsertRows(sheet.name, _middle(sheet)[0], 3))


def rows_deleted(package: Package, book: Book) -> str:
    """Two rows from the middle of the used range on."""
    return _shifted(package, book, lambda sheet: DeleteRows(sheet.name, _middle(sheet)[0], 2))


def column_inserted(package: Package, book: Book) -> str:
    """A column before the middle of the used range, and out again."""
    return _shifted(package, book, lambda sheet: InsertColumns(sheet.name, _middle(sheet)[1], 1))


def sheet_copied(package: Package, book: Book) -> str:
    """The first sheet, with all that belongs to it."""
    sheet = first_sheet(package, book)
    if sheet is None:
        return NOTHING
    before, after = _made(package, book, CopySheet(sheet.name, NEW_NAME))
    may = {before.workbook, _relations_of(before.workbook), "[Content_Types].xml"}
    _check_untouched(before, after, lambda part: part in may or part.lower() == "docprops/app.xml")
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
    for part in after.content:
        root = after.root(part) if part.endswith(".xml") and not _never_touched(part) else None
        for element in root.iter() if root is not None else ():
            if isinstance(element.tag, str) and local(element) in ("f", "formula", "definedName", "sqref"):
                text = element.text or ""
                if f"{quoted_sheet(sheet.name)}!" in text and not text.rpartition(quoted_sheet(sheet.name))[0].endswith(
                    tuple("]'_.") + tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
                ):
                    raise Damaged(f"{part} still names the sheet: {text[:80]}")
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


def _shifted(package: Package, book: Book, edit_for: Callable[[Sheet], InsertRows | DeleteRows | InsertColumns]) -> str:
    sheet = first_sheet(package, book)
    if sheet is None:
        return NOTHING
    edit = edit_for(sheet)
    before, after = _made(package, book, edit)
    axis = "columns" if isinstance(edit, InsertColumns) else "rows"
    count = -edit.count if isinstance(edit, DeleteRows) else edit.count
    part = before.sheets[sheet.name]
    own = set(before.belonging_to(part))
    marker = sheet.name.encode().replace(b"&", b"&amp;").replace(b"'", b"''")
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
        lost, growing = _lost(before, own, edit.at, edit.at + edit.count - 1), set()
    elif axis == "rows":
        growing = set()
    else:
        # Widths of the last columns leave the sheet.
        lost["worksheet", "col"] = _ANY_NUMBER
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
    if new:
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
    lost = Counted({("worksheet", "col"): _ANY_NUMBER} if isinstance(edit, InsertColumns) else {})
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
    lists = {_relations_of(before.workbook), "[Content_Types].xml"}
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


def _check_cells(before: Parts, after: Parts, sheets: dict[str, str]) -> None:
    for old, new in sheets.items():
        was, now = before.root(old), after.root(new)
        if was is not None and now is not None and local(was) == "worksheet":
            for difference in differences(grid(was), grid(now), "rows", line_moved("rows", 1, 0), range(0)):
                raise Damaged(f"{new}: {difference}")


def _lost(parts: Parts, own: set[str], first: int, last: int) -> Counted:
    """What may go with the rows from `first` to `last`: what stands on them alone, and lists of nothing else."""
    lost: Counted = Counted()
    for part in own:
        root = parts.root(part) if part.lower().endswith(".xml") else None
        for element in _gone(root, first, last) if root is not None else ():
            lost.update((local(root), local(each)) for each in element.iter() if isinstance(each.tag, str))
            if local(element) == "comment":
                lost["vml", "shape"] += 1
    root = parts.root(parts.workbook)
    assert root is not None
    names = [each for each in root.iter("{*}definedName") if str(each.get("name")).startswith("_xlnm.")]
    lost.update({("chartSpace", name): _ANY_NUMBER for name in _SHOWN})
    lost["workbook", "definedName"] += len(names)
    lost["workbook", "definedNames"] += 1
    return lost


def _gone(root: etree._Element, first: int, last: int) -> Iterator[etree._Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _goes(element, first, last) or _is_emptied(element, first, last):
            yield element
        else:
            waiting += [each for each in element if isinstance(each.tag, str) and local(each) != "sheetData"]


def _is_emptied(element: etree._Element, first: int, last: int) -> bool:
    """Whether it is a list of nothing but what goes."""
    if local(element) not in _LISTS:
        return False
    listed = [each for each in element if isinstance(each.tag, str) and local(each) in (*_LISTS, *_GOING)]
    return bool(listed) and all(_goes(each, first, last) or _is_emptied(each, first, last) for each in listed)


def _goes(element: etree._Element, first: int, last: int) -> bool:
    if local(element) not in _GOING:
        return False
    areas = next((str(element.get(name)) for name in _WITH_AREAS if element.get(name)), "")
    if local(element) == "singleXmlCell":
        areas = element.get("r", "")
    if not areas:
        areas = next((each.text or "" for each in element if isinstance(each.tag, str) and local(each) == "sqref"), "")
    if local(element) == "brk":
        return first - 1 <= int(element.get("id", "0")) <= last
    try:
        spans = [_rows(area) for area in areas.split()]
    except (AssertionError, ValueError):
        return False
    if local(element) == "mergeCell" and len(spans) == 1 and spans[0] != (1, 1_048_576):
        start, end = spans[0]
        left = end - start + 1 - max(0, min(end, last) - max(start, first) + 1)
        ends = areas.split(":")
        return left == 0 or (left == 1 and len(ends) == 2 and _column(ends[0]) == _column(ends[1]))
    return bool(spans) and all(first <= start and end <= last for start, end in spans)


def _rows(area: str) -> tuple[int, int]:
    start, _, end = area.replace("$", "").partition(":")
    if start.isalpha():
        return 1, 1_048_576
    if start.isdecimal():
        return int(start), int(end or start)
    return place(start)[0], place(end or start)[0]


def _column(address: str) -> int:
    letters = address.replace("$", "").rstrip("0123456789")
    return column_number(letters) if letters else 0
