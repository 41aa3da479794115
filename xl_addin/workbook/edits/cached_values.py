"""Store freshly calculated values beside the formulas of a file, touching nothing else.

A file without them shows empty cells in Protected View, in mail and on phones; openpyxl cannot write them.
"""

from collections.abc import Mapping
from math import isfinite

from xl_addin.formula.cells import Area, CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import Splice, opened, prefix_of, spliced, with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.edits.cell_positions import CellXml, walk_cells
from xl_addin.workbook.edits.recalculation import ask_for_recalculation
from xl_addin.workbook.model.book import CellError, Unsupported, Value
from xl_addin.workbook.reading.strings import escaped, without_layout
from xl_addin.workbook.structure.cells.plain_formula_cells import with_values_beside
from xl_addin.workbook.structure.cells.row_excerpt import row_excerpt, whole_sheet


def store_values(draft: Draft, values: Mapping[CellRef, Value]) -> None:
    """Replace these formula cells' stored values, and tell the workbook to recalculate when Excel opens it.

    A cell whose value is Unsupported or None is left without a stored value, one of a what-if table as it is: most of
    its cells have nothing but what they show. Formula cells that are not in
    `values` keep what they have. Other parts of the package, and all else in the sheets, stay byte for byte.
    Raises ValueError for a value given to a cell that no formula fills, Problem for a damaged file.
    """
    by_sheet: dict[str, dict[tuple[int, int], Value]] = {}
    for ref, value in values.items():
        by_sheet.setdefault(ref.sheet, {})[ref.row, ref.column] = value
    ask_for_recalculation(draft)
    for sheet in sheet_parts(draft, workbook_part(draft)):
        wanted = by_sheet.pop(sheet.name, None)
        if wanted:
            draft.write(sheet.part, _with_values(draft.read(sheet.part), wanted, sheet.name, sheet.part))
    if by_sheet:
        raise ValueError(f"no such sheet: {', '.join(by_sheet)}")


def _with_values(xml: bytes, wanted: Mapping[tuple[int, int], Value], sheet: str, part: str) -> bytes:
    xml = as_utf8(xml, part=part)
    if (plain := with_values_beside(xml, wanted, lambda place: _beside(wanted[place]))) is not None:
        return plain
    # Where formulas fill areas, their cells may be in other rows.
    fills = b"array" in xml or b"dataTable" in xml
    some = whole_sheet(xml) if fills else row_excerpt(xml, {row for row, _ in wanted}, part=part)
    splices: list[Splice] = []
    areas: list[Area] = []
    tables: list[Area] = []
    remaining = dict(wanted)

    def on_cell(cell: CellXml) -> None:
        place = (cell.row, cell.column)
        kind = cell.formula.attributes.get("t") if cell.formula else None
        if cell.formula and kind in ("array", "dataTable"):
            areas.append(Area.parse(cell.formula.attributes.get("ref", "A1")))
            if kind == "dataTable":
                tables.append(areas[-1])
        # An array formula stands in the first cell of the area it fills.
        if place in remaining and (cell.formula or any(place in area for area in areas)):
            value = remaining.pop(place)
            if not (isinstance(value, Unsupported) and any(place in area for area in tables)):
                splices.extend(_value_splices(some.xml, cell, value))

    walk_cells(some.xml, on_cell, sheet=sheet, part=part)
    for row, column in remaining:
        # An array formula may fill cells that the sheet does not list.
        if not any((row, column) in area for area in areas):
            raise ValueError(f"{CellRef(sheet, row, column)} holds no formula")
    return spliced(xml, some.in_whole(splices))


def _beside(value: Value) -> tuple[bytes, bytes]:
    kind, text = stored_as(value)
    return b"" if kind is None else b' t="%b"' % kind.encode(), b"" if text is None else _value(text, b"")


def _value_splices(xml: bytes, cell: CellXml, value: Value) -> list[Splice]:
    element = cell.element
    tag = xml[element.start : element.tag_end]
    kind, text = stored_as(value)
    # `vm` names a richer value (a picture, a spilled error) that the plain one now replaces.
    new_tag = with_attributes(tag, {"t": kind, "vm": None})
    prefix = prefix_of(tag)
    stored = b"" if text is None else _value(text, prefix)
    if element.tag_end == element.end:
        new = opened(new_tag) + stored + b"</%bc>" % prefix if stored else new_tag
        return [(element.start, element.end, new)]
    behind = cell.formula.end if cell.formula else element.tag_end
    stale = [(each.start, each.end) for each in (cell.value, cell.inline) if each]
    place, *others = stale or [(behind, behind)]
    return [(element.start, element.tag_end, new_tag), (*place, stored), *((*other, b"") for other in others)]


def _value(text: str, prefix: bytes) -> bytes:
    return b"<%bv%b>%b</%bv>" % (prefix, space_kept(text).encode(), escape(text).encode(), prefix)


def space_kept(text: str) -> str:
    """The attribute of an element with that text: Excel drops white space at the ends that is not said to be meant."""
    return "" if text == without_layout(text) else ' xml:space="preserve"'


def stored_as(value: Value) -> tuple[str | None, str | None]:
    """A value as `t` attribute and text of `<v>`; no text means no value."""
    match value:
        case None | Unsupported():
            return None, None
        case bool():
            return "b", str(int(value))
        case CellError():
            return "e", value.code
        case str():
            return "str", escaped(value)
        case float():
            # What overflows is #NUM! in Excel; `float()` because a NumPy float would not print as a number.
            return (None, repr(float(value))) if isfinite(value) else ("e", "#NUM!")
        case _:
            return None, str(int(value))
