"""Charts of a template: each shows the cells of the block it stands in, or of all blocks where it stands outside."""

from dataclasses import replace

from xl_addin.formula.cells import Area
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.text_places import CHART_TEXTS
from xl_addin.template.around.whole_expressions import with_whole_expressions
from xl_addin.workbook.structure.chart_caches import caches_apart, caches_together
from xl_addin.workbook.structure.movers.charts import PLACES
from xl_addin.workbook.structure.reached import reached
from xl_addin.workbook.structure.repeating.repeated_places import placed_xml, repeated


def follow_chart(draft: Draft, part: str, repetition: SheetRepetition, image: Area | None) -> None:
    """Rewrite a chart, and what is drawn on it, as seen from an image of the cells it stands on.

    The values it keeps are those of the template: Excel takes them from the cells. What is from another workbook stays.
    """
    seen = replace(repetition, referring="own")
    for one in (part, *reached(draft, part, "chartUserShapes")):
        xml = with_whole_expressions(as_utf8(draft.read(one), part=one), part=one)
        places = CHART_TEXTS
        if b"externalData" not in xml:
            xml, caches = caches_apart(xml, part=one)
            xml, places = caches_together(xml, [b""] * len(caches)), (*PLACES, *CHART_TEXTS)
        draft.write(one, repeated(placed_xml(xml, places, part=one), seen, seen_from=image))
