"""`lossless.md`: what is lost of each kind of thing when rows are inserted, a sheet is copied, a cell is edited.

Measured (`bench/lossless.py`) whenever the page is made, so that it says nothing that is not so.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from ruamel.yaml import YAML

_BENCH = str(Path(__file__).parents[2] / "bench")
_INTRODUCTION = """\
# What is lost

What is gone from a workbook, or stands where it should not, once three rows were inserted, a sheet copied, or one cell
written. Each line is measured on a book made for it: an independent reader notes what the book has and where, the
change is made, and whatever is not found again, moved along with its cells, is lost. “Not moved” is what is there still
but belongs to other cells now; “other” is what says something else. The page is generated; a test measures it anew.

openpyxl {version} stands for what a script can do without Excel: `insert_rows`, `copy_worksheet`, and opening and
saving without any change. It is asked with its own settings, and with `keep_vba=True` for macros. Two of its options
would do better: `rich_text=True` for formatted runs, and pictures are kept, without their links, where Pillow is
installed.

| kind | ours: insert rows | copy a sheet | edit a cell | openpyxl: `insert_rows` | `copy_worksheet` | open and save |
|---|---|---|---|---|---|---|
"""
_COLUMNS = ("ours, rows", "ours, sheet", "ours, cell", "openpyxl, rows", "openpyxl, sheet", "openpyxl, saved")
_REFUSED = """
## What is refused

What cannot follow is named before anything is written:

| kind | change | what is said |
|---|---|---|
"""
_LEDGER = Path(__file__).parents[2] / "tests" / "fixtures" / "libreoffice" / "ledger.yaml"
_JUDGED = """
## Where LibreOffice does otherwise than Excel

LibreOffice judges edits of rows, columns and sheets: random books are edited by it and by us, one edit after the other,
and every formula and value must agree (`make judge` asks of thousands). Where it differs from Excel, we do as Excel:

| what | Excel, and we | LibreOffice | how it is known |
|---|---|---|---|
"""
_CHANGES = {"ours, rows": "insert rows", "ours, sheet": "copy a sheet", "ours, cell": "edit a cell"}
_ELSEWHERE = """
So is a place that Excel itself refuses: inside an array formula (Ctrl+Shift+Enter) or a pivot table, at the heading of
an Excel table, where cells would be pushed off the sheet. Public workbooks by the thousand are held to the same with
`bench/sweep.py --structure`.
"""


def lossless_page() -> str:
    """The page: every kind with what is lost of it, then what is refused."""
    if _BENCH not in sys.path:
        sys.path.append(_BENCH)
    lossless = import_module("lossless")
    lines, refused = [], []
    for kind, found in lossless.all_measured().items():
        said = ["refused" if found[each].startswith(lossless.REFUSED) else found[each] for each in _COLUMNS]
        lines.append(f"| {kind} | {' | '.join(said)} |\n")
        refused += [
            f"| {kind} | {_CHANGES[each]} | {found[each].removeprefix(lossless.REFUSED)} |\n"
            for each in _CHANGES
            if found[each].startswith(lossless.REFUSED)
        ]
    introduction = _INTRODUCTION.format(version=import_module("openpyxl").__version__)
    return "".join((introduction, *lines, _REFUSED, *refused, _ELSEWHERE, _JUDGED, *_judged()))


def _judged() -> Iterator[str]:
    for entry in YAML(typ="safe").load(_LEDGER.read_text(encoding="utf-8")):
        [(ours, theirs)] = entry["at"].values()
        excel, libreoffice = (
            f"{entry[of]} `{made}`" if str(made).startswith("=") else entry[of]
            for of, made in (("excel", ours), ("libreoffice", theirs))
        )
        yield f"| {entry['what']} | {excel} | {libreoffice} | {entry['source']} |\n"
