"""The operators of a formula, on one value each side."""

import math
import operator
from collections.abc import Callable

from xl_addin.engine.values.reasons import REGIONAL, reason
from xl_addin.engine.values.scalars import DIV0, NUM, VALUE, Blocked, Failed, Scalar, finite, number, significant, text
from xl_addin.workbook.model.book import CellError

Operation = Callable[..., Scalar]


def _add(left: Scalar, right: Scalar) -> Scalar:
    return finite(number(left) + number(right))


def _subtract(left: Scalar, right: Scalar) -> Scalar:
    return finite(number(left) - number(right))


def _multiply(left: Scalar, right: Scalar) -> Scalar:
    return finite(number(left) * number(right))


def _divide(left: Scalar, right: Scalar) -> Scalar:
    dividend, divisor = number(left), number(right)
    if divisor == 0:
        raise Failed(DIV0)
    return finite(dividend / divisor)


def power(left: Scalar, right: Scalar) -> Scalar:
    """`left ^ right`; an odd root of a negative number is negative: (-8)^(1/3) is -2."""
    base, exponent = number(left), number(right)
    if base == 0 and exponent <= 0:
        raise Failed(NUM if exponent == 0 else DIV0)
    odd_root = base < 0 < abs(exponent) < 1 and round(1 / exponent) % 2 == 1 and 1 / round(1 / exponent) == exponent
    try:
        return finite(-math.pow(-base, exponent) if odd_root else math.pow(base, exponent))
    except (OverflowError, ValueError) as error:
        raise Failed(NUM) from error


def _negate(value: Scalar) -> Scalar:
    return -number(value)


def _percent(value: Scalar) -> Scalar:
    return number(value) / 100


def _unchanged(value: Scalar) -> Scalar:
    return value


_LONGEST_TEXT = 32_767


def _join(left: Scalar, right: Scalar) -> Scalar:
    joined = text(left) + text(right)
    if len(joined) > _LONGEST_TEXT:
        raise Failed(VALUE)
    return joined


def _rank(value: Scalar) -> int:
    """Excel's order of kinds: numbers, texts, truth values."""
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _alike(value: Scalar, other: Scalar) -> Scalar:
    """A value as the comparison sees it: an empty cell becomes what the other side is, numbers have 15 digits."""
    if isinstance(value, CellError):
        raise Failed(value)
    if value is None:
        return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0
    if isinstance(value, str):
        return value.casefold()
    return value if isinstance(value, bool) else significant(value)


def _compared(compare: Callable[..., bool], *, orders: bool) -> Operation:
    def operation(left: Scalar, right: Scalar) -> Scalar:
        first, second = _alike(left, right), _alike(right, left)
        both_texts = isinstance(first, str) and isinstance(second, str)
        if orders and both_texts and first != second and not f"{first}{second}".isascii():
            raise Blocked(reason(REGIONAL, "alphabetical order"))
        if _rank(first) != _rank(second):
            return compare(_rank(first), _rank(second))
        return compare(first, second)

    return operation


OPERATIONS: dict[str, Operation] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "^": power,
    "U-": _negate,
    "U+": _unchanged,
    "%": _percent,
    "&": _join,
    "=": _compared(operator.eq, orders=False),
    "<>": _compared(operator.ne, orders=False),
    "<": _compared(operator.lt, orders=True),
    ">": _compared(operator.gt, orders=True),
    "<=": _compared(operator.le, orders=True),
    ">=": _compared(operator.ge, orders=True),
}
