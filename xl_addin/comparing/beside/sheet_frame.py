"""What of a sheet stands around its cells: merges, rules, links, pages, protection."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from xl_addin.comparing.beside.canonical import canonical
from xl_addin.comparing.book_map import BookMap, CellMap
from xl_addin.comparing.result import Other
from xl_addin.formula.cells import address
from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child as only
from xl_addin.package.parts import children, frame_of, local_name, related, workbook_part
from xl_addin.workbook.model.book import Sheet

# What is no difference: where the cursor is, how far one has scrolled, which cells hold something, what is compared
# as a part of its own.
_PASSED_OVER = {"dimension", "sheetData", "drawing", "legacyDrawing", "legacyDrawingHF", "tableParts", "picture"}
_PASSED_OVER |= {"oleObjects", "controls", "phoneticPr", "smartTags", "customProperties", "cellWatches"}
_OF_A_VIEW = frozenset({"selection", "topLeftCell", "activePane", "tabSelected", "workbookViewId"})
_SEVERAL = {"mergeCells": "mergeCell", "dataValidations": "dataValidation", "hyperlinks": "hyperlink"}
_SEVERAL |= {"protectedRanges": "protectedRange", "ignoredErrors": "ignoredError"}
_COUNT = frozenset({"count", "uid"})

_WORDS = {
    "sheetPr": Text("màu thẻ, thuộc tính trang tính", "tab colour and properties of the sheet"),
    "sheetViews": Text("cách xem: cố định khung, đường lưới, thu phóng", "view: frozen panes, grid lines, zoom"),
    "sheetFormatPr": Text("cỡ dòng, cột mặc định", "default size of rows and columns"),
    "cols": Text("độ rộng, ẩn hiện, kiểu của cột", "widths, visibility and styles of columns"),
    "sheetProtection": Text("bảo vệ trang tính", "protection of the sheet"),
    "protectedRanges": Text("vùng được phép sửa", "ranges that may be edited"),
    "autoFilter": Text("lọc dữ liệu", "filter"),
    "sortState": Text("sắp xếp", "sorting"),
    "mergeCells": Text("ô gộp", "merged cells"),
    "conditionalFormatting": Text("định dạng có điều kiện", "conditional formats"),
    "dataValidations": Text("ràng buộc dữ liệu", "data validations"),
    "hyperlinks": Text("liên kết", "links"),
    "ignoredErrors": Text("cảnh báo lỗi đã tắt", "ignored errors"),
    "printOptions": Text("tùy chọn in", "print options"),
    "pageMargins": Text("lề trang in", "page margins"),
    "pageSetup": Text("khổ giấy, hướng in, tỷ lệ", "paper, orientation, scale"),
    "headerFooter": Text("đầu trang, chân trang", "headers and footers"),
    "rowBreaks": Text("ngắt trang theo dòng", "row page breaks"),
    "colBreaks": Text("ngắt trang theo cột", "column page breaks"),
    "extLst": Text(
        "phần mở rộng (định dạng có điều kiện, ràng buộc, sparkline của Excel 2010 trở đi)",
        "extensions (conditional formats, validations, sparklines of Excel 2010 and later)",
    ),
}
_SAYS_NOTHING = re.compile(r"(?:<\w+>|</>)*")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(r|ht|customHeight|hidden|outlineLevel)\s*=\s*["']([^"']*)""")
_ROWS = Text("chiều cao, ẩn hiện, nhóm của dòng", "heights, visibility and groups of rows")
_COMMENTS = Text("ghi chú của ô", "comments of cells")
_VISIBLE = Text("ẩn hoặc hiện trang tính", "the sheet is hidden or shown")


