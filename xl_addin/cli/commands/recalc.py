"""`xl-addin recalc`: calculate a workbook's formulas afresh: store, compare, or ask what if."""

from pathlib import Path

import click

from xl_addin.cli.command import command, option, said
from xl_addin.cli.options import dry_run_option, language_option, not_the_same, out_option, workbook_path, write
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
@click.argument("file")
@out_option(required=False)
@option(
    "--check",
    is_flag=True,
    help=Text("So kết quả lưu trong tệp với kết quả tính lại.", "Compare the stored results with the recalculation."),
)
@option(
    "--set",
    "inputs",
    multiple=True,
    metavar="SHEET!CELL=VALUE",
    help=Text("Nếu ô này có giá trị khác thì các ô nào thay đổi?", "What changes if this cell holds another value?"),
)
@dry_run_option
@language_option
def recalc(
    file: str, output: str | None, check: bool, inputs: tuple[str, ...], dry_run: bool, language: Language
) -> int:
    """Recalculate once, then store, compare or answer."""
    from xl_addin.cli.changed_cells import change_lines, unsupported_lines
    from xl_addin.cli.inputs import read_inputs
    from xl_addin.engine.changes import not_calculated, stale_values
    from xl_addin.engine.recalculate import recalculate
    from xl_addin.engine.what_if import what_if
    from xl_addin.functions.called import functions_called
    from xl_addin.package.draft import Draft
    from xl_addin.package.endings import ending_of
    from xl_addin.package.package import file_bytes, open_package
    from xl_addin.workbook.edits.cached_values import store_values
    from xl_addin.workbook.reading.other_formats import no_formulas, read_any_book

    if sum((output is not None, check, bool(inputs))) > 1:
        raise click.UsageError(said("chọn một trong -o, --check, --set", "choose one of -o, --check, --set"))
    if output is not None:
        not_the_same(file, output)
    data = file_bytes(Path(file))
    book = read_any_book(data, file=file)
    if not book.formulas_seen:
        raise no_formulas(book)
    draft = None if output is None else Draft(open_package(data, file=file))
    path = None if output is None or draft is None else workbook_path(output, ending_of(draft.package))
    if inputs:
        answer = what_if(book, read_inputs(inputs, book), functions_called(book))
        calculated, changes = answer.after, list(answer.changes)
    else:
        calculated = recalculate(book, functions_called(book))
        changes = stale_values(book, calculated.values)
    unknown = not_calculated(book, calculated.values)
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
    if path is not None and draft is not None:
        store_values(draft, calculated.values)
        write({path: draft.data()}, language=language, dry_run=dry_run)
    if unknown:
        return CANNOT_BE_CHECKED
    return DIFFERENT if check and changes else 0
