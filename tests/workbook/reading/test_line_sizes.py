"""Lines begin where the sizes of those before them say."""

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.workbook.reading.line_sizes import Ruler, SizedLines


@st.composite
def a_ruler(draw: st.DrawFn) -> tuple[Ruler, list[int]]:
    """A ruler of forty lines, and their sizes one by one."""
    usual = draw(st.integers(1, 30))
    sizes, stretches = [usual] * 40, []
    first = 0
    while draw(st.booleans()) and first < 35:
        first += draw(st.integers(0, 3))
        last, size = min(first + draw(st.integers(0, 6)), 39), draw(st.integers(0, 30))
        stretches.append(SizedLines(first, last, size))
        sizes[first : last + 1] = [size] * (last - first + 1)
        first = last + 1
    return Ruler(usual, draw(st.permutations(stretches)), 40), sizes


@given(a_ruler())
def test_a_ruler_measures_as_line_by_line(given_ruler: tuple[Ruler, list[int]]) -> None:
    ruler, sizes = given_ruler
    starts = [sum(sizes[:line]) for line in range(41)]
    assert [ruler.start(line) for line in range(41)] == starts
    for line, size in enumerate(sizes):
        for inside in (0, size - 1):
            if size:
                assert ruler.at(starts[line] + inside) == (line, inside)


@given(a_ruler(), st.integers(0, 39), st.integers(1, 9), st.none() | st.integers(0, 30))
def test_lines_that_are_put_in_push_the_others_on_and_leave_no_trace_when_taken_out(
    given_ruler: tuple[Ruler, list[int]], at: int, count: int, size: int | None
) -> None:
    ruler, sizes = given_ruler
    longer = ruler.with_lines(at, count, size)
    if size is not None and at + count <= 40:
        assert longer.start(at + count) - longer.start(at) == count * size
    for line, size_before in enumerate(sizes[: 40 - count]):
        moved = line + count if line >= at else line
        assert longer.start(moved + 1) - longer.start(moved) == size_before
    again = longer.with_lines(at, -count)
    # What was pushed over the end is lost, as its cells would be.
    assert [again.start(line) for line in range(40 - count)] == [ruler.start(line) for line in range(40 - count)]


@given(a_ruler(), st.integers(0, 30), st.integers(1, 9))
def test_lines_that_are_taken_out_leave_the_others_their_sizes(
    given_ruler: tuple[Ruler, list[int]], at: int, count: int
) -> None:
    ruler, sizes = given_ruler
    left = sizes[:at] + sizes[at + count :]
    shorter = ruler.with_lines(at, -count)
    assert [shorter.start(line) for line in range(len(left))] == [sum(left[:line]) for line in range(len(left))]


def test_new_lines_amid_sized_ones_are_as_usual_or_as_told() -> None:
    ruler = Ruler(20, [SizedLines(0, 9, 50)], 40)
    assert ruler.with_lines(5, 2).start(12) == 10 * 50 + 2 * 20
    assert ruler.with_lines(5, 2, 7).start(12) == 10 * 50 + 2 * 7
