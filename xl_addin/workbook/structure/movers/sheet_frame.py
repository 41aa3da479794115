"""What stands around the rows of a sheet: merges, conditional formats, validations, links, filters, breaks and more.

Of every sheet, what refers to the one that is shifted. The newer of Excel's things stand in `extLst` and say their
areas in elements of their own.
"""

from collections.abc import Iterator
from dataclasses import replace

from xl_addin.formula.areas import any_overlap
from xl_addin.formula.cells import Area
from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, children, frame_of
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.written_xml import xml_bytes
from xl_addin.workbook.structure.cells.cell_markup import sheet_data
from xl_addin.workbook.structure.filter_columns import moved_filter_columns
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.frozen_panes import moved_panes
from xl_addin.workbook.structure.merges import with_merges_like
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.sheet_naming import may_name

_VIEWS = Text(
    vi="trang tính có chế độ xem riêng (Custom Views) lưu chỗ ở dưới hoặc bên phải nơi này, chưa di chuyển được; "
    "hãy xóa các chế độ xem này trong Excel",
    en="the sheet has custom views that keep a place below or right of this one, which cannot be moved; "
    "delete them in Excel (View > Custom Views)",
)
_CONSOLIDATED = Text(
    vi="có vùng hợp nhất dữ liệu (Data > Consolidate) lấy từ trang tính này, chưa di chuyển được; hãy xóa vùng đó",
    en="data is consolidated from this sheet (Data > Consolidate), which cannot be moved; delete that reference",
)
_OVERLAP = Text(
    vi="các vùng ô gộp chồng lên nhau, tệp bị hỏng; hãy mở tệp bằng Excel, chọn Mở và Sửa chữa rồi lưu lại",
    en="merged areas overlap, the file is damaged; open it in Excel with Open and Repair, then save it again",
)

_EXTENSION = ("ext", "extLst")
_CONDITION, _VALIDATION = "conditionalFormatting", "dataValidation"
PLACES = (
    XmlPlace("sheetPr", "syncRef", "area"),
    XmlPlace("dimension", "ref", "sqref"),
    XmlPlace("protectedRanges/protectedRange", "sqref", "sqref", "protectedRange", ("protectedRanges",)),
    XmlPlace("protectedRange/sqref", None, "sqref", "protectedRange", ("protectedRanges", *_EXTENSION)),
    XmlPlace("scenarios", "sqref", "selection"),
    XmlPlace("scenario/inputCells", "r", "area", "inputCells", ("scenario", "scenarios")),
    XmlPlace("autoFilter", "ref", "area", "autoFilter"),
    XmlPlace("sortState", "ref", "area", "sortState"),
    XmlPlace("sortCondition", "ref", "area", "sortCondition", ("sortState",)),
    XmlPlace("mergeCells/mergeCell", "ref", "area", "mergeCell", ("mergeCells",)),
    XmlPlace(_CONDITION, "sqref", "sqref", _CONDITION),
    XmlPlace(f"{_CONDITION}/sqref", None, "sqref", _CONDITION, ("conditionalFormattings", *_EXTENSION)),
    XmlPlace("cfRule/formula", None, "formula", within=_CONDITION),
    XmlPlace("cfRule/f", None, "formula", within=_CONDITION),
    XmlPlace("cfvo", "val", "formula", within=_CONDITION),
    XmlPlace("cfvo/f", None, "formula", within=_CONDITION),
    XmlPlace(_VALIDATION, "sqref", "sqref", _VALIDATION, ("dataValidations",)),
    XmlPlace(f"{_VALIDATION}/sqref", None, "sqref", _VALIDATION, ("dataValidations", *_EXTENSION)),
    *(XmlPlace(f"{_VALIDATION}/formula{of}", None, "formula", within=_VALIDATION) for of in (1, 2)),
    *(XmlPlace(f"{_VALIDATION}/formula{of}/f", None, "formula", within=_VALIDATION) for of in (1, 2)),
    XmlPlace("hyperlinks/hyperlink", "ref", "area", "hyperlink", ("hyperlinks",)),
    # With a relationship, it is a place in another file.
    XmlPlace("hyperlinks/hyperlink", "location", "formula", unless="id"),
    # A break stands above the line that it counts from 0.
    XmlPlace("rowBreaks/brk", "id", "row from 0", "brk", ("rowBreaks",)),
    XmlPlace("colBreaks/brk", "id", "column from 0", "brk", ("colBreaks",)),
    XmlPlace("cellWatches/cellWatch", "r", "area", "cellWatch", ("cellWatches",)),
    XmlPlace("ignoredErrors/ignoredError", "sqref", "sqref", "ignoredError", ("ignoredErrors",)),
    XmlPlace("ignoredError/sqref", None, "sqref", "ignoredError", ("ignoredErrors", *_EXTENSION)),
    XmlPlace("smartTags/cellSmartTags", "r", "area", "cellSmartTags", ("smartTags",)),
    XmlPlace("webPublishItem", "sourceRef", "area", "webPublishItem", ("webPublishItems",)),
    XmlPlace("sparklineGroup/f", None, "formula"),
    XmlPlace("sparkline/f", None, "formula"),
    XmlPlace(
        "sparkline/sqref", None, "area", "sparkline", ("sparklines", "sparklineGroup", "sparklineGroups", *_EXTENSION)
    ),
)

