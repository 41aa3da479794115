"""Drawings of a template sheet: shapes, pictures and charts, copied with the block they stand in."""

from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8
from xl_addin.template.around.floating.charts import follow_chart
from xl_addin.template.around.floating.copied_objects import CORNERS, ShapeNumbers, copied_objects
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.text_places import SHAPE_TEXTS
from xl_addin.template.around.whole_expressions import with_whole_expressions
from xl_addin.workbook.structure.movers import drawings
from xl_addin.workbook.structure.repeating.repeated_places import PlacedXml, placed_xml

_PLACES = (*drawings.PLACES, *SHAPE_TEXTS, *CORNERS)
_CHARTS = ("chart", "chartEx")
_MOST_KEPT = 16
DrawingsRead = dict[bytes, PlacedXml]
"""What drawings hold, by their XML: the copies of a sheet have the same."""


def follow_drawing(
    draft: Draft, part: str, repetition: SheetRepetition, numbers: ShapeNumbers, read: DrawingsRead
) -> None:
    """Rewrite a drawing and its charts; a chart of a repeated block is there once for each copy of the block."""
    content = draft.read(part)
    source = read.get(content)
    if source is None:
        xml = with_whole_expressions(as_utf8(content, part=part), part=part)
        source = placed_xml(xml, _PLACES, part=part)
        if len(read) < _MOST_KEPT:
            read[content] = source
    root = source.elements[0]
    content, parts = copied_objects(draft, part, source, root, repetition, numbers)
    draft.write(part, source.xml[: root.tag_end] + content + source.xml[root.inner_end :])
    for each in parts:
        if each.kind in _CHARTS:
            follow_chart(draft, each.part, repetition, each.cells)
