"""The report for GitHub Actions: a workflow command for each finding, shown at the file in the pull request.

A workbook has no lines; `line` and `col` are the cell's row and column, which is what an officer looks for.
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Mapping, Sequence

from xl_addin.language import Language
from xl_addin.reports.wording import ADVICE, place_of
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.diagnostic import Diagnostic, Severity

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def to_github(files: Sequence[CheckedFile], language: Language) -> str:
    """One line for each finding; nothing where there is none."""
    return "".join(_line(file.path, one, language) for file in files for one in file.diagnostics)


def _line(path: str, one: Diagnostic, language: Language) -> str:
    at = {"line": str(one.row), "col": str(one.column)} if one.row and one.column else {}
    place = place_of(one)
    message = f"{place}: " if place else ""
    message += one.message.in_language(language)
    if one.advice:
        message += f"\n{ADVICE.in_language(language)}: {one.advice.in_language(language)}"
    return workflow_command(_COMMAND[one.severity], path, message, {"title": f"{one.code} {one.name}", **at})


def workflow_command(command: str, path: str, message: str, properties: Mapping[str, str]) -> str:
    """One line that GitHub shows at a file, with properties such as its `line`."""
    stated = {"file": path.replace("\\", "/"), **properties}
    said = ",".join(f"{name}={_property(value)}" for name, value in stated.items())
    return f"::{command} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
