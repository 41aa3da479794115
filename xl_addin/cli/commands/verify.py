"""`xl-addin verify`: hold every numbered table of the files to its word."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.code_options import codes_option, not_both
from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import spec_options
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import (
    backup_option,
    check_ending,
    check_report_target,
    check_workbook_target,
    force_option,
    save,
)
from xl_addin.language import Language, Text

if TYPE_CHECKING:
    from xl_addin.cli.settings import Threshold
    from xl_addin.reports import ReportFormat
    from xl_addin.verify.check import CheckedFile

FINDINGS, CANNOT_BE_CHECKED = 1, 2
# As `reports.FORMATS`, which a start of the program need not wait for; a test compares them.
FORMATS = ("text", "json", "junit", "sarif", "github", "html")


@command(
    help=Text(
        "Kiểm tra các bảng có dòng số cột trong các tệp và thư mục. Mã thoát: 0 sạch, 1 có lỗi, 2 không kiểm tra được.",
        "Verify numbered tables of files and folders. Exit status: 0 clean, 1 findings, 2 something could not be "
        "checked.",
    )
)
@argument("files", metavar=Text("TỆP_HOẶC_THƯ_MỤC", "FILE_OR_FOLDER"), nargs=-1, required=True)
@spec_options
@option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=Text("Dạng báo cáo.", "The report's format."),
)
@option("-o", "--output", type=click.Path(), help=Text("Ghi báo cáo vào tệp.", "Write the report to a file."))
@codes_option("--select", Text("Chỉ kiểm tra các mã này, ví dụ V,F204.", "Check these codes only, such as V,F204."))
@codes_option("--ignore", Text("Không báo các mã này.", "Do not report these codes."))
@option(
    "--fail-on",
    type=click.Choice(["note", "warning", "error"]),
    help=Text(
        "Mức phát hiện làm mã thoát bằng 1; bình thường là warning.",
        "The severity from which the exit status is 1; usually warning.",
    ),
)
@option(
    "--annotate",
    type=click.Path(),
    metavar=Text("KẾT_QUẢ.XLSX", "OUT.XLSX"),
    help=Text(
        "Ghi bản sao của sổ có ô được tô màu kèm ghi chú và trang kết quả có liên kết (chỉ với một sổ).",
        "Write a copy of the workbook with marked and commented cells and a sheet of findings with links (one workbook "
        "only).",
    ),
)
@force_option
@backup_option
@option(
    "--all",
    "show_all",
    is_flag=True,
    help=Text("In hết phát hiện, không gộp khi quá nhiều.", "Print every finding, however many there are."),
)
@option(
    "--jobs",
    type=click.IntRange(min=1),
    help=Text("Số tiến trình chạy song song.", "How many processes check in parallel."),
)
@language_option
def verify(
    files: tuple[str, ...],
    spec: str | None,
    parameters: Mapping[str, str],
    output_format: "ReportFormat",
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: "Threshold | None",
    annotate: str | None,
    force: bool,
    backup: bool,
    show_all: bool,
    jobs: int | None,
    language: Language,
) -> int:
    """Verify every file; one that cannot be read does not stop the rest."""
    from xl_addin.cli.checking import Asked, check_jobs, jobs_for
    from xl_addin.reports import DRAWN, render
    from xl_addin.verify.diagnostic import Severity

    if show_all and output_format != "text":
        raise click.UsageError(
            said(
                f"--all chỉ dùng với --format text; {output_format} luôn ghi hết",
                f"--all is for --format text; {output_format} always holds every finding",
            )
        )
    not_both(select, ignore)
    asked = Asked(select, ignore, fail_on, spec, parameters)
    to_check, empty = jobs_for(files, asked, drawn=output_format in DRAWN)
    if annotate and len(to_check) != 1:
        raise click.UsageError(said("--annotate chỉ dùng với một sổ tính", "--annotate takes one workbook"))
    if annotate and output and Path(annotate).absolute() == Path(output).absolute():
        raise click.UsageError(
            said("--annotate và -o phải là hai tệp khác nhau", "--annotate and -o must be two different files")
        )
    if force and not annotate:
        raise click.UsageError(said("--force cần có --annotate", "--force needs --annotate"))
    if backup and not (annotate or output):
        raise click.UsageError(said("--backup cần có -o hoặc --annotate", "--backup needs -o or --annotate"))
    sources = [job.path for job in to_check]
    report_path = check_report_target(output, sources=sources) if output else None
    annotated = check_workbook_target(annotate, sources=sources, force=force) if annotate else None
    if annotated:
        to_check = [replace(job, keeps_case=True) for job in to_check]
    checked = check_jobs(to_check, jobs, language)
    report = render([*checked, *empty], output_format, language, show_all=show_all)
    if annotated and not checked[0].problem:
        save(annotated, _annotated(checked[0], annotated, language), backup=backup, beside_report=True)
    if report_path:
        save(report_path, report.encode(), backup=backup, beside_report=True)
    else:
        click.echo(report, nl=False)
    if empty or any(file.problem for file in checked):
        return CANNOT_BE_CHECKED
    failed = (
        found.severity >= Severity[job.fail_on.upper()]
        for job, file in zip(to_check, checked, strict=True)
        for found in file.diagnostics
    )
    return FINDINGS if any(failed) else 0


def _annotated(checked: "CheckedFile", target: Path, language: Language) -> bytes:
    from xl_addin.package.endings import ending_of
    from xl_addin.reports.annotation import annotate

    case = checked.case
    assert case is not None
    draft = case.draft()
    check_ending(target, ending_of(draft.package))
    annotate(draft, checked.diagnostics, book=case.book, language=language)
    return draft.data()
