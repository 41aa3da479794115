"""A worksheet's XML with only some of its rows, for whoever changes these: ten thousand others are not taken apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from xml.parsers import expat

from xl_addin.formula.cells import MAX_ROW
from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.splicing import Splice
from xl_addin.workbook.structure.cells.cell_markup import SheetData, formula_attributes, has_only_elements, sheet_data


class RowExcerpt(NamedTuple):
    """The XML with these rows, and which pieces of the whole sheet's XML (from … to) it was made of, in order."""

    xml: bytes
    pieces: Sequence[tuple[int, int]]

    def in_whole(self, splices: Iterable[Splice]) -> list[Splice]:
        """Splices of the excerpt as those of the whole sheet; what is put before a piece comes right before it there.

        None may reach from one piece into another.
        """
        starts = [0, *accumulate(end - start for start, end in self.pieces)][:-1]

        def moved(place: int, piece: int) -> int:
            return place - starts[piece] + self.pieces[piece][0]

        return [
            (
                moved(start, bisect_right(starts, start) - 1),
                moved(end, (bisect_right(starts, end) if end == start else bisect_left(starts, end)) - 1),
                new,
            )
            for start, end, new in splices
        ]


def whole_sheet(xml: bytes) -> RowExcerpt:
    """All of a sheet."""
    return RowExcerpt(xml, [(0, len(xml))])


def row_excerpt(xml: bytes, numbers: Collection[int], *, part: str) -> RowExcerpt:
    """What stands around the rows of a sheet (UTF-8), and the rows with these numbers.

    For a number without a row there is the next row behind it, if any. A sheet whose rows are not told apart by
    expressions, or not in ascending order, is given whole. Problem for rows in XML that is not well-formed.
    """
    data = _sound_data(xml, part)
    rows = [] if not numbers else _told_apart(xml, data) if data else None
    if data is None or rows is None:
        return whole_sheet(xml)
    ordered = [row.number for row in rows]
    wanted: set[int] = set()
    for number in numbers:
        place = bisect_left(ordered, number)
        wanted.update(range(place, max(bisect_right(ordered, number), min(place + 1, len(rows)))))
    return _with_rows(xml, data, (rows[place] for place in sorted(wanted)))


def rows_holding(xml: bytes, signs: Collection[bytes], *, part: str) -> RowExcerpt:
    """What stands around the rows of a sheet (UTF-8), and the rows in which one of these signs stands.

    Any other XML, and what `row_excerpt` gives whole, is given whole.
    """
    data = _sound_data(xml, part)
    is_somewhere = data is not None and any(xml.find(sign, data.start, data.end) >= 0 for sign in signs)
    rows = [] if not is_somewhere else _told_apart(xml, data) if data else None
    if data is None or rows is None:
        return whole_sheet(xml)
    found = (row for row in rows if any(xml.find(sign, row.start, row.end) >= 0 for sign in signs))
    return _with_rows(xml, data, found)


def _sound_data(xml: bytes, part: str) -> SheetData | None:
    """Where the rows stand, None where expressions cannot tell; what is given in pieces must be well-formed."""
    data = sheet_data(xml) if has_only_elements(xml) else None
    try:
        if data is not None:
            expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError as error:
        raise broken_xml(part) from error
    return data


def _with_rows(xml: bytes, data: SheetData, rows: Iterable["_Row"]) -> RowExcerpt:
    pieces = [(0, data.start), *((row.start, row.end) for row in rows), (data.end, len(xml))]
    return RowExcerpt(b"".join(xml[start:end] for start, end in pieces), pieces)


def reaches_other_rows(xml: bytes) -> bool:
    """Whether a formula of these rows may fill cells of others, or be stated here for cells of others."""
    data = sheet_data(xml) if b"array" in xml or b"shared" in xml else None
    for formula in data.markup.formula.finditer(xml, data.start, data.end) if data else ():
        kind = formula_attributes(formula[1]).get("t")
        if kind == "array" or (kind == "shared" and formula[2]):
            return True
    return False


class _Row(NamedTuple):
    """A row's number, and where it stands with its tags."""

    number: int
    start: int
    end: int


def _told_apart(xml: bytes, data: SheetData) -> list[_Row] | None:
    """The rows, with nothing but white space between them and their numbers ascending; else None."""
    if xml.find(b"AlternateContent", data.start, data.end) >= 0:
        return None
    rows: list[_Row] = []
    behind = data.start
    for row in _rows(xml, data):
        if xml[behind : row.start].strip() or (rows and row.number < rows[-1].number):
            return None
        rows.append(row)
        behind = row.end
    every = sum(1 for _ in data.markup.row_start.finditer(xml, data.start, data.end))
    in_order = not rows or (rows[0].number >= 1 and rows[-1].number <= MAX_ROW)
    return rows if every == len(rows) and in_order and not xml[behind : data.end].strip() else None


def _rows(xml: bytes, data: SheetData) -> Iterator[_Row]:
    closing = data.markup.row_end
    for row in data.markup.row.finditer(xml, data.start, data.end):
        end = row.end() if row[4] else xml.find(closing, row.end(), data.end) + len(closing)
        yield _Row(int(row[2]), row.start(), end)
