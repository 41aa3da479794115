"""Widths, styles and outline levels of columns: each stays with its column."""

from collections.abc import Iterator

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import Found, find_elements, spliced, with_attributes
from xl_addin.workbook.structure.cells.cell_markup import sheet_data
from xl_addin.workbook.structure.mover import Mover, SheetPlace

_COLS, _COL = "cols", "cols/col"
_OF_MODEL: dict[str, str | None] = {"hidden": None, "collapsed": None}


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    if shift.axis == "rows":
        return
    xml = as_utf8(draft.read(place.part), part=place.part)
    data = sheet_data(xml)
    head = xml[: data.start] + xml[data.end :] if data else xml
    elements = find_elements(head, {_COLS, _COL}, part=place.part)
    columns = [each for each in elements if each.path == _COL]
    try:
        new = sorted(_moved(head, columns, shift))
    except ValueError as error:
        raise broken_xml(place.part) from error
    if columns:
        written = b"".join(tag for _, tag in new)
        listed = next(each for each in elements if each.path == _COLS)
        start, end = (columns[0].start, columns[-1].end) if written else (listed.start, listed.end)
        # What the list holds stands before the rows: its place is the same in all of the sheet.
        draft.write(place.part, spliced(xml, [(start, end, written)]))


def _moved(xml: bytes, columns: list[Found], shift: Shift) -> Iterator[tuple[int, bytes]]:
    """The columns as they are listed afterwards: where each begins, and its element."""
    for column in columns:
        tag = xml[column.start : column.end]
        first, last = int(column.attributes["min"]), int(column.attributes["max"])
        for start, end in _pieces(first, last, shift):
            yield start, with_attributes(tag, {"min": str(start), "max": str(end)})
        if shift.count > 0 and shift.like is not None and first <= shift.like <= last:
            ends = {"min": str(shift.at), "max": str(shift.at + shift.count - 1)}
            yield shift.at, with_attributes(tag, {**_OF_MODEL, **ends})


def _pieces(first: int, last: int, shift: Shift) -> Iterator[tuple[int, int]]:
    """Where these columns stand afterwards, without the new ones: those have a model, or none."""
    if shift.count < 0:
        span = shift.span(first, last)
        if span:
            yield span
        return
    if first < shift.at:
        yield first, min(last, shift.at - 1)
    if last >= shift.at:
        start, end = max(first, shift.at) + shift.count, min(last + shift.count, shift.size)
        if start <= end:
            yield start, end


MOVER = Mover(_move)
