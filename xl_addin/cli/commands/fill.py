"""`xl-addin fill`: write the formula columns and totals of an office's own workbook."""

from collections.abc import Mapping

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.editing.carrying_out import editable
from xl_addin.cli.editing.shown import cells_diff_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import pairs, spec_named, spec_options
from xl_addin.cli.writing import (
    backup_option,
    check_workbook_target,
    dry_run_option,
    force_option,
    out_option,
    write,
)
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

_NEGATIVE = Text("{number} là số âm; chỉ tiêu phải từ 0 trở lên", "{number} is negative; a whole to share is 0 or more")


@command(
    help=Text(
        "Điền cột công thức và dòng tổng vào sổ tính của cơ quan; mọi ô khác giữ nguyên.",
        "Fill the formula columns and totals of an office's own workbook; every other cell stays as it is.",
    )
)
@argument("book", metavar=Text("SỔ_TÍNH", "BOOK"))
@out_option()
@force_option
@backup_option
@spec_options
@option("--sheet", help=Text("Chỉ điền trang tính này.", "Fill this sheet only."))
@option(
    "--target",
    "targets",
    multiple=True,
    callback=pairs,
    metavar=Text("CỘT=TỔNG", "COLUMN=WHOLE"),
    help=Text("Phân bổ một cột, ví dụ 4=500000.", "Apportion a column, such as 4=500000."),
)
@option(
    "--by",
    multiple=True,
    callback=pairs,
    metavar=Text("CỘT=CỘT", "COLUMN=COLUMN"),
    help=Text("Cột làm căn cứ phân bổ, ví dụ 4=3.", "The column to share by, such as 4=3."),
)
@option(
    "--at-most",
    multiple=True,
    callback=pairs,
    metavar=Text("CỘT=CỘT", "COLUMN=COLUMN"),
    help=Text(
        "Cột giới hạn trên của mỗi đơn vị, ví dụ 4=3; không ghi thì là cột căn cứ, 4=none là không giới hạn.",
        "The column that bounds each unit's share, such as 4=3; by default the column to share by; 4=none: no bound.",
    ),
)
@cells_diff_option
@dry_run_option
@language_option
def fill(
    book: str,
    output: str,
    force: bool,
    backup: bool,
    spec: str | None,
    parameters: Mapping[str, str],
    sheet: str | None,
    targets: Mapping[str, str],
    by: Mapping[str, str],
    at_most: Mapping[str, str],
    diff: bool,
    dry_run: bool,
    language: Language,
) -> None:
    """Compute the edits, apply them to a copy, save it."""
    from xl_addin.campaign.difference import difference
    from xl_addin.campaign.filling.fill import fill_book
    from xl_addin.case.case import Case

    path = check_workbook_target(output, sources=[book], force=force)
    named = spec_named(spec, parameters)
    case = Case.open(book)
    editable(case, path)
    filled = fill_book(
        case,
        spec=named,
        given=parameters,
        targets={column: _whole(column, text) for column, text in targets.items()},
        by=by,
        at_most=at_most,
        sheet=sheet,
    )
    for note in filled.notes:
        click.echo(note.in_language(language))
    if diff:
        for line in difference(case.book, filled.edits, language):
            click.echo(line)
    count = Text("{count} ô thay đổi", "{count} cells change").with_values(
        count=len({edit.cell for edit in filled.edits})
    )
    click.echo(count.in_language(language))
    write({path: filled.data}, language=language, dry_run=dry_run, force=force, backup=backup)


def _whole(column: str, text: str) -> int:
    from xl_addin.spec.figures import FigureError, told, ungrouped

    try:
        number = int(ungrouped(text, whole=True))
    except FigureError as error:
        raise Problem(told(error, text, whole=True), place=f"--target {column}") from error
    if number < 0:
        raise Problem(_NEGATIVE.with_values(number=number), place=f"--target {column}")
    return number
