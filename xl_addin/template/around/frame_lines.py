"""What of a worksheet's frame is about whole lines: frozen panes, widths, outline levels, page breaks."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby

from lxml import etree

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, address
from xl_addin.package.parts import child, children, local_name
from xl_addin.package.written_xml import xml_bytes
from xl_addin.template.plan.axis.lines import UNMOVED, LineMap
from xl_addin.template.plan.layout import Layout
from xl_addin.template.write.placed_rows import DEEPEST_LEVEL
from xl_addin.workbook.edits.sheet_order import not_behind

ROWS = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands where the rows are to be written."""
_USUAL_WIDTH = "9.140625"


def with_lines(frame: etree._Element, layout: Layout, *, selected: bool, is_copy: bool) -> bytes:
    """The sheet's XML without its rows, all that is about lines as it reads in the result, areas as in the template.

    `selected` says whether this is the sheet that is open first, `is_copy` whether it is another than the template's.
    """
    root = deepcopy(frame)
    for name, lines in (("rowBreaks", layout.rows), ("colBreaks", layout.columns)):
        if lines.breaks:
            _present(root, name)
    if layout.columns.levels:
        _present(root, "cols")
    if layout.rows.levels or layout.columns.levels:
        form = _present(root, "sheetFormatPr")
        form.set("defaultRowHeight", form.get("defaultRowHeight", "15"))
    for element in list(root):
        match local_name(element):
            case "sheetPr" if is_copy:
                # Its module of VBA is that of the template's sheet.
                element.attrib.pop("codeName", "")
            case "dimension":
                root.remove(element)
            case "sheetViews":
                _views(element, layout, selected=selected)
            case "sheetFormatPr":
                _format(element, layout)
            case "cols":
                _columns(element, layout)
            case "sheetData":
                element.text = ROWS
            case "rowBreaks":
                _breaks(element, layout.rows, MAX_COLUMN - 1)
            case "colBreaks":
                _breaks(element, layout.columns, MAX_ROW - 1)
    return _with_plain_rows(root, xml_bytes(root))


def _with_plain_rows(root: etree._Element, xml: bytes) -> bytes:
    """The XML with room for rows whose tags have no prefix, whatever prefix the sheet's own have."""
    if root.prefix is None:
        return xml
    own = f"{root.prefix}:sheetData"
    plain = f'<sheetData xmlns="{etree.QName(root).namespace}">{ROWS}</sheetData>'
    return xml.replace(f"<{own}>{ROWS}</{own}>".encode(), plain.encode())


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


def _views(element: etree._Element, layout: Layout, *, selected: bool) -> None:
    for view in children(element, "sheetView"):
        view.attrib.pop("tabSelected", "")
        view.attrib.pop("topLeftCell", "")
        if selected:
            view.set("tabSelected", "1")
        for selection in children(view, "selection"):
            view.remove(selection)
        for pane in children(view, "pane"):
            _pane(pane, layout)


def _pane(pane: etree._Element, layout: Layout) -> None:
    if not pane.get("state", "split").startswith("frozen"):
        return
    for split, lines in (("ySplit", layout.rows), ("xSplit", layout.columns)):
        if before := int(float(pane.get(split, "0"))):
            pane.set(split, str(max((run.last for run in lines.runs(1, before)), default=1)))
    below, beside = (int(float(pane.get(split, "0"))) + 1 for split in ("ySplit", "xSplit"))
    pane.set("topLeftCell", address(below, beside))


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


def _format(element: etree._Element, layout: Layout) -> None:
    """How many outline levels there are is what Excel makes room for beside the rows, and above the columns."""
    for name, lines in (("outlineLevelRow", layout.rows), ("outlineLevelCol", layout.columns)):
        if lines.levels:
            deepest = int(element.get(name, "0")) + max(lines.levels.values())
            element.set(name, str(min(deepest, DEEPEST_LEVEL)))


def _columns(element: etree._Element, layout: Layout) -> None:
    """Widths, hidden columns and the styles of empty ones."""
    lines = layout.columns
    if lines is UNMOVED:
        return
    templates = list(element)
    for each in templates:
        element.remove(each)
    for first, last, template, level in _runs_alike(templates, layout):
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
    templates: list[etree._Element], layout: Layout
) -> Iterator[tuple[int, int, etree._Element | None, int]]:
    """Columns of the result side by side with the template's element for them and their further outline level."""
    lines = layout.columns
    of_source = {
        source: template
        for template in templates
        for source in range(int(template.get("min", "1")), min(int(template.get("max", "1")), lines.last_source) + 1)
    }
    kept = [(of_source.get(layout.column_shown(at)), lines.levels.get(at, 0)) for at in range(1, len(lines.placed) + 1)]
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
