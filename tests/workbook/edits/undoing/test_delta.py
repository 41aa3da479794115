"""A content is taken back to an earlier one by what was removed and by nothing more."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xl_addin.workbook.edits.undoing.delta import Delta, delta, with_delta

ROWS = [
    b'<row r="%d">%b</row>'
    % (row, b"".join(b'<c r="%c%d"><v>%d</v></c>' % (65 + at, row, row * at) for at in range(9)))
    for row in range(1, 800)
]
SHEET = b"".join(ROWS)
pieces = st.lists(st.sampled_from([b"<a>", b"</a>", b'<c r="A1"/>', b"1", b"xin", b"\xff\x00"]), max_size=40).map(
    b"".join
)


@given(pieces, pieces)
@example(b"", b"x")
@example(b"x", b"")
def test_it_is_exact_whatever_the_two_hold(now: bytes, before: bytes) -> None:
    assert with_delta(now, delta(now, before)) == before


@given(st.lists(st.tuples(st.integers(0, len(SHEET)), st.binary(max_size=20), st.integers(0, 20)), max_size=9))
def test_it_holds_little_more_than_what_was_removed(changes: list[tuple[int, bytes, int]]) -> None:
    now = SHEET
    for place, new, gone in changes:
        now = now[:place] + new + now[place + gone :]
    change = delta(now, SHEET)
    assert with_delta(now, change) == SHEET
    assert len(change.removed) <= sum(gone + 80 for _, _, gone in changes)
    assert len(change.runs) <= 3 * len(changes) + 1


def test_rows_that_have_gone_are_all_it_holds() -> None:
    change = delta(b"".join([*ROWS[:200], *ROWS[500:]]), SHEET)
    assert change.removed == b"".join(ROWS[200:500]) or len(change.removed) <= len(b"".join(ROWS[200:500])) + 80


def test_rows_that_have_come_cost_nothing() -> None:
    assert delta(SHEET, b"".join([*ROWS[:200], *ROWS[500:]])).removed == b""


def test_that_of_another_content_is_refused() -> None:
    with pytest.raises(ValueError, match="something else"):
        with_delta(b"short", Delta(((0, 0, 6),), b""))
