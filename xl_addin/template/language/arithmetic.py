"""Arithmetic of a template's numbers: exact where they are, and rounded as Excel rounds.

Numbers read from files are decimals, those written in an expression or stored in a workbook binary; Python would
refuse to add the two.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from xl_addin.template.language.filters import FilterError, Formatted, is_no

_ROUNDINGS = {"common": ROUND_HALF_UP, "ceil": ROUND_CEILING, "floor": ROUND_FLOOR}
# The largest float has 309 digits before its decimals.
_LARGEST = Context(prec=400)


def matched(left: object, right: object) -> tuple[object, object]:
    """Two operands as numbers that can be calculated with each other; anything but such a pair as it is."""
    left, right = (each.value if isinstance(each, Formatted) else each for each in (left, right))
    kinds = {type(left), type(right)}
    if kinds == {Decimal, float}:
        return _as_decimal(left), _as_decimal(right)
    if kinds == {Decimal, Fraction}:
        return _as_fraction(left), _as_fraction(right)
    return left, right


def rounded(value: object, precision: int, method: str) -> object:
    """A number rounded half away from zero (`common`), up or down; its kind stays, but for fractions."""
    if isinstance(value, Formatted):
        value = value.value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise FilterError(is_no(value, "số", "number"))
    if method not in _ROUNDINGS:
        names = ", ".join(_ROUNDINGS)
        raise FilterError(is_no(method, f"cách làm tròn ({names})", f"way of rounding ({names})"))
    if isinstance(value, float) and value - value != 0:
        return value
    exact = (
        _LARGEST.divide(Decimal(value.numerator), Decimal(value.denominator))
        if isinstance(value, Fraction)
        else (Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
    )
    result = exact.quantize(Decimal(1).scaleb(-precision), _ROUNDINGS[method], _LARGEST)
    if isinstance(value, int):
        return int(result)
    return float(result) if isinstance(value, float) else result


def _as_decimal(value: object) -> object:
    return Decimal(repr(value)) if isinstance(value, float) else value


def _as_fraction(value: object) -> object:
    return Fraction(value) if isinstance(value, Decimal) else value
