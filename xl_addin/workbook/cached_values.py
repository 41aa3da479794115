"""Store freshly calculated values beside the formulas of a file, touching nothing else.

A file without them shows empty cells in Protected View, in mail and on phones; openpyxl cannot write them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from xml.parsers import expat
from xml.sax.saxutils import escape

from xl_addin.workbook.book import CellError, Unsupported, Value
from xl_addin.workbook.cells import Area, CellRef, parse_address
from xl_addin.workbook.package import open_package
from xl_addin.workbook.parts import MAIN, STRICT_MAIN, sheet_parts, workbook_part
from xl_addin.workbook.safe_xml import as_utf8, broken_xml
from xl_addin.workbook.splicing import Splice, spliced, start_tag_end, with_attributes
from xl_addin.workbook.strings import escaped

# The elements that must stand before calcPr in a workbook part (ECMA-376 part 1, CT_Workbook).
_BEFORE_CALC_PR = {
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "AlternateContent",
    "revisionPtr",
    "absPath",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
}


def store_values(data: bytes, values: Mapping[CellRef, Value]) -> bytes:
    """The workbook with these formula cells' stored values replaced, and told to recalculate when Excel opens it.

    A cell whose value is Unsupported or None is left without a stored value. Formula cells that are not in
    `values` keep what they have. Other parts of the package, and all else in the sheets, stay byte for byte.
    Raises ValueError for a value given to a cell that no formula fills, Problem for a damaged file.
    """
    package = open_package(data)
    workbook = workbook_part(package)
    by_sheet: dict[str, dict[tuple[int, int], Value]] = {}
    for ref, value in values.items():
        by_sheet.setdefault(ref.sheet, {})[ref.row, ref.column] = value
    changed = {workbook: _asking_for_recalculation(as_utf8(package.read(workbook), part=workbook))}
    for sheet in sheet_parts(package, workbook):
        wanted = by_sheet.pop(sheet.name, None)
        if wanted:
            xml = as_utf8(package.read(sheet.part), part=sheet.part)
            changed[sheet.part] = _with_values(xml, wanted, sheet.name, sheet.part)
    if by_sheet:
        raise ValueError(f"no such sheet: {', '.join(by_sheet)}")
    return package.with_parts(changed)


@dataclass(frozen=True)
class _Cell:
    """Where a cell stands in its sheet's XML, and where its formula and value do (start and end in bytes)."""

    place: tuple[int, int]
    start: int
    end: int
    formula: tuple[int, int] | None
    value: tuple[int, int] | None
    filled_area: Area | None


def _with_values(xml: bytes, wanted: Mapping[tuple[int, int], Value], sheet: str, part: str) -> bytes:
    cells = _cells(xml, wanted, part)
    areas = [cell.filled_area for cell in cells if cell.filled_area is not None]
    splices: list[Splice] = []
    written = set()
    for cell in cells:
        if cell.place in wanted and (cell.formula or any(cell.place in area for area in areas)):
            written.add(cell.place)
            splices.append((cell.start, cell.end, _cell_with_value(xml, cell, wanted[cell.place])))
    for row, column in wanted.keys() - written:
        # An array formula may fill cells that the sheet does not list.
        if not any((row, column) in area for area in areas):
            raise ValueError(f"{CellRef(sheet, row, column)} holds no formula")
    return spliced(xml, splices)


def _cell_with_value(xml: bytes, cell: _Cell, value: Value) -> bytes:
    tag_end = start_tag_end(xml, cell.start)
    tag = xml[cell.start : tag_end]
    kind, text = _stored(value)
    # `vm` names a richer value (a picture, a spilled error) that the plain one now replaces.
    tag = with_attributes(tag, {"t": kind, "vm": None})
    prefix = tag[1:].partition(b":")[0] + b":" if b":" in tag.split(None, 1)[0] else b""
    stored = b"" if text is None else b"<%bv>%b</%bv>" % (prefix, escape(text).encode(), prefix)
    if tag.endswith(b"/>"):
        return tag if not stored else b"%b>%b</%bc>" % (tag[:-2].rstrip(), stored, prefix)
    inner = xml[tag_end : cell.end]
    if cell.value:
        start, end = (position - tag_end for position in cell.value)
        return tag + inner[:start] + stored + inner[end:]
    after = cell.formula[1] - tag_end if cell.formula else 0
    return tag + inner[:after] + stored + inner[after:]


