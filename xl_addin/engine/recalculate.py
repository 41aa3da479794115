"""Calculate every formula of a book afresh. What the file stores beside a formula is never looked at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from xl_addin.engine.calculation import Calculation
from xl_addin.engine.functions.user_functions import FormulaFunction, by_name
from xl_addin.engine.inputs import Inputs, by_cell, with_inputs
from xl_addin.engine.scalar.program import Circumstances
from xl_addin.engine.values.grid import Place
from xl_addin.engine.values.lines import Cell
from xl_addin.engine.values.scalars import to_value
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Unsupported, Value
from xl_addin.workbook.model.run_parts import overlaid
from xl_addin.workbook.model.runs import Stretch
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
    """

    def __init__(self, values: Results, source: Book) -> None:
        self.values = values
        self._source = source

    @cached_property
    def book(self) -> Book:
        """The book with the calculated values in the place of the stored ones."""
        columns = {sheet.name: dict(sheet.columns) for sheet in self._source.sheets}
        for (name, index), runs in self.values.columns.items():
            column = columns[name].get(index, EMPTY_COLUMN)
            values = overlaid(column.values, [Stretch(first, list(cells)) for first, cells in runs])
            columns[name][index] = replace(column, values=values)
        sheets = tuple(replace(sheet, columns=columns[sheet.name]) for sheet in self._source.sheets)
        return replace(self._source, sheets=sheets)


def recalculate(
    source: Book | Path | str | bytes,
    functions: Iterable[FormulaFunction] = (),
    *,
    set: Inputs | None = None,
    clock: Callable[[], datetime] = datetime.now,
    seed: int | None = None,
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
    calculation = Calculation(book, by_name(functions), Circumstances(clock(), seed))
    calculation.run()
    return Recalculation(results_of(calculation), book)


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
        return Recalculation(results_of(self._calculation), self._book)

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


def results_of(calculation: Calculation) -> Results:
    """What a calculation has put into its cells."""
    columns: dict[tuple[str, int], list[tuple[int, list[Cell]]]] = {}
    for block in calculation.blocks:
        sheet, row, column = block.place
        name = calculation.book.sheets[sheet].name
        columns.setdefault((name, column), []).append((row, calculation.grid.part(block.place, block.last)))
    return Results(columns)


def shown(cell: Cell) -> Value:
    """A calculated value as it is given to others: whole numbers as int."""
    return cell if isinstance(cell, Unsupported) else to_value(cell)
