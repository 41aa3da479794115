"""How areas lie to each other, checked against the cells they hold."""

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.areas import any_overlap, joined, overlap, shared, within, without
from xl_addin.formula.cells import Area

NUMBERS = st.integers(1, 6)
AREAS = st.builds(
    lambda rows, columns: Area(min(rows), min(columns), max(rows), max(columns)),
    st.tuples(NUMBERS, NUMBERS),
    st.tuples(NUMBERS, NUMBERS),
)


def cells(*areas: Area) -> list[tuple[int, int]]:
    return [
        (row, column)
        for area in areas
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    ]


@given(AREAS, AREAS)
def test_what_two_areas_share_and_what_is_left_are_cells_of_both_and_of_one(one: Area, other: Area) -> None:
    common = {*cells(one)} & {*cells(other)}
    assert overlap(one, other) == any_overlap([one, other]) == bool(common)
    assert within(one, other) == (common == {*cells(one)})
    assert sorted(cells(*without(one, other))) == sorted({*cells(one)} - common)
    if common:
        assert {*cells(shared(one, other))} == common


@given(st.lists(AREAS, max_size=5))
def test_areas_joined_hold_the_same_cells_in_no_more_areas(areas: list[Area]) -> None:
    found = joined(areas)
    assert {*cells(*found)} == {*cells(*areas)}
    assert len(found) <= len(areas)


def test_areas_one_under_the_other_or_side_by_side_become_one() -> None:
    assert joined([Area(1, 1, 1, 2), Area(2, 1, 4, 2)]) == [Area(1, 1, 4, 2)]
    assert joined([Area(1, 1, 3, 1), Area(1, 2, 3, 2)]) == [Area(1, 1, 3, 2)]
