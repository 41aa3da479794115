"""Everything of a worksheet around its rows: merges, formats, validations, links, breaks, header and footer."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area, address
from xl_addin.language import Text
from xl_addin.package.parts import child, children, local_name
from xl_addin.problem import Problem
from xl_addin.template.plan.layout import Layout, joined
from xl_addin.template.plan.lines import UNMOVED, LineMap
from xl_addin.template.write.row_pattern import DEEPEST_LEVEL
from xl_addin.workbook.edits.sheet_order import not_behind

# Elements that keep their meaning wherever the rows go.
_UNTOUCHED = {
    "sheetPr", "sheetCalcPr", "sheetProtection", "printOptions", "pageMargins", "pageSetup",
    "phoneticPr", "drawing", "sheetData",
}  # fmt: skip
_USUAL_WIDTH = "9.140625"
_MOVED = {
    "dimension", "sheetViews", "sheetFormatPr", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks",
    "headerFooter", "cols", "rowBreaks", "colBreaks", "autoFilter", "protectedRanges", "ignoredErrors", "extLst",
}  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """What the frame of one result sheet needs: where rows went, and how its texts and formulas are rendered.

    `text`, `formula` and `location` (where a link leads) take a place in the template, a text and a row of the
    result; `header` a place and a text. `selected` says whether this is the sheet that is open first.
    """

    layout: Layout
    text: Callable[[str, str, int, int], str]
    formula: Callable[[str, str, int, int], str]
    location: Callable[[str, str, int, int], str]
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
    if around.layout.rows.breaks:
        _present(root, "rowBreaks")
    if around.layout.columns.breaks:
        _present(root, "colBreaks")
    if around.layout.columns.levels:
        _present(root, "cols")
    if around.layout.rows.levels or around.layout.columns.levels:
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
            _pane(pane, around.layout)


def _pane(pane: etree._Element, layout: Layout) -> None:
    if not pane.get("state", "split").startswith("frozen"):
        return
    for split, lines in (("ySplit", layout.rows), ("xSplit", layout.columns)):
        if before := int(float(pane.get(split, "0"))):
            pane.set(split, str(max((run.last for run in lines.runs(1, before)), default=1)))
    below, beside = (int(float(pane.get(split, "0"))) + 1 for split in ("ySplit", "xSplit"))
    pane.set("topLeftCell", address(below, beside))


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
    _formulas(element, _corner(areas), template, around)


def _corner(areas: list[Area]) -> tuple[int, int]:
    """The cell that formulas over several areas are written for."""
    return min(area.first_row for area in areas), min(area.first_column for area in areas)


def _formulas(element: etree._Element, corner: tuple[int, int], place: str, around: Surroundings) -> None:
    for inner in element.iter():
        if local_name(inner) in ("formula", "formula1", "formula2", "f") and inner.text:
            inner.text = around.formula(place, inner.text, *corner)


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
                    copy.set(name, around.text(template, copy.get(name, ""), area.first_row, area.first_column))
            if "location" in copy.attrib:
                copy.set(
                    "location", around.location(template, copy.get("location", ""), area.first_row, area.first_column)
                )
            element.insert(position, copy)
            position += 1
    if not len(element):
        _remove(element)


def _header(element: etree._Element, around: Surroundings) -> None:
    for text in element:
        if text.text:
            text.text = around.header(local_name(text), text.text)


def _row_breaks(element: etree._Element, around: Surroundings) -> None:
    _breaks(element, around.layout.rows, MAX_COLUMN - 1)


def _column_breaks(element: etree._Element, around: Surroundings) -> None:
    _breaks(element, around.layout.columns, MAX_ROW - 1)


def _breaks(element: etree._Element, lines: LineMap, across: int) -> None:
    """Breaks where the template has them and behind turns; a new one goes through as many lines of the other axis."""
    breaks: dict[int, etree._Element] = {}
    for each in list(element):
        element.remove(each)
        breaks |= dict.fromkeys(lines.ends(int(each.get("id", "0"))), each)
    new = etree.Element(f"{{{etree.QName(element).namespace}}}brk", {"max": str(across), "man": "1"})
    for line in lines.breaks:
        breaks.setdefault(line, new)
    for line in sorted(breaks):
        copy = deepcopy(breaks[line])
        copy.set("id", str(line))
        element.append(copy)
    for name in ("count", "manualBreakCount"):
        element.set(name, str(len(element)))
    if not len(element):
        _remove(element)


def _format(element: etree._Element, around: Surroundings) -> None:
    """How many outline levels there are is what Excel makes room for beside the rows, and above the columns."""
    for name, lines in (("outlineLevelRow", around.layout.rows), ("outlineLevelCol", around.layout.columns)):
        if lines.levels:
            deepest = int(element.get(name, "0")) + max(lines.levels.values())
            element.set(name, str(min(deepest, DEEPEST_LEVEL)))


def _columns(element: etree._Element, around: Surroundings) -> None:
    """Widths, hidden columns and the styles of empty ones."""
    lines = around.layout.columns
    if lines is UNMOVED:
        return
    templates = list(element)
    for each in templates:
        element.remove(each)
    for first, last, template, level in _runs_alike(templates, lines):
        column = etree.SubElement(element, f"{{{etree.QName(element).namespace}}}col")
        for name, value in (("width", _USUAL_WIDTH),) if template is None else template.attrib.items():
            column.set(name, value)
        column.set("min", str(first))
        column.set("max", str(last))
        if level:
            column.set("outlineLevel", str(min(int(column.get("outlineLevel", "0")) + level, DEEPEST_LEVEL)))
    if not len(element):
        _remove(element)


def _runs_alike(
    templates: list[etree._Element], lines: LineMap
) -> Iterator[tuple[int, int, etree._Element | None, int]]:
    """Columns of the result side by side with the template's element for them and their further outline level."""
    of_source = {
        source: template
        for template in templates
        for source in range(int(template.get("min", "1")), min(int(template.get("max", "1")), lines.last_source) + 1)
    }
    kept = [(of_source.get(placed.source), lines.levels.get(at, 0)) for at, placed in enumerate(lines.placed, start=1)]
    first = 1
    for (template, level), group in groupby(kept, key=lambda each: (each[0], each[1])):
        last = first + sum(1 for _ in group) - 1
        if template is not None or level:
            yield first, last, template, level
        first = last + 1
    for template in templates:
        first = max(int(template.get("min", "1")), lines.last_source + 1) + lines.moved_by
        last = min(int(template.get("max", "1")) + lines.moved_by, MAX_COLUMN)
        if first <= last:
            yield first, last, template, 0


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
            _formulas(owner, _corner(areas), template, around)
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
    "cols": _columns,
    "rowBreaks": _row_breaks,
    "colBreaks": _column_breaks,
    "autoFilter": _filter,
    "protectedRanges": _listed,
    "ignoredErrors": _listed,
    "extLst": _extensions,
}
