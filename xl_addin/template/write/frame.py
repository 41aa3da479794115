"""Everything of a worksheet around its rows: merges, formats, validations, links, breaks, header and footer."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from xl_addin.formula.cells import Area, address, parse_address
from xl_addin.language import Text
from xl_addin.package.parts import child, children, local_name
from xl_addin.problem import Problem
from xl_addin.template.plan.layout import Layout, joined
from xl_addin.template.plan.lines import LineMap
from xl_addin.template.write.row_pattern import DEEPEST_LEVEL
from xl_addin.workbook.edits.sheet_order import not_behind

# Elements that keep their meaning wherever the rows go.
_UNTOUCHED = {
    "sheetPr", "cols", "sheetCalcPr", "sheetProtection", "printOptions", "pageMargins", "pageSetup",
    "colBreaks", "phoneticPr", "drawing", "sheetData",
}  # fmt: skip
_MOVED = {
    "dimension", "sheetViews", "sheetFormatPr", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks",
    "headerFooter", "rowBreaks", "autoFilter", "protectedRanges", "ignoredErrors", "extLst",
}  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """What the frame of one result sheet needs: where rows went, and how its texts and formulas are rendered.

    `text`, `formula` and `location` (where a link leads) take a place in the template, a text and a row of the
    result; `header` a place and a text. `selected` says whether this is the sheet that is open first.
    """

    layout: Layout
    text: Callable[[str, str, int], str]
    formula: Callable[[str, str, int], str]
    location: Callable[[str, str, int], str]
    header: Callable[[str, str], str]
    selected: bool


def check_can_move(frame: etree._Element, part: str, file: str) -> None:
    """Raise Problem, naming it, for an element that would not survive repeated rows or sheets."""
    for element in frame:
        name = local_name(element)
        if name not in _UNTOUCHED and name not in _MOVED:
            raise Problem(
                Text(
                    f"trang có thẻ lặp chứa “{name}” không giữ được khi lặp dòng hoặc trang; "
                    "hãy chuyển sang trang không có thẻ, hoặc bỏ đi",
                    f"a sheet with markers has `{name}`, which cannot follow repeated rows or sheets; "
                    "move it to a sheet without markers, or remove it",
                ),
                file=file,
                place=part,
            )


def framed(frame: etree._Element, around: Surroundings) -> tuple[bytes, bytes]:
    """The sheet's XML before and after its rows."""
    root = deepcopy(frame)
    if around.layout.breaks:
        _present(root, "rowBreaks")
    if around.layout.levels:
        form = _present(root, "sheetFormatPr")
        form.set("defaultRowHeight", form.get("defaultRowHeight", "15"))
    for element in list(root):
        move = _MOVERS.get(local_name(element))
        if move is not None:
            move(element, around)
    data = next(element for element in root if local_name(element) == "sheetData")
    data.text = "\N{OBJECT REPLACEMENT CHARACTER}"
    before, _, after = (
        etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        .decode()
        .partition("\N{OBJECT REPLACEMENT CHARACTER}")
    )
    return before.encode(), after.encode()


def _present(root: etree._Element, name: str) -> etree._Element:
    """The sheet's element of that name, put where the schema wants it if there is none."""
    found = child(root, name)
    if found is None:
        found = etree.Element(f"{{{etree.QName(root).namespace}}}{name}")
        before = not_behind(name)
        root.insert(sum(local_name(each) in before for each in root), found)
    return found


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _dimension(element: etree._Element, around: Surroundings) -> None:
    _remove(element)


def _views(element: etree._Element, around: Surroundings) -> None:
    for view in children(element, "sheetView"):
        view.attrib.pop("tabSelected", "")
        view.attrib.pop("topLeftCell", "")
        if around.selected:
            view.set("tabSelected", "1")
        for selection in children(view, "selection"):
            view.remove(selection)
        for pane in children(view, "pane"):
            _pane(pane, around.layout.rows)


def _pane(pane: etree._Element, rows: LineMap) -> None:
    if not pane.get("state", "split").startswith("frozen"):
        return
    above = int(float(pane.get("ySplit", "0")))
    if above:
        runs = rows.runs(1, above)
        pane.set("ySplit", str(max((run.last for run in runs), default=1)))
    _, column = parse_address(pane.get("topLeftCell", "A1"))
    pane.set("topLeftCell", address(int(float(pane.get("ySplit", "0"))) + 1, column))


def _merges(element: etree._Element, around: Surroundings) -> None:
    for merge in list(element):
        template = Area.parse(merge.get("ref", ""))
        element.remove(merge)
        for area in around.layout.copies(template):
            if str(area) != address(area.first_row, area.first_column):
                etree.SubElement(element, merge.tag, {"ref": str(area)})
    if not len(element):
        _remove(element)
    element.attrib.pop("count", "")


