"""`xl-addin template`: check a template, begin one from an office's own table."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import group, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import context_asked_for, data_options, files_named
from xl_addin.cli.reporting import format_option
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

if TYPE_CHECKING:
    from xl_addin.spec.figures import SeparatorMark

FINDINGS = 1
_FINE = Text(
    "không có lỗi: {sheets} trang, {places} chỗ được điền", "no mistakes: {sheets} sheets, {places} places to fill"
)
_FOUND = Text("{count} lỗi", "{count} mistakes")


@group(
    help=Text(
        "Mẫu .xlsx có {{ … }}: kiểm tra, lập mẫu đầu tiên từ bảng của cơ quan.",
        "Templates, .xlsx files with {{ … }}: check them, begin one from an office's table.",
    )
)
def template() -> None:
    """The group of the commands about templates."""


@template.command(
    help=Text(
        "Nêu mọi lỗi của mẫu cùng lúc; có dữ liệu thì thử điền. Mã thoát: 0 không lỗi, 1 có lỗi, 2 không đọc được.",
        "Tell all mistakes of a template at once; with data, try to fill it. Exit status: 0 none, 1 mistakes, 2 it "
        "cannot be read.",
    )
)
@argument("template", metavar=Text("MẪU", "TEMPLATE"))
@data_options
@option(
    "--book",
    metavar=Text("SỔ_TÍNH", "BOOK"),
    help=Text(
        "Thử với các đơn vị của sổ này, như unit-sheets.", "Try it with the units of this workbook, as unit-sheets."
    ),
)
@format_option(("text", "json"))
@language_option
def check(
    template: str,
    data: tuple[str, ...],
    values: Mapping[str, str],
    decimal: "SeparatorMark | None",
    book: str | None,
    output_format: str,
    language: Language,
) -> int:
    """Check the template, with the data if there are any."""
    from xl_addin import api

    if decimal and not data:
        raise click.UsageError(said("--decimal cần có --data", "--decimal needs --data"))
    files = files_named(data)
    context = context_asked_for(files, values, decimal) if files or values else None
    if book is not None:
        context = {**api.unit_context(api.open(book)), **(context or {})}
    folders = [Path(file.path).absolute().parent for file in files]
    checked = api.check_template(template, context, folders=folders)
    if output_format == "json":
        mistakes = [
            {"place": fault.place, "expression": fault.expression, "message": fault.text.in_language(language)}
            for fault in checked.faults
        ]
        told = {"file": template, "sheets": checked.sheets, "places": checked.places, "mistakes": mistakes}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for fault in checked.faults:
            parts = (fault.place, fault.expression, fault.text.in_language(language))
            click.echo(": ".join(part for part in parts if part))
        summary = (
            _FOUND.with_values(count=len(checked.faults))
            if checked.faults
            else _FINE.with_values(sheets=checked.sheets, places=checked.places)
        )
        click.echo(f"{template}: {summary.in_language(language)}")
    return FINDINGS if checked.faults else 0


@template.command(
    help=Text(
        "Lập mẫu đầu tiên từ bảng của cơ quan, giữ quốc hiệu, tiêu đề: bảng có đơn vị thì mỗi đơn vị một trang, bảng "
        "khác thì một danh sách; sửa tiếp bằng Excel.",
        "Begin a template from an office's table; letterhead and headings are kept: a sheet for each unit where the "
        "table has units, else a list; change it in Excel.",
    )
)
@option(
    "--from",
    "book",
    required=True,
    is_source=True,
    metavar=Text("SỔ_TÍNH", "BOOK"),
    help=Text("Sổ có bảng của cơ quan.", "The workbook with the office's table."),
)
@option("--sheet", help=Text("Trang có bảng, khi sổ có nhiều bảng.", "The table's sheet, where there are several."))
@option(
    "--list",
    "as_list",
    is_flag=True,
    help=Text("Lập danh sách, bảng có đơn vị cũng vậy.", "Make it a list, also where the table has units."),
)
@out_option()
@force_option
@backup_option
@dry_run_option
@language_option
def new(
    book: str,
    sheet: str | None,
    as_list: bool,
    output: str,
    force: bool,
    backup: bool,
    dry_run: bool,
    language: Language,
) -> None:
    """Make the template and save it."""
    from xl_addin import api
    from xl_addin.package.endings import ending_of

    path = check_workbook_target(output, sources=[book], force=force)
    case = api.open(book)
    data = api.new_template(case, sheet=sheet, as_list=as_list)
    assert case.package is not None
    check_ending(path, ending_of(case.package))
    write({path: data}, language=language, dry_run=dry_run, force=force, backup=backup)
