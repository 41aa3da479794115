"""What an office settles once for a folder: `xl-addin.toml`, or `[tool.xl-addin]` in a pyproject.toml.

The nearest such file in the folder of a workbook or above it counts, alone; options of the command line come first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.verify.selection import Selection, unknown_selector

Threshold = Literal["note", "warning", "error"]
FILE, PYPROJECT, SECTION = "xl-addin.toml", "pyproject.toml", "tool.xl-addin"


@dataclass(frozen=True)
class Settings:
    """`exclude` are patterns of paths below `folder` that are passed over when folders are searched.

    `places` says where (`file:line`) the spec and each parameter are named.
    """

    folder: Path | None = None
    selection: Selection = field(default_factory=Selection)
    fail_on: Threshold = "warning"
    spec: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    def named_in(self, problem: Problem) -> Problem:
        """The same problem at the line of these settings, where it is about the spec's name or a parameter in them."""
        name = problem.file or problem.place or ""
        return Problem(problem.text, file=self.places[name], place=name) if name in self.places else problem


def settings_for(path: Path) -> Settings:
    """The settings of the file at a path, or of the folder; Problem `file:line: …` where they are not valid."""
    start = path if path.is_dir() else path.parent
    return _settings_of_folder(start.absolute())


@cache
def _settings_of_folder(folder: Path) -> Settings:
    found = _read(folder / FILE, None)
    if found is None:
        found = _read(folder / PYPROJECT, SECTION)
    if found is not None:
        return found
    return Settings() if folder.parent == folder else _settings_of_folder(folder.parent)


def _read(path: Path, section: str | None) -> Settings | None:
    """The settings a file holds, None where there is no file or it has no such section."""
    if not path.is_file():
        return None
    import tomllib  # Most folders have no settings.

    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except OSError as error:
        reason = Text("không đọc được tệp ({reason})", "the file cannot be read ({reason})")
        raise Problem(reason.with_values(reason=error.strerror or error), file=_shown(path)) from error
    except UnicodeDecodeError as error:
        reason = Text("tệp không phải văn bản UTF-8", "the file is not UTF-8 text")
        raise Problem(reason, file=_shown(path)) from error
    except tomllib.TOMLDecodeError as error:
        if section is not None and f"[{section}" not in text:
            return None  # a broken pyproject.toml that does not speak of us is somebody else's matter
        line = re.search(r"at line (\d+)", str(error))
        reason = Text("không đúng cú pháp TOML: {reason}", "this is not valid TOML: {reason}")
        place = line[1] if line else str(text.count("\n") + 1)
        raise Problem(reason.with_values(reason=error), file=f"{_shown(path)}:{place}") from error
    for name in section.split(".") if section else ():
        if name not in content:
            return None
        content = content[name]
        if not isinstance(content, dict):
            reason = Text("`[{section}]` phải là một bảng", "`[{section}]` must be a table")
            place = f"{_shown(path)}:{_line(text, name, section)}"
            raise Problem(reason.with_values(section=section), file=place)
    return _validated(content, path, text, section)


def _validated(content: Mapping[str, Any], path: Path, text: str, section: str | None) -> Settings:
    def place(key: str) -> str:
        return f"{_shown(path)}:{_line(text, key, section)}"

    def refuse(key: str, what: Text) -> Problem:
        said = Text("`{key}`: {what}", "`{key}`: {what}").with_values(key=key, what=what)
        return Problem(said, file=place(key))

    for key in content:
        if key not in _KEYS:
            raise refuse(key, unknown(Text("không có mục này", "there is no such setting"), key, _KEYS))
    selectors = {}
    for key in ("select", "ignore", "exclude"):
        value = content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise refuse(key, Text('phải là danh sách chữ, ví dụ ["V3"]', 'must be a list of texts, such as ["V3"]'))
        selectors[key] = tuple(value)
    for key in ("select", "ignore"):
        wrong = unknown_selector(selectors[key])
        if wrong is not None:
            raise refuse(key, wrong)
    fail_on = content.get("fail-on", "warning")
    if fail_on not in get_args(Threshold):
        raise refuse("fail-on", Text("phải là note, warning hoặc error", "must be note, warning or error"))
    spec = content.get("spec")
    if spec is not None and not (isinstance(spec, str) and spec.strip()):
        raise refuse("spec", Text("phải là tên hoặc đường dẫn đặc tả", "must be the name or path of a spec"))
    parameters = content.get("parameters", {})
    if not isinstance(parameters, dict) or any(isinstance(one, dict | list | bool) for one in parameters.values()):
        raise refuse(
            "parameters",
            Text("phải gồm các dòng tên = giá trị", "must consist of lines name = value"),
        )
    if parameters and spec is None:
        raise refuse("parameters", Text("cần có `spec`", "needs `spec`"))
    return Settings(
        folder=path.parent,
        selection=Selection(selectors["select"], selectors["ignore"]),
        fail_on=fail_on,
        spec=_spec(spec, path.parent),
        parameters={name: str(value) for name, value in parameters.items()},
        exclude=selectors["exclude"],
        places={name: place(name) for name in parameters} | ({spec: place("spec")} if spec else {}),
    )


_KEYS = ("select", "ignore", "fail-on", "spec", "parameters", "exclude")


def _spec(spec: str | None, folder: Path) -> str | None:
    """A path is meant from the settings' folder; a bare name may be a shipped spec."""
    if spec is None:
        return None
    beside = folder / spec
    return str(beside) if beside.is_file() else spec


def _line(text: str, key: str, section: str | None) -> int:
    """The line that sets a key, within the section if there is one."""
    lines = text.splitlines()
    start = next((index for index, line in enumerate(lines) if section and line.strip() == f"[{section}]"), 0)
    sets = re.compile(rf"""\s*(\[[\[\w.-]*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((index for index, line in enumerate(lines[start:], start + 1) if sets.match(line)), start + 1)


def _shown(path: Path) -> str:
    """The path as the user would write it: from the current folder where it lies below."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
