"""`xl-addin sheets`: copy, rename, move or delete sheets of a workbook; whatever names them follows."""

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
@option(
    "--move-last",
    multiple=True,
    metavar=Text("TRANG", "SHEET"),
    help=Text("Đưa trang này xuống cuối.", "Put this sheet behind all others."),
)
@out_option(required=False)
@in_place_option
@force_option
@backup_option
@option(
    "--keep-undo",
    type=click.Path(),
    metavar=Text("TỆP", "FILE"),
    help=Text("Ghi tệp để sau này hoàn tác bằng edit --undo.", "Write a file that edit --undo takes them back with."),
)
@option(
    "--diff",
    is_flag=True,
    help=Text("In từng ô mất tham chiếu: trước → sau.", "Print every cell that loses a reference: before → after."),
)
@dry_run_option
@language_option
def sheets(
    book: str,
    delete: tuple[str, ...],
    rename: _Pairs,
    copy: _Pairs,
    move: _Pairs,
    move_last: tuple[str, ...],
    output: str | None,
    in_place: bool,
    force: bool,
    backup: bool,
    keep_undo: str | None,
    diff: bool,
    dry_run: bool,
    language: Language,
) -> int:
    """Make these edits in a copy, calculate it anew and save it."""
    from xl_addin import api
    from xl_addin.package.draft import Draft
    from xl_addin.package.endings import ending_of
    from xl_addin.package.package import open_package
    from xl_addin.workbook.edits.applying import apply_edits
    from xl_addin.workbook.edits.edit import in_order
    from xl_addin.workbook.edits.undoing.undo import undo_of
    from xl_addin.workbook.edits.undoing.undo_file import undo_file
    from xl_addin.workbook.reading.other_formats import no_formulas

    edits = _edits(delete, rename, copy, move, move_last)
    if not edits:
        raise click.UsageError(
            said(
                "cần --delete, --rename, --copy, --move hoặc --move-last",
                "needs --delete, --rename, --copy, --move or --move-last",
            )
        )
    path = target_of(book, output, in_place=in_place, force=force, backup=backup, dry_run=dry_run)
    undo_path = None if keep_undo is None else check_report_target(keep_undo, sources=[book])
    case = api.open(book)
    if case.package is None:
        raise no_formulas(case.book)
    if path is not None:
        check_ending(path, ending_of(case.package))
    draft = Draft(case.package)
    apply_edits(draft, edits, book=case.book)
    for line in shown_lost(case.package, case.book, edits, language, all_of_them=diff):
        click.echo(line)
    for line in shown_edits(case.book, in_order(edits), language):
        click.echo(line)
    if path is not None or undo_path is not None:
        data = api.with_fresh_values(api.open(draft.data(), file=book)).data()
    if undo_path is not None:
        # What takes a change back is there before the change is.
        kept = undo_file(undo_of(case.package, open_package(data), edits))
        write({undo_path: kept}, language=language, dry_run=dry_run, force=True)
    if path is not None:
        write({path: data}, language=language, dry_run=dry_run, force=force or in_place, backup=backup)
    return 0


def _edits(delete: tuple[str, ...], rename: _Pairs, copy: _Pairs, move: _Pairs, last: tuple[str, ...]) -> "list[Edit]":
    from xl_addin.workbook.edits.edit import CopySheet, DeleteSheet, MoveSheet, RenameSheet

    return [
        *(DeleteSheet(sheet) for sheet in delete),
        *(RenameSheet(sheet, name) for sheet, name in rename),
        *(CopySheet(sheet, name) for sheet, name in copy),
        *(MoveSheet(sheet, before) for sheet, before in move),
        *(MoveSheet(sheet) for sheet in last),
    ]
