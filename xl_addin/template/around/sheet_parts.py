"""The parts that belong to a sheet: a sheet of its own has its own of each, and all of them follow its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import relations
from xl_addin.template.around.floating.controls import with_controls
from xl_addin.template.around.floating.copied_objects import ShapeNumbers
from xl_addin.template.around.floating.drawings import DrawingsRead, follow_drawing
from xl_addin.template.around.floating.pictures import SheetXml
from xl_addin.template.around.links import follow_links
from xl_addin.template.around.notes import follow_boxes, follow_notes, follow_threads
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.tables import follow_tables, with_table_parts
from xl_addin.workbook.edits.comments.comment_shapes import highest_id
from xl_addin.workbook.structure.sheets.copying import Numbering, copied_parts, make_unique, renamed_tables


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


def follow_parts(
    draft: Draft, part: str, frame: SheetXml, repetition: SheetRepetition, numbering: Numbering, read: DrawingsRead
) -> SheetXml:
    """Let all that belongs to a sheet follow its cells; the XML before and after its rows as it is then."""
    listed = relations(draft, part)

    def led_to(kind: str) -> list[str]:
        targets = dict.fromkeys(each.target for each in listed if each.kind == kind and not each.external)
        return [draft.actual_name(target) for target in targets if target in draft]

    boxes = led_to("vmlDrawing")
    numbers = ShapeNumbers(max((highest_id(draft.read(each)) for each in boxes), default=0))
    for each in boxes:
        follow_boxes(draft, each, repetition, numbers)
    for each in led_to("drawing"):
        follow_drawing(draft, each, repetition, numbers, read)
    for each in led_to("comments"):
        follow_notes(draft, each, repetition)
    for each in led_to("threadedComment"):
        follow_threads(draft, each, repetition)
    before, after = with_controls(draft, part, frame, repetition, numbers)
    after = follow_links(draft, part, listed, after, repetition)
    if led_to("table"):
        after = with_table_parts(after, follow_tables(draft, part, repetition, numbering))
    return before, after
