"""Put new contents into cells of one worksheet's XML; everything else in it stays byte for byte."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_addin.formula.cells import Area, RowColumn, address
from xl_addin.formula.displacement import displaced
from xl_addin.package.parts import is_true
from xl_addin.package.safe_xml import broken_xml, parse_xml
from xl_addin.package.splicing import Found, Splice, find_elements, opened, prefix_of, spliced, with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.edits.cell_positions import CellXml, walk_cells
from xl_addin.workbook.model.book import Plain
from xl_addin.workbook.reading.merged_areas import merged_area
from xl_addin.workbook.reading.strings import escaped, unescaped
from xl_addin.workbook.structure.cells.row_excerpt import reaches_other_rows, row_excerpt, whole_sheet


@dataclass(frozen=True)
class WantedContent:
    """What a cell is to hold: a formula, with its leading `=`, else a plain value; neither empties it."""

    value: Plain = None
    formula: str | None = None

    @property
    def holds_something(self) -> bool:
        """Whether the cell is not left empty."""
        return self.formula is not None or self.value is not None


# A number format alone leaves the cell's content as it is.
Wanted = WantedContent | None
# Given a cell's style number and its place, the style number it should have.
Restyle = Callable[[int, RowColumn], int]


class _Row(NamedTuple):
    row: int
    element: Found
    prefix: bytes


@dataclass
class _Scan:
    """What of a sheet's XML the edits touch."""

    cells: dict[RowColumn, CellXml] = field(default_factory=dict)
    rows: list[_Row] = field(default_factory=list)
    masters: dict[str, CellXml] = field(default_factory=dict)
    followers: dict[str, list[CellXml]] = field(default_factory=dict)
    following_cell: dict[RowColumn, int] = field(default_factory=dict)
    spilled: list[CellXml] = field(default_factory=list)


def with_contents(xml: bytes, edits: Mapping[RowColumn, Wanted], restyle: Restyle, *, sheet: str, part: str) -> bytes:
    """The sheet's XML (UTF-8) with these cells' contents replaced; styles of cells, rows and columns are kept.

    A shared formula that other cells follow is written out into them when the cell that states it is overwritten;
    what a dynamic array formula has spilled goes with it.
    """
    try:
        some = row_excerpt(xml, {row for row, _ in edits}, part=part)
        if reaches_other_rows(some.xml):
            some = whole_sheet(xml)
        return spliced(xml, some.in_whole(_splices(some.xml, edits, restyle, sheet, part)))
    except ValueError as error:
        raise broken_xml(part) from error


def _splices(
    xml: bytes, edits: Mapping[RowColumn, Wanted], restyle: Restyle, sheet: str, part: str
) -> Iterator[Splice]:
    scan = _scan(xml, edits, sheet, part)
    elements = find_elements(xml, {"cols/col", "dimension", "sheetData"}, part=part)
    yield from (_replacement(xml, cell, edits, restyle) for cell in scan.cells.values())
    yield from (_emptied(xml, cell) for cell in scan.spilled)
    yield from _written_out(xml, scan, edits)
    yield from _insertions(xml, scan, edits, elements, restyle)
    yield from _dimension(xml, elements, edits)


def _scan(xml: bytes, edits: Mapping[RowColumn, Wanted], sheet: str, part: str) -> _Scan:
    scan = _Scan()
    edited: dict[int, list[int]] = {}
    for row, column in edits:
        edited.setdefault(row, []).append(column)

    overwritten: list[Area] = []

    def on_cell(cell: CellXml) -> None:
        place = (cell.row, cell.column)
        if place in edits:
            scan.cells[place] = cell
            area = _spills(cell) if _overwritten(cell, edits) else None
            overwritten.extend([area] if area else [])
        elif cell.formula is None and any(place in area for area in overwritten):
            scan.spilled.append(cell)
        # Where a cell to be inserted will stand: before the first cell to its right.
        for column in edited.get(cell.row, ()):
            if column < cell.column:
                scan.following_cell.setdefault((cell.row, column), cell.element.start)
        if cell.formula and cell.formula.attributes.get("t") == "shared":
            shared = cell.formula.attributes.get("si", "")
            has_text = xml[cell.formula.tag_end : cell.formula.end].partition(b"</")[0] != b""
            if has_text and ("ref" in cell.formula.attributes or shared not in scan.masters):
                scan.masters[shared] = cell
            elif not has_text:
                scan.followers.setdefault(shared, []).append(cell)

    def on_row(row: int, element: Found) -> None:
        scan.rows.append(_Row(row, element, prefix_of(xml[element.start : element.tag_end])))

    walk_cells(xml, on_cell, on_row=on_row, sheet=sheet, part=part)
    return scan


