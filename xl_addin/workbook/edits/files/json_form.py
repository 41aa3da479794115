"""Dataclasses as JSON, and back: what a field may hold is read from its type, and nothing else is taken.

Cells and areas are addresses (`Bảng!D9`, `D9`, `B2:D9`), content is text where it is short, else packed.
"""

import base64
import dataclasses
import json
import types
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from math import isfinite
from typing import Any, Union, get_args, get_origin, get_type_hints

from xl_addin.formula.cells import Area, CellRef, RowColumn, address, cell_named, parse_address
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem

_NO_JSON = Text("không phải tệp JSON ({reason})", "this is no JSON file ({reason})")
_TWICE = Text("mục “{name}” ghi hai lần; hãy ghi một lần", "“{name}” is given twice; give it once")
_UNKNOWN = Text("không có mục “{name}” ở đây", "there is no field “{name}” here")
_MISSING = Text("thiếu mục “{name}”", "the field “{name}” is missing")
_WRONG = Text("cần {wanted}", "expected {wanted}")
_WANTED: Mapping[object, Text] = {
    str: Text("một chuỗi", "a text"),
    int: Text("một số nguyên", "a whole number"),
    float: Text("một số", "a number"),
    bool: Text("true hoặc false", "true or false"),
    bytes: Text("nội dung đã ghi", "content as it was written"),
    types.NoneType: Text("null", "null"),
    CellRef: Text("một ô như Bảng!D9", "a cell such as Sheet1!D9"),
    Area: Text("một vùng như B2:D9", "an area such as B2:D9"),
    RowColumn: Text("một ô như D9", "a cell such as D9"),
}
_LIST = Text("một danh sách trong [ ]", "a list in [ ]")
_OBJECT = Text("các mục trong {}", "fields in {}")
PACKED = "packed"
# Shorter content is left readable.
_SHORT = 200
_LARGEST = 1 << 30


def json_of(value: object) -> Any:
    """A value of a field, or a dataclass without its name, as JSON has it."""
    if isinstance(value, CellRef):
        return str(value)
    if isinstance(value, Area):
        return str(value)
    if isinstance(value, bytes):
        return _written_content(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {field.name: json_of(content) for field, content in held if content != _default(field)}
    if isinstance(value, Mapping):
        return {address(*key) if isinstance(key, tuple) else key: json_of(content) for key, content in value.items()}
    if isinstance(value, list | tuple):
        return [json_of(one) for one in value]
    return value


def dataclass_of(kind: type, given: object, place: str) -> Any:
    """The dataclass that JSON describes; Problem, naming the place, for whatever does not belong there."""
    fields = {field.name: field for field in dataclasses.fields(kind)}
    described = _object(given, place)
    for name in described:
        if name not in fields:
            raise Problem(unknown(_UNKNOWN.with_values(name=name), name, fields), place=place)
    for name, field in fields.items():
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if needed and name not in described:
            raise Problem(_MISSING.with_values(name=name), place=place)
    hints = _hints(kind)
    return kind(**{name: value_of(hints[name], content, f"{place}.{name}") for name, content in described.items()})


def value_of(kind: Any, given: object, place: str) -> Any:
    """What JSON gives for a field of this type; Problem, naming the place, for anything else."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind == RowColumn or (kind in (CellRef, Area, bytes) and isinstance(given, str | dict)):
        return _addressed(kind, given, place)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind is not Area:
        return dataclass_of(kind, given, place)
    if origin in (Union, types.UnionType):
        if type(given) not in inner:
            raise _wrong(inner, place)
        return given
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(value_of(inner[0], one, f"{place}[{at}]") for at, one in enumerate(_list(given, place), 1))
    if origin is tuple:
        listed = _list(given, place)
        if len(listed) != len(inner):
            raise Problem(_WRONG.with_values(wanted=_LIST), place=place)
        return tuple(value_of(one, content, place) for one, content in zip(inner, listed, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        of, to = inner
        items = _object(given, place).items()
        return {value_of(of, key, f"{place}.{key}"): value_of(to, content, f"{place}.{key}") for key, content in items}
    if type(given) is not kind and not (kind is float and type(given) is int):
        raise _wrong((kind,), place)
    return given


def parsed(data: bytes, *, file: str) -> Any:
    """What a JSON file (UTF-8) holds; Problem for what is no JSON, for a name given twice, and for no number."""

    def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
        if twice is not None:
            raise Problem(_TWICE.with_values(name=twice), file=file)
        return dict(pairs)

    def no_number(sign: str) -> float:
        raise ValueError(sign)

    def in_a_cell(written: str) -> float:
        if not isfinite(float(written)):
            raise ValueError(written)
        return float(written)

    def whole(written: str) -> int:
        in_a_cell(written)
        return int(written)

    try:
        read = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=once,
            parse_constant=no_number,
            parse_float=in_a_cell,
            parse_int=whole,
        )
        # Half a character (`"\\ud800"`) can be written nowhere.
        json.dumps(read, ensure_ascii=False).encode()
        return read
    except (ValueError, RecursionError) as error:
        raise Problem(_NO_JSON.with_values(reason=error), file=file) from error


def _default(field: "dataclasses.Field[Any]") -> object:
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _wrong(kinds: Sequence[object], place: str) -> Problem:
    wanted = [_WANTED[kind] for kind in kinds]
    vi, en = " hoặc ".join(text.vi for text in wanted), " or ".join(text.en for text in wanted)
    return Problem(_WRONG.with_values(wanted=Text(vi, en)), place=place)


def _list(given: object, place: str) -> list[object]:
    if not isinstance(given, list):
        raise Problem(_WRONG.with_values(wanted=_LIST), place=place)
    return given


def _object(given: object, place: str) -> dict[str, object]:
    if not isinstance(given, dict):
        raise Problem(_WRONG.with_values(wanted=_OBJECT), place=place)
    return given


def _addressed(kind: Any, given: object, place: str) -> object:
    try:
        if kind is bytes:
            return _content(given)
        if not isinstance(given, str):
            raise ValueError(given)
        if kind is Area:
            return Area.parse(given)
        if kind is CellRef:
            cell = cell_named(given)
            if not cell.sheet:
                raise ValueError(given)
            return cell
        return parse_address(given)
    except (ValueError, zlib.error) as error:
        raise _wrong((kind,), place) from error


def _written_content(content: bytes) -> object:
    """Short UTF-8 as text, anything else packed."""
    if len(content) <= _SHORT:
        try:
            return content.decode()
        except UnicodeDecodeError:
            pass
    return packed(content)


def packed(content: bytes) -> dict[str, str]:
    """Content as JSON has it where nobody is to read it."""
    return {PACKED: base64.b64encode(zlib.compress(content, 9)).decode()}


def _content(given: object) -> bytes:
    if isinstance(given, str):
        return given.encode()
    if not isinstance(given, dict) or set(given) != {PACKED} or not isinstance(given[PACKED], str):
        raise ValueError(given)
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(base64.b64decode(given[PACKED], validate=True), _LARGEST)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("cut short, or larger than any part")
    return content
