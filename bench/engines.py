"""The engines, each as one function that loads a book, recalculates it and returns a way to read and to ask.

A library is imported inside its function: a process pays only for what it measures.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

Place = tuple[str, int]
Areas = dict[Place, tuple[int, int]]
"""By sheet and column the first row with a formula, and how many there are."""
Values = dict[Place, Sequence[Any]]


class Loaded(Protocol):
    """A recalculated book."""

    def values(self, areas: Areas) -> Values:
        """The results of the formulas, read out into Python."""

    def change(self, sheet: str, row: int, column: int, value: float) -> None:
        """Put another value into one cell and recalculate what depends on it."""


class Ours:
    """xl-addin: read, recalculate, compare with what the file stores."""

    def __init__(self, path: str) -> None:
        from xl_addin.engine.changes import stale_values
        from xl_addin.engine.recalculate import Recalculator
        from xl_addin.workbook.reading.read import read_book

        book = read_book(path)
        self._calculator = Recalculator(book)
        self._results = self._calculator.result.values
        self.stale = stale_values(book, self._results)

    def values(self, areas: Areas) -> Values:
        read: Values = {}
        for place, (first, count) in areas.items():
            runs = sorted(self._results.columns[place], key=lambda run: run[0])
            cells = [cell for row, run in runs for cell in run[max(0, first - row) : max(0, first + count - row)]]
            assert len(cells) == count, place
            read[place] = cells
        return read

    def change(self, sheet: str, row: int, column: int, value: float) -> None:
        from xl_addin.formula.cells import CellRef

        self._results = self._calculator.change({CellRef(sheet, row, column): value}).values


class OursReadGenerally(Ours):
    """xl-addin without the reader's short cut for rows that look alike."""

    def __init__(self, path: str) -> None:
        from xl_addin.workbook.reading import sheet_xml

        assert callable(sheet_xml._read_quickly)
        sheet_xml._read_quickly = lambda *given: None  # type: ignore[assignment]
        super().__init__(path)


class Formualizer:
    """formualizer (Rust)."""

    def __init__(self, path: str) -> None:
        import formualizer

        self._book = formualizer.load_workbook(path)
        self._book.evaluate_all()

    def values(self, areas: Areas) -> Values:
        get = self._book.get_value
        return {
            (sheet, column): [get(sheet, row, column) for row in range(first, first + count)]
            for (sheet, column), (first, count) in areas.items()
        }

    def change(self, sheet: str, row: int, column: int, value: float) -> None:
        self._book.set_value(sheet, row, column, value)
        self._book.evaluate_all()


class IronCalc:
    """IronCalc (Rust)."""

    def __init__(self, path: str) -> None:
        import ironcalc

        self._model = ironcalc.load_from_xlsx(path)
        self._model.evaluate()
        self._sheets = [sheet["name"] for sheet in self._model.get_worksheets_properties()]

    def values(self, areas: Areas) -> Values:
        get = self._model.get_cell_value
        return {
            (sheet, column): [get(self._sheets.index(sheet), row, column) for row in range(first, first + count)]
            for (sheet, column), (first, count) in areas.items()
        }

    def change(self, sheet: str, row: int, column: int, value: float) -> None:
        self._model.update_cell_with_number(self._sheets.index(sheet), row, column, value)
        self._model.evaluate()


class PlainFormulas:
    """The `formulas` package as it comes."""

    def __init__(self, path: str) -> None:
        import formulas

        self._file = path.rpartition("/")[2]
        self._model = formulas.ExcelModel().loads(path).finish()
        self._solution = self._model.calculate()

    def values(self, areas: Areas) -> Values:
        from xl_addin.formula.cells import column_letters

        return {
            (sheet, column): [
                self._solution[f"'[{self._file}]{sheet.upper()}'!{column_letters(column)}{row}"].value[0, 0]
                for row in range(first, first + count)
            ]
            for (sheet, column), (first, count) in areas.items()
        }

    def change(self, sheet: str, row: int, column: int, value: float) -> None:
        from xl_addin.formula.cells import column_letters

        place = f"'[{self._file}]{sheet.upper()}'!{column_letters(column)}{row}"
        self._solution = self._model.calculate(inputs={place: value})


class Pycel:
    """pycel; it trusts stored results, so it is given books without any."""

    def __init__(self, path: str) -> None:
        from pycel import ExcelCompiler

        self._compiler = ExcelCompiler(filename=path)

    def values(self, areas: Areas) -> Values:
        from xl_addin.formula.cells import column_letters

        def get(sheet: str, row: int, column: int) -> Any:
            return self._compiler.evaluate(f"'{sheet}'!{column_letters(column)}{row}")

        return {
            (sheet, column): [get(sheet, row, column) for row in range(first, first + count)]
            for (sheet, column), (first, count) in areas.items()
        }

    def change(self, sheet: str, row: int, column: int, value: float) -> None:
        from xl_addin.formula.cells import column_letters

        self._compiler.set_value(f"'{sheet}'!{column_letters(column)}{row}", value)


ENGINES: dict[str, Callable[[str], Loaded]] = {
    "ours": Ours,
    "ours, general reader": OursReadGenerally,
    "formualizer": Formualizer,
    "IronCalc": IronCalc,
    "formulas": PlainFormulas,
    "pycel": Pycel,
}
