"""`xl-addin sheets`: copy, rename, move or delete sheets of a workbook; whatever names them follows."""

from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.editing.carrying_out import Editing, carry_out, editing_options, opened
from xl_addin.cli.editing.shown import shown_edits
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.speaking import said
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
@editing_options
@language_option
def sheets(
    book: str,
    delete: tuple[str, ...],
    rename: _Pairs,
    copy: _Pairs,
    move: _Pairs,
    move_last: tuple[str, ...],
    editing: Editing,
    language: Language,
) -> int:
    """Make these edits in a copy, calculate it anew and save it."""
    from xl_addin.workbook.edits.edit import in_order

    edits = _edits(delete, rename, copy, move, move_last)
    if not edits:
        raise click.UsageError(
            said(
                "cần --delete, --rename, --copy, --move hoặc --move-last",
                "needs --delete, --rename, --copy, --move or --move-last",
            )
        )
    found = opened(book, editing)
    carry_out(found, edits, editing, shown_edits(found.case.book, in_order(edits), language), language)
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
