"""Where in a workbook `{{ … }}` stands: in places that are filled, and in those where it would stay as it is."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from lxml import etree

from xl_addin.language import Text
from xl_addin.package.package import Package
from xl_addin.package.parts import SheetPart, local_name, relations
from xl_addin.package.safe_xml import as_utf8
from xl_addin.problem import Problem
from xl_addin.template.around.text_places import CHART_TEXTS, HEADERS, NOTE_TEXTS, SHAPE_TEXTS, SHEET_TEXTS, TABLE_TEXTS

HowFilled = Literal["text", "formula", "header"]
"""How a place is filled."""

MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
FILLED: dict[tuple[str, str], HowFilled] = {
    **{
        (place.path.rpartition("/")[2], place.attribute or ""): "header" if place.kind == "header" else "text"
        for place in SHEET_TEXTS
    },
    **{(name, ""): "formula" for name in ("formula", "formula1", "formula2", "f")},
    ("hyperlink", "location"): "formula",
}
"""By element and attribute (none for its text): the places of a sheet beside its cells that are filled."""
_FILLED_PARTS = {
    **dict.fromkeys(("comments", "ThreadedComments"), NOTE_TEXTS),
    **dict.fromkeys(("wsDr", "userShapes"), SHAPE_TEXTS),
    "chartSpace": CHART_TEXTS,
    "table": TABLE_TEXTS,
}
"""By root element, the places of the parts that belong to sheets."""
_FILLED_WHOLE = r"docProps/.*|xl/drawings/.*\.vml"

_WHAT = (
    (r"xl/comments[^/]*\.xml|xl/threadedComments/.*", Text("ghi chú", "a note")),
    (r"xl/charts/.*|xl/chartsheets/.*", Text("biểu đồ", "a chart")),
    (r"xl/drawings/.*\.xml", Text("hình hoặc hộp văn bản", "a shape or text box")),
    (r"xl/drawings/.*\.vml", Text("điều khiển hoặc ghi chú", "a control or note")),
    (r"docProps/.*", Text("thuộc tính của tệp", "the file's properties")),
    (r"xl/workbook\.xml", Text("tên định nghĩa", "a defined name")),
    (r"xl/tables/.*", Text("bảng (Table)", "a table")),
)
_OF_SHEET = {
    "dataValidation": Text("thông báo của kiểm tra dữ liệu", "a validation's message"),
    "cfRule": Text("định dạng có điều kiện", "a conditional format"),
}
_ELSEWHERE = Text("phần này của tệp", "this part of the file")
_STAYS = Text(
    "không điền được trong {what}, chữ này sẽ còn nguyên; hãy chuyển vào ô hoặc bỏ đi",
    "nothing is filled in {what}, this would stay as it is; move it into a cell or remove it",
)
# Texts in several runs read as one.
_JOINED = {"p", "text", "rich"}
# Cells and their names have their own reader; the others only repeat what cells say.
_WRITTEN_ANEW = {"sheetData", "sheets", "TitlesOfParts", "HeadingPairs", "strCache", "numCache", "multiLvlStrCache"}
# A formula that names a sheet of the template finds what that sheet has become.
_SHEET_NAMED = re.compile(r"'(?:[^']|'')*'!")
_NAMED_BY = ("ref", "sqref", "name", "displayName")


class MarkupPlace(NamedTuple):
    """Markup beside the cells: where, as written, and how it is filled, or what the author is told."""

    place: str
    written: str
    filled: HowFilled | None
    stays: Text


def raw_markup(package: Package, sheets: Sequence[SheetPart]) -> Iterator[MarkupPlace]:
    """The markup of all parts that stays as it is when the template is rendered."""
    owners = _owners(package, sheets)
    for part in package.names:
        if _is_read(part) and not re.fullmatch(_FILLED_WHOLE, part, re.IGNORECASE) and _may_hold_markup(package, part):
            yield from (found for found in _of_part(package, part, owners) if found.filled is None)


def filled_markup(sheet: str, frame: etree._Element) -> Iterator[MarkupPlace]:
    """The markup beside the cells of a sheet that is filled."""
    return (found for found in _of_element(frame, sheet, "") if found.filled is not None)


def _is_read(part: str) -> bool:
    """Cells and their texts have their own reader, and the titles of sheets are written anew."""
    return part.lower().endswith((".xml", ".vml")) and not part.lower().endswith("sharedstrings.xml")


def _may_hold_markup(package: Package, part: str) -> bool:
    try:
        content = as_utf8(package.read(part))
    except Problem:
        # What cannot be read as text is told by whoever needs it.
        return False
    # Runs may tear `{{` apart.
    return content.count(b"{") + content.count(b"&#123;") > 1


def _owners(package: Package, sheets: Sequence[SheetPart]) -> dict[str, str]:
    """Which sheet a part belongs to."""
    found: dict[str, str] = {}
    for sheet in sheets:
        waiting = [sheet.part]
        while waiting:
            part = waiting.pop()
            if part and part not in found and part in package:
                found[part] = sheet.name
                waiting += [relation.target for relation in relations(package, part) if not relation.external]
    return found


def _of_part(package: Package, part: str, owners: dict[str, str]) -> Iterator[MarkupPlace]:
    what = next((text for pattern, text in _WHAT if re.fullmatch(pattern, part, re.IGNORECASE)), _ELSEWHERE)
    owner = owners.get(part, "")
    root = package.xml(part)
    if local_name(root) == "worksheet":
        yield from _of_element(root, owner, part)
    else:
        yield from _of_element(root, owner or part, part, what)


def _of_element(root: etree._Element, owner: str, part: str, what: Text | None = None) -> Iterator[MarkupPlace]:
    """Attributes and texts of all elements but cells, each place once."""
    filled_here: dict[tuple[str, str], HowFilled] = {
        (name, place.attribute or ""): "text"
        for place in _FILLED_PARTS.get(local_name(root), ())
        # Runs of a text are read as one.
        for name in (place.path.rpartition("/")[2], *(_JOINED if place.path.endswith("t") else ()))
    }
    waiting: list[tuple[etree._Element, str]] = [(root, "")]
    while waiting:
        element, around = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        name = local_name(element)
        if name in _WRITTEN_ANEW:
            continue
        place = next((str(element.get(key)) for key in _NAMED_BY if element.get(key)), around)
        if name in ("sp", "pic", "graphicFrame", "cxnSp"):
            place = next((str(each.get("name")) for each in element.iter() if local_name(each) == "cNvPr"), place)
        elif name in HEADERS:
            place = name
        texts = [(str(key), str(value)) for key, value in element.attrib.items()]
        own = element.text or ""
        joined = name in _JOINED
        texts.append(("", "".join(map(str, element.itertext())) if joined else _SHEET_NAMED.sub("", own)))
        for key, text in texts:
            for match in MARKUP.finditer(text) if "{" in text else ():
                filled = FILLED.get((name, key)) if what is None else filled_here.get((name, key))
                told = what or _OF_SHEET.get(name) or _ELSEWHERE
                written = match[0] if filled is None else text
                yield MarkupPlace(_place(owner, place), written, filled, _STAYS.with_values(what=told))
                if filled is not None:
                    break
        if not joined:
            waiting += [(inner, place) for inner in reversed(element)]


def _place(owner: str, place: str) -> str:
    return f"{owner}!{place}" if owner and place else owner or place
