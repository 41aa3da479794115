"""Questions about one value, and the logic that goes with them. A number typed as text is a text."""

from collections.abc import Callable

from xl_addin.engine.values.scalars import NA, VALUE, Scalar, integer, truth
from xl_addin.workbook.model.book import CellError


def _is_number(value: Scalar) -> bool:
    return isinstance(value, float)


def _is_error(value: Scalar) -> bool:
    return isinstance(value, CellError)


def _n(value: Scalar) -> Scalar:
    if isinstance(value, CellError):
        return value
    return float(value) if isinstance(value, float | bool) else 0.0


def _is_odd(value: Scalar) -> Scalar:
    if isinstance(value, bool):
        return VALUE
    return integer(value) % 2 == 1


def _is_even(value: Scalar) -> Scalar:
    odd = _is_odd(value)
    return odd if isinstance(odd, CellError) else not odd


def choose_if(condition: Scalar, then: Scalar, otherwise: Scalar = False) -> Scalar:
    """IF on values already calculated, for arrays; a single IF calculates only the branch it takes."""
    return then if truth(condition) else otherwise


def instead_of_error(value: Scalar, fallback: Scalar) -> Scalar:
    """IFERROR on values already calculated."""
    return fallback if _is_error(value) else value


def instead_of_na(value: Scalar, fallback: Scalar) -> Scalar:
    """IFNA on values already calculated."""
    return fallback if value == NA else value


EACH: dict[str, Callable[..., Scalar]] = {
    "ISNUMBER": _is_number,
    "ISTEXT": lambda value: isinstance(value, str),
    "ISNONTEXT": lambda value: not isinstance(value, str),
    "ISLOGICAL": lambda value: isinstance(value, bool),
    "ISBLANK": lambda value: value is None,
    "ISERROR": _is_error,
    "ISERR": lambda value: _is_error(value) and value != NA,
    "ISNA": lambda value: value == NA,
    "ISODD": _is_odd,
    "ISEVEN": _is_even,
    "N": _n,
    "IF": choose_if,
    "IFERROR": instead_of_error,
    "IFNA": instead_of_na,
}