def _spills(cell: CellXml) -> Area | None:
    """The area a cell's dynamic array formula fills, None for any other cell."""
    attributes = cell.formula.attributes if cell.formula else {}
    if attributes.get("t") != "array" or cell.element.attributes.get("cm", "0") == "0":
        return None
    return Area.parse(attributes.get("ref", ""))


def _emptied(xml: bytes, cell: CellXml) -> Splice:
    element = cell.element
    tag = with_attributes(xml[element.start : element.tag_end], {"t": None, "vm": None})
    return element.start, element.end, _element(tag, b"")


def _replacement(xml: bytes, cell: CellXml, edits: Mapping[RowColumn, Wanted], restyle: Restyle) -> Splice:
    element, place = cell.element, (cell.row, cell.column)
    tag = xml[element.start : element.tag_end]
    style = int(element.attributes.get("s") or "0")
    new_style = restyle(style, place)
    restyled: dict[str, str | None] = {"s": str(new_style)} if new_style != style else {}
    wanted = edits[place]
    if wanted is None:
        return element.start, element.tag_end, with_attributes(tag, restyled)
    kind, content = _content(wanted, prefix_of(tag))
    attributes: dict[str, str | None] = {"t": kind, "vm": None, "cm": None, **restyled}
    return element.start, element.end, _element(with_attributes(tag, attributes), content)


def _element(tag: bytes, content: bytes) -> bytes:
    if not content:
        return opened(tag).removesuffix(b">") + b"/>"
    return opened(tag) + content + b"</%bc>" % prefix_of(tag)


def _content(wanted: Wanted, prefix: bytes) -> tuple[str | None, bytes]:
    """A cell's `t` attribute and what it holds, in elements with that namespace prefix."""
    if wanted is None:
        return None, b""
    if wanted.formula is not None:
        formula = escape(escaped(wanted.formula.removeprefix("="))).encode()
        return None, b"<%bf>%b</%bf>" % (prefix, formula, prefix)
    value = wanted.value
    if value is None:
        return None, b""
    if isinstance(value, str):
        text = escape(escaped(value)).encode()
        inner = b'<%bt xml:space="preserve">%b</%bt>' % (prefix, text, prefix)
        return "inlineStr", b"<%bis>%b</%bis>" % (prefix, inner, prefix)
    if isinstance(value, bool):
        return "b", b"<%bv>%d</%bv>" % (prefix, value, prefix)
    number = repr(float(value)) if isinstance(value, float) else str(int(value))
    return None, b"<%bv>%b</%bv>" % (prefix, number.encode(), prefix)


def _written_out(xml: bytes, scan: _Scan, edits: Mapping[RowColumn, Wanted]) -> list[Splice]:
    splices: list[Splice] = []
    for shared, master in scan.masters.items():
        if not _overwritten(master, edits) or master.formula is None:
            continue
        text = _formula_text(xml, master.formula)
        for cell in scan.followers.get(shared, []):
            if _overwritten(cell, edits) or cell.formula is None:
                continue
            formula = cell.formula
            tag = xml[formula.start : formula.tag_end]
            moved = displaced(text, cell.row - master.row, cell.column - master.column)
            own = with_attributes(opened(tag), {"t": None, "si": None, "ref": None})
            new = b"%b%b</%bf>" % (own, escape(escaped(moved)).encode(), prefix_of(tag))
            splices.append((formula.start, formula.end, new))
    return splices


def _overwritten(cell: CellXml, edits: Mapping[RowColumn, Wanted]) -> bool:
    return edits.get((cell.row, cell.column)) is not None


def _formula_text(xml: bytes, formula: Found) -> str:
    inner = xml[formula.tag_end : xml.rindex(b"</", formula.start, formula.end)]
    return unescaped(parse_xml(b"<f>%b</f>" % inner).text or "")


