"""Files of data and single values as the one context that a template is rendered with."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from xl_addin.language import Text
from xl_addin.package.package import file_bytes
from xl_addin.problem import OptionHint, Problem
from xl_addin.spec.figures import FigureError, SeparatorMark, told
from xl_addin.template.data.book_tables import book_tables, name_of
from xl_addin.template.data.documents import json_value, yaml_value
from xl_addin.template.data.text_table import text_table
from xl_addin.template.data.typed_text import TwoReadings, dates_of, told_marks, typed
from xl_addin.workbook.reading.delimited_text import looks_like_workbook

DOCUMENTS = {".json": json_value, ".yaml": yaml_value, ".yml": yaml_value}
TABLES = (".csv", ".tsv", ".txt")
"""The endings of data files; workbooks are told by their content."""

_ENDING = Text(
    "không rõ loại dữ liệu; hãy dùng tệp {endings} hoặc sổ tính .xlsx",
    "it cannot be told what data this is; use a file {endings} or an .xlsx workbook",
)
_NO_NAMES = Text(
    "dữ liệu chỉ là một giá trị nên chưa có tên để gọi trong mẫu; hãy đặt tên cho nó",
    "the data is a single value and has no name in the template; give it a name",
)
_NAME_IT = OptionHint("như --data tên={file}", "such as --data name={file}")
_BAD_NAME = Text(
    "“{name}” không làm tên được; tên gồm chữ, số và dấu gạch dưới, không bắt đầu bằng số",
    "“{name}” cannot be a name; names have letters, digits and underscores and begin with no digit",
)
_TWICE = Text(
    "tên “{name}” đã có từ dữ liệu khác; hãy đặt tên khác",
    "the name “{name}” comes from other data, too; give another one",
)
_RESERVED = {"loop", "range", "picture", "true", "false", "none", "and", "or", "not", "in", "is", "if", "else"}


@dataclass(frozen=True)
class DataFile:
    """A file of data; with a name all of it goes under that name, without one what it holds is named by itself."""

    path: str
    name: str | None = None


def context_of(
    files: Iterable[DataFile],
    given: Mapping[str, object],
    decimal: SeparatorMark | None = None,
) -> dict[str, object]:
    """All names and values together; `given` come before what files say.

    `decimal` is what begins the decimals of numbers in delimited text, where somebody says so. Raises Problem, naming
    the file, for what cannot be read and for a name that two files give.
    """
    context: dict[str, object] = {}
    for file in files:
        for name, value in _named(file, decimal).items():
            if name in context:
                raise Problem(
                    _TWICE.with_values(name=name), file=file.path, by_option=_NAME_IT.with_values(file=file.path)
                )
            context[name] = value
    for name in given:
        check_name(name)
    return {**context, **given}


def given_value(text: str, decimal: SeparatorMark | None = None) -> object:
    """A value typed on the command line: a number, a date, true or false, else a text; `'012` is a text anyway."""
    if text.startswith("'"):
        return text[1:]
    days = dates_of([text.strip()])
    if days is not None:
        return days[0]
    try:
        return typed(text, told_marks(decimal))
    except TwoReadings:
        raise Problem(told(FigureError("ambiguous"), text, whole=False)) from None


def check_name(name: str) -> None:
    """Problem for what an expression cannot name."""
    if not re.fullmatch(r"[^\W\d]\w*", name) or name.lower() in _RESERVED:
        raise Problem(_BAD_NAME.with_values(name=name))


def _named(file: DataFile, decimal: SeparatorMark | None) -> dict[str, object]:
    value = _value(file.path, decimal)
    if file.name is not None:
        check_name(file.name)
        return {unicodedata.normalize("NFC", file.name): value}
    match value:
        case dict():
            return value
        case list():
            stem = name_of(Path(file.path).stem)
            return {"rows": value, **({stem: value} if stem and stem.lower() not in _RESERVED else {})}
        case _:
            raise Problem(_NO_NAMES, file=file.path, by_option=_NAME_IT.with_values(file=file.path))


def _value(path: str, decimal: SeparatorMark | None) -> object:
    data = file_bytes(Path(path))
    if looks_like_workbook(data):
        return book_tables(data, path)
    ending = Path(path).suffix.lower()
    if ending in DOCUMENTS:
        return DOCUMENTS[ending](data, path)
    if ending in TABLES:
        return text_table(data, path, decimal)
    raise Problem(_ENDING.with_values(endings=[*DOCUMENTS, *TABLES]), file=path)
