"""What operators and functions give for rows of plain numbers: the same bits as for one cell, many times faster.

Each takes lists, and numbers that are the same in every row. An exception, or a result that is not finite, sends the
rows the long way; so does None.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import repeat
from math import fsum

from xl_addin.engine.functions.rounding import rounded_down, rounded_half_up, rounded_up, whole
from xl_addin.engine.values.scalars import significant

Numbers = list[float]
OnNumbers = Callable[..., Numbers | None]


def _lists(values: Iterable[Numbers | float]) -> list[Iterable[float]]:
    return [value if isinstance(value, list) else repeat(value) for value in values]


def _mapped(function: Callable[..., float]) -> OnNumbers:
    def run(*values: Numbers | float) -> Numbers:
        return list(map(function, *_lists(values)))

    return run


def _over_each_row(function: Callable[[tuple[float, ...]], float]) -> OnNumbers:
    def run(*values: Numbers | float) -> Numbers:
        return list(map(function, zip(*_lists(values), strict=False)))

    return run


def _smallest_or_largest(function: Callable[..., float]) -> OnNumbers:
    def run(*values: Numbers | float) -> Numbers:
        return list(map(function, *_lists(values))) if len(values) > 1 else list(values[0])  # type: ignore[arg-type]

    return run


def _average(found: tuple[float, ...]) -> float:
    return fsum(found) / len(found)


# Numbers further apart than this part of themselves differ at 15 digits too.
_APART = 2e-14


def _compared(compare: Callable[[float, float], bool]) -> OnNumbers:
    def one(left: float, right: float) -> bool:
        if left != right and abs(left - right) <= _APART * (abs(left) + abs(right)):
            return compare(significant(left), significant(right))
        return compare(left, right)

    return _mapped(one)


def _percent(values: Numbers) -> Numbers:
    return [value / 100 for value in values]


def _unchanged(values: Numbers) -> Numbers:
    return values


def _rounded(
    function: Callable[[float, int], float], values: Numbers | float, decimals: Numbers | float = 0.0
) -> Numbers | None:
    if isinstance(decimals, list) or not isinstance(values, list):
        return None
    return list(map(function, values, repeat(int(decimals))))


OPERATIONS_ON_NUMBERS: Mapping[str, OnNumbers] = {
    "+": _mapped(operator.add),
    "-": _mapped(operator.sub),
    "*": _mapped(operator.mul),
    "/": _mapped(operator.truediv),
    "U-": _mapped(operator.neg),
    "U+": _unchanged,
    "%": _percent,
    "=": _compared(operator.eq),
    "<>": _compared(operator.ne),
    "<": _compared(operator.lt),
    ">": _compared(operator.gt),
    "<=": _compared(operator.le),
    ">=": _compared(operator.ge),
}

FUNCTIONS_OF_NUMBERS: Mapping[str, OnNumbers] = {
    "SUM": _over_each_row(fsum),
    "AVERAGE": _over_each_row(_average),
    "MIN": _smallest_or_largest(min),
    "MAX": _smallest_or_largest(max),
    "ABS": _mapped(abs),
    "ROUND": partial(_rounded, rounded_half_up),
    "ROUNDUP": partial(_rounded, rounded_up),
    "ROUNDDOWN": partial(_rounded, rounded_down),
    "TRUNC": partial(_rounded, rounded_down),
    "INT": _mapped(whole),
}