def _insertions(
    xml: bytes, scan: _Scan, edits: Mapping[RowColumn, Wanted], elements: list[Found], restyle: Restyle
) -> list[Splice]:
    missing: dict[int, list[int]] = {}
    for row, column in sorted(edits):
        if (row, column) not in scan.cells:
            missing.setdefault(row, []).append(column)
    rows = {row.row: row for row in scan.rows}
    sheet_data = next((element for element in elements if element.path == "sheetData"), None)
    if sheet_data is None:
        raise ValueError("a sheet without sheetData")
    prefix = prefix_of(xml[sheet_data.start : sheet_data.tag_end])
    splices: list[Splice] = []
    new_rows: list[tuple[int, bytes]] = []

    def cell(row: int, column: int, style: int) -> bytes:
        kind, content = _content(edits[row, column], prefix)
        style = restyle(style, (row, column))
        attributes = {"r": address(row, column), "s": str(style) if style else None, "t": kind}
        return _element(with_attributes(b"<%bc>" % prefix, attributes), content)

    for row, columns in missing.items():
        existing = rows.get(row)
        styles = {column: _inherited_style(existing, elements, column) for column in columns}
        # A cell that stays empty and looks as its row or column does needs no element.
        columns = [
            column
            for column in columns
            if _content(edits[row, column], prefix)[1] or restyle(styles[column], (row, column)) != styles[column]
        ]
        if not columns:
            continue
        if existing is None:
            inner = b"".join(cell(row, column, styles[column]) for column in columns)
            new_rows.append((row, b'<%brow r="%d">%b</%brow>' % (prefix, row, inner, prefix)))
            continue
        element = existing.element
        # `spans` is a hint for faster loading that would no longer be true.
        tag = with_attributes(xml[element.start : element.tag_end], {"spans": None})
        if element.tag_end == element.end:
            inner = b"".join(cell(row, column, styles[column]) for column in columns)
            splices.append((element.start, element.end, opened(tag) + inner + b"</%brow>" % prefix))
            continue
        splices.append((element.start, element.tag_end, tag))
        inside_end = xml.rindex(b"</", element.start, element.end)
        for column in columns:
            place = scan.following_cell.get((row, column), inside_end)
            splices.append((place, place, cell(row, column, styles[column])))
    return splices + _row_insertions(xml, sheet_data, scan.rows, new_rows)


def _inherited_style(row: _Row | None, elements: list[Found], column: int) -> int:
    """The style of a cell the sheet does not list: its row's if that has one, else its column's."""
    if row and is_true(row.element.attributes.get("customFormat")):
        return int(row.element.attributes.get("s") or "0")
    for element in elements:
        attributes = element.attributes
        if element.path == "cols/col" and int(attributes.get("min", "0")) <= column <= int(attributes.get("max", "0")):
            return int(attributes.get("style", "0"))
    return 0


def _row_insertions(xml: bytes, sheet_data: Found, rows: list[_Row], new: list[tuple[int, bytes]]) -> list[Splice]:
    if not new:
        return []
    if sheet_data.tag_end == sheet_data.end:
        tag = opened(xml[sheet_data.start : sheet_data.tag_end])
        content = b"".join(row for _, row in new)
        return [(sheet_data.start, sheet_data.end, tag + content + b"</%bsheetData>" % prefix_of(tag))]
    inside_end = xml.rindex(b"</", sheet_data.start, sheet_data.end)
    splices = []
    for number, row in new:
        place = next((other.element.start for other in rows if other.row > number), inside_end)
        splices.append((place, place, row))
    return splices


def _dimension(xml: bytes, elements: list[Found], edits: Mapping[RowColumn, Wanted]) -> list[Splice]:
    """The stated used area widened to the edited cells: some readers look no further."""
    dimension = next((element for element in elements if element.path == "dimension"), None)
    if dimension is None or not edits:
        return []
    area = merged_area(dimension.attributes.get("ref", "A1"))
    rows, columns = [row for row, _ in edits], [column for _, column in edits]
    wider = Area(
        min(area.first_row, *rows),
        min(area.first_column, *columns),
        max(area.last_row, *rows),
        max(area.last_column, *columns),
    )
    if wider == area:
        return []
    tag = with_attributes(xml[dimension.start : dimension.tag_end], {"ref": str(wider)})
    return [(dimension.start, dimension.tag_end, tag)]
