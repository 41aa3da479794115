"""Notes of a template sheet: one for each copy of their cell, with its box, saying what is said there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xl_addin.formula.cells import Area, RowColumn
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import Splice, spliced
from xl_addin.package.xml_text import escape, unescape
from xl_addin.template.around.floating.copied_objects import ShapeNumbers
from xl_addin.template.around.floating.object_places import ObjectPlace, object_places
from xl_addin.template.around.repetition import SheetRepetition
from xl_addin.template.around.text_places import NOTE_TEXTS
from xl_addin.template.around.whole_expressions import with_whole_expressions
from xl_addin.template.language.cell_text import has_markup
from xl_addin.workbook.edits.comments.comment_shapes import cell_of, shapes_in
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
_ANCHOR = re.compile(rb"(<(?:[\w.-]+:)?Anchor>)([^<]*)<")
_KEEPS_SIZE = re.compile(rb"<(?:[\w.-]+:)?(?:SizeWithCells|MoveWithCells)\s*/?>(?!\s*False)")
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


def follow_boxes(draft: Draft, part: str, repetition: SheetRepetition, numbers: ShapeNumbers) -> None:
    """Rewrite the older drawing: a box for each note, and the looks, cells and words of controls."""
    drawing = draft.read(part)
    draft.write(part, spliced(drawing, _copied_boxes(drawing, repetition, numbers)))


def _copied_boxes(drawing: bytes, repetition: SheetRepetition, numbers: ShapeNumbers) -> Iterator[Splice]:
    for start, end in shapes_in(drawing):
        shape = drawing[start:end]
        cell = cell_of(shape)
        found = _SHAPE_ID.search(shape)
        number = int(found[2]) if found else 0
        if cell is not None:
            images = repetition.copies(Area(*cell, *cell))
            boxes = [_moved(shape, cell, (image.first_row, image.first_column)) for image in images]
        else:
            boxes = [_written(shape, place, repetition) for place in _object_places(shape, repetition)]
        copies = (_SHAPE_ID.sub(rb"\g<1>%d" % numbers.of(number, copy), box, count=1) for copy, box in enumerate(boxes))
        yield start, end, b"".join(copies)


def _object_places(shape: bytes, repetition: SheetRepetition) -> Sequence[ObjectPlace | None]:
    """Where a control comes to stand; None for what stands on no cells, as pictures in headers."""
    found = _ANCHOR.search(shape)
    numbers = found[2].split(b",") if found else []
    if len(numbers) != 8:
        return [None]
    left, right_by, top, down_by, right, to_right, bottom, to_bottom = (int(each) for each in numbers)
    rows, columns = ((top, str(down_by)), (bottom, str(to_bottom))), ((left, str(right_by)), (right, str(to_right)))
    return list(object_places(repetition.layout, rows, columns, resized=not _KEEPS_SIZE.search(shape)))


def _written(shape: bytes, place: ObjectPlace | None, repetition: SheetRepetition) -> bytes:
    """A control as it reads where it stands."""
    cells = place.cells if place else None
    seen = replace(repetition, referring="own")
    shape = spliced(shape, rewritten_formulas(shape, lambda text: seen.written(_FORMULA, text, cells)))
    text = shape.decode("utf-8", "surrogateescape")
    if has_markup(text):
        text = _MARKUP.sub(lambda found: f">{escape(seen.written(_TEXT, unescape(found[1]), cells))}<", text)
    shape = text.encode("utf-8", "surrogateescape")
    if place is None:
        return shape
    (top, bottom), (left, right) = place.rows, place.columns
    anchor = ", ".join(str(each) for edge in (left, top, right, bottom) for each in edge)
    return _ANCHOR.sub(lambda found: found[1] + anchor.encode() + b"<", shape)


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
