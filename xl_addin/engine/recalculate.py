"""Calculate every formula of a book afresh. What the file stores beside a formula is never looked at."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from xl_addin.engine.calculation import Calculation
from xl_addin.engine.functions.user_functions import FormulaFunction, by_name
from xl_addin.engine.inputs import Inputs, by_cell, with_inputs
from xl_addin.engine.programs import ProgramsKept
from xl_addin.engine.scalar.program import Circumstances
from xl_addin.engine.values.grid import Place
from xl_addin.engine.values.lines import Cell
from xl_addin.engine.values.scalars import to_value
from xl_addin.engine.values.waiting import Span
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Column, Sheet, Unsupported, Value
from xl_addin.workbook.model.run_parts import overlaid, part_of
from xl_addin.workbook.model.runs import Stretch, stretches_of
from xl_addin.workbook.reading.read import read_book


class Results(Mapping[CellRef, Value]):
    """Calculated values by cell; `columns` are the same as runs of rows, which take no time to make."""

    def __init__(self, columns: Mapping[tuple[str, int], list[tuple[int, list[Cell]]]]) -> None:
        self.columns = columns

    @cached_property
    def _by_cell(self) -> dict[CellRef, Value]:
        return {
            CellRef(sheet, row, column): shown(cell)
            for (sheet, column), runs in self.columns.items()
            for first, cells in runs
            for row, cell in enumerate(cells, first)
        }

    def __getitem__(self, cell: CellRef) -> Value:
        return self._by_cell[cell]

    def __iter__(self) -> Iterator[CellRef]:
        return iter(self._by_cell)

    def __len__(self) -> int:
        return sum(len(cells) for runs in self.columns.values() for _, cells in runs)


class Recalculation:
    """`values` has every formula cell, and every cell that an array formula fills; `book` has them in place.

    A value is a number (int where it is whole), text, truth value, CellError, or Unsupported with the reason.
    `anew` are those of the values that depend on the cells in which the book differs from one calculated before.
    """

    def __init__(
        self,
        calculation: Calculation,
        source: Book,
        *,
        anew: Iterable[Span] | None = None,
        before: tuple[Book, Book] | None = None,
    ) -> None:
        """`anew` are the cells that were calculated, `before` the book gone on from, as stored and as calculated."""
        self.values = results_of(calculation)
        self.anew = self.values if anew is None else results_of(calculation, anew)
        self._calculation = calculation
        self._source = source
        self._before = before

    @cached_property
    def book(self) -> Book:
        """The book with the calculated values in the place of the stored ones."""
        before, self._before = self._before, None
        if before is None:
            return with_results(self._source, self.values)
        return _going_on(self._source, self.values, self.anew.columns.keys(), *before)

    def after(
        self, book: Book, changed: Iterable[CellRef], functions: Iterable[FormulaFunction] = ()
    ) -> "Recalculation":
        """The recalculation of a book that differs in these cells: only what depends on them is calculated.

        The time and the random numbers stay as they were, and so do sheets and columns that nothing reached: the new
        `book` has the very same objects.
        """
        index = {sheet.name: position for position, sheet in enumerate(book.sheets)}
        places = [Place(index[cell.sheet], cell.row, cell.column) for cell in changed]
        before, calculation = self._calculation, Calculation(book, by_name(functions), self._calculation.circumstances)
        both = before.book.sheets, book.sheets
        if before.book is not self._source or any(
            _fills_more(sheets[at.sheet], at) for at in places for sheets in both
        ):
            calculation.run()
            return Recalculation(calculation, book)
        anew = calculation.run_after(before, places)
        return Recalculation(calculation, book, anew=anew, before=(self._source, self.book))


def _fills_more(sheet: Sheet, place: Place) -> bool:
    """Whether a cell lies in an array formula's area of several cells."""
    areas = (area for area in sheet.arrays.values() if (place.row, place.column) in area)
    return any((area.first_row, area.first_column) != (area.last_row, area.last_column) for area in areas)


def with_results(book: Book, results: Results) -> Book:
    """The book with calculated values in the place of what it stores; a sheet without any is the same object."""
    columns: dict[str, dict[int, Column]] = {}
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for (name, index), runs in results.columns.items():
        column = sheets[name].columns.get(index, EMPTY_COLUMN)
        values = overlaid(column.values, [Stretch(first, list(cells)) for first, cells in runs])
        columns.setdefault(name, dict(sheets[name].columns))[index] = replace(column, values=values)
    changed = (replace(sheet, columns=columns[sheet.name]) if sheet.name in columns else sheet for sheet in book.sheets)
    return replace(book, sheets=tuple(changed))