def frame_differences(
    old: PartSource, part: str, new: PartSource, other_part: str, place: Callable[[str], str]
) -> Iterator[Other]:
    """What differs around the cells of two worksheet parts, whose lines stand in the same places.

    `place` says where the areas of a text are in the new version.
    """
    here, there = _elements(old, part), _elements(new, other_part)
    for name in dict.fromkeys((*here, *there)):
        one, other = here.get(name, []), there.get(name, [])
        gone, come = [each for each in one if each not in other], [each for each in other if each not in one]
        if gone or come or (len(one) != len(other)):
            places = dict.fromkeys(place(areas) for areas, _ in (*gone, *come) if areas)
            yield Other(_WORDS.get(name, Text(name, name)), tuple(places))


def _elements(source: PartSource, part: str) -> dict[str, list[tuple[str, str]]]:
    """The elements around the cells, by name: where each is for, and all it says."""
    root = frame_of(source, part)
    formats = _conditional_looks(source)
    found: dict[str, list[tuple[str, str]]] = {}
    for element in root:
        name = local_name(element)
        if name in _PASSED_OVER:
            continue
        items = children(element, _SEVERAL[name]) if name in _SEVERAL else [element]
        for item in items:
            said = (item.get("ref") or item.get("sqref") or "", _said(item, formats))
            if not _SAYS_NOTHING.fullmatch(said[1]):
                found.setdefault(name, []).append(said)
    return found


def _said(element: etree._Element, formats: Sequence[str]) -> str:
    name = local_name(element)
    if name == "sheetViews":
        return canonical(element, without=_OF_A_VIEW)
    said = canonical(element, without=_COUNT | {"dxfId"} if name == "conditionalFormatting" else _COUNT)
    numbers = [each.get("dxfId", "") for each in element.iter() if isinstance(each.tag, str)]
    looks = [formats[int(number)] for number in numbers if number.isdecimal() and int(number) < len(formats)]
    return said + "".join(looks)


def _conditional_looks(source: PartSource) -> list[str]:
    styles = next(iter(related(source, workbook_part(source), "styles")), None)
    return [] if styles is None else [canonical(each) for each in children(only(source.meaning(styles), "dxfs"), "dxf")]


def line_differences(old: bytes, new: bytes, where: CellMap) -> Iterator[Other]:
    """Rows whose height, visibility or group differs; `old` and `new` are the sheets' XML."""
    here, there = _row_properties(old), _row_properties(new)
    back = where.rows.back
    differ = {row: at for row in here if (at := where.rows.at(row)) is not None and here[row] != there.get(at, "")}
    differ |= {row: at for at in there if (row := back.at(at)) is not None and there[at] != here.get(row, "")}
    sure = {at for row, at in differ.items() if row not in where.rows.gaps}
    if sure:
        yield Other(_ROWS, tuple(map(str, sorted(sure))))


def comment_differences(old: Sheet, new: Sheet, where: BookMap) -> Iterator[Other]:
    """Comments that came, went or say something else, and whether the sheet is shown."""
    expected: dict[tuple[int, int], str] = {}
    gone = False
    for (row, column), text in old.comments.items():
        block = where.block(old.name, row)
        cell = block.cell(row, column) if block else None
        if cell is None:
            gone = True
        else:
            expected[cell.row, cell.column] = text
    differ = [place for place in {*expected, *new.comments} if expected.get(place) != new.comments.get(place)]
    if gone or differ:
        yield Other(_COMMENTS, tuple(address(*place) for place in sorted(differ)))
    if old.visible != new.visible:
        yield Other(_VISIBLE)


def _row_properties(xml: bytes) -> Mapping[int, str]:
    """What rows say of themselves, by row, where that is anything."""
    found: dict[int, str] = {}
    row = 0
    for match in _ROW.finditer(xml):
        said = dict(_ATTRIBUTE.findall(match[1]))
        number = said.get(b"r", b"")
        row = int(number) if number.isdigit() else row + 1
        height = said.get(b"ht", b"") if said.get(b"customHeight") in (b"1", b"true") else b""
        hidden = said.get(b"hidden") in (b"1", b"true")
        if height or hidden or said.get(b"outlineLevel", b"0") != b"0":
            found[row] = f"{float(height or 0)} {hidden} {said.get(b'outlineLevel', b'0')!r}"
    return found
