"""Where lines, areas and lists of areas stand when rows or columns come or go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area
from xl_addin.formula.shift import Shift

INSERTED = Shift("S", "rows", 5, 2)
DELETED = Shift("S", "rows", 5, -2)


@pytest.mark.parametrize(("line", "inserted", "deleted"), [(4, 4, 4), (5, 7, None), (6, 8, None), (7, 9, 5)])
def test_a_line_moves_from_where_lines_come_and_goes_with_those_that_go(
    line: int, inserted: int, deleted: int | None
) -> None:
    assert (INSERTED.line(line), DELETED.line(line)) == (inserted, deleted)


def test_a_line_pushed_off_the_sheet_is_gone() -> None:
    assert INSERTED.line(MAX_ROW - 1) is None
    assert Shift("S", "columns", 2, 1).line(MAX_COLUMN) is None


@pytest.mark.parametrize(
    ("span", "inserted", "deleted"),
    [
        ((1, 4), (1, 4), (1, 4)),
        ((1, 5), (1, 7), (1, 4)),
        ((4, 9), (4, 11), (4, 7)),
        ((5, 6), (7, 8), None),
        ((6, 9), (8, 11), (5, 7)),
        ((1, MAX_ROW), (1, MAX_ROW), (1, MAX_ROW)),
        ((3, MAX_ROW), (3, MAX_ROW), (3, MAX_ROW - 2)),
    ],
)
def test_lines_in_between_stretch_a_span_and_lines_that_go_shrink_it(
    span: tuple[int, int], inserted: tuple[int, int], deleted: tuple[int, int] | None
) -> None:
    assert (INSERTED.span(*span), DELETED.span(*span)) == (inserted, deleted)


def test_cells_and_areas_move_along_one_axis_alone() -> None:
    assert Shift("S", "columns", 2, 3).area(Area.parse("A1:B2")) == Area.parse("A1:E2")
    assert Shift("S", "columns", 2, 3).cell(9, 2) == (9, 5)
    assert INSERTED.cell(9, 2) == (11, 2)
    assert DELETED.cell(5, 2) is None
    assert DELETED.area(Area.parse("C5:D6")) is None


@pytest.mark.parametrize(
    ("areas", "shift", "moved"),
    [
        ("A1:A4 B5 $C$2:$C$9 A:A 3:9", INSERTED, "A1:A4 B7 $C$2:$C$11 A:A 3:11"),
        ("A5:A6 B9", DELETED, "B7"),
        ("A5:A6", DELETED, ""),
    ],
)
def test_lists_of_areas_lose_what_has_gone(areas: str, shift: Shift, moved: str) -> None:
    assert shift.sqref(areas) == moved


@pytest.mark.parametrize(
    ("areas", "like", "moved"),
    [
        ("A1:A4", 4, "A1:A6"),
        ("A5:A9", 5, "A5:A11"),
        ("A9:B9", 9, "A11:B11 A5:B6"),
        ("A1:A9", 2, "A1:A11"),
        ("A1:A4", 9, "A1:A4"),
        ("A:A 1:4", 4, "A:A A1:XFD6"),
    ],
)
def test_new_lines_are_in_the_areas_of_the_line_they_are_like(areas: str, like: int, moved: str) -> None:
    assert Shift("S", "rows", 5, 2, like=like).sqref(areas) == moved


def test_what_is_no_list_of_areas_is_refused() -> None:
    with pytest.raises(ValueError, match="not an area"):
        INSERTED.sqref("A1:Tổng")


shifts = st.builds(
    Shift,
    st.just("S"),
    st.sampled_from(["rows", "columns"]),
    st.integers(1, 60),
    st.integers(-20, 20).filter(bool),
)


@given(shifts, st.integers(1, 80))
def test_the_reverse_leads_back(shift: Shift, line: int) -> None:
    moved = shift.line(line)
    assert moved is None or (shift.before(moved) == line and shift.reversed().line(moved) == line)


@given(shifts, st.integers(1, 80), st.integers(0, 20))
def test_a_span_holds_exactly_its_own_lines_and_the_new_ones_among_them(shift: Shift, first: int, more: int) -> None:
    own = {moved for line in range(first, first + more + 1) if (moved := shift.line(line)) is not None}
    span = shift.span(first, first + more)
    assert span == ((min(own), max(own)) if own else None)
