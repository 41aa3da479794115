"""What differs between two versions of a workbook: for the terminal, for programs, for people."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, get_args

from xl_addin.language import Language

if TYPE_CHECKING:
    from xl_addin.comparing.result import Difference

DifferenceFormat = Literal["text", "json", "html"]
DIFFERENCE_FORMATS: tuple[DifferenceFormat, ...] = get_args(DifferenceFormat)

_WRITERS: Mapping[DifferenceFormat, tuple[str, str]] = {
    "json": ("json_form", "difference_json"),
    "html": ("html", "difference_html"),
}


def render_difference(
    found: "Difference", report_format: DifferenceFormat, language: Language, *, show_all: bool = False
) -> str:
    """The report in one of the formats; `show_all` is for the terminal, which else shows the first of many."""
    if report_format == "text":
        from xl_addin.reports.difference.text import difference_text

        return difference_text(found, language, show_all=show_all)
    module, function = _WRITERS[report_format]
    written: str = getattr(importlib.import_module(f"{__name__}.{module}"), function)(found, language)
    return written