_VIEW = "customSheetView"
# Of a custom view; what it prints, hides and filters is said by names, which move.
_VIEW_PLACES = (
    XmlPlace(_VIEW, "topLeftCell", "area", _VIEW),
    XmlPlace(f"{_VIEW}/pane", "topLeftCell", "area", _VIEW),
    XmlPlace(f"{_VIEW}/selection", "activeCell", "area", _VIEW),
    XmlPlace(f"{_VIEW}/selection", "sqref", "selection", _VIEW),
    XmlPlace(f"{_VIEW}/autoFilter", "ref", "area", _VIEW),
    XmlPlace("rowBreaks/brk", "id", "row from 0", _VIEW),
    XmlPlace("colBreaks/brk", "id", "column from 0", _VIEW),
)


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name in place.worksheets:
        part = place.sheets[name]
        xml = as_utf8(draft.read(part), part=part)
        if shift.concerns(name) or may_name(xml, place.name):
            draft.write(part, moved_frame(xml, shift, here=name, part=part))


def moved_frame(xml: bytes, shift: Shift, *, here: str, part: str) -> bytes:
    """The XML of the sheet `here` with all around its rows as it is after the shift, the rows as they are."""
    data = sheet_data(xml)
    start, end = (data.start, data.end) if data else (0, 0)
    around = xml[:start] + xml[end:]
    moved = moved_places(around, PLACES, shift, here=here, part=part)
    if shift.concerns(here):
        moved = moved_panes(moved, shift, part=part)
        moved = moved_filter_columns(moved, around, shift, part=part)
        moved = with_merges_like(moved, shift, part=part)
    if data is None or moved == around:
        return xml if data else moved
    rows = sheet_data(moved)
    assert rows is not None
    return moved[: rows.start] + xml[start:end] + moved[rows.end :]


def _would_move(views: bytes, place: SheetPlace, shift: Shift) -> bool:
    return moved_places(views, _VIEW_PLACES, replace(shift, like=None), here=place.name, part=place.part) != views


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    frame = frame_of(source, place.part)
    views = child(frame, "customSheetViews")
    if views is not None and _would_move(xml_bytes(views), place, shift):
        yield Unmovable(_VIEWS, place.name)
    try:
        merges = [Area.parse(each.get("ref", "")) for each in children(child(frame, "mergeCells"), "mergeCell")]
    except ValueError as error:
        raise broken_xml(place.part) from error
    if any_overlap(merges):
        yield Unmovable(_OVERLAP, place.name)
    for name in place.worksheets:
        consolidated = child(child(frame_of(source, place.sheets[name]), "dataConsolidate"), "dataRefs")
        if any(shift.concerns(each.get("sheet", name)) for each in children(consolidated, "dataRef")):
            yield Unmovable(_CONSOLIDATED, name)


MOVER = Mover(_move, _obstacles, places=PLACES, kinds=("worksheet",))
