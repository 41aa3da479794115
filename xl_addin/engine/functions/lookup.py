"""INDEX and the look-ups: rows and columns outside the range are errors, what depends on luck is refused."""

from collections.abc import Callable

from xl_addin.engine.functions.library import find_function
from xl_addin.engine.values.operators import OPERATIONS
from xl_addin.engine.values.reasons import CONSTRUCT, reason
from xl_addin.engine.values.scalars import REF, VALUE, Argument, Array, Blocked, Failed, Scalar, integer, single, truth


def _index(area: Argument, row: Argument, column: Argument | None = None) -> Argument:
    array = area if isinstance(area, Array) else Array((area,), 1)
    first = integer(single(row))
    if column is None:
        # One number counts along a single row, down anything else.
        first, second = (1, first) if array.height == 1 and not array.beyond else (first, 1 if array.width == 1 else 0)
    else:
        second = integer(single(column))
    if first < 0 or second < 0:
        raise Failed(VALUE)
    if second > array.width or first > array.height:
        if array.beyond:
            raise Blocked(reason(CONSTRUCT, "INDEX below the last filled row"))
        raise Failed(REF)
    # Not by way of all rows: a column of look-ups asks this once a row.
    cells = array.cells if first == 0 else array.cells[(first - 1) * array.width : first * array.width]
    return Array(cells[second - 1 :: array.width], 1) if second else Array(cells, array.width)


def _same(value: Scalar, other: Scalar) -> bool:
    return value.casefold() == other.casefold() if isinstance(value, str) and isinstance(other, str) else value == other


def _need_order(wanted: Argument, line: tuple[Scalar, ...]) -> None:
    """Blocked where halving the line, as Excel does to find the last value not above `wanted`, may end elsewhere.

    That is a line out of order around `wanted`, and one that holds it more than once.
    """
    key = single(wanted)
    key = 0.0 if key is None else key
    alike = [value for value in line if type(value) is type(key)]
    if type(key) is float:
        below = [value <= key for value in alike]  # type: ignore[operator]
    else:
        below = [bool(OPERATIONS["<="](value, key)) for value in alike]
    last = below.index(False) if False in below else len(below)
    if any(below[last:]) or any(_same(value, key) for value in alike[: max(last - 1, 0)]):
        raise Blocked(reason(CONSTRUCT, "approximate look-up in a range that is not sorted"))


def _library(name: str) -> Callable[..., Argument]:
    found = find_function(name)
    assert found is not None
    return found


def _lines(name: str) -> Callable[..., Argument]:
    """VLOOKUP or HLOOKUP of the library, which counts lines before the first from the end."""

    def function(wanted: Argument, area: Argument, line: Argument, approximate: Argument = True) -> Argument:
        if integer(single(line)) < 1:
            raise Failed(VALUE)
        if isinstance(area, Array) and truth(single(approximate)):
            _need_order(wanted, area.cells[:: area.width] if name == "VLOOKUP" else area.cells[: area.width])
        return _library(name)(wanted, area, line, approximate)

    return function


def _match(wanted: Argument, line: Argument, kind: Argument = 1.0) -> Argument:
    if isinstance(line, Array) and integer(single(kind)) > 0:
        _need_order(wanted, line.cells)
    return _library("MATCH")(wanted, line, kind)


WHOLE: dict[str, Callable[..., Argument]] = {
    "INDEX": _index,
    "MATCH": _match,
    **{name: _lines(name) for name in ("VLOOKUP", "HLOOKUP")},
}