def _cells(text: str, around: Surroundings) -> list[Area]:
    """A list of areas (`sqref`) as it reads in the result."""
    return joined([moved for area in text.split() for moved in around.layout.copies(Area.parse(area))])


def _with_formulas(element: etree._Element, around: Surroundings) -> None:
    """A conditional format or validation: its cells, and its formulas as seen from the first of them."""
    areas = _cells(element.get("sqref", ""), around)
    if not areas:
        _remove(element)
        return
    template = element.get("sqref", "")
    element.set("sqref", " ".join(str(area) for area in areas))
    _formulas(element, min(area.first_row for area in areas), template, around)


def _formulas(element: etree._Element, row: int, place: str, around: Surroundings) -> None:
    for inner in element.iter():
        if local_name(inner) in ("formula", "formula1", "formula2", "f") and inner.text:
            inner.text = around.formula(place, inner.text, row)


def _conditional(element: etree._Element, around: Surroundings) -> None:
    _with_formulas(element, around)


def _validations(element: etree._Element, around: Surroundings) -> None:
    for validation in list(element):
        _with_formulas(validation, around)
    element.attrib.pop("count", "")
    if not len(element):
        _remove(element)


def _links(element: etree._Element, around: Surroundings) -> None:
    for link in list(element):
        template = link.get("ref", "")
        position = element.index(link)
        element.remove(link)
        for area in around.layout.copies(Area.parse(template)):
            copy = deepcopy(link)
            copy.set("ref", str(area))
            for name in ("display", "tooltip"):
                if name in copy.attrib:
                    copy.set(name, around.text(template, copy.get(name, ""), area.first_row))
            if "location" in copy.attrib:
                copy.set("location", around.location(template, copy.get("location", ""), area.first_row))
            element.insert(position, copy)
            position += 1
    if not len(element):
        _remove(element)


def _header(element: etree._Element, around: Surroundings) -> None:
    for text in element:
        if text.text:
            text.text = around.header(local_name(text), text.text)


def _breaks(element: etree._Element, around: Surroundings) -> None:
    rows = around.layout.rows
    breaks: dict[int, etree._Element] = {}
    for each in list(element):
        element.remove(each)
        breaks |= dict.fromkeys(rows.ends(int(each.get("id", "0"))), each)
    for row in around.layout.breaks:
        breaks.setdefault(row, etree.Element(f"{{{etree.QName(element).namespace}}}brk", {"max": "16383", "man": "1"}))
    for row in sorted(breaks):
        copy = deepcopy(breaks[row])
        copy.set("id", str(row))
        element.append(copy)
    for name in ("count", "manualBreakCount"):
        element.set(name, str(len(element)))
    if not len(element):
        _remove(element)


def _format(element: etree._Element, around: Surroundings) -> None:
    """How many outline levels there are is what Excel makes room for beside the rows."""
    if around.layout.levels:
        deepest = int(element.get("outlineLevelRow", "0")) + max(around.layout.levels.values())
        element.set("outlineLevelRow", str(min(deepest, DEEPEST_LEVEL)))


def _filter(element: etree._Element, around: Surroundings) -> None:
    areas = around.layout.copies(Area.parse(element.get("ref", "")))
    if areas:
        element.set("ref", str(areas[0]))
    else:
        _remove(element)


def _listed(element: etree._Element, around: Surroundings) -> None:
    for item in list(element):
        if "sqref" in item.attrib:
            areas = _cells(item.get("sqref", ""), around)
            if areas:
                item.set("sqref", " ".join(str(area) for area in areas))
            else:
                element.remove(item)
    if not len(element):
        _remove(element)


def _extensions(element: etree._Element, around: Surroundings) -> None:
    """Newer conditional formats and validations: their cells stand in `<xm:sqref>`, their formulas in `<xm:f>`."""
    for cells in [each for each in element.iter() if local_name(each) == "sqref"]:
        owner = cells.getparent()
        if owner is None:
            continue
        template = cells.text or ""
        areas = _cells(template, around)
        if areas:
            cells.text = " ".join(str(area) for area in areas)
            _formulas(owner, min(area.first_row for area in areas), template, around)
        else:
            _remove(owner)


_MOVERS: dict[str, Callable[[etree._Element, Surroundings], None]] = {
    "dimension": _dimension,
    "sheetFormatPr": _format,
    "sheetViews": _views,
    "mergeCells": _merges,
    "conditionalFormatting": _conditional,
    "dataValidations": _validations,
    "hyperlinks": _links,
    "headerFooter": _header,
    "rowBreaks": _breaks,
    "autoFilter": _filter,
    "protectedRanges": _listed,
    "ignoredErrors": _listed,
    "extLst": _extensions,
}
