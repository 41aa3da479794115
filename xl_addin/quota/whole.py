"""From an exact number to a whole one, by a rounding that is stated."""

from fractions import Fraction
from math import ceil, floor
from typing import Literal

Rounding = Literal["up", "nearest", "down"]


def whole(value: Fraction, rounding: Rounding) -> int:
    """The whole number; "nearest" rounds halves away from zero as Excel's ROUND does: 227,5 → 228."""
    match rounding:
        case "up":
            return ceil(value)
        case "down":
            return floor(value)
        case "nearest":
            nearest = floor(abs(value) + Fraction(1, 2))
            return nearest if value >= 0 else -nearest
