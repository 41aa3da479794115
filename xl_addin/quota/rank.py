"""Ranks with ties: "competition" leaves places free after a tie (1, 2, 2, 4), "dense" does not (1, 2, 2, 3)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal


def ranks(
    values: Sequence[Fraction | int | None],
    *,
    ties: Literal["competition", "dense"] = "competition",
    highest_first: bool = True,
) -> list[int | None]:
    """The rank of each value, 1 the best; None (no value, such as the rate of a quota of 0) has no rank.

    Competition ranks are those of Excel's RANK. Equal values have equal ranks whatever their order.
    """
    present = [value for value in values if value is not None]
    counted = set(present) if ties == "dense" else present
    places: dict[Fraction | int, int] = {}
    for place, value in enumerate(sorted(counted, reverse=highest_first), start=1):
        places.setdefault(value, place)
    return [None if value is None else places[value] for value in values]
