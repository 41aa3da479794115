"""Reports of checked files: for the terminal, for programs, for people."""

from collections.abc import Sequence
from typing import Literal

from xl_addin.language import Language
from xl_addin.verify.check import CheckedFile

ReportFormat = Literal["text", "json", "html"]


def render(files: Sequence[CheckedFile], report_format: ReportFormat, language: Language) -> str:
    """The report in one of the three formats."""
    if report_format == "json":
        from xl_addin.verify.reports.json_report import to_json

        return to_json(files, language)
    if report_format == "html":
        from xl_addin.verify.reports.html import to_html

        return to_html(files, language)
    from xl_addin.verify.reports.terminal import to_text

    return to_text(files, language)
