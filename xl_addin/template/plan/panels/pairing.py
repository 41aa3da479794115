"""The corners of panels put together: which closing tag belongs to which opening one, and what lies in what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_addin.formula.areas import overlap, within
from xl_addin.formula.cells import Area
from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import KeywordRole, Marker
from xl_addin.template.blocks.registry import unpaired
from xl_addin.template.language.faults import Faults
from xl_addin.template.language.limits import MAX_NESTING, too_deep


class Corner(NamedTuple):
    """A panel's tag in its cell; `sideways` where what it repeats goes to the right."""

    row: int
    column: int
    marker: Marker
    sideways: bool = False


@dataclass(frozen=True)
class Rectangle:
    """A panel's cells, what opens it, and the panels that lie in it."""

    area: Area
    opening: Corner
    inner: list["Rectangle"] = field(default_factory=list)


def rectangles(corners: Sequence[Corner], merges: Sequence[Area], sheet: str, faults: Faults) -> list[Rectangle]:
    """The outermost panels of a sheet, corners being in reading order; whatever does not fit is added to the faults."""
    mistakes = len(faults.found)
    found = _paired(corners, faults)
    for at, one in enumerate(found):
        for other in found[:at]:
            if overlap(one.area, other.area) and not (within(one.area, other.area) or within(other.area, one.area)):
                _fault(faults, one.opening, _overlaps(other))
        for merge in merges:
            if overlap(merge, one.area) and not within(merge, one.area):
                faults.add(f"{sheet}!{merge}", str(merge), _crossed(one))
    if len(faults.found) > mistakes:
        return []
    top: list[Rectangle] = []
    # Of the same size, the one opened first is around the other.
    for each in sorted(found, key=lambda each: (-_size(each.area), corners.index(each.opening))):
        depth, into = 1, top
        while around := next((other for other in into if within(each.area, other.area)), None):
            depth, into = depth + 1, around.inner
        if depth > MAX_NESTING:
            _fault(faults, each.opening, too_deep().text)
        into.append(each)
    return top


def _paired(corners: Sequence[Corner], faults: Faults) -> list[Rectangle]:
    opened: list[Corner] = []
    found: list[Rectangle] = []
    for corner in corners:
        word = corner.marker.tag.keyword
        role = corner.marker.kind.role_of(word)
        if role is KeywordRole.OPENS:
            opened.append(corner)
            continue
        if role is not KeywordRole.CLOSES:
            _fault(faults, corner, _NO_BRANCHES)
            continue
        candidates = [
            each
            for each in opened
            if each.row <= corner.row
            and each.column <= corner.column
            and each.marker.kind.role_of(word) is KeywordRole.CLOSES
        ]
        if not candidates:
            _fault(faults, corner, unpaired())
            continue
        # The innermost: the one furthest to the right, then furthest down, then opened last.
        opening = max(candidates, key=lambda each: (each.column, each.row, opened.index(each)))
        opened.remove(opening)
        found.append(Rectangle(Area(opening.row, opening.column, corner.row, corner.column), opening))
    for corner in opened:
        _fault(faults, corner, unpaired())
    return found


def _size(area: Area) -> int:
    return (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)


def _fault(faults: Faults, corner: Corner, text: Text) -> None:
    faults.add(corner.marker.place, corner.marker.tag.written, text)


_NO_BRANCHES = Text(
    "khối ô {%tb … %} không có else, elif; hãy đặt thêm một khối {%tb if … %}",
    "a panel has no else nor elif; write another {%tb if … %}",
)


def _named(panel: Rectangle) -> str:
    return f"{panel.opening.marker.tag.written} ({panel.area})"


def _overlaps(other: Rectangle) -> Text:
    return Text(
        f"khối ô này chồng lên khối {_named(other)}; khối phải nằm hẳn trong hoặc hẳn ngoài khối khác",
        f"this panel overlaps {_named(other)}; a panel lies inside another or beside it",
    )


def _crossed(panel: Rectangle) -> Text:
    return Text(
        f"ô gộp vắt qua cạnh khối {_named(panel)}; hãy để ô gộp nằm hẳn trong hoặc hẳn ngoài khối",
        f"merged cells cross the edge of the panel {_named(panel)}; let them lie inside or outside of it",
    )


def crossing(panel: Rectangle, standing: str) -> Text:
    """What is told of a marker whose line goes through a panel; `standing` is its tag's letters."""
    line = Text("cột", "column") if standing == "tc" else Text("dòng", "row")
    return Text(
        f"{line.vi} có thẻ này cắt qua khối {_named(panel)}; hãy đặt thẻ ở {line.vi} khác, hoặc trong khối",
        f"the {line.en} of this tag goes through the panel {_named(panel)}; put it into another {line.en}, or inside",
    )
