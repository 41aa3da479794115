"""Charts on any sheet: the cells that series, categories, titles, error bars and labels are taken from.

The older kind (`chart`) and the newer (`chartEx`: waterfall, treemap …), with what is drawn on them. A chart whose
data are in another file is left alone.
"""

from collections.abc import Mapping

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8
from xl_addin.workbook.structure.chart_caches import caches_apart, caches_together, moved_caches
from xl_addin.workbook.structure.elements import tree_of
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.reached import reached

PLACES = (
    XmlPlace("f", None, "formula"),
    # Where chartEx takes a name from.
    XmlPlace("nf", None, "formula"),
    # What Excel 2013 and later keep of a chart's filter, and of labels taken from cells: a formula, for all its name.
    XmlPlace("sqref", None, "formula"),
    # On a chart, a shape may show a cell.
    XmlPlace("sp", "textlink", "formula"),
)

_KINDS = ("chart", "chartEx", "chartUserShapes")


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for part, sheet in charts_on(draft, place.sheets).items():
        xml, caches = caches_apart(as_utf8(draft.read(part), part=part), part=part)
        root = tree_of(xml, part=part)
        if any(each.name == "externalData" for each in root.walk()):
            continue
        caches = moved_caches(root, caches, shift, here=sheet)
        draft.write(part, caches_together(moved_places(xml, PLACES, shift, here=sheet, part=part), caches))


def charts_on(source: PartSource, sheets: Mapping[str, str]) -> dict[str, str]:
    """Every chart, and what is drawn on it, with the sheet that it stands on; `sheets` are their parts by name."""
    found: dict[str, str] = {}
    for name, sheet in sheets.items():
        for drawing in reached(source, sheet, "drawing"):
            for chart in reached(source, drawing, "chart", "chartEx"):
                for part in (chart, *reached(source, chart, "chartUserShapes")):
                    # A chart that two drawings show moves once.
                    found.setdefault(part, name)
    return found


MOVER = Mover(_move, places=PLACES, kinds=_KINDS)
