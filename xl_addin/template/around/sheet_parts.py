"""The parts that belong to a sheet: a sheet of its own has its own of each, and all of them follow its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import relations, relations_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.written_xml import xml_bytes
from xl_addin.template.around.drawings import follow_drawing
from xl_addin.template.around.notes import follow_boxes, follow_notes, follow_threads
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.tables import follow_tables
from xl_addin.template.language.cell_text import has_markup
from xl_addin.workbook.structure.movers import controls
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.reached import reached
from xl_addin.workbook.structure.repeating.repeated_places import placed_xml, repeated
from xl_addin.workbook.structure.sheets.copying import Numbering, copied_parts, make_unique, renamed_tables

_LINK = XmlPlace("Relationship", "Target", "text")


@dataclass(frozen=True)
class CopiedSheet:
    """The part of a sheet and what is different in it from the template's: ids, and names of tables by the old ones."""

    part: str
    unique: Callable[[bytes], bytes] = lambda content: content
    tables: Mapping[str, str] = field(default_factory=dict)


def copied_sheet(draft: Draft, package: PartSource, part: str, numbering: Numbering) -> CopiedSheet:
    """A new part for one more sheet like that of the template, with all that belongs to it."""
    parts = copied_parts(draft, part, package)
    tables = renamed_tables(draft, parts, numbering)
    return CopiedSheet(parts[part], make_unique(draft, parts, numbering), tables)


def follow_parts(draft: Draft, part: str, repetition: SheetRepetition, numbering: Numbering) -> Mapping[str, list[str]]:
    """Let all that belongs to a sheet follow its cells; the relationships to its tables, see `follow_tables`."""
    _fill_links(draft, part, repetition)
    for kind, follow in _FOLLOWERS.items():
        for each in list(reached(draft, part, kind)):
            follow(draft, each, repetition)
    return follow_tables(draft, part, repetition, numbering)


def _follow_control(draft: Draft, part: str, repetition: SheetRepetition) -> None:
    xml = as_utf8(draft.read(part), part=part)
    draft.write(part, repeated(placed_xml(xml, controls.PLACES, part=part), repetition))


_FOLLOWERS: Mapping[str, Callable[[Draft, str, SheetRepetition], None]] = {
    "drawing": follow_drawing,
    "comments": follow_notes,
    "threadedComment": follow_threads,
    "vmlDrawing": follow_boxes,
    "ctrlProp": _follow_control,
}


def _fill_links(draft: Draft, part: str, repetition: SheetRepetition) -> None:
    """Links that lead out of the workbook stand in the list of relationships."""
    outside = [each for each in relations(draft, part) if each.external and has_markup(unquote(each.target))]
    if outside:
        listed = draft.xml(relations_part(part))
        for each in listed:
            target = unquote(each.get("Target", ""))
            if each.get("TargetMode") == "External" and has_markup(target):
                each.set("Target", quote(repetition.written(_LINK, target, None), "/:?&=#%@+,;!'()[]~"))
        draft.write(relations_part(part), xml_bytes(listed))
