"""DATEDIF with its unit in small letters, and steps that must not lead back before 1900."""

from collections.abc import Callable

from xl_addin.engine.functions.library import find_function
from xl_addin.engine.values.reasons import UNKNOWN_FUNCTION, reason
from xl_addin.engine.values.scalars import NUM, Argument, Blocked, Failed, Scalar, integer, number, single, text


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


def _steps(name: str) -> Callable[..., Argument]:
    """EDATE or WORKDAY of the library, which goes on in the year 3799 when it comes to one before 1900."""

    def function(start: Argument, steps: Argument, *others: Argument) -> Argument:
        found = find_function(name)
        if found is None:
            raise Blocked(reason(UNKNOWN_FUNCTION, name))
        end = found(start, steps, *others)
        if type(end) is float and integer(single(steps)) < 0 and end > number(single(start)):
            raise Failed(NUM)
        return end

    return function


EACH: dict[str, Callable[..., Scalar]] = {"DATEDIF": _datedif}
WHOLE: dict[str, Callable[..., Argument]] = {name: _steps(name) for name in ("EDATE", "WORKDAY", "WORKDAY.INTL")}
