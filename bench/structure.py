"""What an edit costs beside openpyxl: `python bench/structure.py [--write]`, a section of docs/performance.md.

On a campaign book, each in a process of its own, in turns: set 100 cells, insert 1 000 rows, copy a sheet. We open the
file, check and make the edit and save; with "and recalculated" every formula is calculated anew and stored, too.
openpyxl loads, changes and saves the book; it moves no reference, copies no picture, and stores no result.
"""

import os
import platform
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from books import by_xlsxwriter
from plans import campaign
from processes import Run, run
from sections import with_section

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
CHILD = Path(__file__).with_name("one_edit.py")
HEADING = "## Edits"
SIZES = (1_000, 10_598, 40_000)
PAIRS = 3
ENGINES = ("ours", "ours, recalculated", "openpyxl")
EDITS = ("set 100 cells", "insert 1 000 rows", "copy a sheet")


def main() -> None:
    """Measure, print, and with --write put the section into its page."""
    lines = [
        "| rows | edit | ours | … and recalculated | openpyxl | times as fast | memory |",
        "|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            book = Path(folder) / f"{rows}.xlsx"
            by_xlsxwriter(campaign(rows), book)
            for edit in EDITS:
                runs = [{engine: edited(engine, edit, book) for engine in ENGINES} for _ in range(PAIRS)]
                lines.append(line(rows, edit, runs))
                print(lines[-1], flush=True)
    if "--write" in sys.argv[1:]:
        section = "\n".join([HEADING, "", described(), "", *lines, ""])
        PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), HEADING, section), encoding="utf-8")


def line(rows: int, edit: str, runs: list[dict[str, Run]]) -> str:
    """A row of the table: medians of the seconds, the median of the pairs' ratios, the most memory."""
    ours, recalculated, other = (statistics.median(each[engine].seconds for each in runs) for engine in ENGINES)
    times = statistics.median(each["openpyxl"].seconds / each["ours"].seconds for each in runs)
    memory = " ÷ ".join(f"{max(each[engine].megabytes for each in runs):.0f} MB" for engine in ("ours", "openpyxl"))
    size = f"{rows:,}".replace(",", " ")
    return f"| {size} | {edit} | {ours:.2f} s | {recalculated:.2f} s | {other:.2f} s | {times:.1f} | {memory} |"


def described() -> str:
    """What was measured, and how."""
    return (
        "One edit of a campaign book of so many rows and two sheets: open, edit, save, in whole processes that take\n"
        f"turns with openpyxl's load and save, {PAIRS} times. Medians of wall seconds; the sixth column is the median\n"
        "of the pairs' ratios (openpyxl ÷ ours). openpyxl moves no reference and stores no result. Measured on\n"
        f"{date.today():%d/%m/%Y}, {os.cpu_count()} cores, Python {platform.python_version()}."
    )


def edited(engine: str, edit: str, book: Path) -> Run:
    """One edit by one of them, as a process."""
    made = run([sys.executable, str(CHILD), engine, edit, str(book), str(book.with_suffix(".out.xlsx"))])
    if made.printed is None:
        raise RuntimeError(f"{engine} could not {edit} in {book.name}")
    return made


if __name__ == "__main__":
    main()
