"""Load a spec: a YAML file becomes a `Spec`, or one `Problem` that lists every error as `file:line: message`."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.check import contradictions
from xl_addin.spec.checking.finding import Finding
from xl_addin.spec.checking.outputs import missing_templates
from xl_addin.spec.model import Spec
from xl_addin.spec.own_templates import with_template_files
from xl_addin.spec.parameter_option import with_parameters
from xl_addin.spec.reading.faults import FaultySpec, SpecFault
from xl_addin.spec.reading.messages import message
from xl_addin.spec.reading.yaml_text import line_of, parsed
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
    Raises FaultySpec for a file with mistakes, Problem for one that cannot be read and for a parameter that does not
    fit.
    """
    path = _path(name_or_path)
    file = name_or_path if Path(name_or_path) == path else path.name
    data = parsed(_content(path, file), file)
    try:
        spec = Spec.model_validate(data)
    except ValidationError as error:
        raise _faulty(file, data, _findings(error)) from error
    for asked in ({}, parameters):  # the file alone first: its faults are not the options'
        spec = with_parameters(spec, asked)
        if found := [*contradictions(spec), *missing_templates(spec, path.parent)]:
            raise _faulty(file, data, found)
    return with_template_files(with_units_across(spec), path.parent)


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


def _findings(error: ValidationError) -> list[Finding]:
    """What pydantic found, without the list that counts as too short because its items are wrong."""
    found = error.errors()
    places = [details["loc"] for details in found]
    return [
        (place, message(details))
        for place, details in zip(places, found, strict=True)
        if not any(len(other) > len(place) and other[: len(place)] == place for other in places)
    ]


def _faulty(file: str, data: Any, found: list[Finding]) -> FaultySpec:
    return FaultySpec(file, (SpecFault(line_of(data, place), text) for place, text in found))
