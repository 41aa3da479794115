"""What the rules cost in one big book, and how long a folder of small books takes; `make bench` puts it on its page.

`python bench/verify.py` measures and prints this alone, with `--quick` a tenth of the books and rows. Processor seconds
(user and system), which other programs on the machine hardly disturb, stand beside the time on the wall.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from books import by_xlsxwriter
from plans import FIRST, Content, Plan, campaign

from xl_addin.fault import exit_status

BIG_ROWS = (1_000, 3_321, 10_598, 40_000)
SMALL_ROWS, SMALL_BOOKS = 11, 3_321
PROCESSES = 2
ROUNDS = 5
HEADINGS: dict[str, tuple[tuple[str, Content], ...]] = {
    "Giai đoạn 1": (
        ("STT", 1),
        ("Tên xã", 2),
        ("Số công dân đủ điều kiện", 3),
        ("Chỉ tiêu thu nhận hồ sơ", 4),
        ("Số hồ sơ đã thu nhận", 5),
        ("Số tài khoản đã kích hoạt", 6),
        ("Hồ sơ còn phải thu nhận", "7=4-5"),
        ("Thu nhận trong đợt", 8),
        ("Thu nhận sau đợt", "9=7-8"),
        ("Tài khoản còn phải kích hoạt", "10=4-6"),
        ("Số tổ", 11),
        ("Bình quân một tổ mỗi ngày", "12=(10/11)/25"),
    ),
    "Giai đoạn 2": (
        ("STT", 1),
        ("Tên xã", 2),
        ("Số công dân còn lại", 3),
        ("Phần lớn", 4),
        ("Phần nhỏ", 5),
        ("Còn lại", "6=4-5"),
        ("Số tổ", 7),
        ("Bình quân một tổ mỗi ngày", "8=(4/7)/65"),
    ),
}
"""What stands above each column of `campaign`: its heading and its cell of the column-number row."""
Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Big:
    """Processor seconds for one book of so many rows."""

    rows: int
    read: float
    recalculate: float
    rules: float

    @property
    def ratio(self) -> float:
        """The rules against reading and recalculating."""
        return self.rules / (self.read + self.recalculate)


@dataclass(frozen=True)
class Many:
    """A folder of books in two processes: seconds on the wall, and of processors."""

    books: int
    wall: float
    processors: float

    @property
    def wall_ms(self) -> float:
        """Milliseconds on the wall for each book."""
        return self.wall / self.books * 1000

    @property
    def processor_ms(self) -> float:
        """What it would be on the wall if both processors were ours alone."""
        return self.processors / self.books / PROCESSES * 1000


def main() -> None:
    """Measure and print."""
    share = 10 if "--quick" in sys.argv[1:] else 1
    with tempfile.TemporaryDirectory() as folder:
        for rows in BIG_ROWS:
            print(big(Path(folder), rows // share))
        found = many(Path(folder), SMALL_BOOKS // share)
        print(found, f"{found.wall_ms:.1f} ms each, {found.processor_ms:.1f} ms with both processors for it")


def big(folder: Path, rows: int) -> Big:
    """Reading, recalculating and the rules on one book, each at its best."""
    from xl_addin.engine.recalculate import recalculate
    from xl_addin.verify.verify import verify_book
    from xl_addin.workbook.reading.read import read_book

    path = folder / "big.xlsx"
    by_xlsxwriter(numbered(campaign(rows)), path)
    read, book = _best(lambda: read_book(path))
    calculated, _ = _best(lambda: recalculate(book))
    verified, verification = _best(lambda: verify_book(book))
    assert len(verification.tables) == 2, "both tables have a column-number row"
    return Big(rows, read, calculated, verified - calculated)


def many(folder: Path, books: int) -> Many:
    """`xl-addin verify` on a folder of workbooks of eleven units."""
    units = folder / "units"
    units.mkdir()
    by_xlsxwriter(numbered(campaign(SMALL_ROWS)), units / "0000.xlsx")
    data = (units / "0000.xlsx").read_bytes()
    for number in range(1, books):
        (units / f"{number:04d}.xlsx").write_bytes(data)
    program = [str(Path(sys.executable).with_name("xl-addin")), "verify", str(units), "--jobs", str(PROCESSES)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run([*program, "--format", "json"], capture_output=True, check=False)
    wall, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(json.loads(done.stdout)["files"]) == books, done.stderr.decode()
    return Many(books, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def numbered(plan: Plan) -> Plan:
    """The plan with headings and a column-number row above its columns, which then is a numbered table."""
    for (sheet, column), (first, cells) in list(plan.contents.items()):
        above = [*cells[: max(0, FIRST - 2 - first)], *HEADINGS[sheet][column - 1]]
        below = cells[max(0, FIRST - first) :]
        plan.contents[sheet, column] = (min(first, FIRST - 2), [*above, *below])
    return plan


def _best(work: Callable[[], Outcome]) -> tuple[float, Outcome]:
    """The fewest processor seconds of several rounds, and what came out."""
    seconds = []
    for _ in range(ROUNDS):
        start = process_time()
        outcome = work()
        seconds.append(process_time() - start)
    return min(seconds), outcome


if __name__ == "__main__":
    sys.exit(exit_status(main))
