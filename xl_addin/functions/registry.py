"""The registry of worksheet functions: what each is called, takes, gives and says of itself.

A function's module describes it with `@udf`; nothing else needs to know of it. `user_functions` finds them all.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from xl_addin.functions import arguments as cells
from xl_addin.functions.arguments import MISSING, Cell, CellRows, FunctionError, Missing, Scalar
from xl_addin.functions.example import Example
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import CellError

Kind = Literal["range", "number", "whole", "text", "date", "flag"]
Returned = Cell | Fraction | tuple[tuple[Cell | Fraction, ...], ...]

_READERS: Mapping[Kind, Callable[[Cell], object]] = {
    "number": cells.number,
    "whole": cells.whole,
    "text": cells.text,
    "date": cells.day,
    "flag": cells.flag,
}


@dataclass(frozen=True)
class ArgumentSpec:
    """One argument. A `range` reaches the function as rows of cells; the other kinds as Fraction, int, str, date, bool.

    A range given for one of these calls the function once for each of its cells. An argument with a default may be
    left out; a blank cell counts as left out. The default of a range left out is `()`.
    """

    name: str
    help: Text
    kind: Kind
    default: Scalar | tuple[()] | Missing = MISSING


@dataclass(frozen=True)
class UserFunction:
    """One function; `call` is what every adapter uses."""

    name: str
    summary: Text
    arguments: tuple[ArgumentSpec, ...]
    examples: tuple[Example, ...]
    body: Callable[..., Returned]

    @property
    def takes_dates(self) -> bool:
        """Whether serial numbers among its arguments are dates."""
        return any(argument.kind == "date" for argument in self.arguments)

    def call(self, *given: object) -> Cell | CellRows:
        """The result for cells and ranges (rows of cells), None for an argument left out.

        Never raises for what cells can hold: a call without a result gives the CellError an Excel user expects.
        """
        try:
            return self._result(given)
        except FunctionError as error:
            return CellError(error.code)

    def _result(self, given: tuple[object, ...]) -> Cell | CellRows:
        required = sum(argument.default is MISSING for argument in self.arguments)
        if not required <= len(given) <= len(self.arguments):
            raise FunctionError("#VALUE!")
        left_out = [None] * (len(self.arguments) - len(given))
        rows = [cells.rows_of(value) for value in (*cells.without_unused_rows(given), *left_out)]
        lifted = [
            index
            for index, argument in enumerate(self.arguments)
            if argument.kind != "range" and _shape(rows[index]) != (1, 1)
        ]
        if not lifted:
            return _shown(self._once(rows))
        return self._for_each_cell(rows, lifted)

    def _once(self, rows: list[CellRows]) -> Returned:
        try:
            return self.body(*(_value(argument, cell) for argument, cell in zip(self.arguments, rows, strict=True)))
        except ZeroDivisionError as error:
            raise FunctionError("#DIV/0!") from error
        except (Problem, OverflowError) as error:
            raise FunctionError("#NUM!") from error

    def _for_each_cell(self, rows: list[CellRows], lifted: list[int]) -> CellRows:
        """One result for every cell of the ranges; a single row or column among them is repeated, as Excel does."""
        height = max(len(rows[index]) for index in lifted)
        width = max(len(rows[index][0]) if rows[index] else 0 for index in lifted)
        if any(_shape(rows[index]) not in ((1, 1), (1, width), (height, 1), (height, width)) for index in lifted):
            raise FunctionError("#N/A")

        def result(row: int, column: int) -> Cell:
            here = list(rows)
            for index in lifted:
                across = rows[index][row if len(rows[index]) > 1 else 0]
                here[index] = ((across[column if len(across) > 1 else 0],),)
            try:
                found = _shown(self._once(here))
            except FunctionError as error:
                return CellError(error.code)
            return CellError("#VALUE!") if isinstance(found, tuple) else found

        return tuple(tuple(result(row, column) for column in range(width)) for row in range(height))


def udf(
    name: str,
    *,
    summary: Text,
    arguments: tuple[ArgumentSpec, ...],
    examples: tuple[Example, ...],
) -> Callable[[Callable[..., Returned]], UserFunction]:
    """Describe the function below as the worksheet function `name`.

    The body gets its arguments as their kinds say and raises FunctionError (or ZeroDivisionError for #DIV/0!, a
    Problem for #NUM!) where it has no result.
    """
    return lambda body: UserFunction(name, summary, arguments, examples, body)


def user_functions() -> tuple[UserFunction, ...]:
    """Every worksheet function, sorted by name."""
    package: Any = importlib.import_module(__package__ or "xl_addin.functions")
    found: dict[str, UserFunction] = {}
    for entry in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{entry.name}")
        found |= {value.name: value for value in vars(module).values() if isinstance(value, UserFunction)}
    return tuple(found[name] for name in sorted(found))


def _value(argument: ArgumentSpec, rows: CellRows) -> object:
    blank = _shape(rows) == (1, 1) and rows[0][0] is None
    if blank and argument.default is not MISSING:
        return argument.default
    return rows if argument.kind == "range" else _READERS[argument.kind](rows[0][0])


def _shape(rows: CellRows) -> tuple[int, int]:
    return len(rows), len(rows[0]) if rows else 0


def _shown(result: Returned) -> Cell | CellRows:
    if isinstance(result, tuple):
        if not result:
            raise FunctionError("#N/A")
        return tuple(tuple(map(_plain, row)) for row in result)
    return _plain(result)


def _plain(value: Cell | Fraction) -> Cell:
    if not isinstance(value, Fraction):
        return value
    try:
        nearest = float(value)
    except OverflowError as error:
        raise FunctionError("#NUM!") from error
    return int(value) if value.denominator == 1 else nearest
