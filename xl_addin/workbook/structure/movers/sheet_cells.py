"""The cells of the sheet and the formulas of every other: rows and columns move, references follow."""

import re
from collections.abc import Iterator
from functools import partial

from xl_addin.formula.cells import column_index
from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.edits.cell_edits import WantedContent, with_contents
from xl_addin.workbook.edits.cell_positions import CHOICES
from xl_addin.workbook.structure.cells.cell_markup import plain_sheet, sheet_data
from xl_addin.workbook.structure.cells.filled_areas import filled_areas, spilled_without_formula
from xl_addin.workbook.structure.cells.long_formulas import TOO_LONG, lengthened
from xl_addin.workbook.structure.cells.moved_cells import moved_cells, rows_of
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.sheet_naming import may_name

_ARRAY = Text(
    vi="công thức mảng {area} sẽ bị cắt đôi; hãy xóa công thức này, hoặc chọn chỗ ngoài vùng",
    en="the array formula {area} would be cut; clear that formula, or choose a place outside it",
)
_WHAT_IF = Text(
    vi="bảng phân tích giả định (Data Table) {area}, cả dòng trên và cột trước của nó, sẽ bị cắt đôi; "
    "hãy xóa bảng này, hoặc chọn chỗ ngoài vùng",
    en="the what-if table {area}, with the row above and the column before it, would be cut; clear that table, "
    "or choose a place outside it",
)
_NO_ROOM = Text(
    vi="ô có dữ liệu sẽ bị đẩy ra ngoài trang tính; hãy xóa dữ liệu ở cuối trang tính hoặc chèn ít hơn",
    en="a cell with content would be pushed off the sheet; clear the end of the sheet or insert less",
)

_FILLING = (b"array", b"dataTable")
_ROW_NUMBER = re.compile(rb"""row\s(?:[^>]*\s)?r\s*=\s*["']([0-9]+)["']""")
# Cells whose column has three letters are few in most sheets: the first is AAA.
_FIRST_FAR = 703
_FAR_COLUMN = re.compile(rb"""r\s*=\s*["'][A-Za-z]{3}[0-9]|<(?:[\w.-]+:)?c(?=[\s/>])(?![^>]*\sr\s*=)""")


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name in place.worksheets:
        part = place.sheets[name]
        xml = as_utf8(draft.read(part), part=part)
        if shift.concerns(name) or may_name(xml, place.name):
            plain = plain_sheet(xml, part=part)
            moved = moved_cells(plain, shift, here=name, part=part)
            if shift.concerns(name):
                moved = _without_spilled(moved, plain, shift, place)
            draft.write(part, moved)


def _without_spilled(xml: bytes, before: bytes, shift: Shift, place: SheetPlace) -> bytes:
    """The sheet without what formulas had spilled that have gone."""
    contents = {cell: WantedContent() for cell in spilled_without_formula(before, shift, part=place.part)}
    if not contents:
        return xml
    return with_contents(xml, contents, lambda style, _: style, sheet=place.name, part=place.part)


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    for name in place.worksheets:
        xml = as_utf8(source.read(place.sheets[name]), part=place.sheets[name])
        if b"AlternateContent" in xml[xml.find(b"sheetData") : xml.rfind(b"sheetData")]:
            yield Unmovable(CHOICES, name)
            return
    for name in place.worksheets:
        for cell in lengthened(source, place.sheets[name], partial(shifted, shift=shift, here=name)):
            yield Unmovable(TOO_LONG, f"{name}!{cell}")
    xml = as_utf8(source.read(place.part), part=place.part)
    fills, is_far = any(kind in xml for kind in _FILLING), shift.count > 0 and _may_reach_the_end(xml, shift)
    if not fills and not is_far:
        return
    xml = plain_sheet(xml, part=place.part)
    for filled in filled_areas(xml, part=place.part):
        if filled.is_cut(shift):
            text = _WHAT_IF if filled.kind == "what-if table" else _ARRAY
            yield Unmovable(text.with_values(area=str(filled.area)), f"{place.name}!{filled.area}")
    pushed_off = _pushed_off(xml, shift) if is_far else None
    if pushed_off:
        yield Unmovable(_NO_ROOM, f"{place.name}!{pushed_off}")


def _may_reach_the_end(xml: bytes, shift: Shift) -> bool:
    """Whether a sheet may have cells at its end: told without looking at each, and rarely so."""
    if shift.axis == "columns":
        return shift.size - shift.count < _FIRST_FAR or _FAR_COLUMN.search(xml) is not None
    rows = _ROW_NUMBER.search(xml, max(xml.rfind(b"<row"), xml.rfind(b":row")))
    return rows is None or int(rows[1]) > shift.size - shift.count


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
