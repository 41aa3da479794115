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
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.reached import reached

PLACES = (
    XmlPlace("controlPr", "linkedCell", "formula"),
    XmlPlace("controlPr", "listFillRange", "formula"),
    *(XmlPlace("formControlPr", f"fmla{of}", "formula") for of in ("Link", "Range", "Txbx", "Group")),
)
_KINDS = ("worksheet", "dialogsheet", "ctrlProp")
_CONTROLS = re.compile(rb"<(?:[\w.-]+:)?(?:controls|oleObjects)[\s>]")
_ROWS = b"sheetData"


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name, sheet in place.sheets.items():
        for part in reached(draft, sheet, "ctrlProp"):
            xml = as_utf8(draft.read(part), part=part)
            draft.write(part, moved_places(xml, PLACES, shift, here=name, part=part))
        xml = as_utf8(draft.read(sheet), part=sheet)
        behind = max(0, xml.rfind(_ROWS))
        if _CONTROLS.search(xml, behind):
            draft.write(sheet, _moved(draft, place, sheet, name, xml, behind, shift))


def _moved(draft: Draft, place: SheetPlace, sheet: str, name: str, xml: bytes, behind: int, shift: Shift) -> bytes:
    """The sheet with what stands behind its rows moved, which is read without them: they are many."""
    root = root_of(xml, part=sheet)
    # A dialog has no rows.
    start = xml.index(b">", behind) + 1 if behind else root.tag_end
    tag = xml[root.start : root.tag_end]
    around = moved_places(tag + xml[start:], PLACES, shift, here=name, part=sheet)
    if sheet == place.part:
        try:
            splices = moved_anchors(tree_of(around, part=sheet), shift, sizes_under(draft, sheet, shift))
            around = spliced(around, splices)
        except ValueError as error:
            raise broken_xml(sheet) from error
    return xml[:start] + around[len(tag) :]


# Before the sheet's own lines move, as for drawings.
MOVER = Mover(_move, rank=-1, places=PLACES, kinds=_KINDS)
