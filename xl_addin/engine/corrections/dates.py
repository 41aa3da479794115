"""DATEDIF with its unit in small letters, which `formulas` only half knows."""

from collections.abc import Callable

from xl_addin.engine.library import find_function
from xl_addin.engine.reasons import UNKNOWN_FUNCTION, reason
from xl_addin.engine.scalars import NUM, Blocked, Failed, Scalar, number, single, text


def _datedif(start: Scalar, end: Scalar, unit: Scalar) -> Scalar:
    first, last, counted = int(number(start)), int(number(end)), text(unit).upper()
    if not 0 <= first <= last:
        raise Failed(NUM)
    if counted == "D":
        return float(last - first)
    function = find_function("DATEDIF")
    if function is None:
        raise Blocked(reason(UNKNOWN_FUNCTION, "DATEDIF"))
    return single(function(float(first), float(last), counted))


EACH: dict[str, Callable[..., Scalar]] = {"DATEDIF": _datedif}
