"""COUNTIF and its kin: which cells of a range meet a condition such as `">=50"`, `"Xã*"` or `""`."""

import operator
import re
from collections.abc import Callable
from functools import cache

from xl_addin.engine.functions.aggregates import SUM
from xl_addin.engine.functions.aggregates import WHOLE as AGGREGATES
from xl_addin.engine.values.reasons import CONSTRUCT, REGIONAL, reason
from xl_addin.engine.values.scalars import VALUE, Argument, Array, Blocked, Failed, Scalar
from xl_addin.workbook.model.book import CellError

_OPERATORS: dict[str, Callable[..., bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "<>": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_CRITERION = re.compile(r"(>=|<=|<>|>|<|=)?(.*)", re.DOTALL)
_PLAIN_NUMBER = re.compile(r"\s*[+-]?\d{1,15}\s*")
_PERHAPS_NUMBER = re.compile(r"\s*[+-]?[\d.,]*\d[\d.,/:%-]*\s*")
# What a criterion begins with, or holds, when it is more than a word.
_NO_PLAIN_WORD = re.compile(r"[<>=#]|.*[*?~]|(?:true|false)$", re.IGNORECASE | re.DOTALL)

Test = Callable[[Scalar], bool]


def test_of(criterion: Scalar) -> Test:
    """Whether a cell meets a criterion, as a function of its value."""
    if not isinstance(criterion, str):
        return _equal_to(0.0 if criterion is None else criterion)
    match = _CRITERION.fullmatch(criterion)
    sign, wanted = (match[1], match[2]) if match else (None, criterion)
    if not wanted:
        return _emptiness(sign)
    if _PLAIN_NUMBER.fullmatch(wanted):
        return _number_test(sign or "=", float(wanted))
    if _PERHAPS_NUMBER.fullmatch(wanted):
        raise Blocked(reason(REGIONAL, f'"{wanted}"'))
    if wanted.upper() in ("TRUE", "FALSE"):
        truth = wanted.upper() == "TRUE"
        return _negated(_equal_to(truth), sign == "<>")
    if wanted.startswith("#"):
        return _negated(_equal_to(CellError(wanted.upper())), sign == "<>")
    if sign in (None, "=", "<>"):
        return _negated(_word_test(wanted), sign == "<>")
    raise Blocked(reason(REGIONAL, "alphabetical order"))


def plain_key(criterion: Scalar) -> float | str | None:
    """The number, or the word as `folded`, that a criterion asks for; None for one that asks for more."""
    if criterion is None:
        return 0.0
    if not isinstance(criterion, str):
        return criterion if type(criterion) is float else None
    if _PLAIN_NUMBER.fullmatch(criterion):
        return float(criterion)
    if not criterion or _NO_PLAIN_WORD.match(criterion) or _PERHAPS_NUMBER.fullmatch(criterion):
        return None
    return folded(criterion)


def class_of(value: object) -> float | str | None:
    """The key that a cell meets, as far as it meets any; cells of one class need not meet the same words."""
    if isinstance(value, str):
        return float(value) if _PLAIN_NUMBER.fullmatch(value) else folded(value)
    return value if type(value) is float else None


def folded(text: str) -> str:
    """Equal for all texts that a criterion takes for the same; now and then for others."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _equal_to(wanted: Scalar) -> Test:
    if type(wanted) is float:
        return _number_test("=", wanted)
    return lambda value: type(value) is type(wanted) and value == wanted


def _word_test(wanted: str) -> Test:
    # Most words of a column are written alike: the pattern is made for those that are not.
    pattern = cache(lambda: _pattern(wanted))
    is_itself = "~" not in wanted

    def test(value: Scalar) -> bool:
        return isinstance(value, str) and ((is_itself and value == wanted) or bool(pattern().fullmatch(value)))

    return test


def _negated(test: Test, negate: bool) -> Test:
    return (lambda value: not test(value)) if negate else test


def _emptiness(sign: str | None) -> Test:
    if sign is None:
        return lambda value: value is None or value == ""
    if sign == "=":
        return lambda value: value is None
    if sign == "<>":
        return lambda value: value is not None
    return lambda value: False


def _number_test(sign: str, wanted: float) -> Test:
    compare = _OPERATORS[sign]

    def test(value: Scalar) -> bool:
        # A number typed as text equals the number; it is never more or less than it.
        if isinstance(value, str) and sign in ("=", "<>") and _PLAIN_NUMBER.fullmatch(value):
            value = float(value)
        if type(value) is float:
            return compare(value, wanted)
        return sign == "<>"

    return test


def _pattern(wanted: str) -> re.Pattern[str]:
    """`*` stands for any text, `?` for one character, `~` before them for themselves; capitals do not matter."""
    pieces = re.findall(r"~[*?~]|.", wanted, re.DOTALL)
    wild = {"*": ".*", "?": "."}
    expression = "".join(wild.get(piece, re.escape(piece[-1])) for piece in pieces)
    return re.compile(expression, re.IGNORECASE | re.DOTALL)


def _array(argument: Argument) -> Array:
    return argument if isinstance(argument, Array) else Array((argument,), 1)


def _meeting(pairs: tuple[Argument, ...]) -> tuple[list[bool], int]:
    """Which places meet all of the (range, criterion) pairs, and how many do in the part of a column left out."""
    areas = [_array(area) for area in pairs[::2]]
    tests = [test_of(_criterion(criterion)) for criterion in pairs[1::2]]
    if len(areas) != len(tests) or len({(area.width, len(area.cells)) for area in areas}) > 1:
        raise Failed(VALUE)
    met = [True] * len(areas[0].cells)
    for area, test in zip(areas, tests, strict=True):
        met = [before and test(value) for before, value in zip(met, area.cells, strict=True)]
    return met, min(area.beyond for area in areas) if all(test(None) for test in tests) else 0


def _criterion(argument: Argument) -> Scalar:
    if isinstance(argument, Array):
        if len(argument.cells) != 1:
            raise Blocked(reason(CONSTRUCT, "several criteria at once"))
        return argument.cells[0]
    return argument


def _countifs(*pairs: Argument) -> Argument:
    met, beyond = _meeting(pairs)
    return float(sum(met) + beyond)


def _countif(area: Argument, criterion: Argument) -> Argument:
    """One criterion, or an array of them and so an array of counts: `SUMPRODUCT(1/COUNTIF(A2:A9,A2:A9))`."""
    if isinstance(criterion, Array) and len(criterion.cells) > 1:
        return Array(tuple(float(_countifs(area, one)) for one in criterion.cells), criterion.width)  # type: ignore[arg-type]
    return _countifs(area, criterion)


def _chosen(values: Argument, pairs: tuple[Argument, ...]) -> Array:
    met, _ = _meeting(pairs)
    area = _array(values)
    if len(area.cells) != len(met):
        raise Blocked(reason(CONSTRUCT, "ranges of different size"))
    return Array(tuple(value for value, wanted in zip(area.cells, met, strict=True) if wanted), 1)


def _of_one(aggregate: Callable[..., Argument]) -> Callable[..., Argument]:
    def function(area: Argument, criterion: Argument, values: Argument | None = None) -> Argument:
        return aggregate(_chosen(area if values is None else values, (area, criterion)))

    return function


def _of_many(aggregate: Callable[..., Argument]) -> Callable[..., Argument]:
    def function(values: Argument, *pairs: Argument) -> Argument:
        return aggregate(_chosen(values, pairs))

    return function


WHOLE: dict[str, Callable[..., Argument]] = {
    "COUNTIF": _countif,
    "COUNTIFS": _countifs,
    "SUMIF": _of_one(SUM),
    "SUMIFS": _of_many(SUM),
    "AVERAGEIF": _of_one(AGGREGATES["AVERAGE"]),
    "AVERAGEIFS": _of_many(AGGREGATES["AVERAGE"]),
    "MINIFS": _of_many(AGGREGATES["MIN"]),
    "MAXIFS": _of_many(AGGREGATES["MAX"]),
}
