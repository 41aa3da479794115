"""`xl-addin verify`: hold every numbered table of the files to its word."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from xl_addin.cli.code_options import codes_option, not_both
from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import spec_options
from xl_addin.cli.reporting import Reporting, reporting_options
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import check_ending
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
@reporting_options(
    FORMATS,
    "--annotate",
    Text(
        "Ghi bản sao của sổ có ô được tô màu kèm ghi chú và trang kết quả có liên kết (chỉ với một sổ).",
        "Write a copy of the workbook with marked and commented cells and a sheet of findings with links (one workbook "
        "only).",
    ),
)
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
    "--jobs",
    type=click.IntRange(min=1),
    help=Text("Số tiến trình chạy song song.", "How many processes check in parallel."),
)
@language_option
def verify(
    files: tuple[str, ...],
    spec: str | None,
    parameters: Mapping[str, str],
    reporting: Reporting,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: "Threshold | None",
    jobs: int | None,
    language: Language,
) -> int:
    """Verify every file; one that cannot be read does not stop the rest."""
    from xl_addin.cli.checking import Asked, check_jobs, jobs_for
    from xl_addin.reports import DRAWN, render
    from xl_addin.verify.diagnostic import Severity

    not_both(select, ignore)
    asked = Asked(select, ignore, fail_on, spec, parameters)
    to_check, empty = jobs_for(files, asked, drawn=reporting.output_format in DRAWN)
    if reporting.copy and len(to_check) != 1:
        raise click.UsageError(said("--annotate chỉ dùng với một sổ tính", "--annotate takes one workbook"))
    report_path, annotated = reporting.targets(job.path for job in to_check)
    if annotated:
        to_check = [replace(job, keeps_case=True) for job in to_check]
    checked = check_jobs(to_check, jobs, language)
    output_format = cast("ReportFormat", reporting.output_format)
    report = render([*checked, *empty], output_format, language, show_all=reporting.show_all)
    if annotated and not checked[0].problem:
        reporting.save_copy(annotated, _annotated(checked[0], annotated, language))
    reporting.write(report, report_path)
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
