"""The ROUND family as Excel computes it: on 15 significant decimal digits, ties away from zero.

`ROUND(650*35%,0)` is 228 in Excel although the product is stored as 227.49999999999997.
"""

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Context, Decimal

from xl_addin.engine.values.reasons import UNCERTAIN, reason
from xl_addin.engine.values.scalars import DIV0, NUM, Blocked, Failed, Scalar, finite, integer, number, significant

# Enough digits for the largest double written out to the 30 or so decimals a formula may ask for.
_EXACT = Context(prec=700)
_MOST_DECIMALS = 330
_LARGEST_FACTORIAL = 170


def rounded(value: float, decimals: int, direction: str = ROUND_HALF_UP) -> float:
    """The value at so many decimals (negative: tens, hundreds …), after cutting it to 15 significant digits."""
    quick = _clearly_rounded(value, decimals, direction)
    if quick is not None:
        return quick
    if decimals > _MOST_DECIMALS:
        return value
    if decimals < -_MOST_DECIMALS:
        decimals = -_MOST_DECIMALS
    exact = Decimal(f"{value:.15g}")
    return finite(float(exact.quantize(Decimal(1).scaleb(-decimals), direction, _EXACT)))


# Cutting to 15 digits, and scaling, move a number by less than this part of it.
_SLACK = 1e-14
_MOST_STEPS = 1e15
_EXACT_POWERS = tuple(10.0**power for power in range(16))


def _clearly_rounded(value: float, decimals: int, direction: str) -> float | None:
    """The result where the 15 digits cannot matter, many times faster; None near a tie or a whole step."""
    size = abs(decimals)
    if size >= len(_EXACT_POWERS):
        return None
    scale = _EXACT_POWERS[size]
    scaled = abs(value) * scale if decimals >= 0 else abs(value) / scale
    if not scaled < _MOST_STEPS:
        return None
    steps = math.floor(scaled)
    part, slack = scaled - steps, scaled * _SLACK
    if direction == ROUND_HALF_UP:
        if abs(part - 0.5) <= slack:
            return None
        steps += part > 0.5
    elif decimals != 0 or part != 0:
        if not slack < part < 1 - slack or direction not in (ROUND_UP, ROUND_DOWN):
            return None
        steps += direction == ROUND_UP
    # Both are whole numbers that a double holds exactly, so that the quotient is the double next to the decimal.
    return math.copysign(steps / scale if decimals >= 0 else steps * scale, value)


def rounded_half_up(value: float, decimals: int) -> float:
    """ROUND."""
    return rounded(value, decimals, ROUND_HALF_UP)


def rounded_up(value: float, decimals: int) -> float:
    """ROUNDUP: away from zero."""
    return rounded(value, decimals, ROUND_UP)


def rounded_down(value: float, decimals: int) -> float:
    """ROUNDDOWN and TRUNC: towards zero."""
    return rounded(value, decimals, ROUND_DOWN)


def _rounding(direction: str) -> Callable[..., Scalar]:
    def function(value: Scalar, decimals: Scalar) -> Scalar:
        return rounded(number(value), integer(decimals), direction)

    return function


def _trunc(value: Scalar, decimals: Scalar = 0.0) -> Scalar:
    return rounded(number(value), integer(decimals), ROUND_DOWN)


def _multiples(value: float, step: float, direction: str) -> float:
    """The step's whole multiple next to the value, as a number of 15 digits."""
    steps = rounded(value / step, 0, direction)
    return finite(float(f"{steps * step:.15g}"))


def _mround(value: Scalar, multiple: Scalar) -> Scalar:
    wanted, step = number(value), number(multiple)
    if wanted == 0 or step == 0:
        return 0.0
    if (wanted < 0) != (step < 0):
        raise Failed(NUM)
    # Excel divides in binary here, without the 15 digits: MROUND(6.05,0.1) is 6.0, as its documentation says.
    steps = Decimal(wanted / step).quantize(Decimal(1), ROUND_HALF_UP, _EXACT)
    return finite(float(f"{float(steps) * step:.15g}"))


def _ceiling(value: Scalar, significance: Scalar) -> Scalar:
    wanted, step = number(value), number(significance)
    if wanted == 0 or step == 0:
        return 0.0
    if step < 0 < wanted:
        raise Failed(NUM)
    return _multiples(wanted, step, ROUND_CEILING)


def _floor(value: Scalar, significance: Scalar) -> Scalar:
    wanted, step = number(value), number(significance)
    if wanted == 0:
        return 0.0
    if step == 0:
        raise Failed(DIV0)
    if step < 0 < wanted:
        raise Failed(NUM)
    return _multiples(wanted, step, ROUND_FLOOR)


def _to_zero(mode: Scalar, *, up: bool) -> str:
    """Which way CEILING.MATH and FLOOR.MATH go for a negative number: `mode` turns it around."""
    return ROUND_CEILING if up == (number(mode) == 0) else ROUND_FLOOR


def _ceiling_math(value: Scalar, significance: Scalar = 1.0, mode: Scalar = 0.0) -> Scalar:
    wanted, step = number(value), abs(number(significance))
    if wanted == 0 or step == 0:
        return 0.0
    return _multiples(wanted, step, ROUND_CEILING if wanted > 0 else _to_zero(mode, up=True))


def _floor_math(value: Scalar, significance: Scalar = 1.0, mode: Scalar = 0.0) -> Scalar:
    wanted, step = number(value), abs(number(significance))
    if wanted == 0 or step == 0:
        return 0.0
    return _multiples(wanted, step, ROUND_FLOOR if wanted > 0 else _to_zero(mode, up=False))


def whole(value: float) -> float:
    """The whole number below, refused where it depends on whether a program first rounds to 15 digits."""
    if math.floor(value) != math.floor(significant(value)):
        raise Blocked(reason(UNCERTAIN, repr(value)))
    return float(math.floor(value))


def _abs(value: Scalar) -> Scalar:
    return abs(number(value))


def _int(value: Scalar) -> Scalar:
    return whole(number(value))


def _mod(dividend: Scalar, divisor: Scalar) -> Scalar:
    first, second = number(dividend), number(divisor)
    if second == 0:
        raise Failed(DIV0)
    return first - second * whole(first / second)


def _fact(value: Scalar) -> Scalar:
    of = integer(value)
    if not 0 <= of <= _LARGEST_FACTORIAL:
        raise Failed(NUM)
    return float(math.factorial(of))


def _quotient(dividend: Scalar, divisor: Scalar) -> Scalar:
    first, second = number(dividend), number(divisor)
    if second == 0:
        raise Failed(DIV0)
    return rounded(first / second, 0, ROUND_DOWN)


EACH: dict[str, Callable[..., Scalar]] = {
    "ROUND": _rounding(ROUND_HALF_UP),
    "ROUNDUP": _rounding(ROUND_UP),
    "ROUNDDOWN": _rounding(ROUND_DOWN),
    "TRUNC": _trunc,
    "MROUND": _mround,
    "CEILING": _ceiling,
    "FLOOR": _floor,
    "CEILING.MATH": _ceiling_math,
    "CEILING.PRECISE": lambda value, significance=1.0: _ceiling_math(value, significance),
    "ISO.CEILING": lambda value, significance=1.0: _ceiling_math(value, significance),
    "FLOOR.MATH": _floor_math,
    "FLOOR.PRECISE": lambda value, significance=1.0: _floor_math(value, significance),
    "ABS": _abs,
    "INT": _int,
    "MOD": _mod,
    "FACT": _fact,
    "QUOTIENT": _quotient,
}
