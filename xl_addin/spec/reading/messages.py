"""What is wrong with a spec's field, in both languages: pydantic's findings as the officer reads them."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from xl_addin.known_names import nearest, unknown
from xl_addin.language import Text
from xl_addin.spec.error import FieldError, SpecError
from xl_addin.spec.model import Spec

_TEXT = Text("phải là chữ; nếu là số, đặt trong dấu nháy", "must be text; put a number in quotes")
_LIST = Text("phải là danh sách (mỗi dòng một dấu `-`)", "must be a list (one `-` a line)")
_FIELDS = Text("phải gồm các trường `tên: giá trị`", "must consist of fields `name: value`")
_WHOLE = Text("phải là số nguyên", "must be a whole number")
_NUMBER = Text("phải là số", "must be a number")
_SWITCH = Text("phải là true hoặc false", "must be true or false")
_UNKNOWN_FIELD = Text("không có trường này", "there is no such field")
_OTHER = Text("giá trị này không dùng được ở đây", "this value cannot stand here")

MESSAGES: Mapping[str, Text] = {
    "missing": Text("thiếu trường này", "is missing"),
    "extra_forbidden": _UNKNOWN_FIELD,
    "invalid_key": Text("tên trường phải là chữ", "the name of a field must be text"),
    "string_type": _TEXT,
    "string_pattern_mismatch": Text(
        "chỉ gồm chữ thường không dấu, chữ số và dấu `_`, bắt đầu bằng chữ",
        "takes lower-case letters without marks, digits and `_`, beginning with a letter",
    ),
    "string_too_long": Text("dài quá {max_length} ký tự", "is longer than {max_length} characters"),
    "string_too_short": Text("không được để trống", "must not be empty"),
    "too_short": Text("cần ít nhất {min_length} mục", "needs at least {min_length} items"),
    "literal_error": Text("phải là một trong: {expected}", "must be one of: {expected}"),
    "tuple_type": _LIST,
    "model_type": _FIELDS,
    "dict_type": _FIELDS,
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "finite_number": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "greater_than": Text("phải lớn hơn {gt}", "must be greater than {gt}"),
    "greater_than_equal": Text("không được nhỏ hơn {ge}", "must be at least {ge}"),
    "less_than_equal": Text("không được quá {le}", "must be at most {le}"),
}
"""What the officer reads for each kind of error that the model can raise; a test looks for others."""


def message(details: ErrorDetails) -> Text:
    """One finding as `field: what is wrong`; a misspelt field comes with the name it probably means."""
    place, context = details["loc"], details.get("ctx", {})
    error = context.get("error")
    if isinstance(error, SpecError) and not isinstance(error, FieldError):
        return error.text
    said = error.text if isinstance(error, FieldError) else _said(details, context)
    return Text(f"{_field(place)}: {said.vi}", f"{_field(place)}: {said.en}")


def _said(details: ErrorDetails, context: Mapping[str, Any]) -> Text:
    match details["type"]:
        case "extra_forbidden":
            return _unknown_field(details["loc"])
        case "literal_error":
            return _choice(str(details["input"]), str(context["expected"]))
    return MESSAGES.get(details["type"], _OTHER).with_values(**context)


def _choice(given: str, expected: str) -> Text:
    """One of several words: all of them, and the one that is probably meant."""
    words = expected.replace(" or ", ", ").replace("'", "").split(", ")
    text = MESSAGES["literal_error"].with_values(expected=[f"`{word}`" if word.isalpha() else word for word in words])
    meant = nearest(given, words)
    return text if meant is None else Text(f"{text.vi}; có phải `{meant}`?", f"{text.en}; do you mean `{meant}`?")


def _unknown_field(place: tuple[str | int, ...]) -> Text:
    """A field that is not there: the one that is probably meant, and all there are."""
    part: type[BaseModel] = Spec
    for step in place[:-1]:
        field = next((field for name, field in _fields(part).items() if name == step), None)
        if field is not None:
            part = _part_in(field.annotation) or part
    return unknown(_UNKNOWN_FIELD, str(place[-1]), _fields(part))


def _fields(part: type[BaseModel]) -> dict[str, Any]:
    """The fields of a part by the names they have in a file."""
    return {str(field.validation_alias or name): field for name, field in part.model_fields.items()}


def _field(place: tuple[str | int, ...]) -> str:
    names = [part for part in place if isinstance(part, str) and part != "[key]"]
    return f"`{names[-1]}`" if names else "spec"


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """The part a field's type is made of: `ColumnSpec` in `tuple[ColumnSpec, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _part_in(inner))), None)
