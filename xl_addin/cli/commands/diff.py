"""`xl-addin diff`: what differs between two versions of a workbook, as people mean it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument
from xl_addin.cli.options import spec_asked_for, spec_options
from xl_addin.cli.reporting import Reporting, reporting_options
from xl_addin.cli.writing import check_ending
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
@reporting_options(
    FORMATS,
    "--correction-sheet",
    Text(
        "Ghi bản sao của bản mới có thêm trang “Bảng đính chính” để in, ký (khổ A4 ngang).",
        "Write a copy of the new version with a sheet of corrections to print and sign (A4, landscape).",
    ),
)
@language_option
def diff(
    old: str,
    new: str,
    spec: str | None,
    parameters: Mapping[str, str],
    reporting: Reporting,
    language: Language,
) -> int:
    """Compare and report."""
    from xl_addin import api
    from xl_addin.reports.difference import render_difference

    target, sheet_target = reporting.targets([old, new])
    held_to = spec_asked_for(spec, parameters)
    case = api.open(new, spec=held_to)
    found = api.compare(api.open(old, spec=held_to), case)
    output_format = cast("DifferenceFormat", reporting.output_format)
    report = render_difference(found, output_format, language, show_all=reporting.show_all)
    if sheet_target:
        reporting.save_copy(sheet_target, _with_corrections(case, found, sheet_target, language))
    reporting.write(report, target)
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
