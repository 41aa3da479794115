"""Everything of a worksheet around its rows, by the tables of what moves rows and columns."""

from lxml import etree

from xl_addin.template.around.frame_lines import ROWS, with_lines
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.rule_ids import with_own_ids
from xl_addin.template.around.text_places import SHEET_TEXTS
from xl_addin.workbook.structure.movers.sheet_frame import PLACES
from xl_addin.workbook.structure.repeating.repeated_places import PlacedXml, placed_xml, repeated

# What is about whole lines has been written by then; of the newest kinds of charts, the sheet says nothing.
_LINES = ("rowBreaks", "colBreaks", "dimension")
_PLACES = (*(place for place in PLACES if place.path.partition("/")[0] not in _LINES), *SHEET_TEXTS)


def frame_of(frame: etree._Element, repetition: SheetRepetition, *, selected: bool, is_copy: bool) -> PlacedXml:
    """The frame of a template sheet (its XML without rows), read for `framed`; the same for all with one layout."""
    xml = with_lines(frame, repetition.layout, selected=selected, is_copy=is_copy)
    return placed_xml(xml, _PLACES, part=repetition.sheet)


def framed(frame: PlacedXml, repetition: SheetRepetition) -> tuple[bytes, bytes]:
    """The sheet's XML before and after its rows."""
    before, _, after = with_own_ids(repeated(frame, repetition)).partition(ROWS.encode())
    return before, after
