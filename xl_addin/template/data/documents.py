"""JSON and YAML as values: numbers exactly as written, dates as dates, no name twice, nothing that grows on reading."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.template.data.typed_text import iso_date
from xl_addin.workbook.reading.delimited_text import text_of_file

MAX_VALUES = 5_000_000
"""Values of one file, those it repeats by name (YAML's `*anchor`) counted each time."""
MAX_DEPTH = 100
"""How deep lists and mappings stand in one another."""
MAX_DIGITS = 1_000
"""Digits of a number, exponent included: `1e999999999` is none."""

_SAVE_AS = Text("hãy lưu lại với bảng mã UTF-8", "save it as UTF-8")
_NOT_JSON = Text("không đúng cú pháp JSON: {reason}", "this is not valid JSON: {reason}")
_NOT_YAML = Text(
    "không đúng cú pháp YAML ở dòng này hoặc ngay trên đó; hãy xem lại dấu hai chấm, dấu nháy và thụt đầu dòng",
    "this is not valid YAML: {reason}",
)
_TWICE = Text("tên “{name}” xuất hiện hai lần; hãy bỏ một", "the name “{name}” stands twice; remove one of them")
_TOO_MUCH = Text(
    "dữ liệu quá lớn hoặc lồng nhau quá sâu (hơn {values} giá trị hoặc {depth} lớp)",
    "there is too much data, or it is nested too deep (more than {values} values or {depth} levels)",
)
_NO_NUMBER = Text("“{text}” không phải số dùng được", "“{text}” is no usable number")


def json_value(data: bytes, file: str) -> object:
    """The value of a JSON file; Problem, with the line, for what is none."""
    text = text_of_file(data, file, _SAVE_AS)

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in pairs:
            if name in found:
                raise Problem(_TWICE.with_values(name=name), file=file)
            found[name] = value
        return found

    def constant(name: str) -> object:
        raise Problem(_NO_NUMBER.with_values(text=name), file=file)

    try:
        value = json.loads(
            text,
            parse_float=lambda digits: _number(digits, file),
            parse_int=lambda digits: _number(digits, file),
            parse_constant=constant,
            object_pairs_hook=unique,
        )
    except json.JSONDecodeError as error:
        raise Problem(_NOT_JSON.with_values(reason=error.msg), file=f"{file}:{error.lineno}") from error
    except RecursionError as error:
        raise _too_much(file) from error
    return _Plain(file, dated=True).value(value)


def yaml_value(data: bytes, file: str) -> object:
    """The value of a YAML file, read without making anything but plain values; Problem, with the line."""
    text = text_of_file(data, file, _SAVE_AS)
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _exact_constructor(file)
    try:
        value = yaml.load(text)
    except DuplicateKeyError as error:
        name = re.findall(r'"(.*?)"', error.problem or "")[:1]
        raise Problem(_TWICE.with_values(name=name), file=f"{file}:{_line(error)}") from error
    except RecursionError as error:
        raise _too_much(file) from error
    except (YAMLError, ValueError) as error:
        reason = getattr(error, "problem", None) or str(error)
        raise Problem(_NOT_YAML.with_values(reason=reason), file=f"{file}:{_line(error)}") from error
    return _Plain(file, dated=False).value(value)


def _exact_constructor(file: str) -> type[SafeConstructor]:
    class Exact(SafeConstructor):
        """Numbers with decimals exactly as written."""

    def number(constructor: SafeConstructor, node: ScalarNode) -> object:
        return _number(str(node.value).replace("_", ""), file)

    Exact.add_constructor("tag:yaml.org,2002:float", number)
    return Exact


def _line(error: BaseException) -> int:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    return 1 if mark is None else mark.line + 1


def _number(digits: str, file: str) -> int | Decimal:
    try:
        number = Decimal(digits)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or len(digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        raise Problem(_NO_NUMBER.with_values(text=digits[:40]), file=file)
    return int(number) if re.fullmatch(r"[+-]?\d+", digits) else number


class _Plain:
    """Makes plain values of what a reader made: names are texts, texts composed, nothing refers to itself."""

    def __init__(self, file: str, *, dated: bool) -> None:
        self.file, self.left = file, MAX_VALUES
        # JSON has no dates of its own, so whoever writes one writes it this way.
        self.text: Callable[[str], object] = (lambda text: iso_date(text) or text) if dated else (lambda text: text)

    def value(self, value: Any, depth: int = 0) -> object:
        """The value and all in it."""
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            raise _too_much(self.file)
        match value:
            case Mapping():
                named = [(_name(name), each) for name, each in value.items()]
                if len(dict(named)) < len(named):
                    raise Problem(_TWICE.with_values(name=_first_twice([name for name, _ in named])), file=self.file)
                return {name: self.value(each, depth + 1) for name, each in named}
            case list() | tuple() | set():
                return [self.value(each, depth + 1) for each in value]
            case str():
                return self.text(unicodedata.normalize("NFC", value))
            case None | bool() | int() | Decimal() | date():
                return value
            case float():
                return _number(repr(value), self.file)
            case _:
                raise Problem(_NO_NUMBER.with_values(text=f"{value!r:.40}"), file=self.file)


def _name(name: object) -> str:
    return unicodedata.normalize("NFC", str(name))


def _first_twice(names: list[str]) -> str:
    return next(name for index, name in enumerate(names) if name in names[:index])


def _too_much(file: str) -> Problem:
    return Problem(_TOO_MUCH.with_values(values=MAX_VALUES, depth=MAX_DEPTH), file=file)
