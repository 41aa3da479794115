"""Objects stand, after a shift, where their properties say, whatever the sizes of the lines."""

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.shift import Shift
from xl_addin.workbook.reading.line_sizes import Ruler, SizedLines
from xl_addin.workbook.structure.floating.anchors import Edge, Sizes, moved_edges

UNIT = 100
LINES = 60


@st.composite
def an_object(draw: st.DrawFn) -> tuple[Edge, Edge, Ruler]:
    """An object on a sheet of lines of all sizes, its edges within their lines."""
    sizes = draw(st.lists(st.integers(1, 30), min_size=LINES, max_size=LINES))
    ruler = Ruler(20, [SizedLines(line, line, size) for line, size in enumerate(sizes)], 10_000)
    places = [
        (line, draw(st.integers(0, sizes[line] * UNIT - 1))) for line in draw(st.tuples(*[st.integers(0, 20)] * 2))
    ]
    first, last = sorted(places)
    return Edge(*first), Edge(*last), ruler


SHIFTS = st.builds(Shift, st.just("S"), st.just("rows"), st.integers(1, 20), st.integers(-9, 9).filter(bool))


def place(edge: Edge, ruler: Ruler) -> int:
    return ruler.start(edge.line) * UNIT + edge.offset


@given(an_object(), SHIFTS)
def test_an_object_that_stays_is_where_it_was(given_object: tuple[Edge, Edge, Ruler], shift: Shift) -> None:
    first, last, ruler = given_object
    after = ruler.with_lines(shift.at - 1, shift.count)
    start, end = moved_edges(first, last, "stay", shift, Sizes(lambda: ruler, lambda: after), UNIT)
    assert (place(start, after), place(end, after)) == (place(first, ruler), place(last, ruler))


@given(an_object(), SHIFTS)
def test_an_object_that_moves_keeps_its_size(given_object: tuple[Edge, Edge, Ruler], shift: Shift) -> None:
    first, last, ruler = given_object
    after = ruler.with_lines(shift.at - 1, shift.count)
    start, end = moved_edges(first, last, "move", shift, Sizes(lambda: ruler, lambda: after), UNIT)
    assert place(end, after) - place(start, after) == place(last, ruler) - place(first, ruler)
    moved = shift.line(first.line + 1)
    assert start == (Edge(shift.at - 1, 0) if moved is None else Edge(moved - 1, first.offset))


@given(an_object(), SHIFTS, st.sampled_from(["size", "move", "stay"]))
def test_what_comes_and_goes_again_leaves_no_trace(
    given_object: tuple[Edge, Edge, Ruler], shift: Shift, holding: str
) -> None:
    first, last, ruler = given_object
    if shift.count < 0:
        shift = shift.reversed()
    after = ruler.with_lines(shift.at - 1, shift.count)
    there = moved_edges(first, last, holding, shift, Sizes(lambda: ruler, lambda: after), UNIT)
    back = moved_edges(*there, holding, shift.reversed(), Sizes(lambda: after, lambda: ruler), UNIT)
    assert back == (first, last)


def test_lengths_are_asked_for_only_where_they_count() -> None:
    def nobody_asks() -> Ruler:
        raise AssertionError

    sizes = Sizes(nobody_asks, nobody_asks)
    shift = Shift("S", "rows", 5, 2)
    assert moved_edges(Edge(1, 0), Edge(3, 0), "move", shift, sizes, UNIT) == (Edge(1, 0), Edge(3, 0))
    assert moved_edges(Edge(4, 7), Edge(9, 0), "move", shift, sizes, UNIT) == (Edge(6, 7), Edge(11, 0))
    assert moved_edges(Edge(1, 0), Edge(9, 0), "size", shift, sizes, UNIT) == (Edge(1, 0), Edge(11, 0))