def _stored(value: Value) -> tuple[str | None, str | None]:
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


def _cells(xml: bytes, wanted: Mapping[tuple[int, int], Value], part: str) -> list[_Cell]:
    """The cells that are wanted or hold an array formula, by one pass over the sheet."""
    found: list[_Cell] = []
    depth = row = column = start = 0
    place = (0, 0)
    inside = False
    spans: dict[str, tuple[int, int]] = {}
    area: Area | None = None
    names = {
        f"{namespace} {name}": name for namespace in (MAIN, STRICT_MAIN) for name in ("row", "c", "f", "v", "sheetData")
    }
    # In a sheet, rows are at depth 2, cells at 3, their formulas and values at 4.
    parser = expat.ParserCreate(namespace_separator=" ")

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, row, column, start, place, inside, area
        local = names.get(name)
        if depth == 1:
            inside = local == "sheetData"
        elif inside and depth == 2 and local == "row":
            row, column = int(float(attributes["r"])) if "r" in attributes else row + 1, 0
        elif inside and depth == 3 and local == "c":
            place = parse_address(attributes["r"]) if attributes.get("r") else (row, column + 1)
            column = place[1]
            start, area = parser.CurrentByteIndex, None
            spans.clear()
        elif inside and depth == 4 and local in ("f", "v"):
            spans[local] = (parser.CurrentByteIndex, 0)
            if local == "f" and attributes.get("t") in ("array", "dataTable") and "ref" in attributes:
                area = Area.parse(attributes["ref"])
        depth += 1

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if not inside or depth not in (3, 4):
            return
        local = names.get(name)
        if depth == 4 and local in ("f", "v"):
            spans[local] = (spans[local][0], _element_end(xml, spans[local][0], parser.CurrentByteIndex))
        elif depth == 3 and local == "c" and (place in wanted or area is not None):
            end = _element_end(xml, start, parser.CurrentByteIndex)
            found.append(_Cell(place, start, end, spans.get("f"), spans.get("v"), area))

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise broken_xml(part) from error
    return found


def _element_end(xml: bytes, start: int, closing: int) -> int:
    """Where an element ends, given where it starts and where the parser met its end."""
    tag_end = start_tag_end(xml, start)
    return tag_end if xml[tag_end - 2 : tag_end] == b"/>" else xml.index(b">", closing) + 1


def _asking_for_recalculation(workbook: bytes) -> bytes:
    """The workbook part with `fullCalcOnLoad`, so that Excel trusts no stored value but its own."""
    depth = start = after = 0
    existing: int | None = None
    prefix = b""
    parser = expat.ParserCreate()

    def on_start(name: str, _: dict[str, str]) -> None:
        nonlocal depth, start, existing, prefix
        if depth == 0 and ":" in name:
            prefix = name.partition(":")[0].encode() + b":"
        if depth == 1:
            start = parser.CurrentByteIndex
            existing = start if name.encode() == prefix + b"calcPr" else existing
        depth += 1

    def on_end(name: str) -> None:
        nonlocal depth, after
        depth -= 1
        if depth == 1 and name.rpartition(":")[2] in _BEFORE_CALC_PR:
            after = _element_end(workbook, start, parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parser.Parse(workbook, True)
    if existing is not None:
        end = start_tag_end(workbook, existing)
        return spliced(workbook, [(existing, end, with_attributes(workbook[existing:end], {"fullCalcOnLoad": "1"}))])
    return spliced(workbook, [(after, after, b'<%bcalcPr fullCalcOnLoad="1"/>' % prefix)])
