"""`xl-addin unit-sheets`: cut a filled workbook into one sheet per unit."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import spec_asked_for, spec_options
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
from xl_addin.shipped import UNIT_SHEET_TEMPLATE

if TYPE_CHECKING:
    from xl_addin.campaign.cutting.unit_rows import Level

_HOW = Text(
    "`xl-addin verify` nói rõ từng lỗi, `xl-addin fix` sửa những lỗi sửa được; "
    "--even-with-errors vẫn cắt và ghi các lỗi vào tệp kê",
    "`xl-addin verify` explains each, `xl-addin fix` mends what can be mended; "
    "--even-with-errors cuts all the same and lists them in the manifest",
)


@command(
    "unit-sheets",
    help=Text(
        "Kiểm tra rồi cắt sổ tính thành phiếu giao chỉ tiêu, mỗi đơn vị một trang, kèm tệp kê .json.",
        "Verify a workbook and cut it into unit sheets, one per unit, with a .json manifest beside it.",
    ),
)
@argument("book", metavar=Text("SỔ_TÍNH", "BOOK"))
@option(
    "--template",
    default=UNIT_SHEET_TEMPLATE,
    show_default=True,
    help=Text("Mẫu phiếu: tên mẫu có sẵn hoặc tệp .xlsx.", "The template: a shipped one's name or an .xlsx file."),
)
@spec_options
@option(
    "--unit-column",
    metavar=Text("TIÊU_ĐỀ|CỘT", "HEADING|LETTER"),
    help=Text(
        "Cột ghi tên đơn vị, khi bảng có nhiều cột như vậy hoặc mỗi đơn vị có nhiều dòng.",
        "The column that names the units, where a table has several such or a unit has several rows.",
    ),
)
@option(
    "--level",
    type=click.Choice(["row", "group"]),
    help=Text(
        "Đơn vị là từng dòng (row) hay từng dòng cộng nhóm kèm các dòng bên dưới (group).",
        "Whether units are rows, or sub-totals with the rows below them (group).",
    ),
)
@option(
    "--only",
    multiple=True,
    metavar=Text("ĐƠN_VỊ", "UNIT"),
    help=Text("Chỉ cắt đơn vị này (tên hoặc mã); ghi được nhiều lần.", "Only this unit (name or code); repeatable."),
)
@option(
    "--even-with-errors",
    is_flag=True,
    help=Text(
        "Cắt cả khi sổ còn lỗi trong các ô được cắt; tệp kê ghi rõ các lỗi đó.",
        "Cut even if there are errors in the cells that are cut; the manifest lists them.",
    ),
)
@out_option()
@force_option
@backup_option
@dry_run_option
@language_option
def unit_sheets(
    book: str,
    template: str,
    spec: str | None,
    parameters: Mapping[str, str],
    unit_column: str | None,
    level: "Level | None",
    only: tuple[str, ...],
    even_with_errors: bool,
    output: str,
    force: bool,
    backup: bool,
    dry_run: bool,
    language: Language,
) -> None:
    """Verify the book, cut it, save the sheets and their manifest; nothing is written from wrong figures."""
    from xl_addin import api
    from xl_addin.campaign.cutting.wrong_figures import WrongFigures

    check_ending(Path(output))
    path = check_workbook_target(output, sources=[book, template], force=force)
    beside = check_workbook_target(str(path.with_suffix(".json")), sources=[book, template], force=force)
    case = api.open(book, spec=spec_asked_for(spec, parameters))
    try:
        sheets = api.cut(
            case,
            template=template,
            unit_column=unit_column,
            level=level,
            only=only,
            even_with_errors=even_with_errors,
        )
    except WrongFigures as wrong:
        click.echo(wrong.line(language))
        click.echo(_HOW.in_language(language))
        raise SystemExit(1) from None
    manifest = json.dumps(sheets.manifest, ensure_ascii=False, indent=2).encode() + b"\n"
    files = {path: sheets.data(), beside: manifest}
    write(files, language=language, dry_run=dry_run, force=force, backup=backup)
