"""Single cells that are mapped to XML data: a mapping goes with its cell."""

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.parts import relations
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.reached import reached

PLACES = (XmlPlace("singleXmlCell", "r", "area", goes="singleXmlCell"),)
_KIND = "tableSingleCells"


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for part in reached(draft, place.part, _KIND):
        xml = moved_places(as_utf8(draft.read(part), part=part), PLACES, shift, here=place.name, part=part)
        if tree_of(xml, part=part).children:
            draft.write(part, xml)
        else:
            # The list must hold something.
            draft.drop_relations(place.part, [each.id for each in relations(draft, place.part) if each.kind == _KIND])
            draft.drop(part)


MOVER = Mover(_move, places=PLACES, kinds=(_KIND,))
