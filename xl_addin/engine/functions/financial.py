"""IPMT and PPMT for debts and for savings: the library has the first for debts alone."""

import math
from collections.abc import Callable

from xl_addin.engine.values.scalars import NUM, Failed, Scalar, finite, number


def _payment(rate: float, periods: float, present: float, future: float, at_beginning: bool) -> float:
    if rate == 0:
        return -(present + future) / periods
    growth = math.pow(1 + rate, periods)
    return -(future + present * growth) * rate / (growth - 1) / (1 + rate * at_beginning)


def _parts(*arguments: Scalar) -> tuple[float, float]:
    """A period's payment of interest and of the principal; FV and the type are 0 where they are left out."""
    rate, period, periods, present, future, kind = (*map(number, arguments), 0.0, 0.0)[:6]
    if not 1 <= period <= periods or rate <= -1:
        raise Failed(NUM)
    at_beginning = kind != 0
    payment = _payment(rate, periods, present, future, at_beginning)
    if rate == 0 or (at_beginning and period == 1):
        return 0.0, payment
    growth = math.pow(1 + rate, period - 1)
    owed = -(present * growth + payment * (1 + rate * at_beginning) * (growth - 1) / rate)
    interest = owed * rate / (1 + rate * at_beginning)
    return interest, payment - interest


def _ipmt(rate: Scalar, period: Scalar, periods: Scalar, present: Scalar, *others: Scalar) -> Scalar:
    return finite(_parts(rate, period, periods, present, *others)[0])


def _ppmt(rate: Scalar, period: Scalar, periods: Scalar, present: Scalar, *others: Scalar) -> Scalar:
    return finite(_parts(rate, period, periods, present, *others)[1])


EACH: dict[str, Callable[..., Scalar]] = {"IPMT": _ipmt, "PPMT": _ppmt}
