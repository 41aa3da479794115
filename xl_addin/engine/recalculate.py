"""Calculate every formula of a book afresh. What the file stores beside a formula is never looked at."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xl_addin.engine.grid import Grid, Place
from xl_addin.engine.order import in_dependency_order
from xl_addin.engine.program import Code, Frame, compile_form
from xl_addin.engine.reasons import CIRCULAR, FAILED, reason
from xl_addin.engine.references import Form, names_of, read_form
from xl_addin.engine.scalars import NA, Argument, Array, Blocked, to_value
from xl_addin.engine.user_functions import UserFunction, by_name, without_addin_prefix
from xl_addin.workbook.book import Book, Sheet, Unsupported, Value
from xl_addin.workbook.cells import Area, CellRef

_LISTED_ONE_BY_ONE = 100_000


@dataclass(frozen=True)
class Recalculation:
    """`values` has every formula cell, and every cell that an array formula fills; `book` has them in place.

    A value is a number (int where it is whole), text, truth value, CellError, or Unsupported with the reason.
    """

    values: Mapping[CellRef, Value]
    book: Book


def recalculate(book: Book, functions: Iterable[UserFunction] = ()) -> Recalculation:
    """The values of a book's formulas, as Excel would show them. `functions` are known beside Excel's own.

    Never raises for what a book contains: a formula that cannot be calculated faithfully, and every cell that needs
    its result, gets Unsupported (`reasons.in_words` explains it).
    """
    calculation = _Calculation(book, by_name(functions))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        calculation.run()
    values = {
        CellRef(book.sheets[place.sheet].name, place.row, place.column): calculation.results[place]
        for place in calculation.places
    }
    return Recalculation(values, book.with_values(values))


class _Calculation:
    """One recalculation: the formulas, their forms compiled once each, and the grid they fill."""

    def __init__(self, book: Book, functions: Mapping[str, UserFunction]) -> None:
        self._book = book
        self._functions = functions
        self._formulas = {
            Place(index, row, column): formula
            for index, sheet in enumerate(book.sheets)
            for column, cells in sorted(sheet.columns.items())
            for row, formula in sorted(cells.formulas.items())
        }
        self._anchors = {
            Place(index, row, column): Place(index, *anchor)
            for index, sheet in enumerate(book.sheets)
            for anchor, row, column in _filled_by_arrays(sheet)
        }
        self._names = names_of(book)
        self.places = (*self._formulas, *self._anchors)
        self._grid = Grid(book, self.places)
        self._forms: dict[Place, Form | Unsupported] = {}
        self._programs: dict[tuple[str, bool], Code | Unsupported] = {}
        self._arrays: dict[Place, Argument | Unsupported] = {}
        self.results: dict[Place, Value] = {}

    def run(self) -> None:
        for group, circular in in_dependency_order(self.places, self._needs):
            for place in group:
                value = Unsupported(CIRCULAR) if circular else self._value(place)
                self.results[place] = value
                self._grid.put(place, value)

    def _needs(self, place: Place) -> Iterator[Place]:
        anchor = self._anchors.get(place)
        if anchor is not None:
            if anchor not in self.results:
                yield anchor
            return
        form = self._form(place)
        if isinstance(form, Unsupported):
            return
        for area in form.reads:
            yield from self._grid.waiting_in(area)

    def _form(self, place: Place) -> Form | Unsupported:
        form = self._forms.get(place)
        if form is None:
            try:
                formula = without_addin_prefix(self._formulas[place], self._functions)
                form = read_form(formula, place.sheet, self._names)
            except Blocked as blocked:
                form = Unsupported(blocked.why)
            self._forms[place] = form
        return form

    def _value(self, place: Place) -> Value:
        anchor = self._anchors.get(place, place)
        area = self._book.sheets[place.sheet].arrays.get((anchor.row, anchor.column))
        if area is None:
            result = self._result(place, as_array=False)
        else:
            if anchor not in self._arrays:
                self._arrays[anchor] = (
                    Unsupported(CIRCULAR) if anchor in self.results else self._result(anchor, as_array=True)
                )
            result = _part_for(self._arrays[anchor], place, area)
        if isinstance(result, Unsupported):
            return result
        try:
            return to_value(result)  # type: ignore[arg-type]
        except Blocked as blocked:
            return Unsupported(blocked.why)

    def _result(self, place: Place, *, as_array: bool) -> Argument | Unsupported:
        form = self._forms.pop(place)
        if isinstance(form, Unsupported):
            return form
        program = self._program(form.text, as_array=as_array)
        if isinstance(program, Unsupported):
            return program
        try:
            return program(Frame(self._grid, place, form.ranges))
        except Blocked as blocked:
            return Unsupported(blocked.why)
        except Exception as error:
            # Whatever goes wrong inside the library must not become a number, nor stop the other cells.
            return _failure(error)

    def _program(self, form: str, *, as_array: bool) -> Code | Unsupported:
        key = (form, as_array)
        program = self._programs.get(key)
        if program is None:
            try:
                program = compile_form(form, self._book.date_system, as_array=as_array, functions=self._functions)
            except Blocked as blocked:
                program = Unsupported(blocked.why)
            except Exception as error:
                program = _failure(error)
            self._programs[key] = program
        return program


def _failure(error: Exception) -> Unsupported:
    return Unsupported(reason(FAILED, f"{type(error).__name__} {error}".strip()))


def _filled_by_arrays(sheet: Sheet) -> Iterator[tuple[tuple[int, int], int, int]]:
    """The cells that an array formula of another cell (given first) fills: results, as it is."""
    for anchor, area in sheet.arrays.items():
        if sheet.formula(*anchor) is None:
            continue
        rows, columns = range(area.first_row, area.last_row + 1), range(area.first_column, area.last_column + 1)
        if len(rows) * len(columns) <= _LISTED_ONE_BY_ONE:
            cells = ((row, column) for row in rows for column in columns)
        else:
            # Every program stores the cells of an area; one of whole columns is not walked for those it lacks.
            cells = ((row, at) for at, column in sheet.columns.items() for row in column.values)
        for row, column in cells:
            if (row, column) in area and sheet.formula(row, column) is None:
                yield anchor, row, column


def _part_for(result: Argument | Unsupported, place: Place, area: Area) -> Argument | Unsupported:
    """What a cell of an array formula's area shows: one value or line is repeated, beyond the array is #N/A."""
    if not isinstance(result, Array):
        return result
    down = 0 if result.height == 1 else place.row - area.first_row
    right = 0 if result.width == 1 else place.column - area.first_column
    if down >= result.height or right >= result.width:
        return NA
    return result.cells[down * result.width + right]
