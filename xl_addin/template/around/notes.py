"""Notes of a template sheet: one for each copy of their cell, with its box, saying what is said there."""

import re
from collections.abc import Iterator, Sequence
from itertools import count

from xl_addin.formula.cells import Area, RowColumn
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import Splice, spliced
from xl_addin.package.xml_text import escape, unescape
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.text_places import NOTE_TEXTS
from xl_addin.template.around.whole_expressions import with_whole_expressions
from xl_addin.template.language.cell_text import has_markup
from xl_addin.workbook.edits.comments.comment_shapes import cell_of, highest_id, shapes_in
from xl_addin.workbook.structure.floating.box_shapes import rewritten_formulas
from xl_addin.workbook.structure.movers.comments import PLACES
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.repeating.repeated_places import placed_xml, repeated

_THREAD = Text(
    vi="chuỗi bình luận (threaded comment) không lặp được cùng dòng hoặc cột; hãy đổi thành ghi chú (Note)",
    en="a thread of comments cannot be repeated with its row or column; make it a note",
)
_FORMULA = XmlPlace("ClientData/FmlaLink", None, "formula")
_TEXT = XmlPlace("shape", None, "text")
_MARKUP = re.compile(r">([^<>]*\{\{[^<>]*)<")
_SHAPE_ID = re.compile(rb"""(_x0000_s)(\d+)""")
_INSIDE = re.compile(rb"(<(?:[\w.-]+:)?(Row|Column|Anchor)>)([^<]*)<")


def follow_notes(draft: Draft, part: str, repetition: SheetRepetition) -> None:
    """Rewrite the list of notes."""
    xml = with_whole_expressions(as_utf8(draft.read(part), part=part), part=part)
    draft.write(part, repeated(placed_xml(xml, (*PLACES, *NOTE_TEXTS), part=part), repetition))


def follow_threads(draft: Draft, part: str, repetition: SheetRepetition) -> None:
    """Rewrite threads of comments: each is known by a number of its own, so that there is one of it."""
    follow_notes(draft, part, repetition)
    seen: set[str] = set()
    for each in draft.xml(part):
        if each.get("id", "") in seen:
            repetition.fault(Area.parse(each.get("ref", "A1")), "", _THREAD)
        seen.add(each.get("id", ""))


def follow_boxes(draft: Draft, part: str, repetition: SheetRepetition) -> None:
    """Rewrite the older drawing: a box for each note, and the cells and words of controls."""
    drawing = draft.read(part)
    drawing = spliced(drawing, _copied_boxes(drawing, repetition))

    def formula(text: str) -> str:
        return repetition.written(_FORMULA, text, None)

    drawing = spliced(drawing, rewritten_formulas(drawing, formula))
    written = drawing.decode("utf-8", "surrogateescape")
    if has_markup(written):
        written = _MARKUP.sub(lambda found: f">{escape(repetition.written(_TEXT, unescape(found[1]), None))}<", written)
    draft.write(part, written.encode("utf-8", "surrogateescape"))


def _copied_boxes(drawing: bytes, repetition: SheetRepetition) -> Iterator[Splice]:
    numbers = count(highest_id(drawing) + 1)
    for start, end in shapes_in(drawing):
        cell = cell_of(drawing[start:end])
        if cell is None:
            continue
        shape = drawing[start:end]
        boxes = [_moved(shape, cell, (image.first_row, image.first_column)) for image in _images(repetition, cell)]
        copies = [_SHAPE_ID.sub(rb"\g<1>%d" % next(numbers), box, count=1) for box in boxes[1:]]
        yield start, end, b"".join((*boxes[:1], *copies))


def _images(repetition: SheetRepetition, cell: RowColumn) -> Sequence[Area]:
    return repetition.copies(Area(*cell, *cell))


def _moved(shape: bytes, cell: RowColumn, to: RowColumn) -> bytes:
    """The box of a note beside another cell."""
    down, right = to[0] - cell[0], to[1] - cell[1]

    def written(found: re.Match[bytes]) -> bytes:
        if found[2] == b"Anchor":
            numbers = [int(each) for each in found[3].split(b",")]
            if len(numbers) != 8:
                return found[0]
            for at, by in ((0, right), (2, down), (4, right), (6, down)):
                numbers[at] = max(0, numbers[at] + by)
            return found[1] + ", ".join(map(str, numbers)).encode() + b"<"
        return found[1] + str((to[0] if found[2] == b"Row" else to[1]) - 1).encode() + b"<"

    return _INSIDE.sub(written, shape)
