"""Connections to data elsewhere: a query may take a parameter from a cell. All else in them names no cell."""

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.reached import reached

PLACES = (XmlPlace("parameter", "cell", "formula"),)


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for part in reached(draft, place.workbook, "connections"):
        draft.write(part, moved_places(as_utf8(draft.read(part), part=part), PLACES, shift, here="", part=part))


MOVER = Mover(_move, places=PLACES, kinds=("connections",))
