"""For every kind of part, the workbook after an edit is the one expected, part by part.

`tests/golden/structure/` has them as texts; what is left out of them is `IGNORED`. A part that is not in the golden is
the same to the byte.
"""

import pytest
from fixtures.golden_books import GOLDEN, KINDS, after, cases


@pytest.mark.parametrize(("kind", "edit"), cases(), ids=lambda each: each)
def test_every_part_is_as_expected(kind: str, edit: str) -> None:
    assert after(kind, edit) == (GOLDEN / kind / f"{edit}.txt").read_text(encoding="utf-8")


def test_there_is_no_golden_that_nobody_holds() -> None:
    there = {(path.parent.name, path.stem) for path in GOLDEN.rglob("*.txt")}
    assert there == {*cases(), *((kind, "before") for kind in KINDS)}
