"""Set a spec's parameters anew from `--param name=value`: typed text becomes a number or a date."""

import re
from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation import Parameter
from xl_addin.problem import Problem
from xl_addin.spec.figures import FigureError, told, ungrouped
from xl_addin.spec.messages import message
from xl_addin.spec.model import Spec
from xl_addin.spec.parameter import ParameterSpec
from xl_addin.spec.readable import parse_readable

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def with_parameters(spec: Spec, values: Mapping[str, str], *, typed: bool = True) -> Spec:
    """The spec with these parameters' values replaced; Problem for an unknown name or a value of another kind.

    Numbers are written `510000`, `510 000`, `0,5` or `80%`, also `510.000` where a whole is shared; dates `20/6/2023`
    or `2023-06-20`. Not `typed` are the texts of cells, which Excel would not read with their digits grouped.
    """
    if not values:
        return spec
    parameters, wholes = dict(spec.parameters), whole_parameters(spec) if typed else ()
    for name, text in values.items():
        if name not in parameters:
            raise _unknown(name, spec)
        parameters[name] = _replaced(name, parameters[name], text.strip(), whole=name in wholes)
    return spec.model_copy(update={"parameters": parameters})


def whole_parameters(spec: Spec) -> tuple[str, ...]:
    """The parameters that alone are what a column shares: no decimals there, whatever groups their digits."""
    targets = (
        parse_readable(column.apportion.target) for table in spec.tables for column in table.columns if column.apportion
    )
    return tuple(dict.fromkeys(target.name for target in targets if isinstance(target, Parameter)))


def _replaced(name: str, old: ParameterSpec, text: str, *, whole: bool) -> ParameterSpec:
    place = name
    day = _day(text)
    if old.is_date and day is None:
        raise Problem(
            Text(
                "“{text}” không phải ngày; viết dạng 20/6/2023", "{text} is no date; write it as 20/6/2023"
            ).with_values(text=text),
            place=place,
        )
    if not old.is_date:
        try:
            text = ungrouped(text, whole=whole)
        except FigureError as error:
            raise Problem(told(error, text, whole=whole), place=place) from error
    value = day if old.is_date else int(text) if re.fullmatch(r"-?\d{1,30}", text) else text
    try:
        return ParameterSpec.model_validate({"value": value, "label": old.label})
    except ValidationError as error:
        raise Problem(message(error.errors()[0]), place=place) from error


def _day(text: str) -> date | None:
    day_first, year_first = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    try:
        if day_first:
            return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
        return date(*map(int, year_first.groups())) if year_first else None
    except ValueError:
        return None


def _unknown(name: str, spec: Spec) -> Problem:
    what = Text("đặc tả {spec} không có tham số này", "spec {spec} has no such parameter").with_values(spec=spec.key)
    return Problem(unknown(what, name, spec.parameters), place=name)
