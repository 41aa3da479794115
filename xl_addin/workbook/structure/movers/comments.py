"""Comments (notes) and threads: each goes with its cell, and with it out of the sheet.

The boxes of comments are shapes of the older drawing (`boxes`); the persons who wrote are listed apart and stay.
"""

from collections.abc import Iterator

from xl_addin.formula.cells import RowColumn, parse_address
from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import Splice, spliced
from xl_addin.workbook.structure.elements import Element, tree_of
from xl_addin.workbook.structure.floating.anchor_elements import anchors_in, carried
from xl_addin.workbook.structure.following import moved_places
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.places import XmlPlace
from xl_addin.workbook.structure.reached import reached

PLACES = (
    XmlPlace("commentList/comment", "ref", "area", goes="comment"),
    XmlPlace("threadedComment", "ref", "area", goes="threadedComment"),
)

_KINDS = ("comments", "threadedComment")
_PUSHED_OUT = Text(
    vi="ghi chú ở đây sẽ bị đẩy ra ngoài trang tính; hãy xóa hoặc dời ghi chú rồi làm lại",
    en="the comment here would be pushed off the sheet; delete or move it, and run again",
)


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for part in reached(draft, place.part, *_KINDS):
        xml = as_utf8(draft.read(part), part=part)
        try:
            xml = spliced(xml, _carried_boxes(tree_of(xml, part=part), shift))
        except ValueError as error:
            raise broken_xml(part) from error
        draft.write(part, moved_places(xml, PLACES, shift, here=place.name, part=part))


def _carried_boxes(root: Element, shift: Shift) -> Iterator[Splice]:
    """Excel 2010 and later may say in the list itself where a box stands: it stays beside its cell."""
    for comment in root.walk():
        anchors = list(anchors_in(comment)) if comment.name == "comment" else []
        if anchors:
            cell = parse_address(comment.attributes.get("ref", ""))
            moved = shift.cell(*cell) or cell
            by = moved[0] - cell[0] + moved[1] - cell[1]
            for anchor in anchors:
                yield from carried(anchor, by, shift)


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    for part in reached(source, place.part, "comments"):
        for comment in tree_of(as_utf8(source.read(part), part=part), part=part).walk():
            if comment.name == "comment":
                ref = comment.attributes.get("ref", "")
                row, column = _cell(ref, part)
                line = row if shift.axis == "rows" else column
                if shift.count > 0 and shift.line(line) is None:
                    yield Unmovable(_PUSHED_OUT, f"{place.name}!{ref}")


def _cell(ref: str, part: str) -> RowColumn:
    try:
        return parse_address(ref)
    except ValueError as error:
        raise broken_xml(part) from error


MOVER = Mover(_move, _obstacles, places=PLACES, kinds=_KINDS)
