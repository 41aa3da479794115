"""`make bench`: measure the engines on the same books in the same run and write docs/performance.md.

Results are checked against values calculated independently before anything is timed, on books whose stored results
are wrong. Times are the best of several rounds in which the engines take turns. `--quick` measures small books only
and prints the page instead of writing it.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import cutting
import structure
from books import WRITERS, by_openpyxl, by_xlsxwriter, libreoffice_command
from engines import Areas
from page import Results, performance_page
from plans import Plan, campaign, irregular, wide
from processes import Run, measured, run
from sections import section_of, with_section
from verify import BIG_ROWS, SMALL_BOOKS, big, many

from xl_addin.fault import exit_status

SIZES = (11, 111, 1_000, 3_321, 10_598)
CURVE = (1_000, 3_000, 10_000, 30_000, 100_000)
FAST = ("ours", "formualizer", "IronCalc")
ALL = ("ours", "ours, general reader", "formualizer", "IronCalc", "formulas", "pycel", "LibreOffice")
SLOW_SECONDS = 10
PAIRS = 15
MOST_FORMULAS = 20_000
LARGEST = {"formulas": 3_321, "pycel": 3_321}
"""Beyond this size an engine is left out: it takes minutes, or more memory than the machine has."""


def main() -> None:
    """Measure, then write or print the page."""
    quick = "--quick" in sys.argv[1:]
    results = Results()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), results)
        bench.sizes([size for size in SIZES if size <= 111 or not quick])
        bench.shapes({"irregular": irregular(200 if quick else 5_000), "wide": wide(4 if quick else 300)})
        bench.readers(campaign(1_000 if quick else 10_598))
        bench.starts()
        bench.pairs(campaign(1_000 if quick else 10_598))
        bench.rules(quick=quick)
        if not quick:
            bench.curve()
    text = performance_page(results)
    if quick:
        print(text)
    else:
        before = cutting.PAGE.read_text(encoding="utf-8")
        for heading in (cutting.HEADING, structure.HEADING):
            text = with_section(text, heading, section_of(before, heading))
        cutting.PAGE.write_text(text, encoding="utf-8")


class Bench:
    """One run: the folder of its books, and what was measured so far."""

    def __init__(self, folder: Path, results: Results) -> None:
        self._folder = folder
        self._results = results

    def sizes(self, sizes: Iterable[int]) -> None:
        """The campaign book in all sizes with all engines."""
        for size in sizes:
            engines = [engine for engine in ALL if size <= LARGEST.get(engine, size)]
            self._compare(f"{size}", campaign(size), engines)

    def shapes(self, plans: Mapping[str, Plan]) -> None:
        """Books of other shapes."""
        for name, plan in plans.items():
            patient = plan.formulas <= MOST_FORMULAS
            self._compare(name, plan, [each for each in ALL if patient or each not in LARGEST])

    def _compare(self, name: str, plan: Plan, engines: Iterable[str]) -> None:
        say(f"{name}: {plan.formulas} formulas")
        self._results.formulas[name] = plan.formulas
        fresh, stale, bare = (self._folder / f"{kind}-{name}.xlsx" for kind in ("fresh", "stale", "bare"))
        by_xlsxwriter(plan, fresh)
        by_xlsxwriter(plan, stale, stale=True)
        by_openpyxl(plan, bare)
        for book in (fresh, stale, bare):
            describe(plan, book)
        right = []
        for engine in engines:
            wrong, done = self._wrong(engine, plan, bare if engine == "pycel" else stale)
            self._results.wrong[name, engine] = wrong
            if wrong == 0 and done.seconds > SLOW_SECONDS:
                # Once is enough: what else it did, writing down the results, takes no time beside.
                self._results.add_process(name, engine, done)
                self._results.add("inside", name, engine, done)
            elif wrong == 0:
                right.append(engine)
            say(f"  {engine}: {'right' if wrong == 0 else f'{wrong} wrong' if wrong else 'failed'}")
        for engine in self._in_turns(name, right):
            book = bare if engine == "pycel" else fresh
            done = self._libreoffice(book) if engine == "LibreOffice" else measured(engine, book, "once")
            self._results.add_process(name, engine, done)
        for engine in right:
            if engine == "LibreOffice":
                continue
            inside = measured(engine, bare if engine == "pycel" else fresh, "inside", "3")
            self._results.add("inside", name, engine, inside)
            if plan.input and engine in FAST:
                self._results.add("change", name, engine, measured(engine, fresh, "change", json.dumps(plan.input)))

    def _in_turns(self, name: str, engines: list[str]) -> Iterable[str]:
        """Every engine once, then the quick ones again and again."""
        yield from engines
        for most_seconds, rounds in ((5, 2), (1, 3)):
            for _ in range(rounds):
                yield from (each for each in engines if self._results.whole.get((name, each), 99) < most_seconds)

    def _wrong(self, engine: str, plan: Plan, book: Path) -> tuple[int | None, Run]:
        """How many results differ from those calculated independently, None where there are none."""
        areas = areas_of(plan)
        if engine == "LibreOffice":
            from xl_addin.workbook.reading.read import read_book

            done = self._libreoffice(book)
            if done.printed is None:
                return None, done
            sheets = {sheet.name: sheet for sheet in read_book(self._folder / "converted" / book.name).sheets}
            found = {
                (sheet, column): [sheets[sheet].value(row, column) for row in range(first, first + count)]
                for (sheet, column), (first, count) in areas.items()
            }
        else:
            done = measured(engine, book, "values")
            if not done.answer:
                return None, done
            found = {(sheet, column): values for sheet, column, values in done.answer["values"]}
        wrong = sum(
            not _close(value, float(expected))
            for place, (_, results) in plan.results.items()
            for value, expected in zip(found[place], results, strict=True)
        )
        return wrong, done

    def _libreoffice(self, book: Path) -> Run:
        profile = self._folder / "profile"
        return run([*libreoffice_command(profile), "--outdir", str(self._folder / "converted"), str(book)])

    def readers(self, plan: Plan) -> None:
        """Our fast path and general reader on one book as three programs write it."""
        for writer, write in WRITERS.items():
            book = self._folder / f"{writer}.xlsx"
            write(plan, book)
            describe(plan, book)
            say(f"reading a book by {writer}")
            for engine in ("ours", "ours, general reader"):
                self._results.add("read", writer, engine, measured(engine, book, "read", "3"))

    def starts(self) -> None:
        """What starting costs: NumPy alone, and verifying a campaign book of eleven units."""
        program = Path(sys.executable).with_name("xl-addin")
        run([str(program), "demo", "-o", str(self._folder / "demo")])
        book = str(self._folder / "demo" / "phan-bo.xlsx")
        for _ in range(PAIRS):
            numpy, verify = run([sys.executable, "-c", "import numpy"]), run([str(program), "verify", book])
            self._results.add_process("start", "python -c 'import numpy'", numpy)
            self._results.add_process("start", "xl-addin verify", verify)
            self._results.add_pair("start", verify, numpy)

    def pairs(self, plan: Plan) -> None:
        """The big book, ours and the peers one after the other again and again: what holds on a busy machine too."""
        book = self._folder / "pairs.xlsx"
        by_xlsxwriter(plan, book)
        describe(plan, book)
        say("in pairs")
        for _ in range(PAIRS):
            ours, *peers = (measured(engine, book, "once") for engine in FAST)
            self._results.add_pair("big", ours, min(peers, key=lambda peer: peer.seconds))

    def rules(self, *, quick: bool) -> None:
        """What the rules cost beside reading and recalculating, and a folder of small books."""
        for rows in BIG_ROWS[: 1 if quick else None]:
            say(f"rules: {rows} rows")
            self._results.big.append(big(self._folder, rows))
        say("a folder of small books")
        self._results.many = many(self._folder, SMALL_BOOKS // (10 if quick else 1))

    def curve(self) -> None:
        """How time and memory grow, up to 1.2 million formulas."""
        for size in CURVE:
            plan, book = campaign(size), self._folder / "curve.xlsx"
            say(f"curve: {size} rows")
            by_xlsxwriter(plan, book)
            describe(plan, book)
            for engine in FAST:
                for _ in range(3 if size <= 10_000 else 1):
                    self._results.add_process(f"curve {size}", engine, measured(engine, book, "once"))


def areas_of(plan: Plan) -> Areas:
    """Where the plan's formulas are."""
    return {place: (first, len(results)) for place, (first, results) in plan.results.items()}


def describe(plan: Plan, book: Path) -> None:
    """Leave the list of formula areas beside the book."""
    areas = [[*place, *area] for place, area in areas_of(plan).items()]
    book.with_suffix(".json").write_text(json.dumps(areas), encoding="utf-8")


def say(line: str) -> None:
    """Show that something happens; a whole run takes a quarter of an hour."""
    print(line, file=sys.stderr, flush=True)


def _close(value: object, expected: float) -> bool:
    return isinstance(value, int | float) and abs(value - expected) <= 1e-9 * max(1.0, abs(expected))


if __name__ == "__main__":
    sys.exit(exit_status(main))
