"""`xl-addin diff`: what differs between two versions of a workbook, as people mean it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import spec_asked_for, spec_options
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
    from xl_addin.case.case import Case
    from xl_addin.comparing.result import Difference
    from xl_addin.reports.difference import DifferenceFormat

DIFFERENT = 1
# As `reports.difference.DIFFERENCE_FORMATS`, which a start of the program need not wait for; a test compares them.
FORMATS = ("text", "json", "html")


@command(
    help=Text(
        "So sánh hai bản của một sổ tính: từng bảng, theo đơn vị và số cột; dòng thêm, bỏ, đổi tên, chuyển chỗ; giá "
        "trị, công thức. Mã thoát: 0 giống nhau, 1 khác nhau, 2 không đọc được.",
        "Compare two versions of a workbook: table by table, by unit and column number; rows added, removed, renamed, "
        "moved; values, formulas. Exit status: 0 the same, 1 different, 2 one cannot be read.",
    )
)
@argument("old", metavar=Text("BẢN_CŨ", "OLD"))
@argument("new", metavar=Text("BẢN_MỚI", "NEW"))
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
@option(
    "--correction-sheet",
    "corrected",
    type=click.Path(),
    metavar=Text("KẾT_QUẢ.XLSX", "OUT.XLSX"),
    help=Text(
        "Ghi bản sao của bản mới có thêm trang “Bảng đính chính” để in, ký (khổ A4 ngang).",
        "Write a copy of the new version with a sheet of corrections to print and sign (A4, landscape).",
    ),
)
@force_option
@backup_option
@option(
    "--all",
    "show_all",
    is_flag=True,
    help=Text("In hết, không gộp khi quá nhiều.", "Print everything, however much it is."),
)
@language_option
def diff(
    old: str,
    new: str,
    spec: str | None,
    parameters: Mapping[str, str],
    output_format: "DifferenceFormat",
    output: str | None,
    corrected: str | None,
    force: bool,
    backup: bool,
    show_all: bool,
    language: Language,
) -> int:
    """Compare and report."""
    from xl_addin import api
    from xl_addin.reports.difference import render_difference

    if show_all and output_format != "text":
        raise click.UsageError(
            said(
                f"--all chỉ dùng với --format text; {output_format} luôn ghi hết",
                f"--all is for --format text; {output_format} always holds everything",
            )
        )
    if force and not corrected:
        raise click.UsageError(said("--force cần có --correction-sheet", "--force needs --correction-sheet"))
    if backup and not (output or corrected):
        raise click.UsageError(
            said("--backup cần có -o hoặc --correction-sheet", "--backup needs -o or --correction-sheet")
        )
    target = check_report_target(output, sources=[old, new]) if output else None
    sheet_target = check_workbook_target(corrected, sources=[old, new], force=force) if corrected else None
    held_to = spec_asked_for(spec, parameters)
    case = api.open(new, spec=held_to)
    found = api.compare(api.open(old, spec=held_to), case)
    report = render_difference(found, output_format, language, show_all=show_all)
    if sheet_target:
        save(sheet_target, _with_corrections(case, found, sheet_target, language), backup=backup, beside_report=True)
    if target:
        save(target, report.encode(), backup=backup, beside_report=True)
    else:
        click.echo(report, nl=False)
    return DIFFERENT if found.differs else 0


def _with_corrections(case: "Case", found: "Difference", target: Path, language: Language) -> bytes:
    from xl_addin.package.endings import ending_of
    from xl_addin.reports.difference.correction_sheet import write_correction_sheet
    from xl_addin.workbook.reading.other_formats import no_formulas

    if case.package is None:
        raise no_formulas(case.book)
    check_ending(target, ending_of(case.package))
    draft = case.draft()
    write_correction_sheet(draft, found, case.book, language)
    return draft.data()
