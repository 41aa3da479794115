"""`xl-addin verify`: hold every numbered table of the files to its word."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.options import language_option, said, spec_asked_for, spec_options
from xl_addin.language import Language

if TYPE_CHECKING:
    from xl_addin.verify.reports import ReportFormat

FINDINGS, CANNOT_BE_CHECKED = 1, 2


@click.command(
    help=said(
        "Kiểm tra các bảng có dòng số cột. Mã thoát: 0 sạch, 1 có lỗi, 2 không kiểm tra được.",
        "Verify numbered tables. Exit status: 0 clean, 1 findings, 2 something could not be checked.",
    )
)
@click.argument("files", nargs=-1, required=True)
@spec_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help=said("Dạng báo cáo.", "The report's format."),
)
@click.option("-o", "--output", type=click.Path(), help=said("Ghi báo cáo vào tệp.", "Write the report to a file."))
@click.option(
    "--fail-on",
    type=click.Choice(["note", "warning", "error"]),
    default="warning",
    show_default=True,
    help=said("Mức phát hiện làm mã thoát bằng 1.", "The severity from which the exit status is 1."),
)
@language_option
def verify(
    files: tuple[str, ...],
    spec: str | None,
    parameters: Mapping[str, str],
    output_format: "ReportFormat",
    output: str | None,
    fail_on: str,
    language: Language,
) -> int:
    """Verify every file; one that cannot be read does not stop the rest."""
    from xl_addin.verify.check import check_file
    from xl_addin.verify.diagnostic import Severity
    from xl_addin.verify.reports import render
    from xl_addin.workbook.saving import save_atomically

    spec_of = spec_asked_for(spec, parameters)
    checked = [check_file(file, spec_of) for file in files]
    report = render(checked, output_format, language)
    if output:
        save_atomically(Path(output), report.encode())
    else:
        click.echo(report, nl=False)
    if any(file.problem for file in checked):
        return CANNOT_BE_CHECKED
    threshold = Severity[fail_on.upper()]
    return FINDINGS if any(found.severity >= threshold for file in checked for found in file.diagnostics) else 0
