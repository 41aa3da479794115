"""The safety net: whatever seems to name cells of the shifted sheet where no mover knows it stands in the way.

Parts are looked at as relationships lead to them. Those that name no cell of this book by their nature are passed over;
rows of worksheets and the older drawings are all read by their movers.
"""

import re
from collections.abc import Collection, Iterator

from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import Relation, relations
from xl_addin.package.safe_xml import as_utf8, check_whole
from xl_addin.problem import Problem
from xl_addin.workbook.structure.chart_caches import caches_apart
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.registry import all_movers
from xl_addin.workbook.structure.unknown_places import unknown_places

_UNKNOWN = Text(
    vi="phần {part} ghi địa chỉ ô tại “{where}”, chưa di chuyển được; hãy chèn hoặc xóa trong Excel",
    en="part {part} names cells at “{where}”, which cannot be moved; insert or delete in Excel",
)
_MISSING = Text(
    vi="tệp thiếu phần {part} mà trang tính cần ({kind}); hãy mở tệp bằng Excel, chọn Mở và Sửa chữa rồi lưu lại",
    en="the file lacks the part {part} ({kind}) that belongs to it; open it in Excel with Open and Repair, "
    "then save it again",
)
# What names no cell, what is of another book, and what others refuse or drop.
_PASSED_OVER = {
    "theme", "themeOverride", "styles", "sharedStrings", "image", "hdphoto", "svg", "media", "video", "audio",
    "model3d", "printerSettings", "vbaProject", "wordVbaData", "customProperty", "thumbnail", "customXml",
    "externalLink", "externalLinkPath", "xlPathMissing", "calcChain", "sheetMetadata", "rdRichValue",
    "rdRichValueStructure", "rdRichValueTypes", "rdArray", "rdSupportingPropertyBag",
    "rdSupportingPropertyBagStructure", "richValueRel", "richStyles", "FeaturePropertyBag", "featurePropertyBag",
    "person", "pivotCacheRecords", "chartStyle", "chartColorStyle", "diagramColors", "diagramData",
    "diagramDrawing", "diagramLayout", "diagramQuickStyle", "powerPivotData", "xmlMaps", "usernames",
    "activeXControlBinary", "oleObject", "package", "hyperlink", "vmlDrawing", "legacyDrawingHF", "slicer",
    "slicerCache", "timeline", "timelineCache", "queryTable", "revisionHeaders", "workbookmetadata",
    "attachedToolbars",
}  # fmt: skip
# Of known kinds, with nothing to move; and what movers move without a table.
_KNOWN: dict[str, tuple[XmlPlace, ...]] = {
    "chartsheet": (),
    "pivotCacheDefinition": (XmlPlace("worksheetSource", "ref", "area"), XmlPlace("rangeSet", "ref", "area")),
    "volatileDependencies": (XmlPlace("tr", "r", "area"),),
}
_ROWS = re.compile(rb"<((?:[\w.-]+:)?)sheetData[^>]*>.*</\1sheetData\s*>", re.DOTALL)


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    """Nothing here moves."""


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    known = dict(_KNOWN)
    for mover in all_movers():
        for kind in mover.kinds:
            known[kind] = (*known.get(kind, ()), *mover.places)
    for missing in _missing(source, place, {*known, "vmlDrawing"}):
        yield Unmovable(_MISSING.with_values(part=missing.target, kind=missing.kind), place.name)
    for part, kind, own in _reached(source, place):
        try:
            # Rows, and the values that charts keep, are many, and their movers read them all.
            xml, _ = caches_apart(_ROWS.sub(b"", as_utf8(source.read(part), part=part)), part=part)
        except Problem:
            # What is no XML names no cell that could be moved.
            continue
        check_whole(xml, part=part)
        try:
            root = tree_of(xml, part=part)
        except Problem:
            continue
        for where in unknown_places(root, known.get(kind, ()), place.name, own=own, foreign=kind not in known):
            yield Unmovable(_UNKNOWN.with_values(part=part, where=where), place.name)
            break


def _missing(source: PartSource, place: SheetPlace, kinds: Collection[str]) -> Iterator[Relation]:
    """What leads to a part of these kinds that is not there: nobody can say whether it names cells."""
    for leading, *_ in _reached(source, place):
        for each in relations(source, leading):
            if each.kind in kinds and not each.external and each.target not in source:
                yield each


def _reached(source: PartSource, place: SheetPlace) -> Iterator[tuple[str, str, bool]]:
    """The parts that may name cells, the kind of what leads there, and whether they belong to the shifted sheet."""
    seen = {place.workbook}
    yield place.workbook, "officeDocument", False
    waiting = [(place.workbook, False)]
    while waiting:
        leading, own = waiting.pop()
        for each in relations(source, leading):
            if each.external or each.kind in _PASSED_OVER or each.target not in source:
                continue
            part = source.actual_name(each.target)
            if part not in seen:
                seen.add(part)
                belongs = own or part == place.part
                yield part, each.kind, belongs
                waiting.append((part, belongs))


MOVER = Mover(_move, _obstacles)
