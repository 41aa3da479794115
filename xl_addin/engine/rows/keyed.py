"""Look-ups that differ from row to row only in the key: the range is sorted into a table once.

Each gives the very result of the function for a key, or None where the function itself must be asked.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import ceil

from xl_addin.engine.functions.aggregates import numbers
from xl_addin.engine.functions.criteria import WHOLE as CRITERIA
from xl_addin.engine.functions.criteria import class_of, plain_key, test_of
from xl_addin.engine.values.scalars import Argument, Array, Failed, Scalar, number

ByKey = Callable[[Scalar], Scalar]


def _meeting(area: Array) -> Callable[[Scalar], list[int] | None]:
    by_class: dict[object, list[int]] = {}
    for place, value in enumerate(area.cells):
        by_class.setdefault(class_of(value), []).append(place)

    def places(key: Scalar) -> list[int] | None:
        plain = plain_key(key)
        if plain is None:
            return None
        found = by_class.get(plain, [])
        if isinstance(plain, float):
            return found
        test = test_of(key)
        return [place for place in found if test(area.cells[place])]

    return places


def _of_criterion(name: str) -> Callable[..., ByKey | None]:
    function = CRITERIA[name]
    key_position = 1

    def prepare(position: int, area: Argument, _: Argument, values: Argument = None) -> ByKey | None:
        if position != key_position or not isinstance(area, Array):
            return None
        values = area if values is None else values
        if not isinstance(values, Array) or len(values.cells) != len(area.cells) or values.beyond != area.beyond:
            return None
        taken = values.cells
        places = _meeting(area)

        @lru_cache(maxsize=None, typed=True)
        def by_key(key: Scalar) -> Scalar:
            found = places(key)
            if found is None:
                return None
            # The range made of the cells that meet the criterion gives what the whole range gives.
            small = Array(tuple(area.cells[place] for place in found), 1)
            if name == "COUNTIF":
                return float(len(found))
            try:
                result = function(small, key, Array(tuple(taken[place] for place in found), 1))
            except Failed as failed:
                return failed.error
            return None if isinstance(result, Array) else result

        return by_key

    return prepare


def _exact_places(line: tuple[Scalar, ...]) -> Mapping[object, int]:
    """The first place of each number and each text, texts without regard to capitals."""
    found: dict[object, int] = {}
    for place, value in enumerate(line):
        if type(value) is float or isinstance(value, str):
            found.setdefault(value.upper() if isinstance(value, str) else value, place)
    return found


def _match(position: int, _: Argument, line: Argument, kind: Argument = 1.0) -> ByKey | None:
    if position != 0 or not isinstance(line, Array) or 1 not in (line.width, line.height):
        return None
    if kind not in (0.0, False):
        return None
    places = _exact_places(line.cells)

    def by_key(key: Scalar) -> Scalar:
        place = _place(places, key)
        return None if place is None else place + 1.0

    return by_key


def _place(places: Mapping[object, int], key: Scalar) -> int | None:
    if type(key) is float:
        return places.get(key)
    if isinstance(key, str) and key and key.isprintable() and not re.search(r"[*?~]", key):
        return places.get(key.upper())
    return None


def _vlookup(position: int, _: Argument, area: Argument, column: Argument, kind: Argument = True) -> ByKey | None:
    if position != 0 or not isinstance(area, Array) or type(column) is not float or kind not in (0.0, False):
        return None
    index = int(column)
    if not 1 <= index <= area.width:
        return None
    places = _exact_places(area.cells[:: area.width])

    def by_key(key: Scalar) -> Scalar:
        place = _place(places, key)
        # An empty cell is left to the function.
        return None if place is None else area.cells[place * area.width + index - 1]

    return by_key


def _xlookup(position: int, _: Argument, line: Argument, values: Argument, instead: Argument = None) -> ByKey | None:
    if position != 0 or not isinstance(line, Array) or not isinstance(values, Array):
        return None
    if line.width != 1 or values.width != 1 or len(line.cells) != len(values.cells):
        return None
    places = _exact_places(line.cells)

    def by_key(key: Scalar) -> Scalar:
        place = _place(places, key)
        # An empty cell, and what is not found, is left to the function.
        return None if place is None else values.cells[place]

    return by_key


def _nth(largest: bool) -> Callable[..., ByKey | None]:
    def prepare(position: int, area: Argument, _: Argument) -> ByKey | None:
        if position != 1:
            return None
        try:
            found = sorted(numbers([area]), reverse=largest)
        except Failed:
            return None

        def by_key(key: Scalar) -> Scalar:
            return found[ceil(key) - 1] if type(key) is float and 1 <= ceil(key) <= len(found) else None

        return by_key

    return prepare


def _rank(position: int, _: Argument, area: Argument, ascending: Argument = 0.0) -> ByKey | None:
    if position != 0 or not isinstance(area, Array) or type(ascending) is not float:
        return None
    try:
        found = sorted(numbers([area]))
    except Failed:
        return None
    first = {value: place for place, value in reversed(list(enumerate(found)))}
    last = {value: place for place, value in enumerate(found)}

    def by_key(key: Scalar) -> Scalar:
        if type(key) is not float or key not in first:
            return None
        return 1.0 + first[key] if int(number(ascending)) else float(len(found) - last[key])

    return by_key


def _checked(least: int, most: int, prepare: Callable[..., ByKey | None]) -> Callable[..., ByKey | None]:
    def run(position: int, *arguments: Argument) -> ByKey | None:
        return prepare(position, *arguments) if least <= len(arguments) <= most else None

    return run


# `prepare(position of the key, *arguments)`, the key's being None, gives the look-up by key, or None.
KEYED: Mapping[str, Callable[..., ByKey | None]] = {
    "COUNTIF": _checked(2, 2, _of_criterion("COUNTIF")),
    "SUMIF": _checked(2, 3, _of_criterion("SUMIF")),
    "AVERAGEIF": _checked(2, 3, _of_criterion("AVERAGEIF")),
    "MATCH": _checked(2, 3, _match),
    "VLOOKUP": _checked(3, 4, _vlookup),
    "XLOOKUP": _checked(3, 4, _xlookup),
    "LARGE": _checked(2, 2, _nth(largest=True)),
    "SMALL": _checked(2, 2, _nth(largest=False)),
    "RANK": _checked(2, 3, _rank),
    "RANK.EQ": _checked(2, 3, _rank),
}
