"""INDEX, VLOOKUP and HLOOKUP: rows and columns outside the range are errors."""

from collections.abc import Callable

from xl_addin.engine.library import find_function
from xl_addin.engine.reasons import CONSTRUCT, reason
from xl_addin.engine.scalars import REF, VALUE, Argument, Array, Blocked, Failed, integer, single


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
    rows = list(array.rows())
    chosen = rows if first == 0 else [rows[first - 1]]
    if second:
        chosen = [(cells[second - 1],) for cells in chosen]
    cells = tuple(value for line in chosen for value in line)
    return Array(cells, len(chosen[0]) if chosen else 1)


def _from_the_first_line(name: str) -> Callable[..., Argument]:
    """VLOOKUP or HLOOKUP of the library, which counts lines before the first from the end."""

    def function(wanted: Argument, area: Argument, line: Argument, *sorted_lines: Argument) -> Argument:
        if integer(single(line)) < 1:
            raise Failed(VALUE)
        found = find_function(name)
        assert found is not None
        return found(wanted, area, line, *sorted_lines)

    return function


WHOLE: dict[str, Callable[..., Argument]] = {
    "INDEX": _index,
    **{name: _from_the_first_line(name) for name in ("VLOOKUP", "HLOOKUP")},
}
