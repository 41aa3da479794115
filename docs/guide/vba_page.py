"""`vba.md`: the add-in's VBA for whoever has to allow it, each part with its own comment as the explanation."""

import re
import tomllib
from dataclasses import dataclass

from guide.texts import filled, text
from xl_addin.excel.addin_file.build import FILE_NAME, addin_project
from xl_addin.excel.addin_file.hidden_sheets import hidden_sheets
from xl_addin.excel.addin_file.python_server import server_command, xlwings_version
from xl_addin.excel.addin_file.vba_modules import RIBBON_MODULE, WRAPPER_MODULE
from xl_addin.excel.addin_file.vba_project import Module
from xl_addin.excel.installing.places import HOME_VARIABLE
from xl_addin.functions.registry import user_functions

_HOME = f"%{HOME_VARIABLE}%"
# Of these modules one procedure of each kind is shown: the others differ from it in their names.
_SHOWN = {RIBBON_MODULE: 2, WRAPPER_MODULE: 1}


@dataclass(frozen=True)
class Part:
    """Lines of a module that stand together, and what its comment says of them."""

    comment: str
    code: str


@dataclass(frozen=True)
class Source:
    """One module; `alike` says what was left out."""

    name: str
    parts: tuple[Part, ...]
    alike: str


def vba_page() -> str:
    """The page."""
    modules = addin_project(user_functions(), hidden_sheets(())).modules
    sources = [_source(module) for module in modules]
    return (
        filled(
            "vba.md.j2",
            file_name=FILE_NAME,
            command=server_command(_HOME),
            home=_HOME,
            variable=HOME_VARIABLE,
            xlwings=xlwings_version(),
            scanners=tomllib.loads(text("olevba_findings.toml")),
            sources=[source for source in sources if source.parts],
        ).rstrip("\n")
        + "\n"
    )


def _lines(module: Module) -> list[str]:
    """The lines one sees in the editor: without attributes."""
    return [line for line in module.source.split("\r\n") if not line.startswith("Attribute ")]


def _source(module: Module) -> Source:
    parts = tuple(map(_part, re.split(r"\n\n+", "\n".join(_lines(module)).strip("\n"))))
    parts = tuple(part for part in parts if part.code not in ("", "Option Explicit"))
    shown = _SHOWN.get(module.name, len(parts))
    alike = "The others are like the last one and differ in the names only." if len(parts) > shown else ""
    return Source(module.name, parts[:shown], alike)


def _part(lines: str) -> Part:
    every = lines.split("\n")
    comments = [line.removeprefix("' ") for line in every if line.startswith("'")]
    return Part("\n".join(comments), "\n".join(line for line in every if not line.startswith("'")))
