"""Pictures of a sheet follow the cells they are anchored to."""

from copy import deepcopy

from lxml import etree

from xl_addin.formula.cells import Area
from xl_addin.package.parts import local_name
from xl_addin.template.plan.layout import Layout


def moved_drawing(drawing: etree._Element, layout: Layout) -> bytes:
    """The drawing part with every anchor at the copies of its cell; anchors of cells that are gone are left out."""
    root = deepcopy(drawing)
    for anchor in list(root):
        places = {local_name(each): each for each in anchor if local_name(each) in ("from", "to")}
        corner = _cell(places.get("from"))
        if corner is None:
            continue
        first_row, first_column = corner
        index = root.index(anchor)
        root.remove(anchor)
        for area in layout.copies(Area(first_row, first_column, first_row, first_column)):
            copy = deepcopy(anchor)
            for each in copy.iter():
                # Both corners move alike, so that a picture keeps its size.
                if local_name(each) == "row" and each.text:
                    each.text = str(int(each.text) + area.first_row - first_row)
                elif local_name(each) == "col" and each.text:
                    each.text = str(int(each.text) + area.first_column - first_column)
            root.insert(index, copy)
            index += 1
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _cell(corner: etree._Element | None) -> tuple[int, int] | None:
    """The row and column of a corner, counted from 1."""
    if corner is None:
        return None
    at = {local_name(each): int(each.text or "0") + 1 for each in corner if local_name(each) in ("row", "col")}
    return (at["row"], at["col"]) if len(at) == 2 else None
