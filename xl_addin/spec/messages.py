"""What is wrong with a spec's field, in both languages: pydantic's findings as the officer reads them."""

from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from xl_addin.known_names import nearest
from xl_addin.language import Text
from xl_addin.spec.error import FieldError, SpecError
from xl_addin.spec.model import Spec

_TEXT = Text("phải là chữ; nếu là số, đặt trong dấu nháy", "must be text; put a number in quotes")
_LIST = Text("phải là danh sách (mỗi dòng một dấu `-`)", "must be a list (one `-` a line)")
_FIELDS = Text("phải gồm các trường `tên: giá trị`", "must consist of fields `name: value`")
_WHOLE = Text("phải là số nguyên", "must be a whole number")
_DATE = Text("phải là ngày viết dạng 2023-06-20", "must be a date written as 2023-06-20")

_MESSAGES = {
    "missing": Text("thiếu trường này", "is missing"),
    "extra_forbidden": Text("không có trường này", "there is no such field"),
    "string_type": _TEXT,
    "string_pattern_mismatch": Text(
        "chỉ gồm chữ thường không dấu, chữ số và dấu `_`, bắt đầu bằng chữ",
        "takes lower-case letters without marks, digits and `_`, beginning with a letter",
    ),
    "string_too_long": Text("dài quá {max_length} ký tự", "is longer than {max_length} characters"),
    "too_short": Text("cần ít nhất {min_length} mục", "needs at least {min_length} items"),
    "literal_error": Text("phải là một trong: {expected}", "must be one of: {expected}"),
    "tuple_type": _LIST,
    "model_type": _FIELDS,
    "dict_type": _FIELDS,
    "mapping_type": _FIELDS,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": Text("phải là số", "must be a number"),
    "float_parsing": Text("phải là số", "must be a number"),
    "greater_than": Text("phải lớn hơn {gt}", "must be greater than {gt}"),
    "less_than_equal": Text("không được quá {le}", "must be at most {le}"),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
}


def message(details: ErrorDetails) -> Text:
    """One finding as `field: what is wrong`; a misspelt field comes with the name it probably means."""
    context = details.get("ctx", {})
    error = context.get("error")
    if isinstance(error, FieldError):
        return _of_field(details["loc"], error.text)
    if isinstance(error, SpecError):
        return error.text
    known = _MESSAGES.get(details["type"])
    if known is None:
        known = Text("giá trị không hợp lệ ({reason})", "is not valid ({reason})")
        context = {"reason": details["msg"]}
    if "expected" in context:
        context = {**context, "expected": context["expected"].replace("'", "`").replace(" or ", ", ")}
    said = known.with_values(**context)
    meant = _meant(details["loc"]) if details["type"] == "extra_forbidden" else None
    if meant is not None:
        said = Text(f"{said.vi}; có phải `{meant}`?", f"{said.en}; do you mean `{meant}`?")
    return _of_field(details["loc"], said)


def _of_field(place: tuple[str | int, ...], said: Text) -> Text:
    return Text(f"{_field(place)}: {said.vi}", f"{_field(place)}: {said.en}")


def _field(place: tuple[str | int, ...]) -> str:
    names = [part for part in place if isinstance(part, str) and part != "[key]"]
    return f"`{names[-1]}`" if names else "spec"


def _meant(place: tuple[str | int, ...]) -> str | None:
    """The field of the part at this place whose name is closest to the one that is not there."""
    part: type[BaseModel] = Spec
    for step in place[:-1]:
        if step in part.model_fields:
            part = _part_in(part.model_fields[str(step)].annotation) or part
    return nearest(str(place[-1]), part.model_fields)


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """The part a field's type is made of: `ColumnSpec` in `tuple[ColumnSpec, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _part_in(inner))), None)