def without_value(book: Book, results: Results) -> Results:
    """Of calculated values those beside which the book stores none, where there is something to show."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    found: dict[tuple[str, int], list[tuple[int, list[Cell]]]] = {}
    for (name, index), runs in results.columns.items():
        stretches = stretches_of(sheets[name].columns.get(index, EMPTY_COLUMN).values)
        for first, cells in runs:
            stored = part_of(stretches, first, first + len(cells) - 1)
            if None in stored:
                found.setdefault((name, index), []).extend(
                    (row, [cell])
                    for row, (known, cell) in enumerate(zip(stored, cells, strict=True), first)
                    if known is None and not (cell is None or cell == "" or isinstance(cell, Unsupported))
                )
    return Results({place: runs for place, runs in found.items() if runs})


def _going_on(book: Book, values: Results, anew: Collection[tuple[str, int]], was: Book, fresh: Book) -> Book:
    """The same, with the sheets and columns of an earlier calculation where nothing is stored or calculated anew."""
    known: dict[tuple[str, int], Column] = {}
    same: dict[str, Sheet] = {}
    for now, stored, calculated in zip(book.sheets, was.sheets, fresh.sheets, strict=True):
        kept = {
            (now.name, index): calculated.columns[index]
            for index, column in now.columns.items()
            if column is stored.columns.get(index) and (now.name, index) not in anew
        }
        if now is stored and len(kept) == len(calculated.columns):
            same[now.name] = calculated
        known |= kept
    some = with_results(book, Results({key: runs for key, runs in values.columns.items() if key not in known}))
    sheets = (
        same.get(sheet.name)
        or replace(
            sheet,
            columns={index: known.get((sheet.name, index), column) for index, column in sheet.columns.items()},
        )
        for sheet in some.sheets
    )
    return replace(some, sheets=tuple(sheets))


def recalculate(
    source: Book | Path | str | bytes,
    functions: Iterable[FormulaFunction] = (),
    *,
    set: Inputs | None = None,
    clock: Callable[[], datetime] = datetime.now,
    seed: int | None = None,
    programs: ProgramsKept | None = None,
) -> Recalculation:
    """The values of a book's formulas, as Excel would show them; `source` is the book, or its file.

    `functions` are known beside Excel's own. `set` gives cells other values first, formulas included:
    `set={"Tham số!C2": 510_000}`. TODAY and NOW read `clock`; RAND and RANDBETWEEN are Unsupported without a `seed`,
    with which every cell has its own numbers, the same at every calculation.

    A formula that cannot be calculated faithfully, and every cell that needs its result, gets Unsupported
    (`reasons.in_words` explains it). Raises Problem for a file that cannot be read and a cell that cannot be set, and
    nothing for what a book contains.
    """
    book = source if isinstance(source, Book) else read_book(source)
    if set:
        book = with_inputs(book, by_cell(set, book))
    known = by_name(functions)
    circumstances = Circumstances(clock(), seed)
    kept = programs.kept(book.date_system, known, circumstances) if programs is not None else None
    calculation = Calculation(book, known, circumstances, kept)
    calculation.run()
    return Recalculation(calculation, book)


class Recalculator:
    """A book that is calculated again and again with other inputs: what does not depend on them stays as it is."""

    def __init__(
        self,
        book: Book,
        functions: Iterable[FormulaFunction] = (),
        *,
        clock: Callable[[], datetime] = datetime.now,
        seed: int | None = None,
    ) -> None:
        self._book = book
        self._functions = by_name(functions)
        self._circumstances = Circumstances(clock(), seed)
        self._calculation = self._calculated()

    def _calculated(self) -> Calculation:
        calculation = Calculation(self._book, self._functions, self._circumstances)
        calculation.run()
        return calculation

    @property
    def result(self) -> Recalculation:
        """All values as they are now."""
        return Recalculation(self._calculation, self._book)

    def change(self, inputs: Inputs) -> Recalculation:
        """Give some cells other values, and calculate what depends on them; earlier changes stay.

        Raises Problem for a cell that Excel would not let be changed alone.
        """
        cells = by_cell(inputs, self._book)
        self._book = with_inputs(self._book, cells)
        index = {sheet.name: position for position, sheet in enumerate(self._book.sheets)}
        places = {Place(index[cell.sheet], cell.row, cell.column): value for cell, value in cells.items()}
        if all(map(self._calculation.is_input, places)):
            self._calculation.run_again(places)
        else:
            self._calculation = self._calculated()
        return self.result


def results_of(calculation: Calculation, some: Iterable[Span] | None = None) -> Results:
    """What a calculation has put into its cells, or into some of them."""
    columns: dict[tuple[str, int], list[tuple[int, list[Cell]]]] = {}
    spans = (block.span(number) for number, block in enumerate(calculation.blocks)) if some is None else sorted(some)
    for sheet, column, first, last, _ in spans:
        name = calculation.book.sheets[sheet].name
        cells = calculation.grid.part(Place(sheet, first, column), last)
        columns.setdefault((name, column), []).append((first, cells))
    return Results(columns)


def shown(cell: Cell) -> Value:
    """A calculated value as it is given to others: whole numbers as int."""
    return cell if isinstance(cell, Unsupported) else to_value(cell)
