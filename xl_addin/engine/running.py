"""Totals, averages and counts over a range that grows or slides with the rows: each from the one before.

The sums are exact, as `math.fsum` makes them: what has been added so far is kept as numbers that do not overlap.
"""

from collections.abc import Callable, Iterator, Mapping
from math import fsum, isfinite

from xl_addin.engine.scalars import DIV0, Array, Scalar
from xl_addin.workbook.book import CellError


def _rows_of_numbers(cells: Array) -> Iterator[list[float]]:
    return ([value for value in row if type(value) is float] for row in cells.rows())


def _summed(cells: Array, height: int, slides: bool) -> Iterator[tuple[list[float], int]]:
    """For each row of the formula: numbers that add up to the sum exactly, and how many cells were added."""
    rows = list(_rows_of_numbers(cells))
    parts: list[float] = []
    count = 0
    for last, row in enumerate(rows):
        for value in row:
            _add(parts, value)
        count += len(row)
        if slides and last >= height:
            for value in rows[last - height]:
                _add(parts, -value)
            count -= len(rows[last - height])
        if last >= height - 1:
            yield parts, count


def _add(parts: list[float], value: float) -> None:
    """Add to a sum kept as partial sums without overlap (Shewchuk 1997)."""
    kept = 0
    for part in parts:
        larger, smaller = (value, part) if abs(value) >= abs(part) else (part, value)
        value = larger + smaller
        rest = smaller - (value - larger)
        if rest:
            parts[kept] = rest
            kept += 1
    parts[kept:] = [value]


def _sums(cells: Array, height: int, slides: bool) -> list[Scalar]:
    return [fsum(parts) for parts, _ in _summed(cells, height, slides)]


def _averages(cells: Array, height: int, slides: bool) -> list[Scalar]:
    return [fsum(parts) / count if count else DIV0 for parts, count in _summed(cells, height, slides)]


def _counts(cells: Array, height: int, slides: bool) -> list[Scalar]:
    found: list[Scalar] = []
    count = 0
    counts = [len(row) for row in _rows_of_numbers(cells)]
    for last, more in enumerate(counts):
        count += more - (counts[last - height] if slides and last >= height else 0)
        if last >= height - 1:
            found.append(float(count))
    return found


def _extremes(choose: Callable[..., float]) -> Callable[[Array, int, bool], list[Scalar] | None]:
    def run(cells: Array, height: int, slides: bool) -> list[Scalar] | None:
        if slides:
            return None
        found: list[Scalar] = []
        so_far: list[float] = []
        for last, row in enumerate(_rows_of_numbers(cells)):
            so_far = [choose(so_far + row)] if so_far or row else []
            if last >= height - 1:
                found.append(so_far[0] if so_far else 0.0)
        return found

    return run


def _without_errors(
    calculate: Callable[[Array, int, bool], list[Scalar] | None],
) -> Callable[[Array, int, bool], list[Scalar] | None]:
    def run(cells: Array, height: int, slides: bool) -> list[Scalar] | None:
        if any(isinstance(value, CellError) for value in cells.cells):
            return None
        try:
            found = calculate(cells, height, slides)
        except OverflowError:
            return None
        return found if found and all(type(value) is not float or isfinite(value) for value in found) else None

    return run


RUNNING: Mapping[str, Callable[[Array, int, bool], list[Scalar] | None]] = {
    "SUM": _without_errors(_sums),
    "AVERAGE": _without_errors(_averages),
    "COUNT": _counts,
    "MIN": _without_errors(_extremes(min)),
    "MAX": _without_errors(_extremes(max)),
}
