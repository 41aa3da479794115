"""Sums, counts and ranks over ranges: in a range only numbers count, whatever else stands there is ignored."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from xl_addin.engine.values.scalars import (
    DIV0,
    NA,
    NUM,
    VALUE,
    Argument,
    Array,
    Failed,
    Scalar,
    finite,
    integer,
    number,
    single,
)
from xl_addin.workbook.model.book import CellError

_ONLY_NUMBERS = {float}


def numbers(arguments: Iterable[Argument]) -> list[float]:
    """The numbers of the arguments: all of a range's, and a single value as arithmetic takes it.

    Texts, truth values and empty cells of a range are left out; the first error value is raised.
    """
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Array):
            if set(map(type, argument.cells)) == _ONLY_NUMBERS:
                found.extend(argument.cells)  # type: ignore[arg-type]
                continue
            for value in argument.cells:
                if type(value) is float:
                    found.append(value)
                elif isinstance(value, CellError):
                    raise Failed(value)
        else:
            found.append(number(argument))
    return found


def _values(arguments: Iterable[Argument]) -> Iterator[Scalar]:
    for argument in arguments:
        if isinstance(argument, Array):
            yield from argument.cells
        else:
            yield argument


def _of_numbers(compute: Callable[[Sequence[float]], float], empty: float | CellError) -> Callable[..., Argument]:
    def function(*arguments: Argument) -> Argument:
        found = numbers(arguments)
        return finite(compute(found)) if found else empty

    return function


def _average(found: Sequence[float]) -> float:
    return math.fsum(found) / len(found)


def _median(found: Sequence[float]) -> float:
    ordered, middle = sorted(found), len(found) // 2
    return ordered[middle] if len(found) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _sum_of_squares(found: Sequence[float]) -> float:
    return math.fsum(value * value for value in found)


def _count(*arguments: Argument) -> Argument:
    counted = 0
    for argument in arguments:
        if isinstance(argument, Array):
            counted += sum(type(value) is float for value in argument.cells)
        else:
            try:
                number(argument)
                counted += 1
            except Failed:
                pass
    return float(counted)


def _counta(*arguments: Argument) -> Argument:
    return float(sum(value is not None for value in _values(arguments)))


def _countblank(area: Argument) -> Argument:
    beyond = area.beyond if isinstance(area, Array) else 0
    return float(sum(value is None or value == "" for value in _values([area])) + beyond)


def _nth(largest: bool) -> Callable[..., Argument]:
    def function(area: Argument, position: Argument) -> Argument:
        found = sorted(numbers([area]), reverse=largest)
        place = math.ceil(number(single(position)))
        if not 1 <= place <= len(found):
            raise Failed(NUM)
        return found[place - 1]

    return function


def _rank(value: Argument, area: Argument, ascending: Argument = 0.0) -> Argument:
    wanted, found = number(single(value)), numbers([area])
    if wanted not in found:
        raise Failed(NA)
    if integer(single(ascending)):
        return 1.0 + sum(other < wanted for other in found)
    return 1.0 + sum(other > wanted for other in found)


def _sumproduct(*arguments: Argument) -> Argument:
    arrays = [argument if isinstance(argument, Array) else Array((argument,), 1) for argument in arguments]
    if len({(array.width, len(array.cells)) for array in arrays}) > 1:
        raise Failed(VALUE)
    products = []
    for factors in zip(*(array.cells for array in arrays), strict=True):
        product = 1.0
        for factor in factors:
            if isinstance(factor, CellError):
                raise Failed(factor)
            product *= factor if type(factor) is float else 0.0
        products.append(product)
    return finite(math.fsum(products))


def _spread(of_sample: bool, root: bool) -> Callable[..., Argument]:
    def function(*arguments: Argument) -> Argument:
        found = numbers(arguments)
        if len(found) < (2 if of_sample else 1):
            raise Failed(DIV0)
        import statistics  # It loads much that most books do not need.

        variance = statistics.variance(found) if of_sample else statistics.pvariance(found)
        return math.sqrt(variance) if root else variance

    return function


SUM = _of_numbers(math.fsum, 0.0)

WHOLE: dict[str, Callable[..., Argument]] = {
    "SUM": SUM,
    "AVERAGE": _of_numbers(_average, DIV0),
    "MIN": _of_numbers(min, 0.0),
    "MAX": _of_numbers(max, 0.0),
    "PRODUCT": _of_numbers(math.prod, 0.0),
    "SUMSQ": _of_numbers(_sum_of_squares, 0.0),
    "MEDIAN": _of_numbers(_median, NUM),
    "COUNT": _count,
    "COUNTA": _counta,
    "COUNTBLANK": _countblank,
    "LARGE": _nth(largest=True),
    "SMALL": _nth(largest=False),
    "RANK": _rank,
    "RANK.EQ": _rank,
    "SUMPRODUCT": _sumproduct,
    "STDEV": _spread(of_sample=True, root=True),
    "STDEV.S": _spread(of_sample=True, root=True),
    "STDEVP": _spread(of_sample=False, root=True),
    "STDEV.P": _spread(of_sample=False, root=True),
    "VAR": _spread(of_sample=True, root=False),
    "VAR.S": _spread(of_sample=True, root=False),
    "VARP": _spread(of_sample=False, root=False),
    "VAR.P": _spread(of_sample=False, root=False),
}
