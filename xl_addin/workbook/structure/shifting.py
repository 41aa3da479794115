"""Rows or columns of a sheet come or go, and everything in the book follows."""

from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.problem import Problem
from xl_addin.workbook.structure.mover import SheetPlace, place_of
from xl_addin.workbook.structure.registry import all_movers

_OFF_SHEET = Text(
    vi="trang tính không có dòng hoặc cột này (dòng 1 đến 1.048.576, cột A đến XFD); hãy xem lại vị trí và số lượng",
    en="the sheet has no such rows or columns (rows 1 to 1,048,576, columns A to XFD); check the place and the number",
)
_TOO_MANY = Text(
    vi="chèn một lần nhiều nhất {most} dòng hoặc cột; hãy chèn ít hơn",
    en="at most {most} rows or columns are inserted at once; insert fewer",
)
# Nobody means more: each new row with the styles of another is written out.
MOST_NEW_LINES = 100_000


def check_shift(source: PartSource, shift: Shift) -> None:
    """Raise Problem for a shift that the book does not allow: lines that are none, or what a mover cannot move.

    The sheet must be there.
    """
    last = shift.behind - 1 if shift.count < 0 else shift.at + shift.count - 1
    if (
        shift.count == 0
        or shift.at < 1
        or last > shift.size
        or not (shift.like is None or 1 <= shift.like <= shift.size)
    ):
        raise Problem(_OFF_SHEET, place=shift.sheet)
    if shift.count > MOST_NEW_LINES:
        raise Problem(_TOO_MANY.with_values(most=MOST_NEW_LINES), place=shift.sheet)
    place = _place(source, shift)
    for mover in all_movers():
        for unmovable in mover.obstacles(source, place, shift):
            raise Problem(unmovable.text, place=unmovable.place)


def shift_lines(draft: Draft, shift: Shift) -> None:
    """Make a shift that was checked; parts that name no moved cell stay byte for byte."""
    place = _place(draft, shift)
    for mover in all_movers():
        mover.move(draft, place, shift)


def _place(source: PartSource, shift: Shift) -> SheetPlace:
    place = place_of(source, shift.sheet)
    if place is None:
        raise ValueError(f"no worksheet {shift.sheet!r}")
    return place
