"""Frozen rows and columns after a shift: the headings that were frozen stay so, with the new lines among them."""

from xl_addin.formula.cells import address, parse_address
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.splicing import find_elements, spliced, with_attributes

_VIEW, _PANE = "sheetViews/sheetView", "sheetViews/sheetView/pane"
_FROZEN = ("frozen", "frozenSplit")


def moved_panes(xml: bytes, shift: Shift, *, part: str) -> bytes:
    """The XML of the shifted sheet, without its rows or with them, with as many lines frozen as there are then.

    What is scrolled to, and what is selected, stays where it is, as in Excel. Where all frozen lines go, the one that
    takes their place is frozen.
    """
    rows = shift.axis == "rows"
    splices = []
    elements = find_elements(xml, {_VIEW, _PANE}, part=part)
    views = [each for each in elements if each.path == _VIEW]
    for pane in (each for each in elements if each.path == _PANE and each.attributes.get("state") in _FROZEN):
        view = next(each for each in views if each.start < pane.start < each.end)
        split = "ySplit" if rows else "xSplit"
        try:
            count = int(float(pane.attributes.get(split, "0")))
            if count < 1:
                continue
            seen = list(parse_address(view.attributes.get("topLeftCell") or "A1"))
            scrolled = list(parse_address(pane.attributes.get("topLeftCell") or address(count + 1, count + 1)))
        except ValueError as error:
            raise broken_xml(part) from error
        axis = 0 if rows else 1
        top = seen[axis]
        # Lines that come above the first are frozen with it where it is the first of the sheet.
        first, last = shift.span(top, top + count - 1) or (shift.at, shift.at)
        first = min(first, top) if top == 1 else first
        seen[axis] = first
        scrolled[axis] = min(max(scrolled[axis] + last - (top + count - 1), last + 1), shift.size)
        changes: dict[str, str | None] = {split: str(last - first + 1)}
        if "topLeftCell" in pane.attributes:
            changes["topLeftCell"] = address(*scrolled)
        if changes != {name: pane.attributes.get(name) for name in changes}:
            splices.append((pane.start, pane.tag_end, with_attributes(xml[pane.start : pane.tag_end], changes)))
        if first != top:
            tag = with_attributes(xml[view.start : view.tag_end], {"topLeftCell": address(*seen)})
            splices.append((view.start, view.tag_end, tag))
    return spliced(xml, splices)
