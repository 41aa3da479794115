"""Load a spec: a YAML file becomes a `Spec`, or one `Problem` that lists every error as `file:line: message`."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.check import contradictions
from xl_addin.spec.checking.finding import Finding, SpecPath
from xl_addin.spec.checking.outputs import missing_templates
from xl_addin.spec.messages import message
from xl_addin.spec.model import Spec
from xl_addin.spec.parameter_option import with_parameters
from xl_addin.spec.units_across import with_units_across

MAX_BYTES = 1_000_000
"""Largest spec file that is read; a campaign's is under 10 KB."""

_NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})

_NO_SPEC = Text(
    "không có đặc tả này, cũng không có tệp .yaml nào ở đường dẫn đó",
    "there is no such spec, nor a .yaml file at that path",
)


def load_spec(name_or_path: str, parameters: Mapping[str, str] = _NO_PARAMETERS) -> Spec:
    """The spec with this name among the shipped ones, else at this path, with some parameters set anew.

    `parameters` maps names to values as typed on the command line: `{"target": "510000"}`.
    Raises Problem for a file that cannot be read or is not valid, and for a parameter that does not fit.
    """
    path = _path(name_or_path)
    file = name_or_path if Path(name_or_path) == path else path.name
    data = _parsed(_content(path, file), file)
    try:
        spec = Spec.model_validate(data)
    except ValidationError as error:
        raise _problem(file, data, _findings(error)) from error
    for asked in ({}, parameters):  # the file alone first: its faults are not the options'
        spec = with_parameters(spec, asked)
        if found := [*contradictions(spec), *missing_templates(spec, path.parent)]:
            raise _problem(file, data, found)
    return with_units_across(spec)


def shipped_specs() -> tuple[str, ...]:
    """The names of the specs that come with the program."""
    return tuple(sorted(path.stem for path in shipped_folder("formulas_spec").glob("*.yaml")))


def _path(name_or_path: str) -> Path:
    if name_or_path in shipped_specs():
        return shipped_folder("formulas_spec") / f"{name_or_path}.yaml"
    path = Path(name_or_path)
    if not path.exists():
        raise Problem(unknown(_NO_SPEC, name_or_path, shipped_specs()), file=name_or_path)
    return path


def _content(path: Path, file: str) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        text = Text("không đọc được tệp ({reason})", "the file cannot be read ({reason})")
        raise Problem(text.with_values(reason=error.strerror or error), file=file) from error
    if data is None:
        raise Problem(Text("tệp quá lớn, không phải đặc tả", "the file is too large to be a spec"), file=file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = Text(
            "tệp không phải văn bản UTF-8; lưu lại với bảng mã UTF-8", "the file is not UTF-8 text; save it as UTF-8"
        )
        raise Problem(text, file=file) from error


def _parsed(content: str, file: str) -> Any:
    yaml = YAML(typ="rt", pure=True)
    try:
        return yaml.load(content)
    except DuplicateKeyError as error:
        name = re.findall(r'"(.*?)"', error.problem or "")[:1]
        text = Text("trường `{name}` xuất hiện hai lần", "the field `{name}` stands twice")
        raise _problem_at(file, _line_of_mark(error), text.with_values(name=name)) from error
    except (YAMLError, RecursionError) as error:
        reason = getattr(error, "problem", None) or str(error)
        text = Text(
            "không đúng cú pháp YAML ở dòng này hoặc ngay trên đó; hãy xem lại dấu hai chấm, dấu ngoặc, dấu nháy và "
            "thụt đầu dòng bằng dấu cách",
            "this is not valid YAML: {reason}",
        )
        raise _problem_at(file, _line_of_mark(error), text.with_values(reason=reason)) from error


def _line_of_mark(error: BaseException) -> int:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    return 1 if mark is None else mark.line + 1


def _findings(error: ValidationError) -> list[Finding]:
    """What pydantic found, without the list that counts as too short because its items are wrong."""
    found = error.errors()
    places = [details["loc"] for details in found]
    return [
        (place, message(details))
        for place, details in zip(places, found, strict=True)
        if not any(len(other) > len(place) and other[: len(place)] == place for other in places)
    ]


def _problem(file: str, data: Any, found: list[Finding]) -> Problem:
    """All findings as one problem, in the order of the file's lines, each once."""
    lines = sorted(dict.fromkeys((_line(data, place), text) for place, text in found), key=lambda pair: pair[0])
    (first, text), *rest = lines
    return _problem_at(
        file,
        first,
        Text(
            vi="\n".join([text.vi, *(f"{file}:{line}: {other.vi}" for line, other in rest)]),
            en="\n".join([text.en, *(f"{file}:{line}: {other.en}" for line, other in rest)]),
        ),
    )


def _problem_at(file: str, line: int, text: Text) -> Problem:
    return Problem(text, file=f"{file}:{line}")


def _line(data: Any, place: SpecPath) -> int:
    """The line of the innermost part of a place that is in the file."""
    line = 1
    for step in place:
        if isinstance(data, CommentedMap) and step in data:
            line = data.lc.key(step)[0] + 1
        elif isinstance(data, CommentedSeq) and isinstance(step, int) and step < len(data):
            line = data.lc.item(step)[0] + 1
        else:
            break
        data = data[step]
    return line
