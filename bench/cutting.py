"""What cutting unit sheets costs beside an earlier commit: `python bench/cutting.py [commit]` in the project's folder.

Both cut the same campaign books of 300 and 1 000 units by the shipped template with the campaign's spec, in whole
processes that take turns. Processor seconds are measured, which other programs on the machine hardly disturb. Printed
are the medians and the median of the pairs' ratios; with `--write` they are a section of docs/performance.md, which
`make bench` leaves as it is. The commit is checked out beside this tree for the time of the run. Not a test: it takes
some minutes.
"""

import csv
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from sections import with_section

ROOT = Path(__file__).parent.parent
EARLIER = "d039e02"
SIZES = (300, 1_000)
PAIRS = 5
PAGE = ROOT / "docs" / "performance.md"
HEADING = "## Cutting unit sheets"
PUBLISHED = ROOT / "formulas_spec" / "published" / "binh_phuoc_phase1.csv"
RUN = "import sys; from xl_addin.cli import main; sys.argv[0] = 'xl-addin'; main()"


def main() -> None:
    """Make the books, let both trees cut them in turns, print what they took."""
    commit = next((each for each in sys.argv[1:] if not each.startswith("-")), EARLIER)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        earlier = folder / "earlier"
        git("worktree", "add", "--detach", str(earlier), commit)
        try:
            rows = [measured(size, folder, earlier) for size in SIZES]
        finally:
            git("worktree", "remove", "--force", str(earlier))
    lines = [f"| units | at {commit}, s | now, s | times as fast |", "|---|---|---|---|"]
    lines += [f"| {size} | {before:.2f} | {now:.2f} | {ratio:.1f} |" for size, before, now, ratio in rows]
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        section = "\n".join([HEADING, "", described(commit), "", *lines, ""])
        PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), HEADING, section), encoding="utf-8")


def described(commit: str) -> str:
    """What was measured, and how."""
    sizes = " and ".join(map(str, SIZES))
    return (
        f"`xl-addin unit-sheets` on campaign books of {sizes} units, by the shipped template and with its spec:\n"
        f"whole processes of this tree and of commit {commit} (which did not verify the book first) in turns, {PAIRS} "
        "pairs.\nMedian processor seconds; the last column is the median of the pairs' ratios. Measured on\n"
        f"{date.today():%d/%m/%Y}, {os.cpu_count()} cores, Python {platform.python_version()}."
    )


def measured(size: int, folder: Path, earlier: Path) -> tuple[int, float, float, float]:
    """The medians of both and of their pairs' ratios."""
    book = folder / f"{size}.xlsx"
    data = folder / f"{size}.csv"
    write_figures(data, size)
    timed(ROOT, "new", "binh_phuoc", "--data", str(data), "-o", str(book))
    cut = ("unit-sheets", str(book), "--spec", "binh_phuoc", "-o", str(folder / "out.xlsx"))
    timed(ROOT, *cut)
    timed(earlier, *cut)
    pairs = []
    for number in range(PAIRS):
        trees = (earlier, ROOT) if number % 2 == 0 else (ROOT, earlier)
        seconds = {tree: timed(tree, *cut) for tree in trees}
        pairs.append((seconds[earlier], seconds[ROOT]))
        print(f"{size} units: {seconds[earlier]:.2f} s and {seconds[ROOT]:.2f} s", file=sys.stderr, flush=True)
    before, now = (statistics.median(times) for times in zip(*pairs, strict=True))
    return size, before, now, statistics.median(one / other for one, other in pairs)


def write_figures(path: Path, units: int) -> None:
    """Invented figures of so many units, in the shape of the published ones."""
    chance = random.Random(units)
    heads = list(csv.reader(PUBLISHED.read_text(encoding="utf-8-sig").splitlines()[:2]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(heads)
        for number in range(1, units + 1):
            eligible = chance.randint(2_000, 12_000)
            received, activated = chance.randint(0, eligible // 3), chance.randint(0, eligible // 4)
            figures = [eligible, "", received, activated, "", "", "", "", chance.randint(4, 12), ""]
            writer.writerow([number, f"Xã {number:04d}", *figures])


def timed(tree: Path, *arguments: str) -> float:
    """The processor seconds, user and system, that a command of one tree takes in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Python looks in the folder it runs in before all others.
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    subprocess.run([sys.executable, "-c", RUN, *arguments], check=True, capture_output=True, cwd=tree, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def git(*arguments: str) -> None:
    """Run git on this project."""
    subprocess.run(["git", "-C", str(ROOT), *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
