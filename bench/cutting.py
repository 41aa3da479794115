"""What unit sheets and long lists cost beside peers: `python bench/cutting.py [--write]` in the project's folder.

Unit sheets of 26 rows and five columns, a quarter of whose cells are formulas (sheet_data.py): ours from a template,
every formula with its value; xltpl's from the same template, without values; XlsxWriter's written from Python with
values given to it. A list of up to 100 000 rows, ours and XlsxWriter's. `xl-addin unit-sheets --per-file` on a
campaign book by one process and by two. Every one in a process of its own, in turns. Processor seconds are measured,
which other programs on the machine hardly disturb; only what two processes gain is wall time, and wants the machine
alone. With `--write` the result is a section of docs/performance.md. Not a test: it takes some four minutes.
"""

import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from campaign_data import COMMAND, campaign_book
from processes import run
from sections import with_section
from sheet_data import write_rows, write_templates, write_units

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
CHILD = Path(__file__).with_name("sheet_writers.py")
HEADING = "## Cutting unit sheets"
SHEETS, LISTS, FILES = (1_000, 3_321), (25_000, 50_000, 100_000), 600
PAIRS, PAIRS_OF_LARGEST, PAIRS_OF_FILES = 3, 1, 2

Goal = tuple[str, str, bool]


def main() -> None:
    """Measure, print, and with --write put the section into its page."""
    goals: list[Goal] = []
    lines = [HEADING, "", described(), ""]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_templates(folder)
        lines += [*of_sheets(folder, goals), "", *of_lists(folder, goals), "", *of_files(folder, goals), ""]
    lines += ["| goal | measured | met |", "|---|---|---|"]
    lines += [f"| {goal} | {measured} | {'yes' if met else '**no**'} |" for goal, measured, met in goals]
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), HEADING, "\n".join([*lines, ""])), "utf-8")


def described() -> str:
    """What was measured, and how."""
    return (
        "Unit sheets of 26 rows and five columns, a template's twenty repeated rows with a formula each and a total;\n"
        "a list of repeated rows with a formula each. Ours store every formula's value; xltpl stores none; XlsxWriter\n"
        "writes the same cells from Python, the values given to it. Processor seconds from importing the library to\n"
        f"the saved file, medians of {PAIRS} processes that take turns (one each of {spaced(SHEETS[-1])} sheets), and\n"
        "the most memory of a process. Measured on "
        f"{date.today():%d/%m/%Y}, {os.cpu_count()} cores, Python {platform.python_version()}."
    )


def of_sheets(folder: Path, goals: list[Goal]) -> list[str]:
    """Unit sheets, beside xltpl and XlsxWriter."""
    writers = ("ours", "xltpl", "XlsxWriter")
    lines = [
        "| unit sheets | ours | xltpl | XlsxWriter | ours ÷ xltpl | ours ÷ XlsxWriter |",
        "|---|---|---|---|---|---|",
    ]
    took = []
    for size in SHEETS:
        write_units(folder / f"{size}.json", size)
        pairs = PAIRS if size < SHEETS[-1] else PAIRS_OF_LARGEST
        found = in_turns(writers, "sheets", folder / f"{size}.json", pairs)
        ours, *others = (found[writer] for writer in writers)
        by_xltpl, by_xlsxwriter = (ours[0] / other[0] for other in others)
        lines.append(f"| {spaced(size)} | {both(found.values())} | {by_xltpl:.2f} | {by_xlsxwriter:.2f} |")
        goals += [
            (f"{spaced(size)} unit sheets: at most 0.4 × xltpl", f"{by_xltpl:.2f} ×", by_xltpl <= 0.4),
            (f"{spaced(size)} unit sheets: at most 1 × XlsxWriter", f"{by_xlsxwriter:.2f} ×", by_xlsxwriter <= 1),
            (f"{spaced(size)} unit sheets: below 300 MB", f"{ours[1]:.0f} MB", ours[1] < 300),
        ]
        took.append(ours[0])
    goals.append(linear(SHEETS, took, "sheets"))
    return lines


