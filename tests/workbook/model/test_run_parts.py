from hypothesis import given
from hypothesis import strategies as st

from xl_addin.workbook.model.book import CellError, Value
from xl_addin.workbook.model.run_parts import overlaid, part_of
from xl_addin.workbook.model.runs import Stretch, Stretches, stretches_of

ROWS = st.integers(1, 60)
values = st.dictionaries(ROWS, st.sampled_from([1, 2.5, "Xã A", "", True, CellError("#N/A")]))


@given(values, ROWS, ROWS)
def test_part_of_gives_what_each_row_holds(cells: dict[int, Value], one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert part_of(stretches_of(cells), first, last) == [cells.get(row) for row in range(first, last + 1)]


@given(values, st.lists(st.tuples(ROWS, st.lists(st.sampled_from([7.0, "x"]), min_size=1, max_size=5))))
def test_overlaid_values_take_the_place_of_what_was_there(
    cells: dict[int, Value], runs: list[tuple[int, list[Value]]]
) -> None:
    taken: set[int] = set()
    apart = [
        Stretch(first, part)
        for first, part in runs
        if taken.isdisjoint(rows := range(first, first + len(part))) and not taken.update(rows)
    ]
    new = {row: value for first, part in apart for row, value in enumerate(part, first)}
    before = dict(cells)
    assert dict(overlaid(Stretches(stretches_of(cells)), apart)) == {**cells, **new}
    assert dict(overlaid(cells, apart)) == {**cells, **new}
    assert cells == before


def test_overlaying_leaves_the_runs_beneath_as_they_are() -> None:
    beneath = Stretches([Stretch(1, [1.0, 2.0, 3.0])])
    assert dict(overlaid(beneath, [Stretch(2, [9.0])])) == {1: 1, 2: 9, 3: 3}
    assert dict(beneath) == {1: 1, 2: 2, 3: 3}
