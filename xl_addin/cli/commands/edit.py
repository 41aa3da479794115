"""`xl-addin edit`: make the edits of a file in a workbook, and take them back."""

from itertools import chain
from pathlib import Path

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.editing.carrying_out import Editing, carry_out, editing_options, opened
from xl_addin.cli.editing.destination import Destination
from xl_addin.cli.editing.shown import shown_edits
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import check_ending
from xl_addin.language import Language, Text

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
@editing_options
@language_option
def edit(book: str, edits: str | None, undo: str | None, editing: Editing, language: Language) -> int:
    """Edit a copy and save it, with what takes it back."""
    if (edits is None) == (undo is None):
        raise click.UsageError(said("chọn một trong --edits và --undo", "give one of --edits and --undo"))
    if undo is not None and (editing.keep_undo or editing.diff):
        raise click.UsageError(
            said("--keep-undo và --diff chỉ đi với --edits", "--keep-undo and --diff go with --edits only")
        )
    if undo is not None:
        _take_back(book, undo, editing.destination, language)
    else:
        _edit(book, str(edits), editing, language)
    return 0


def _take_back(book: str, undo: str, destination: Destination, language: Language) -> None:
    from xl_addin.package.endings import ending_of
    from xl_addin.package.package import file_bytes, open_package
    from xl_addin.workbook.edits.undoing.undo import taken_back
    from xl_addin.workbook.edits.undoing.undo_file import undo_of_file

    path = destination.path(book)
    package = open_package(Path(book))
    if path is not None:
        check_ending(path, ending_of(package))
    back = undo_of_file(file_bytes(Path(undo)), file=undo)
    data = taken_back(package, back).data()
    count = len(back.changed) + len(back.gone) + len(back.new)
    click.echo(_TAKEN_BACK.with_values(count=count).in_language(language))
    destination.write(path, data, language)


def _edit(book: str, edits: str, editing: Editing, language: Language) -> None:
    from xl_addin.package.package import file_bytes
    from xl_addin.workbook.edits.files.edits_file import edits_of_file

    found = opened(book, editing, sources=[edits])
    made = edits_of_file(file_bytes(Path(edits)), file=edits)
    each = shown_edits(found.case.book, made, language) if editing.diff else ()
    count = _CHANGED.with_values(count=len(made)).in_language(language)
    carry_out(found, made, editing, chain(each, [count]), language)