def of_lists(folder: Path, goals: list[Goal]) -> list[str]:
    """One long list, beside XlsxWriter."""
    lines = ["| rows of a list | ours | XlsxWriter | ours ÷ XlsxWriter |", "|---|---|---|---|"]
    took = []
    for size in LISTS:
        write_rows(folder / f"{size}.json", size)
        found = in_turns(("ours", "XlsxWriter"), "list", folder / f"{size}.json", PAIRS)
        ours, other = found.values()
        ratio = ours[0] / other[0]
        lines.append(f"| {spaced(size)} | {both(found.values())} | {ratio:.2f} |")
        took.append(ours[0])
    goals += [
        (f"a list of {spaced(size)} rows: at most 1.5 × XlsxWriter", f"{ratio:.2f} ×", ratio <= 1.5),
        (f"a list of {spaced(size)} rows: below 300 MB", f"{ours[1]:.0f} MB", ours[1] < 300),
        linear(LISTS, took, "rows"),
    ]
    return lines


def of_files(folder: Path, goals: list[Goal]) -> list[str]:
    """A file for each unit, by one process and by two: wall seconds, with what is the same for both."""
    book = campaign_book(folder, FILES)
    cut = ("unit-sheets", str(book), "--spec", "binh_phuoc", "--per-file")
    found: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(PAIRS_OF_FILES):
        for jobs in found:
            command = [sys.executable, "-c", COMMAND, *cut, "--jobs", str(jobs), "-o", str(folder / f"{turn}.{jobs}")]
            made = run(command)
            if made.printed is None:
                raise RuntimeError("unit-sheets --per-file failed")
            found[jobs].append(made.seconds)
    one, two = map(statistics.median, found.values())
    ratio = two / (one / 2)
    goals.append(
        (f"{spaced(FILES)} files by two processes: at most 1.2 × half of one's", f"{ratio:.2f} ×", ratio <= 1.2)
    )
    return [
        f"`xl-addin unit-sheets --per-file`, a campaign of {spaced(FILES)} units, whole command, wall seconds:",
        f"{one:.1f} s by one process, {two:.1f} s by two, {two / FILES * 1000:.1f} ms a file.",
    ]


def in_turns(writers: Sequence[str], what: str, data: Path, pairs: int) -> dict[str, tuple[float, float]]:
    """For each writer the median of its processor seconds, and the most memory."""
    runs: dict[str, list[tuple[float, float]]] = {writer: [] for writer in writers}
    for _ in range(pairs):
        for writer in writers:
            target = data.with_suffix(f".{writer}.xlsx")
            made = run([sys.executable, str(CHILD), writer, what, str(data), str(target)])
            if made.printed is None:
                raise RuntimeError(f"{writer} could not write {what} from {data.name}")
            runs[writer].append((json.loads(made.printed)["seconds"], made.megabytes))
            print(f"{what} {data.stem}: {writer} {runs[writer][-1][0]:.2f} s", file=sys.stderr, flush=True)
    return {
        writer: (statistics.median(seconds for seconds, _ in each), max(megabytes for _, megabytes in each))
        for writer, each in runs.items()
    }


def linear(sizes: Sequence[int], took: Sequence[float], what: str) -> Goal:
    """Whether the time for one of the largest is that for one of the smallest, give or take a fifth."""
    growth = (took[-1] / sizes[-1]) / (took[0] / sizes[0])
    return (f"{spaced(sizes[0])} to {spaced(sizes[-1])} {what}: linear", f"{growth:.2f} × each", growth <= 1.2)


def both(found: Iterable[tuple[float, float]]) -> str:
    """Seconds and megabytes, column by column."""
    return " | ".join(f"{seconds:.2f} s, {megabytes:.0f} MB" for seconds, megabytes in found)


def spaced(number: int) -> str:
    """`3 321`."""
    return f"{number:,}".replace(",", " ")


if __name__ == "__main__":
    main()
