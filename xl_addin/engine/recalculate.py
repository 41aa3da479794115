"""Calculate every formula of a book afresh. What the file stores beside a formula is never looked at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from xl_addin.engine.calculation import Calculation
from xl_addin.engine.lines import Cell
from xl_addin.engine.scalars import to_value
from xl_addin.engine.user_functions import UserFunction, by_name
from xl_addin.workbook.book import EMPTY_COLUMN, Book, Unsupported, Value
from xl_addin.workbook.cells import CellRef


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
        sheets = []
        for sheet in self._source.sheets:
            columns = dict(sheet.columns)
            for (name, index), runs in self.values.columns.items():
                if name == sheet.name:
                    column = columns.get(index, EMPTY_COLUMN)
                    new = {row: shown(cell) for first, cells in runs for row, cell in enumerate(cells, first)}
                    columns[index] = replace(column, values={**column.values, **new})
            sheets.append(replace(sheet, columns=columns))
        return replace(self._source, sheets=tuple(sheets))


def recalculate(book: Book, functions: Iterable[UserFunction] = ()) -> Recalculation:
    """The values of a book's formulas, as Excel would show them. `functions` are known beside Excel's own.

    Never raises for what a book contains: a formula that cannot be calculated faithfully, and every cell that needs
    its result, gets Unsupported (`reasons.in_words` explains it).
    """
    calculation = Calculation(book, by_name(functions))
    calculation.run()
    return Recalculation(results_of(calculation), book)


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
