"""Ways to choose and to arrange: exact, and refused before a result beyond Excel's numbers is calculated at length."""

from collections.abc import Callable
from math import comb, isinf, perm, prod

from xl_addin.engine.values.scalars import NUM, Failed, Scalar, number

# n(n-2)(n-4)… passes 1E308 at 301, k! at 171, the middle of Pascal's triangle at 1 030.
_LARGEST_DOUBLE_FACTORIAL, _LARGEST_ARRANGED, _LARGEST_CHOSEN = 300, 170, 515


def _factdouble(given: Scalar) -> float:
    of = int(number(given))
    if not -1 <= of <= _LARGEST_DOUBLE_FACTORIAL:
        raise Failed(NUM)
    return float(prod(range(of, 0, -2)))


def _permut(given: Scalar, chosen: Scalar) -> float:
    return _as_number(given, chosen, perm, _LARGEST_ARRANGED)


def _combin(given: Scalar, chosen: Scalar) -> float:
    of, take = int(number(given)), int(number(chosen))
    return _as_number(of, min(take, of - take) if 0 <= take <= of else take, comb, _LARGEST_CHOSEN)


def _as_number(given: Scalar, chosen: Scalar, count: Callable[[int, int], int], most: int) -> float:
    of, take = int(number(given)), int(number(chosen))
    if not 0 <= take <= of or take > most:
        raise Failed(NUM)
    try:
        result = float(count(of, take))
    except OverflowError:
        raise Failed(NUM) from None
    if isinf(result):
        raise Failed(NUM)
    return result


EACH: dict[str, Callable[..., Scalar]] = {"FACTDOUBLE": _factdouble, "PERMUT": _permut, "COMBIN": _combin}
