"""What is lost of each kind of thing in a book by our edits and by openpyxl, measured on books made for it.

The books are those of `tests/fixtures/foreign_books.py`. `docs/generate.py` makes `docs/lossless.md` of what is found,
and a test holds the page to it.
"""

import sys
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent
sys.path[:0] = [str(REPOSITORY / "tests"), str(REPOSITORY / "bench")]

import openpyxl  # noqa: E402
from fixtures.foreign_books import SHEET, foreign_book  # noqa: E402
from lossless_kinds import KINDS, PROBES, Kind  # noqa: E402
from sweeping.facts import Facts, expected, facts  # noqa: E402
from sweeping.kinds_of_parts import Parts  # noqa: E402

from xl_addin.formula.cells import CellRef  # noqa: E402
from xl_addin.package.draft import Draft  # noqa: E402
from xl_addin.package.package import open_package  # noqa: E402
from xl_addin.problem import Problem  # noqa: E402
from xl_addin.workbook.edits.applying import apply_edits  # noqa: E402
from xl_addin.workbook.edits.edit import CopySheet, Edit, InsertRows, SetValue  # noqa: E402

AT, COUNT = 2, 3
COPY = "Bảng hai"
NOTHING, REFUSED = "nothing", "refused: "
Change = Callable[[bytes], bytes]


def all_measured() -> dict[str, dict[str, str]]:
    """What each change loses, kind by kind."""
    return {name: measured(kind) for name, kind in KINDS.items()}


def measured(kind: Kind) -> dict[str, str]:
    """What each change loses of a kind, in words."""
    data = _book(kind)
    probes = (*kind.without_pillow, *kind.probes)
    before = facts(Parts.of(data), SHEET, PROBES, probes)
    assert {name for name, _ in before} == set(probes), f"{kind}: {before}"
    there = expected(before, PROBES, lambda row: row + COUNT if row >= AT else row)
    copied = _of_the_copy(before)
    return {
        "ours, rows": _lost(probes, data, _ours(InsertRows(SHEET, AT, COUNT)), there),
        "ours, sheet": _lost(probes, data, _ours(CopySheet(SHEET, COPY)), copied, sheet=COPY),
        "ours, cell": _lost(probes, data, _ours(SetValue(CellRef(SHEET, 3, 3), 1)), before),
        "openpyxl, rows": _lost(kind.probes, data, _rows_by_openpyxl, there),
        "openpyxl, sheet": _lost(kind.probes, data, _sheet_by_openpyxl, copied, sheet=COPY),
        "openpyxl, saved": _lost(kind.probes, data, _saved_by_openpyxl, before),
    }


def _of_the_copy(before: Facts) -> Facts:
    """The facts of a sheet as they are of its copy, which speaks of itself."""
    copied: Facts = Facts()
    for (name, said), count in before.items():
        of_the_book = PROBES[name].way[:1] in (("workbook",), ("of workbook",))
        copied[name, said if of_the_book else said.replace(f"{SHEET}!", f"'{COPY}'!")] += count
    return copied


def _book(kind: Kind) -> bytes:
    data = foreign_book(kind.book)
    if kind.add is None:
        return data
    draft = Draft(open_package(data))
    kind.add(draft)
    return draft.data()


def _lost(probes: tuple[str, ...], data: bytes, change: Change, wanted: Facts, *, sheet: str = SHEET) -> str:
    try:
        after = Parts.of(change(data))
    except Problem as problem:
        return f"{REFUSED}{problem.text.en}"
    found = facts(after, sheet, PROBES, probes)
    said = []
    for name in probes:
        there, here = (Facts({each: n for each, n in one.items() if each[0] == name}) for one in (wanted, found))
        total, missing = (there.total(), (there - here).total())
        gone = max(0, total - here.total())
        if gone:
            said.append(f"{name} ({gone} of {total} gone)" if gone < total else name)
        if missing > gone:
            word = "not moved" if change is _rows_by_openpyxl else "other"
            said.append(f"{name} ({missing - gone} of {total} {word})")
    return "; ".join(said) or NOTHING


def _ours(edit: Edit) -> Change:
    def change(data: bytes) -> bytes:
        draft = Draft(open_package(data))
        apply_edits(draft, [edit])
        return draft.data()

    return change


def _by_openpyxl(data: bytes, change: Callable[[Any], object]) -> bytes:
    """With openpyxl's own settings, but for macros: without `keep_vba` it leaves them out by intention."""
    with warnings.catch_warnings(action="ignore"):
        book = openpyxl.load_workbook(BytesIO(data), keep_vba=b"vbaProject" in data)
        change(book)
        target = BytesIO()
        book.save(target)
    return target.getvalue()


def _rows_by_openpyxl(data: bytes) -> bytes:
    return _by_openpyxl(data, lambda book: book[SHEET].insert_rows(AT, COUNT))


def _sheet_by_openpyxl(data: bytes) -> bytes:
    return _by_openpyxl(data, lambda book: setattr(book.copy_worksheet(book[SHEET]), "title", COPY))


def _saved_by_openpyxl(data: bytes) -> bytes:
    return _by_openpyxl(data, lambda _: None)
