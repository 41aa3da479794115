"""Some dozens of kinds of books, each held to an independent reader while rows, columns and sheets come and go.

`bench/sweep.py --structure` does the same to folders of public workbooks.
"""

import importlib
from pathlib import Path

import pytest
from fixtures.foreign_books import foreign_book

BENCH = Path(__file__).parents[3] / "bench"
KINDS = (
    *("combined chart", "chart sheet", "condition icons", "condition data bar 2010", "picture", "header pictures"),
    *("text box", "sparklines", "Excel table", "validations", "names", "comments", "threaded comments", "links"),
    *("buttons", "outline", "printing", "all kinds of cells", "autofilter", "protection", "ignored errors", "macros"),
    *("pivot table", "dynamic arrays", "picture in a cell", "picture behind", "rich text", "other sheets", "views"),
    *("calculation chain", "printer settings", "scenarios", "newer rules", "custom XML", "structure locked"),
)
REFUSED = {
    "pivot table": "this would cut the pivot table “Tổng hợp” at G3:H6; move that table and run again",
    "dynamic arrays": "the array formula I3:I8 would be cut; clear that formula, or choose a place outside it",
}
"""What is refused as Excel refuses it."""


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_dropped(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCH)
    path = tmp_path / "book.xlsx"
    path.write_bytes(foreign_book(name))
    found = importlib.import_module("sweeping.structural_trials").tried_in_structure(str(path))
    of_no_interest = ("done", f"refused: {REFUSED.get(name)}")
    assert {trial: said for trial, said in found.items() if trial != "seconds" and said not in of_no_interest} == {}


@pytest.mark.parametrize(
    ("judged", "says"), [(False, "wsDr/gone: 0 became 1"), (True, "not valid: .*Unexpected element 'gone'")]
)
def test_what_is_dropped_is_seen(monkeypatch: pytest.MonkeyPatch, judged: bool, says: str) -> None:
    """By the schemas, and by the reader that counts, for whoever has none."""
    monkeypatch.syspath_prepend(BENCH)
    trials = importlib.import_module("sweeping.structural_trials")
    package = importlib.import_module("xl_addin.package.package").open_package(foreign_book("picture"))
    book = importlib.import_module("xl_addin.workbook.reading.read").read_book(package)
    real = trials.apply_edits

    def careless(draft, edits, **more) -> None:
        real(draft, edits, **more)
        draft.write("xl/drawings/drawing1.xml", draft.read("xl/drawings/drawing1.xml").replace(b"hlinkClick", b"gone"))

    monkeypatch.setattr(trials, "apply_edits", careless)
    if not judged:
        monkeypatch.setattr(trials, "faults", lambda _: frozenset())
    with pytest.raises(Exception, match=says):
        trials.rows_inserted(package, book)
