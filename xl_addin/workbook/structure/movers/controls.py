"""Form controls, ActiveX controls and embedded objects: where they stand and which cells they are linked to.

The sheet says where (`controls`, `oleObjects`, behind its rows) and, for ActiveX, which cells; of a form control, a
part of its own says it. What they look like is in the drawings (`drawings`, `boxes`).
"""

import re

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import root_of, spliced
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.floating.anchor_elements import moved_anchors
from xl_addin.workbook.structure.floating.anchors import sizes_under
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.places import XmlPlace, moved_places
from xl_addin.workbook.structure.reached import reached

PLACES = (
    XmlPlace("controlPr", "linkedCell", "formula"),
    XmlPlace("controlPr", "listFillRange", "formula"),
    *(XmlPlace("formControlPr", f"fmla{of}", "formula") for of in ("Link", "Range", "Txbx", "Group")),
)
_KINDS = ("worksheet", "dialogsheet", "ctrlProp")
_BEHIND_ROWS = re.compile(rb"<(?:[\w.-]+:)?(?:controls|oleObjects)[\s>]")
_END_OF_ROWS = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData(?:\s[^>]*)?/>")


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name, sheet in place.sheets.items():
        for part in reached(draft, sheet, "ctrlProp"):
            xml = as_utf8(draft.read(part), part=part)
            draft.write(part, moved_places(xml, PLACES, shift, here=name, part=part))
        xml = as_utf8(draft.read(sheet), part=sheet)
        ends = list(_END_OF_ROWS.finditer(xml))
        start = ends[-1].end() if ends else 0
        if start and _BEHIND_ROWS.search(xml, start):
            draft.write(sheet, xml[:start] + _moved(draft, place, sheet, name, xml, start, shift))


def _moved(draft: Draft, place: SheetPlace, sheet: str, name: str, xml: bytes, start: int, shift: Shift) -> bytes:
    """What stands behind the rows, read without them: they are many."""
    root = root_of(xml, part=sheet)
    tag = xml[root.start : root.tag_end]
    around = moved_places(tag + xml[start:], PLACES, shift, here=name, part=sheet)
    if sheet == place.part:
        try:
            splices = moved_anchors(tree_of(around, part=sheet), shift, sizes_under(draft, sheet, shift))
            around = spliced(around, splices)
        except ValueError as error:
            raise broken_xml(sheet) from error
    return around[len(tag) :]


# Before the sheet's own lines move, as for drawings.
MOVER = Mover(_move, rank=-1, places=PLACES, kinds=_KINDS)
