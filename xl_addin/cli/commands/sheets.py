"""`xl-addin sheets`: copy, rename, move or delete sheets of a workbook; whatever names them follows."""

from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import (
    backup_option,
    check_ending,
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

_Pairs = tuple[tuple[str, str], ...]


@command(
    help=Text(
        "Bỏ, đổi tên, sao chép, rồi di chuyển trang tính. Công thức, tên, biểu đồ, liên kết đều theo. Mã thoát: 0 đã "
        "sửa, 2 không sửa được tệp.",
        "Delete, rename, copy, then move sheets. Formulas, names, charts and links follow. Exit status: 0 done, 2 the "
        "file cannot be edited.",
    )
)
@argument("book", metavar=Text("SỔ_TÍNH", "BOOK"))
@option("--delete", multiple=True, metavar=Text("TRANG", "SHEET"), help=Text("Bỏ trang này.", "Delete this sheet."))
@option(
    "--rename",
    nargs=2,
    multiple=True,
    metavar=Text("TRANG TÊN", "SHEET NAME"),
    help=Text("Đổi tên trang này.", "Give this sheet another name."),
)
@option(
    "--copy",
    nargs=2,
    multiple=True,
    metavar=Text("TRANG TÊN", "SHEET NAME"),
    help=Text("Sao chép trang này, đặt xuống cuối.", "Copy this sheet, behind all others."),
)
@option(
    "--move",
    nargs=2,
    multiple=True,
    metavar=Text("TRANG TRƯỚC_TRANG", "SHEET BEFORE"),
    help=Text("Đưa trang lên trước trang kia.", "Put a sheet before another one."),
)
@out_option(required=False)
@in_place_option
@force_option
@backup_option
@dry_run_option
@language_option
def sheets(
    book: str,
    delete: tuple[str, ...],
    rename: _Pairs,
    copy: _Pairs,
    move: _Pairs,
    output: str | None,
    in_place: bool,
    force: bool,
    backup: bool,
    dry_run: bool,
    language: Language,
) -> int:
    """Make these edits in a copy, calculate it anew and save it."""
    from xl_addin import api
    from xl_addin.package.draft import Draft
    from xl_addin.package.endings import ending_of
    from xl_addin.workbook.edits.applying import apply_edits
    from xl_addin.workbook.edits.edit import in_order
    from xl_addin.workbook.edits.registry import kind_of
    from xl_addin.workbook.reading.other_formats import no_formulas

    edits = _edits(delete, rename, copy, move)
    if not edits:
        raise click.UsageError(
            said("cần --delete, --rename, --copy hoặc --move", "needs --delete, --rename, --copy or --move")
        )
    path = target_of(book, output, in_place=in_place, force=force, backup=backup, dry_run=dry_run)
    case = api.open(book)
    if case.package is None:
        raise no_formulas(case.book)
    if path is not None:
        check_ending(path, ending_of(case.package))
    draft = Draft(case.package)
    apply_edits(draft, edits, book=case.book)
    for edit in in_order(edits):
        click.echo(kind_of(edit).words(edit).in_language(language))
    if path is not None:
        data = api.with_fresh_values(api.open(draft.data(), file=book)).data()
        write({path: data}, language=language, dry_run=dry_run, force=force or in_place, backup=backup)
    return 0


def _edits(delete: tuple[str, ...], rename: _Pairs, copy: _Pairs, move: _Pairs) -> "list[Edit]":
    from xl_addin.workbook.edits.edit import CopySheet, DeleteSheet, MoveSheet, RenameSheet

    return [
        *(DeleteSheet(sheet) for sheet in delete),
        *(RenameSheet(sheet, name) for sheet, name in rename),
        *(CopySheet(sheet, name) for sheet, name in copy),
        *(MoveSheet(sheet, before) for sheet, before in move),
    ]
