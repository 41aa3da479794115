"""`xl-addin recalc`: calculate a workbook's formulas afresh: store, compare, or ask what if."""

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import (
    backup_option,
    check_ending,
    check_workbook_target,
    dry_run_option,
    force_option,
    out_option,
    write,
)
from xl_addin.language import Language, Text

DIFFERENT, CANNOT_BE_CHECKED = 1, 2

_CALCULATED = Text("{count} ô công thức, tính được {done}", "{count} formula cells, {done} calculated")
_STALE = Text("{count} ô lưu kết quả khác với tính lại", "{count} cells store another result than the recalculation")
_CHANGED = Text("{count} ô thay đổi", "{count} cells change")


@command(
    help=Text(
        "Tính lại mọi công thức. Mã thoát: 0 tốt, 1 kết quả lưu trong tệp đã cũ (--check), 2 có ô không tính được.",
        "Recalculate every formula. Exit status: 0 fine, 1 stored results are stale (--check), "
        "2 something could not be calculated.",
    )
)
@argument("file", metavar=Text("SỔ_TÍNH", "BOOK"))
@out_option(required=False)
@force_option
@backup_option
@option(
    "--check",
    is_flag=True,
    help=Text("So kết quả lưu trong tệp với kết quả tính lại.", "Compare the stored results with the recalculation."),
)
@option(
    "--set",
    "inputs",
    multiple=True,
    metavar=Text("TRANG!Ô=GIÁ_TRỊ", "SHEET!CELL=VALUE"),
    help=Text("Nếu ô này có giá trị khác thì các ô nào thay đổi?", "What changes if this cell holds another value?"),
)
@dry_run_option
@language_option
def recalc(
    file: str,
    output: str | None,
    force: bool,
    backup: bool,
    check: bool,
    inputs: tuple[str, ...],
    dry_run: bool,
    language: Language,
) -> int:
    """Recalculate once, then store, compare or answer."""
    from xl_addin import api
    from xl_addin.cli.editing.changed_cells import change_lines, unsupported_lines
    from xl_addin.cli.inputs import read_inputs
    from xl_addin.engine.changes import not_calculated
    from xl_addin.package.endings import ending_of

    if sum((output is not None, check, bool(inputs))) > 1:
        raise click.UsageError(said("chọn một trong -o, --check, --set", "choose one of -o, --check, --set"))
    for name, given in (("--force", force), ("--backup", backup), ("--dry-run", dry_run)):
        if given and output is None:
            raise click.UsageError(said(f"{name} cần có -o", f"{name} needs -o"))
    path = None if output is None else check_workbook_target(output, sources=[file], force=force)
    case = api.open(file)
    if path is not None and case.package is not None:
        check_ending(path, ending_of(case.package))
    answer = api.recalculate(case, read_inputs(inputs, case.book))
    calculated, changes = answer.after, answer.changes
    unknown = not_calculated(case.book, calculated.values)
    for line in unsupported_lines(unknown, language):
        click.echo(line)
    if check or inputs:
        for line in change_lines(changes, calculated.book, language):
            click.echo(line)
    count = len(calculated.values)
    summary = (
        _CALCULATED.with_values(count=count, done=count - len(unknown)),
        (_CHANGED if inputs else _STALE).with_values(count=len(changes)),
    )
    click.echo("; ".join(text.in_language(language) for text in summary))
    if path is not None:
        fresh = api.with_fresh_values(case).data()
        write({path: fresh}, language=language, dry_run=dry_run, force=force, backup=backup)
    if unknown:
        return CANNOT_BE_CHECKED
    return DIFFERENT if check and changes else 0
