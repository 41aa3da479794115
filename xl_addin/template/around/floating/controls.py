"""Form controls and embedded objects of a template sheet: copied with the block they stand in, each linked to its own.

What they look like is drawn elsewhere (`drawings`, `notes`), and what a form control is set to has a part of its own.
"""

import re
from dataclasses import replace

from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import Splice, spliced
from xl_addin.template.around.floating.copied_objects import CORNERS, ShapeNumbers, copied_objects
from xl_addin.template.around.floating.pictures import SheetXml
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.workbook.structure.movers.controls import PLACES
from xl_addin.workbook.structure.repeating.repeated_places import placed_xml, repeated

_LISTS = ("controls", "oleObjects")
_ANY = re.compile(rb"<(?:[\w.-]+:)?(?:controls|oleObjects)[\s>]")


def with_controls(
    draft: Draft, part: str, frame: SheetXml, repetition: SheetRepetition, numbers: ShapeNumbers
) -> SheetXml:
    """The XML before and after the rows of a sheet with its controls where they stand now; their own parts follow."""
    before, after = frame
    if not _ANY.search(after):
        return frame
    # In a repeated row, `$` does not make the first row's of a cell.
    seen = replace(repetition, referring="own")
    source = placed_xml(before + after, (*PLACES, *CORNERS), part=part)
    splices: list[Splice] = []
    for element in source.elements:
        if element.name in _LISTS:
            content, parts = copied_objects(draft, part, source, element, seen, numbers)
            gone = not content.strip()
            start = element.start if gone else element.tag_end
            splices.append((start, element.end if gone else element.inner_end, b"" if gone else content))
            for each in parts:
                if each.kind == "ctrlProp":
                    xml = as_utf8(draft.read(each.part), part=each.part)
                    xml = repeated(placed_xml(xml, PLACES, part=each.part), seen, seen_from=each.cells)
                    draft.write(each.part, xml)
    return before, spliced(source.xml, splices)[len(before) :]
