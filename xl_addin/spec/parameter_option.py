"""Set a spec's parameters anew from `--param name=value`: typed text becomes a number or a date."""

import re
from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation import Parameter
from xl_addin.problem import Problem
from xl_addin.spec.error import SpecError
from xl_addin.spec.figures import FigureError, told, ungrouped
from xl_addin.spec.model import Spec
from xl_addin.spec.parts.parameters import NO_DAYS, ParameterSpec
from xl_addin.spec.parts.written_moments import day_in, time_in
from xl_addin.spec.readable import parse_readable
from xl_addin.spec.reading.messages import message

_NO_DATE = Text("“{text}” không phải ngày; viết dạng 20/6/2023", "{text} is no date; write it as 20/6/2023")
_NO_TIME = Text("“{text}” không phải giờ; viết dạng 07:30", "{text} is no time; write it as 07:30")


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
    return spec.with_parameters(parameters)


def whole_parameters(spec: Spec) -> tuple[str, ...]:
    """The parameters that alone are what a column shares: no decimals there, whatever groups their digits."""
    targets = (
        parse_readable(column.apportion.target) for table in spec.tables for column in table.columns if column.apportion
    )
    return tuple(dict.fromkeys(target.name for target in targets if isinstance(target, Parameter)))


def _replaced(name: str, old: ParameterSpec, text: str, *, whole: bool) -> ParameterSpec:
    try:
        return ParameterSpec.model_validate({"value": _value(old, text, whole=whole), "label": old.label})
    except SpecError as error:
        raise Problem(error.text, place=name) from error
    except ValidationError as error:
        raise Problem(message(error.errors()[0]), place=name) from error


def _value(old: ParameterSpec, text: str, *, whole: bool) -> int | str | date | tuple[date, ...]:
    """What a typed text is for a parameter of this kind; SpecError where it is of another kind."""
    match old.kind:
        case "date":
            return _day(text)
        case "days":
            is_none = text.casefold() in ("", NO_DAYS, "khong", "none", "[]")
            return () if is_none else tuple(map(_day, re.split(r"[\s,;]+", text.strip("[] ,;"))))
        case "time" if time_in(text) is None:
            raise SpecError(_NO_TIME.with_values(text=text))
        case "number":
            try:
                text = ungrouped(text, whole=whole)
            except FigureError as error:
                raise SpecError(told(error, text, whole=whole)) from error
            return int(text) if re.fullmatch(r"-?\d{1,30}", text) else text
    return text


def _day(text: str) -> date:
    try:
        day = day_in(text)
    except ValueError:
        day = None
    if day is None:
        raise SpecError(_NO_DATE.with_values(text=text))
    return day


def _unknown(name: str, spec: Spec) -> Problem:
    what = Text("đặc tả {spec} không có tham số này", "spec {spec} has no such parameter").with_values(spec=spec.key)
    return Problem(unknown(what, name, spec.parameters), place=name)
