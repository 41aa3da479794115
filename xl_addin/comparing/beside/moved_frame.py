"""Two files with the rows and columns that both have, and no others, so that their parts can be held together.

What rules, charts, pictures and links refer to follows by the same movers as when rows are deleted. The cells, which
are compared by themselves, are left out: what is left moves in no time.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

from xl_addin.comparing.book_map import BookMap, LinesThere
from xl_addin.formula.cells import Area
from xl_addin.formula.moving import renamed
from xl_addin.formula.shift import LineAxis, Shift
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, PartSource
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.problem import Problem
from xl_addin.workbook.structure.sheets.naming import SheetNaming, rename_references
from xl_addin.workbook.structure.shifting import shift_lines

_ROWS = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s>])[^>]*(?<!/)>.*</\1sheetData\s*>", re.DOTALL)
MOST_SHIFTS = 60
"""Whoever moves more has made another file: then parts are told as they stand."""


def without_cells(source: PartSource) -> Draft:
    """The file without the rows of its worksheets."""
    draft = source.copy() if isinstance(source, Draft) else Draft(_package(source))
    for sheet in sheet_parts(draft, workbook_part(draft)):
        if sheet.kind == "worksheet":
            xml = as_utf8(draft.read(sheet.part), part=sheet.part)
            draft.write(sheet.part, _ROWS.sub(rb"<\1sheetData/>", xml, count=1))
    return draft


def with_common_lines(old: Draft, new: Draft, where: BookMap) -> bool:
    """Take out of two files without cells the lines that only one has, and call the old one's sheets as in the new.

    False where that are too many: then all lines stay, in both.
    """
    shifts = [shift for block in where.sheets for shift in _gone(block.sheet, block.rows, block.columns)]
    others = [
        shift for block in where.sheets for shift in _gone(block.other_sheet, block.rows.back, block.columns.back)
    ]
    are_few = len(shifts) + len(others) <= MOST_SHIFTS
    for draft, each in ((old, shifts), (new, others)) if are_few else ():
        for shift in each:
            with suppress(Problem):
                shift_lines(draft, shift)
    for block in where.sheets:
        if block.sheet != block.other_sheet:
            rename_references(old, workbook_part(old), _naming(block.sheet, block.other_sheet))
    return are_few


def in_all_lines(areas: str, rows: LinesThere, columns: LinesThere) -> str:
    """Areas among the common lines (`A3:B4 D5`) as the version with these lines has them."""
    found = []
    for text in areas.split():
        area = Area.parse(text)
        first = _line(area.first_row, rows), _line(area.first_column, columns)
        found.append(str(Area(*first, _line(area.last_row, rows), _line(area.last_column, columns))))
    return " ".join(found)


def _line(number: int, lines: LinesThere) -> int:
    if not lines.keeps_order:
        return number
    known = sorted(lines.lines)
    return known[number - 1] if number <= len(known) else number - len(known) + lines.end


def _naming(old: str, new: str) -> SheetNaming:
    return SheetNaming(
        formula=lambda formula: renamed(formula, old, new) if "!" in formula else formula,
        sheet=lambda name: new if name.casefold() == old.casefold() else name,
        sheets_alone=True,
    )


def _package(source: PartSource) -> Package:
    assert isinstance(source, Package)
    return source


def _gone(sheet: str, rows: LinesThere, columns: LinesThere) -> Iterator[Shift]:
    """What goes, from the last line to the first."""
    axes: tuple[tuple[LineAxis, LinesThere], ...] = (("rows", rows), ("columns", columns))
    for axis, lines in axes:
        if lines.keeps_order:
            for first, count in reversed(_missing(lines.end, lines)):
                yield Shift(sheet, axis, first, -count)


def _missing(end: int, lines: LinesThere) -> list[tuple[int, int]]:
    """The stretches of lines that the other version has not: the first, and how many."""
    found: list[tuple[int, int]] = []
    for line in range(1, end + 1):
        if line in lines.lines:
            continue
        if found and sum(found[-1]) == line:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((line, 1))
    return found
