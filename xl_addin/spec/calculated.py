"""Parameters that are formulas over other parameters: `target * 80%`, `last_day - first_day + 1`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from xl_addin.known_names import nearest, unknown
from xl_addin.language import Text
from xl_addin.notation import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    evaluate,
    walk,
)
from xl_addin.spec.error import SpecError
from xl_addin.spec.parts.parameters import ParameterSpec
from xl_addin.spec.readable import parse_readable

ParametersByName = Mapping[str, ParameterSpec]

_OPERATION = re.compile(r"[*/+%(<>=-]")
_CYCLE = Text("các tham số tính vòng quanh nhau: {path}", "these parameters need each other: {path}")
_NO_SUCH = Text("không có tham số {name}", "there is no parameter {name}")
_NO_FIGURE = Text("tham số {name} là {kind}, không phải số", "parameter {name} is a {kind}, not a number")
_NO_COLUMN = Text(
    "tham số không tính được từ cột {column}; chỉ dùng các tham số khác và số",
    "a parameter cannot be calculated from column {column}; use other parameters and figures",
)
_DATES = Text(
    "`{formula}`: ngày chỉ cộng, trừ được với số ngày, hoặc trừ cho nhau: `first_day + 14`, `last_day - first_day + 1`",
    "`{formula}`: to a date only days are added, or one date taken from another: `first_day + 14`, "
    "`last_day - first_day + 1`",
)
_NO_DAY = Text("`{formula}` không ra một ngày nào", "`{formula}` is no day of the calendar")
_DIVISION = Text("`{formula}`: chia cho 0", "`{formula}`: division by zero")
_KINDS = {
    "date": Text("ngày", "date"),
    "days": Text("danh sách ngày", "list of days"),
    "time": Text("giờ", "time"),
    "text": Text("chữ", "text"),
}


def no_figure(name: str, parameter: ParameterSpec) -> Text:
    """What is wrong where a parameter that is a date, a time or a text is calculated with."""
    return _NO_FIGURE.with_values(name=name, kind=_KINDS[parameter.kind])


def calculated(parameters: ParametersByName) -> ParametersByName:
    """The parameters with the results of those that are formulas; one that cannot be calculated is a text.

    What is wrong with that one is said by `miscalculated`.
    """
    known = {name: _as_stated(one) for name, one in parameters.items()}
    formulas = dict(_formulas(known))
    try:
        order = tuple(TopologicalSorter(_needs(formulas)).static_order())
    except CycleError:
        return known
    for name in order:
        try:
            known[name] = known[name].with_result(_result(str(known[name].value), formulas[name], known))
        except SpecError:
            continue
    return known


def formula_of(parameter: ParameterSpec, parameters: ParametersByName) -> Expression | None:
    """The formula that a calculated parameter is the result of; None for one that is stated."""
    return _formula(parameter, parameters) if parameter.is_calculated else None


def parameters_needed(names: Iterable[str], parameters: ParametersByName) -> frozenset[str]:
    """The parameters named and those that they are calculated from."""
    found: set[str] = set()
    left = [name for name in names if name in parameters]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            formula = formula_of(parameters[name], parameters)
            left += () if formula is None else _parameters_in(formula)
    return frozenset(found)


def miscalculated(parameters: ParametersByName) -> Iterator[tuple[str, Text]]:
    """The parameters whose formulas come to nothing, and why; of a circle the first."""
    for name, parameter in parameters.items():
        try:
            formula = _formula(parameter, parameters)
            if formula is not None:
                _result(str(parameter.value), formula, parameters)
        except SpecError as error:
            yield name, error.text
    try:
        TopologicalSorter(_needs(dict(_formulas(parameters)))).prepare()
    except CycleError as error:
        around = error.args[1]
        yield around[0], _CYCLE.with_values(path=" → ".join(around))


def _as_stated(parameter: ParameterSpec) -> ParameterSpec:
    """The parameter without what it came to before others were set anew."""
    return ParameterSpec(value=parameter.value, label=parameter.label) if parameter.is_calculated else parameter


def _formulas(parameters: ParametersByName) -> Iterator[tuple[str, Expression]]:
    for name, parameter in parameters.items():
        try:
            formula = _formula(parameter, parameters)
        except SpecError:
            continue
        if formula is not None:
            yield name, formula


def _needs(formulas: Mapping[str, Expression]) -> dict[str, set[str]]:
    return {name: _parameters_in(formula) & formulas.keys() for name, formula in formulas.items()}


def _parameters_in(formula: Expression) -> set[str]:
    return {node.name for node in walk(formula) if isinstance(node, Parameter)}


def _formula(parameter: ParameterSpec, parameters: ParametersByName) -> Expression | None:
    """The value as a formula, None for what is a figure, date, time or text; SpecError for a formula with a slip in it.

    A text whose words are no parameters' names, not even nearly, is a text: `Ấp 1`, `xã/phường`.
    """
    value = parameter.value
    if not isinstance(value, str) or (parameter.kind != "text" and not parameter.is_calculated):
        return None
    if not _OPERATION.search(value):
        return Parameter(value) if value in parameters else None
    words = re.findall(r"[^\W\d]\w*", value)
    if not any(nearest(word, parameters) for word in words) and any(map(str.isalpha, value)):
        return None
    return parse_readable(value)


def _result(text: str, formula: Expression, parameters: ParametersByName) -> Fraction | date:
    """What a formula comes to; SpecError where it names what is not there or calculates with what is no figure."""
    for node in walk(formula):
        match node:
            case ColumnRef(label=label):
                raise SpecError(_NO_COLUMN.with_values(column="{" + label + "}"))
            case Parameter(name) if name not in parameters:
                raise SpecError(unknown(_NO_SUCH.with_values(name=name), name, parameters))
            case Parameter(name) if parameters[name].kind in ("days", "time", "text"):
                raise SpecError(no_figure(name, parameters[name]))
    is_date = _is_date(text, formula, parameters)
    try:
        result = evaluate(formula, _no_column, lambda name: _figure(parameters[name]))
    except ZeroDivisionError as error:
        raise SpecError(_DIVISION.with_values(formula=text)) from error
    if not is_date:
        return result
    try:
        return date.fromordinal(int(result))
    except (ValueError, OverflowError) as error:
        raise SpecError(_NO_DAY.with_values(formula=text)) from error


def _figure(parameter: ParameterSpec) -> Fraction:
    return Fraction(parameter.day().toordinal()) if parameter.is_date else parameter.number()


def _no_column(column: ColumnRef) -> Fraction:
    raise KeyError(column)


def _is_date(text: str, formula: Expression, parameters: ParametersByName) -> bool:
    """Whether a formula comes to a date; SpecError where dates are multiplied, added up or otherwise no dates."""

    def dates(node: Expression) -> int:
        """How many dates too many: a date is 1, a number of days 0."""
        match node:
            case Parameter(name):
                return int(parameters[name].is_date)
            case Constant():
                return 0
            case BinaryOperation(operator="+", left=left, right=right):
                return dates(left) + dates(right)
            case BinaryOperation(operator="-", left=left, right=right):
                return dates(left) - dates(right)
            case FunctionCall(name="MIN" | "MAX", arguments=arguments) if len(set(map(dates, arguments))) == 1:
                return dates(arguments[0])
            case Negation(operand=operand) if not dates(operand):
                return 0
        if any(isinstance(inner, Parameter) and parameters[inner.name].is_date for inner in walk(node)):
            raise SpecError(_DATES.with_values(formula=text))
        return 0

    found = dates(formula)
    if found not in (0, 1):
        raise SpecError(_DATES.with_values(formula=text))
    return found == 1
