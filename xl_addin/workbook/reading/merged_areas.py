"""The areas of merged cells as a sheet lists them."""

from bisect import bisect_left
from collections.abc import Sequence
from heapq import heappop, heappush
from operator import attrgetter

from xl_addin.formula.cells import Area
from xl_addin.formula.reference import sole_reference
from xl_addin.language import Text
from xl_addin.problem import Problem

_TOO_MANY = Text(
    vi="trang tính có hơn {most} vùng gộp ô, quá nhiều để mở an toàn; hãy bỏ gộp những vùng không cần rồi lưu lại",
    en="the sheet has more than {most} merged areas, too many to be opened safely; unmerge those nobody needs",
)
_OVER_EACH_OTHER = Text(
    vi="hai vùng gộp ô {one} và {other} chồng lên nhau; hãy mở tệp bằng Excel với Mở và Sửa chữa rồi lưu lại",
    en="the merged areas {one} and {other} lie over each other; use Open and Repair in Excel, then save",
)


def merged_area(text: str) -> Area:
    """`A1:C2`, and as some programs write them whole columns (`A:C`) and rows (`1:2`); ValueError for anything else."""
    reference = sole_reference(text)
    area = reference.area if reference and reference.sheet is None else None
    if area is None:
        raise ValueError(f"not an area: {text!r}")
    return area


def too_many_merges(most: int, *, sheet: str) -> Problem:
    """What to raise for a sheet with more merged areas than the limit allows."""
    return Problem(_TOO_MANY.with_values(most=most), place=sheet)


def check_apart(areas: Sequence[Area], *, sheet: str) -> None:
    """Raise Problem, naming both, for two merged areas that share a cell: which of them counts, nobody can say.

    Row by row from the top: at each moment the areas met so far lie side by side, so that a new one need only be held
    against its two neighbours.
    """
    beside: list[tuple[int, Area]] = []
    ends: list[tuple[int, int]] = []
    for area in sorted(areas, key=attrgetter("first_row", "first_column")):
        while ends and ends[0][0] < area.first_row:
            _, column = heappop(ends)
            del beside[bisect_left(beside, (column,))]
        at = bisect_left(beside, (area.first_column,))
        for _, other in beside[max(at - 1, 0) : at + 1]:
            if other.last_column >= area.first_column and other.first_column <= area.last_column:
                raise Problem(_OVER_EACH_OTHER.with_values(one=other, other=area), place=sheet)
        beside.insert(at, (area.first_column, area))
        heappush(ends, (area.last_row, area.first_column))
