"""Pictures of a sheet follow the rows they are anchored to."""

from copy import deepcopy

from lxml import etree

from xl_addin.formula.cells import Area
from xl_addin.package.parts import local_name
from xl_addin.template.plan.layout import Layout


def moved_drawing(drawing: etree._Element, layout: Layout) -> bytes:
    """The drawing part with every anchor at the copies of its row; anchors of rows that are gone are left out."""
    root = deepcopy(drawing)
    for anchor in list(root):
        places = {local_name(each): each for each in anchor if local_name(each) in ("from", "to")}
        first = _row(places.get("from"))
        if first is None:
            continue
        index = root.index(anchor)
        root.remove(anchor)
        for area in layout.copies(Area(first, 1, first, 1)):
            copy = deepcopy(anchor)
            for each in copy.iter():
                if local_name(each) == "row" and each.text:
                    # Both corners move alike, so that a picture keeps its size.
                    each.text = str(int(each.text) + area.first_row - first)
            root.insert(index, copy)
            index += 1
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _row(corner: etree._Element | None) -> int | None:
    """The row of a corner, counted from 1."""
    if corner is None:
        return None
    return next((int(each.text or "0") + 1 for each in corner if local_name(each) == "row"), None)
