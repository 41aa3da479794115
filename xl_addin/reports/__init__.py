"""Reports of checked files: for the terminal, for programs, for people."""

import importlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, get_args

from xl_addin.language import Language

if TYPE_CHECKING:
    from xl_addin.verify.check import CheckedFile

ReportFormat = Literal["text", "json", "junit", "sarif", "github", "html"]
FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
# Those that draw tables; the others need only what was found.
DRAWN: frozenset[ReportFormat] = frozenset({"text", "html"})

# Imported when asked for: the page needs jinja2, the terminal rich.
_WRITERS: Mapping[ReportFormat, tuple[str, str]] = {
    "json": ("json_report", "to_json"),
    "junit": ("junit", "to_junit"),
    "sarif": ("sarif", "to_sarif"),
    "github": ("github", "to_github"),
    "html": ("html", "to_html"),
}


def render(
    files: "Sequence[CheckedFile]", report_format: ReportFormat, language: Language, *, show_all: bool = False
) -> str:
    """The report in one of the formats; `show_all` is for the terminal, which else shows the first of many."""
    if report_format == "text":
        from xl_addin.reports.terminal import to_text

        return to_text(files, language, show_all=show_all)
    module, function = _WRITERS[report_format]
    written: str = getattr(importlib.import_module(f"{__name__}.{module}"), function)(files, language)
    return written
