"""`xl-addin edit`: make the edits of a file in a workbook, and take them back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.shown_edits import shown_edits, shown_lost
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import (
    backup_option,
    check_ending,
    check_report_target,
    dry_run_option,
    force_option,
    in_place_option,
    out_option,
    target_of,
    write,
)
from xl_addin.language import Language, Text

if TYPE_CHECKING:
    from xl_addin.workbook.edits.edit import Edit

_CHANGED = Text("{count} thay đổi", "{count} edits")
_TAKEN_BACK = Text("Hoàn tác {count} phần của tệp.", "{count} parts of the file are set back.")


@command(
    help=Text(
        "Sửa sổ tính theo danh sách thay đổi, tính lại công thức; mọi ô khác giữ nguyên. Có thể hoàn tác về đúng tệp "
        "cũ. Mã thoát: 0 đã sửa, 2 không sửa được tệp.",
        "Make a list of edits in a workbook and calculate it anew; every other cell stays as it is. It can be undone "
        "exactly. Exit status: 0 done, 2 the file cannot be edited.",
    )
)
@argument("book", metavar=Text("SỔ_TÍNH", "BOOK"))
@option(
    "--edits",
    type=click.Path(),
    metavar=Text("TỆP", "FILE"),
    help=Text("Danh sách thay đổi (JSON).", "The list of edits (JSON)."),
)
@option(
    "--undo",
    type=click.Path(),
    metavar=Text("TỆP", "FILE"),
    help=Text("Hoàn tác bằng tệp ghi bởi --keep-undo.", "Take back what --keep-undo wrote a file for."),
)
@out_option(required=False)
@in_place_option
@force_option
@backup_option
@option(
    "--keep-undo",
    type=click.Path(),
    metavar=Text("TỆP", "FILE"),
    help=Text("Ghi tệp để sau này hoàn tác.", "Write a file that takes the edits back."),
)
@option("--diff", is_flag=True, help=Text("In từng thay đổi: trước → sau.", "Print every edit: before → after."))
@dry_run_option
@language_option
def edit(
    book: str,
    edits: str | None,
    undo: str | None,
    output: str | None,
    in_place: bool,
    force: bool,
    backup: bool,
    keep_undo: str | None,
    diff: bool,
    dry_run: bool,
    language: Language,
) -> int:
    """Edit a copy and save it, with what takes it back."""
    from xl_addin.package.endings import ending_of
    from xl_addin.package.package import file_bytes, open_package
    from xl_addin.workbook.edits.undoing.undo import taken_back, undo_of
    from xl_addin.workbook.edits.undoing.undo_file import undo_file, undo_of_file

    if (edits is None) == (undo is None):
        raise click.UsageError(said("chọn một trong --edits và --undo", "give one of --edits and --undo"))
    if undo is not None and (keep_undo or diff):
        raise click.UsageError(
            said("--keep-undo và --diff chỉ đi với --edits", "--keep-undo and --diff go with --edits only")
        )
    path = target_of(book, output, in_place=in_place, force=force, backup=backup, dry_run=dry_run)
    undo_path = None if keep_undo is None else check_report_target(keep_undo, sources=[book, str(edits)])
    package = open_package(Path(book))
    if path is not None:
        check_ending(path, ending_of(package))
    if undo is not None:
        back = undo_of_file(file_bytes(Path(undo)), file=undo)
        data = taken_back(package, back).data()
        count = len(back.changed) + len(back.gone) + len(back.new)
        click.echo(_TAKEN_BACK.with_values(count=count).in_language(language))
    else:
        data, made = _edited(book, str(edits), diff, language)
        if undo_path is not None:
            # What takes a change back is there before the change is.
            kept = undo_file(undo_of(package, open_package(data), made))
            write({undo_path: kept}, language=language, dry_run=dry_run, force=True)
    if path is not None:
        write({path: data}, language=language, dry_run=dry_run, force=force or in_place, backup=backup)
    return 0


def _edited(book: str, edits: str, diff: bool, language: Language) -> "tuple[bytes, list[Edit]]":
    """The workbook with these edits and every formula's value, and the edits."""
    from xl_addin import api
    from xl_addin.package.draft import Draft
    from xl_addin.package.package import file_bytes
    from xl_addin.workbook.edits.applying import apply_edits
    from xl_addin.workbook.edits.files.edits_file import edits_of_file
    from xl_addin.workbook.edits.registry import by_kind
    from xl_addin.workbook.reading.other_formats import no_formulas

    case = api.open(book)
    if case.package is None:
        raise no_formulas(case.book)
    made = edits_of_file(file_bytes(Path(edits)), file=edits)
    draft = Draft(case.package)
    apply_edits(draft, made, book=case.book)
    if diff:
        for line in shown_lost(case.package, case.book, made, language, all_of_them=True):
            click.echo(line)
        for line in shown_edits(case.book, made, language):
            click.echo(line)
    click.echo(_CHANGED.with_values(count=len(made)).in_language(language))
    data = draft.data()
    if any(kind.recalculates(some) for kind, some in by_kind(made)):
        data = api.with_fresh_values(api.open(data, file=book)).data()
    return data, made
