"""Drawings: what floats over the cells, and the cells that shapes and camera pictures show.

Shapes of any sheet may show a cell of the shifted one (`textlink`, the camera's `cellRange`); only the shifted sheet's
own move. Slicers and timelines are refused elsewhere; a picture in the header stands on no cell.
"""

from collections.abc import Iterator

from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import spliced
from xl_addin.workbook.structure.elements import Element, tree_of
from xl_addin.workbook.structure.floating.anchor_elements import anchors_in, last_line_of, moved_anchors
from xl_addin.workbook.structure.floating.anchors import sizes_under
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.reached import reached

PLACES = (XmlPlace("sp", "textlink", "formula"), XmlPlace("cameraTool", "cellRange", "formula"))
_PUSHED_OUT = Text(
    vi="“{name}” sẽ bị đẩy ra ngoài trang tính; hãy dời lên (sang trái) hoặc xóa nó rồi làm lại",
    en="“{name}” would be pushed off the sheet; move it up (to the left) or delete it, and run again",
)


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name, sheet in place.sheets.items():
        for part in reached(draft, sheet, "drawing"):
            xml = moved_places(as_utf8(draft.read(part), part=part), PLACES, shift, here=name, part=part)
            if sheet == place.part:
                try:
                    splices = moved_anchors(tree_of(xml, part=part), shift, sizes_under(draft, sheet, shift))
                    xml = spliced(xml, splices)
                except ValueError as error:
                    raise broken_xml(part) from error
            draft.write(part, xml)


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    for part in reached(source, place.part, "drawing"):
        for anchor in anchors_in(tree_of(as_utf8(source.read(part), part=part), part=part)):
            try:
                last = last_line_of(anchor, shift)
            except ValueError as error:
                raise broken_xml(part) from error
            if last >= shift.at and last + shift.count > shift.size:
                yield Unmovable(_PUSHED_OUT.with_values(name=_name_of(anchor)), place.name)


def _name_of(anchor: Element) -> str:
    return next((each.attributes.get("name", "") for each in anchor.walk() if each.name == "cNvPr"), "")


# Before the sheet's own lines move: how high they are says where an object ends that keeps its size.
MOVER = Mover(_move, _obstacles, rank=-1, places=PLACES, kinds=("drawing",))
