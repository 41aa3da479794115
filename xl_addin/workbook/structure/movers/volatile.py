"""Cells that wait for data from outside (real-time data, cubes), listed beside the formulas that ask for it.

The list is Excel's own book-keeping: where a listed cell is deleted, all of it is left out, and Excel makes it anew.
"""

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.parts import relations
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import Splice, find_elements, spliced
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.reached import reached

_KIND = "volatileDependencies"


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for part in reached(draft, place.workbook, _KIND):
        xml = as_utf8(draft.read(part), part=part)
        number, splices = _sheet_id(draft, place), list[Splice]()
        for cell in tree_of(xml, part=part).walk():
            if cell.name != "tr" or cell.attributes.get("s") != number:
                continue
            try:
                moved = shift.reference(cell.attributes.get("r", ""))
            except ValueError as error:
                raise broken_xml(part) from error
            if moved is None:
                ids = [each.id for each in relations(draft, place.workbook) if each.kind == _KIND]
                draft.drop_relations(place.workbook, ids)
                draft.drop(part)
                return
            if moved != cell.attributes["r"]:
                splices.append(cell.with_attributes(xml, r=moved))
        draft.write(part, spliced(xml, splices))


def _sheet_id(draft: Draft, place: SheetPlace) -> str | None:
    xml = as_utf8(draft.read(place.workbook), part=place.workbook)
    sheets = find_elements(xml, {"sheets/sheet"}, part=place.workbook)
    return next((each.attributes.get("sheetId") for each in sheets if each.attributes.get("name") == place.name), None)


MOVER = Mover(_move)
