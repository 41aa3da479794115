"""A function or operator applied to every row of a block: to lists of values, or once where all are the same."""

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from math import isfinite
from typing import NamedTuple

from xl_addin.engine.scalar.program import failure
from xl_addin.engine.values.grid import Grid, Place
from xl_addin.engine.values.lines import Cell, Lane
from xl_addin.engine.values.ranges import Range
from xl_addin.engine.values.scalars import Argument, Array, Blocked, Failed, Scalar, single
from xl_addin.workbook.model.book import Unsupported


class NotTogether(Exception):
    """The rows are to be calculated one by one."""


class Rows(NamedTuple):
    """What a form is run for: a `number` of rows from `place` down, and its ranges in the first of them."""

    grid: Grid
    place: Place
    number: int
    ranges: tuple[Range, ...]


Result = Lane | Cell
Code = Callable[[Rows], Result]
# One argument of a function for every row, or the same for all.
Arguments = Callable[[Rows], "Iterable[Argument | Unsupported] | Same"]


class Same(NamedTuple):
    """The argument that is the same in every row."""

    value: Argument | Unsupported


def cells_of(value: Result, rows: Rows) -> Iterable[Cell]:
    """The value in each row."""
    return value.cells if isinstance(value, Lane) else repeat(value, rows.number)


def windows(lanes: list[Lane], width: int) -> Iterator[Argument | Unsupported]:
    """The cells of a range in each row, of which these are the cells one by one."""
    across = zip(*(lane.cells for lane in lanes), strict=True)
    if not any(Unsupported in lane.kinds for lane in lanes):
        return (Array(cells, width) for cells in across)
    return (
        next((cell for cell in cells if isinstance(cell, Unsupported)), None) or Array(cells, width) for cells in across
    )


def cell_of(grid: Grid, area: Range) -> Cell:
    """The one cell of an area; Unsupported where it has no value to vouch for."""
    try:
        return grid.cell(area.sheet, area.first_row, area.first_column)
    except Blocked as blocked:
        return Unsupported(blocked.why)


def area_of(grid: Grid, area: Range) -> Array | Unsupported:
    """The cells of an area; Unsupported where one of them has no value to vouch for."""
    try:
        return grid.area(area)
    except Blocked as blocked:
        return Unsupported(blocked.why)


def guarded(
    function: Callable[..., Argument],
    arguments: tuple[Argument | Unsupported, ...],
    one: Callable[[Argument], Argument] = single,
) -> Cell:
    """The function's value; the first argument that cannot be vouched for is the result."""
    for argument in arguments:
        if type(argument) is Unsupported:
            return argument
    try:
        return one(function(*arguments))  # type: ignore[return-value]
    except Failed as failed:
        return failed.error
    except Blocked as blocked:
        return Unsupported(blocked.why)
    except Exception as error:
        return failure(error)


def each_row(
    function: Callable[..., Scalar], on_numbers: Callable[..., list[float] | None] | None, values: list[Result]
) -> Result:
    """A function of single values in every row; of values that are the same everywhere, once."""
    if not any(isinstance(value, Lane) for value in values):
        return guarded(function, tuple(values))  # type: ignore[arg-type]
    if on_numbers:
        found = quick_numbers(on_numbers, values)
        if found is not None:
            return found
    rows = zip(*(value.cells if isinstance(value, Lane) else repeat(value) for value in values), strict=False)
    return Lane([guarded(function, row) for row in rows])


def quick_numbers(on_numbers: Callable[..., list[float] | None], values: list[Result]) -> Lane | None:
    """The quick way, open where every value is a number and every result is finite."""
    if not any(isinstance(value, Lane) for value in values):
        return None
    if not all(value.is_numbers if isinstance(value, Lane) else type(value) is float for value in values):
        return None
    try:
        found = on_numbers(*(value.cells if isinstance(value, Lane) else value for value in values))
    except (ArithmeticError, ValueError, Blocked, Failed):
        return None
    if found is None:
        return None
    if type(found[0]) is bool:
        return Lane(found, frozenset({bool}))  # type: ignore[arg-type]
    return Lane(found, frozenset({float})) if isfinite(sum(found)) else None  # type: ignore[arg-type]


def called(
    function: Callable[..., Argument],
    one: Callable[[Argument], Argument],
    keyed: Callable[..., Callable[[Scalar], Scalar] | None] | None,
    arguments: "list[Iterable[Argument | Unsupported] | Same]",
    count: int,
) -> Result:
    """A function called in every row, or once where all its arguments are the same in all rows."""
    changing = [index for index, argument in enumerate(arguments) if not isinstance(argument, Same)]
    if not changing:
        return guarded(function, tuple(argument.value for argument in arguments if isinstance(argument, Same)), one)
    if keyed and len(changing) == 1:
        constant = [argument.value if isinstance(argument, Same) else None for argument in arguments]
        if not any(isinstance(value, Unsupported) for value in constant):
            by_key = keyed(changing[0], *constant)
            if by_key is not None:
                at = changing[0]
                keys = list(arguments[at])
                found = [_looked_up(by_key, key) for key in keys]
                return Lane(
                    [
                        guarded(function, (*constant[:at], key, *constant[at + 1 :]), one) if value is None else value
                        for key, value in zip(keys, found, strict=True)
                    ]
                )
    feeds = [repeat(each.value, count) if isinstance(each, Same) else each for each in arguments]
    return Lane([guarded(function, row, one) for row in zip(*feeds, strict=True)])


def _looked_up(by_key: Callable[[Scalar], Scalar], key: Argument | Unsupported) -> Scalar:
    value = key.cells[0] if isinstance(key, Array) and len(key.cells) == 1 else key
    return None if isinstance(value, Array | Unsupported) else by_key(value)
