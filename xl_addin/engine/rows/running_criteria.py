"""COUNTIF, SUMIFS and their kin in every row at once, over ranges that stay, grow, shrink or slide with the rows.

Each criterion's places in the ranges are looked up once; what they hold is added up from row to row.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from xl_addin.engine.functions.criteria import Test, class_of, plain_key, test_of
from xl_addin.engine.rows.rows import NotTogether
from xl_addin.engine.rows.running import Windows
from xl_addin.engine.values.lines import Cell
from xl_addin.engine.values.scalars import Blocked, Scalar
from xl_addin.engine.values.totals import TOTALS, KindPlaces
from xl_addin.workbook.model.book import CellError, Unsupported


class CriteriaLayout(NamedTuple):
    """Where a function has the range of its values, if it has one, and its pairs of a range and a criterion."""

    values: int | None
    pairs: tuple[tuple[int, int], ...]


def layout_of(name: str, arguments: int) -> CriteriaLayout | None:
    """The layout of a function with so many arguments; None for other functions and other numbers."""
    if name not in _TOTAL_OF:
        return None
    if name in _OF_ONE:
        values = None if name == "COUNTIF" else 2 if arguments == 3 else 0
        return CriteriaLayout(values, ((0, 1),)) if arguments == 2 or (arguments == 3 and name != "COUNTIF") else None
    first = 0 if name == "COUNTIFS" else 1
    pairs = tuple((at, at + 1) for at in range(first, arguments - 1, 2))
    return CriteriaLayout(0 if first else None, pairs) if pairs and (arguments - first) % 2 == 0 else None


_OF_ONE = frozenset({"COUNTIF", "SUMIF", "AVERAGEIF"})
_TOTAL_OF: Mapping[str, str] = {
    **{"COUNTIF": "COUNT", "COUNTIFS": "COUNT", "SUMIF": "SUM", "SUMIFS": "SUM"},
    **{"AVERAGEIF": "AVERAGE", "AVERAGEIFS": "AVERAGE", "MINIFS": "MIN", "MAXIFS": "MAX"},
}


class _Places:
    """Where the cells of ranges side by side meet given criteria."""

    def __init__(self, ranges: Sequence[Sequence[Cell]]) -> None:
        self._ranges = ranges
        self._by_class: dict[tuple[int, ...], dict[tuple[object, ...], list[int]]] = {}

    def meeting(self, keys: Sequence[Scalar], tests: Sequence[Test]) -> list[int]:
        """The places in order."""
        plain = [plain_key(key) for key in keys]
        sorted_by = tuple(at for at, key in enumerate(plain) if key is not None)
        candidates = self._sorted(sorted_by).get(tuple(plain[at] for at in sorted_by), [])
        for cells, test in zip(self._ranges, tests, strict=True):
            candidates = [place for place in candidates if test(cells[place])]  # type: ignore[arg-type]
        return candidates

    def _sorted(self, by: tuple[int, ...]) -> dict[tuple[object, ...], list[int]]:
        found = self._by_class.get(by)
        if found is None:
            found = self._by_class[by] = {}
            classes = [list(map(class_of, self._ranges[at])) for at in by]
            keys: Iterator[tuple[object, ...]] = zip(*classes, strict=True) if by else iter([()] * len(self._ranges[0]))
            for place, key in enumerate(keys):
                found.setdefault(key, []).append(place)
        return found


Answer = Callable[[int, int], Scalar]
"""The result from a place in the ranges to before another; neither goes back from row to row."""


def _count_of(places: list[int]) -> Answer:
    return lambda start, end: float(bisect_left(places, end) - bisect_left(places, start))


class _Chosen:
    """What some criteria choose of the values, and its total in the row looked at last."""

    def __init__(self, total: str, places: list[int], values: Sequence[Cell]) -> None:
        self._total = TOTALS[total]()
        held = [values[place] for place in places]
        self._numbers = [value for value in held if type(value) is float]
        self._at = [place for place, value in zip(places, held, strict=True) if type(value) is float]
        self._errors = KindPlaces(held, CellError)
        self._places = places
        self._since = self._upto = 0

    def result(self, start: int, end: int) -> Scalar:
        """The total of what is chosen there."""
        since, upto = bisect_left(self._at, start, self._since), bisect_left(self._at, end, self._upto)
        for value in self._numbers[self._upto : upto]:
            self._total.add(value)
        for value in self._numbers[self._since : since]:
            self._total.remove(value)
        self._since, self._upto = since, upto
        first, last = bisect_left(self._places, start), bisect_left(self._places, end)
        error = self._errors.first(first, last)
        return error if isinstance(error, CellError) else self._total.result()


def of_criteria(
    name: str, layout: CriteriaLayout, windows: Mapping[int, Windows], keys: Mapping[int, Sequence[Cell]]
) -> list[Cell]:
    """The function's value in every row, `windows` and `keys` by the position of the argument.

    NotTogether where ranges are of different size, or a sum leaves the numbers behind.
    """
    first = windows[layout.pairs[0][0]]
    if any(each[1:] != first[1:] for each in windows.values()):
        raise NotTogether
    values = None if layout.values is None else windows[layout.values].cells
    places = _Places([windows[area].cells for area, _ in layout.pairs])
    refused = {at: KindPlaces(each.cells, Unsupported) for at, each in windows.items()}
    chosen: dict[object, tuple[Answer, bool] | Unsupported] = {}
    found: list[Cell] = []
    for row, (start, end, beyond) in enumerate(zip(first.starts, first.ends, first.beyond, strict=True)):
        trouble = _trouble(row, start, end, refused, keys)
        if trouble is not None:
            found.append(trouble)
            continue
        wanted: list[Scalar] = [keys[key][row] for _, key in layout.pairs]  # type: ignore[misc]
        known = tuple((type(key), key) for key in wanted)
        if known not in chosen:
            chosen[known] = _choose(_TOTAL_OF[name], wanted, places, values)
        one = chosen[known]
        try:
            if isinstance(one, Unsupported):
                found.append(one)
            elif values is None:
                # A criterion that an empty cell meets counts those left out below, too.
                found.append(one[0](start, end) + (beyond if one[1] else 0))  # type: ignore[operator]
            else:
                found.append(one[0](start, end))
        except OverflowError:
            raise NotTogether from None
    return found


def _trouble(
    row: int, start: int, end: int, refused: Mapping[int, KindPlaces], keys: Mapping[int, Sequence[Cell]]
) -> Cell:
    """The first argument that has no value to vouch for."""
    for at in sorted((*refused, *keys)):
        cell = refused[at].first(start, end) if at in refused else keys[at][row]
        if isinstance(cell, Unsupported):
            return cell
    return None


def _choose(
    total: str, wanted: Sequence[Scalar], places: _Places, values: Sequence[Cell] | None
) -> tuple[Answer, bool] | Unsupported:
    try:
        tests: list[Callable[[Scalar], bool]] = [test_of(key) for key in wanted]
    except Blocked as blocked:
        return Unsupported(blocked.why)
    found = places.meeting(wanted, tests)
    answer = _count_of(found) if values is None else _Chosen(total, found, values).result
    return answer, all(test(None) for test in tests)
