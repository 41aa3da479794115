"""`xl-addin spec`: check specs, begin one from a table the office has."""

from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import group, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.reporting import format_option, report_option, write_report
from xl_addin.cli.writing import (
    backup_option,
    check_ending,
    check_report_target,
    check_workbook_target,
    dry_run_option,
    force_option,
    write,
)
from xl_addin.language import Language, Text

if TYPE_CHECKING:
    from xl_addin.reports.spec_faults import CheckedSpec, SpecReport

FINDINGS, CANNOT_BE_READ = 1, 2
# As `spec_faults.SPEC_REPORTS`, which a start of the program need not wait for; a test compares them.
FORMATS = ("text", "json", "junit", "sarif", "github")


@group(
    help=Text(
        "Đặc tả chiến dịch (.yaml): kiểm tra, lập đặc tả đầu tiên từ bảng của cơ quan.",
        "Specs of campaigns (.yaml): check them, begin one from an office's table.",
    )
)
def spec() -> None:
    """The group of the commands about specs."""


@spec.command(
    help=Text(
        "Nêu mọi lỗi của các đặc tả cùng lúc, kèm số dòng. Mã thoát: 0 không lỗi, 1 có lỗi, 2 không đọc được tệp.",
        "Tell all mistakes of specs at once, with their lines. Exit status: 0 none, 1 mistakes, 2 a file cannot be "
        "read.",
    )
)
@argument("files", metavar=Text("ĐẶC_TẢ", "SPEC"), nargs=-1, required=True)
@format_option(FORMATS)
@report_option
@backup_option
@language_option
def check(
    files: tuple[str, ...], output_format: "SpecReport", output: str | None, backup: bool, language: Language
) -> int:
    """Check every file; one that cannot be read does not stop the rest."""
    from xl_addin.cli.speaking import said
    from xl_addin.reports.spec_faults import render_specs

    if backup and not output:
        raise click.UsageError(said("--backup cần có -o", "--backup needs -o"))
    target = check_report_target(output, sources=files) if output else None
    checked = [_checked(path) for path in files]
    report = render_specs(checked, output_format, language)
    write_report(report, target, backup=backup)
    if any(file.unreadable for file in checked):
        return CANNOT_BE_READ
    return FINDINGS if any(file.faults for file in checked) else 0


@spec.command(
    name="from",
    help=Text(
        "Lập đặc tả đầu tiên từ bảng của cơ quan: cột, công thức cột, tham số ở tiêu đề, văn bản. Chỗ nào chưa rõ có "
        "dấu #.",
        "Begin a spec from an office's table: columns, notations, the title's parameters, the document. What is not "
        "clear has a # behind it.",
    ),
)
@argument("book", metavar=Text("SỔ_TÍNH", "BOOK"))
@option("--sheet", help=Text("Chỉ bảng ở trang này.", "The table of this sheet only."))
@option(
    "-o",
    "--output",
    type=click.Path(),
    required=True,
    metavar=Text("ĐẶC_TẢ.YAML", "SPEC.YAML"),
    help=Text("Tệp đặc tả được ghi.", "The spec that is written."),
)
@force_option
@backup_option
@dry_run_option
@language_option
def begin(
    book: str, sheet: str | None, output: str, force: bool, backup: bool, dry_run: bool, language: Language
) -> None:
    """Make the spec and save it."""
    from datetime import date

    from xl_addin import api
    from xl_addin.campaign.starting.first_spec import first_spec

    path = check_workbook_target(output, sources=[book], force=force)
    check_ending(path, ".yaml")
    text = first_spec(api.open(book), sheet=sheet, today=date.today(), language=language)
    write({path: text.encode()}, language=language, dry_run=dry_run, force=force, backup=backup)


def _checked(path: str) -> "CheckedSpec":
    from xl_addin.problem import Problem
    from xl_addin.reports.spec_faults import CheckedSpec
    from xl_addin.spec.load import load_spec
    from xl_addin.spec.reading.faults import FaultySpec

    try:
        return CheckedSpec(path, spec=load_spec(path))
    except FaultySpec as faulty:
        return CheckedSpec(path, faults=faulty.faults)
    except Problem as problem:
        return CheckedSpec(path, unreadable=problem.text)
