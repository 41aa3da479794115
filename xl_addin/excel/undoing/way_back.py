"""What takes back the moving of lines and sheets, tried out on the copy kept before: what comes back, and what not.

Excel gives back what is deleted only with its own undo, which a macro takes away. Opposite edits bring back the places,
the copy brings back cells with their formats; a picture, a table or a name that went with its lines stays gone.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from lxml import etree

from xl_addin.excel.undoing.structure import Lines, StructureEdit, edits_back, gone_lines
from xl_addin.formula.cells import Area, CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, PartSource
from xl_addin.package.parts import frame_of, local_name, sheet_parts, workbook_part
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import CellEdit, Edit, SetFormula, SetValue
from xl_addin.workbook.model.book import Book, CellError, Sheet, Unsupported
from xl_addin.workbook.reading.read import read_book

# What Excel finds anew, or what comes back with the formats of the lines.
_OF_LINES = frozenset({"dimension", "sheetViews", "cols", "sheetData", "mergeCells"})
_RULES = frozenset({"conditionalFormatting", "dataValidations"})
_GONE = re.compile(rb"#REF!")


@dataclass(frozen=True)
class WayBack:
    """The edits that move lines and sheets back, the cells to be written then, and the lines that come from the copy.

    Unless it is `whole`, something would be missing that only the copy has.
    """

    edits: tuple[Edit, ...] = ()
    cells: tuple[CellEdit, ...] = ()
    lines: tuple[Lines, ...] = ()
    whole: bool = True


def way_back(
    kept: Package, book: Book, structure: Sequence[StructureEdit], *, without: Collection[str] = ()
) -> WayBack:
    """How a workbook that was as `kept` (`book` is what it holds) gets back to that after such edits.

    `without` are sheets that are brought back only later.
    """
    listed = sheet_parts(kept, workbook_part(kept))
    order = [sheet.name for sheet in listed if sheet.name not in without]
    gone = tuple(gone_lines(structure))
    if not gone:
        return WayBack(tuple(edits_back(structure, order, stretch=False)))
    found = [_tried(kept, book, structure, gone, order, stretch) for stretch in (False, True)]
    return next((way for way in found if way.whole), found[0])


def after_edits(kept: Package, edits: Sequence[Edit]) -> Book:
    """What the workbook holds after the edits."""
    draft = Draft(kept)
    apply_edits(draft, edits)
    return read_book(draft)


def cell_as_it_was(book: Book, cell: CellRef) -> CellEdit:
    """The edit that gives a cell what it holds in this book."""
    sheet = book[cell.sheet]
    formula, value = sheet.formula(cell.row, cell.column), sheet.value(cell.row, cell.column)
    if formula is not None:
        return SetFormula(cell, formula)
    if isinstance(value, CellError):
        return SetFormula(cell, f"={value.code}")
    return SetValue(cell, None if isinstance(value, Unsupported) else value)


def folded_formula(formula: str) -> str:
    """A formula as it compares: Excel drops needless quotes and spaces and writes names in capitals."""
    return formula.replace("'", "").replace(" ", "").casefold()


def _tried(
    kept: Package,
    book: Book,
    structure: Sequence[StructureEdit],
    gone: tuple[Lines, ...],
    order: list[str],
    stretch: bool,
) -> WayBack:
    edits = edits_back(structure, order, stretch=stretch)
    draft = Draft(kept)
    apply_edits(draft, structure)
    apply_edits(draft, edits)
    back = read_book(draft)
    cells = [cell_as_it_was(book, cell) for sheet in book.sheets for cell in _different(sheet, back[sheet.name])]
    whole = not any(_in_array(book[edit.cell.sheet], edit.cell) for edit in cells) and _all_else_is_there(
        kept, draft, book, back, gone
    )
    return WayBack(tuple(edits), tuple(cells), gone, whole)


def _different(was: Sheet, now: Sheet) -> Iterator[CellRef]:
    for index, column in sorted(was.columns.items()):
        for row in sorted(column.values.keys() | column.formulas.keys()):
            formula = column.formulas.get(row)
            other = now.formula(row, index)
            if formula is None or other is None:
                same = formula is other and column.values.get(row) == now.value(row, index)
            else:
                same = folded_formula(formula) == folded_formula(other)
            if not same:
                yield CellRef(was.name, row, index)


def _in_array(sheet: Sheet, cell: CellRef) -> bool:
    return any((cell.row, cell.column) in area for area in sheet.arrays.values())


def _all_else_is_there(kept: Package, back: Draft, book: Book, now: Book, gone: Sequence[Lines]) -> bool:
    """Whether all but cells is as before: drawings, charts, comments, tables, names, rules of other sheets."""
    workbook = workbook_part(kept)
    sheets = {sheet.part: sheet.name for sheet in sheet_parts(kept, workbook) if sheet.kind == "worksheet"}
    touched = {lines.sheet for lines in gone}
    for part in kept.names:
        if part not in back:
            if "calcChain" not in part:
                return False
        elif kept.read(part) == back.read(part):
            continue
        elif part in sheets:
            if not _same_frame(kept, back, part, sheets[part] in touched):
                return False
        elif part == workbook:
            if book.defined_names != now.defined_names:
                return False
        elif part.endswith((".rels", "[Content_Types].xml")):
            continue
        else:
            return False
    return all(
        _same_merges(book[name], now[name], [lines for lines in gone if lines.sheet == name]) for name in touched
    )


def _same_frame(kept: PartSource, back: PartSource, part: str, lines_went: bool) -> bool:
    left_out = _OF_LINES | (_RULES if lines_went else frozenset())
    was, now = (partial(_pieces, frame_of(source, part)) for source in (kept, back))
    # Rules that name what has gone are not healed by the formats of the lines.
    broken = [sum(len(_GONE.findall(piece)) for piece in pieces(frozenset())) for pieces in (was, now)]
    return was(left_out) == now(left_out) and broken[0] == broken[1]


def _pieces(frame: etree._Element, left_out: frozenset[str]) -> list[bytes]:
    return [etree.tostring(each) for each in frame if local_name(each) not in left_out]


def _same_merges(was: Sheet, now: Sheet, gone: Sequence[Lines]) -> bool:
    return {area for area in was.merges if not _within(area, gone)} == set(now.merges)


def _within(area: Area, gone: Sequence[Lines]) -> bool:
    for lines in gone:
        by_rows = lines.axis == "rows"
        first, last = (area.first_row, area.last_row) if by_rows else (area.first_column, area.last_column)
        if lines.first <= first and last < lines.first + lines.count:
            return True
    return False
