"""`python bench/verify.py`: what the rules cost in one big book, and how long a folder of small books takes.

Prints processor seconds (user and system), which other programs on the machine hardly disturb, beside the time on the
wall. `--quick` takes a tenth of the books and rows.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from books import by_xlsxwriter
from plans import FIRST, Content, Plan, campaign

BIG_ROWS = 10_598
SMALL_ROWS, SMALL_BOOKS = 11, 3_321
PROCESSES = 2
ALLOWED_MS = 15
ROUNDS = 3
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


def main() -> None:
    """Measure and print."""
    share = 10 if "--quick" in sys.argv[1:] else 1
    with tempfile.TemporaryDirectory() as folder:
        big(Path(folder), BIG_ROWS // share)
        many(Path(folder), SMALL_BOOKS // share)


def big(folder: Path, rows: int) -> None:
    """Reading, recalculating and the rules on one book, each at its best."""
    from xl_addin.engine.recalculate import recalculate
    from xl_addin.verify.verify import verify_book
    from xl_addin.workbook.read import read_book

    path = folder / "big.xlsx"
    by_xlsxwriter(numbered(campaign(rows)), path)
    read, book = _best(lambda: read_book(path))
    calculated, _ = _best(lambda: recalculate(book))
    verified, verification = _best(lambda: verify_book(book))
    assert len(verification.tables) == 2, "both tables have a column-number row"
    rules = verified - calculated
    print(f"{rows} rows: read {read:.2f} s, recalculate {calculated:.2f} s, rules {rules:.2f} s")
    print(f"  rules / (read + recalculate) = {rules / (read + calculated):.2f} (at most 1.00)")


def many(folder: Path, books: int) -> None:
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
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{books} workbooks: {wall:.1f} s on the wall, {spent:.1f} s of processors")
    print(
        f"  {wall / books * 1000:.1f} ms on the wall each, {spent / books / PROCESSES * 1000:.1f} ms if both "
        f"processors are ours (at most {ALLOWED_MS})"
    )


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
    main()
