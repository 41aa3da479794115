"""The cells of the sheet and the formulas of every other: rows and columns move, references follow."""

import re
from collections.abc import Iterator

from xl_addin.formula.cells import Area, column_index
from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.workbook.edits.cell_positions import CHOICES
from xl_addin.workbook.structure.cells.cell_markup import formula_attributes, plain_sheet, sheet_data
from xl_addin.workbook.structure.cells.moved_cells import moved_cells, rows_of
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.sheet_naming import may_name

_ARRAY = Text(
    vi="công thức mảng hoặc vùng tràn {area} sẽ bị cắt đôi; hãy xóa công thức này, hoặc chọn chỗ ngoài vùng",
    en="the array formula or spill {area} would be cut; clear that formula, or choose a place outside it",
)
_NO_ROOM = Text(
    vi="ô có dữ liệu sẽ bị đẩy ra ngoài trang tính; hãy xóa dữ liệu ở cuối trang tính hoặc chèn ít hơn",
    en="a cell with content would be pushed off the sheet; clear the end of the sheet or insert less",
)

_FILLING = (b"array", b"dataTable")
_ROW_NUMBER = re.compile(rb"""row\s(?:[^>]*\s)?r\s*=\s*["']([0-9]+)["']""")
_FAR_COLUMN = re.compile(rb"""r\s*=\s*["'][A-Za-z]{3}[0-9]|<(?:[\w.-]+:)?c(?=[\s/>])(?![^>]*\sr\s*=)""")


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name in place.worksheets:
        part = place.sheets[name]
        xml = as_utf8(draft.read(part), part=part)
        if shift.concerns(name) or may_name(xml, place.name):
            draft.write(part, moved_cells(plain_sheet(xml, part=part), shift, here=name, part=part))


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    for name in place.worksheets:
        xml = as_utf8(source.read(place.sheets[name]), part=place.sheets[name])
        if b"AlternateContent" in xml[xml.find(b"sheetData") : xml.rfind(b"sheetData")]:
            yield Unmovable(CHOICES, name)
            return
    xml = as_utf8(source.read(place.part), part=place.part)
    fills, is_far = any(kind in xml for kind in _FILLING), shift.count > 0 and _may_reach_the_end(xml, shift)
    if not fills and not is_far:
        return
    xml = plain_sheet(xml, part=place.part)
    for area in _filled_areas(xml, place.part):
        if _is_cut(area, shift):
            yield Unmovable(_ARRAY.with_values(area=str(area)), f"{place.name}!{area}")
    pushed_off = _pushed_off(xml, shift) if is_far else None
    if pushed_off:
        yield Unmovable(_NO_ROOM, f"{place.name}!{pushed_off}")


def _may_reach_the_end(xml: bytes, shift: Shift) -> bool:
    """Whether a sheet may have cells at its end: told without looking at each, and rarely so."""
    if shift.axis == "columns":
        return _FAR_COLUMN.search(xml) is not None
    rows = _ROW_NUMBER.search(xml, max(xml.rfind(b"<row"), xml.rfind(b":row")))
    return rows is None or int(rows[1]) > shift.size - shift.count


def _filled_areas(xml: bytes, part: str) -> Iterator[Area]:
    """The areas of array formulas, spills and what-if tables."""
    data = sheet_data(xml)
    for formula in data.markup.formula.finditer(xml, data.start, data.end) if data else ():
        attributes = formula_attributes(formula[1]) if formula[1] else {}
        if attributes.get("t") in ("array", "dataTable") and "ref" in attributes:
            try:
                yield Area.parse(attributes["ref"])
            except ValueError as error:
                raise broken_xml(part) from error


def _is_cut(area: Area, shift: Shift) -> bool:
    """Whether only some of the area's lines move or go."""
    rows = shift.axis == "rows"
    first, last = (area.first_row, area.last_row) if rows else (area.first_column, area.last_column)
    if shift.count > 0:
        return first < shift.at <= last
    span = shift.span(first, last)
    return span is not None and span[1] - span[0] != last - first


def _pushed_off(xml: bytes, shift: Shift) -> str | None:
    """The first cell with content that finds no place on the sheet any more."""
    data = sheet_data(xml)
    last = shift.size - shift.count
    for row in rows_of(xml, data) if data else ():
        if shift.axis == "rows" and row.number <= last:
            continue
        for cell in data.markup.cell.finditer(xml, row.start, row.end) if data else ():
            if cell[5] and (shift.axis == "rows" or column_index(cell[2].decode()) > last):
                return (cell[2] + cell[3]).decode()
    return None


MOVER = Mover(_move, _obstacles)
