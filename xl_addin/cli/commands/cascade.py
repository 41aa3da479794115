"""`xl-addin cascade`: share a whole down the levels, with a book for every unit that shares further."""

from collections.abc import Mapping
from pathlib import Path

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import pairs
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import backup_option, dry_run_option, force_option
from xl_addin.language import Language, Text


@command(
    help=Text(
        "Giao chỉ tiêu từ cấp trên xuống từng cấp dưới (tỉnh → xã → thôn): mỗi đơn vị có cấp dưới được một sổ tính, "
        "cộng khớp ở mọi cấp. Chạy lại thì nói trước chỉ tiêu nào thay đổi và chỉ ghi những sổ thay đổi.",
        "Share a whole down the levels (province → communes → hamlets): a workbook for every unit with units in it, "
        "sums tie at every level. Run again, it first says which quotas change, and writes only the books that do.",
    )
)
@argument("spec", metavar=Text("ĐẶC_TẢ", "SPEC"))
@option(
    "--units",
    required=True,
    multiple=True,
    metavar=Text("TỆP", "FILE"),
    help=Text(
        "Danh sách đơn vị mọi cấp: .csv hoặc .xlsx có cột mã, tên, mã cấp trên, cấp và số liệu; hoặc "
        "vietnam-provinces (gói cài thêm). Ghi được nhiều lần: danh sách sau thêm đơn vị và số liệu.",
        "The units of all levels: a .csv or .xlsx with columns for code, name, parent's code, level and figures; or "
        "vietnam-provinces (a package to install). Repeatable: a later list adds units and figures.",
    ),
)
@option(
    "--column",
    "columns",
    multiple=True,
    callback=pairs,
    metavar=Text("CỘT=TIÊU_ĐỀ", "COLUMN=HEADING"),
    help=Text(
        "Tiêu đề của cột code, name, parent hoặc level trong danh sách, như name=PROVINCE.",
        "The heading of the list's column code, name, parent or level, such as name=PROVINCE.",
    ),
)
@option(
    "--param",
    "parameters",
    multiple=True,
    callback=pairs,
    metavar=Text("TÊN=GIÁ_TRỊ", "NAME=VALUE"),
    help=Text("Tham số của kế hoạch, ví dụ target=500000.", "A parameter of the plan, such as target=500000."),
)
@option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    metavar=Text("THƯ_MỤC", "FOLDER"),
    help=Text("Thư mục của các sổ.", "The folder of the books."),
)
@option(
    "--one-book",
    is_flag=True,
    help=Text("Mọi cấp trong một sổ tính.", "All levels in one workbook."),
)
@option(
    "--diff",
    is_flag=True,
    help=Text("Kể hết các chỉ tiêu thay đổi, số cũ và số mới.", "Tell every quota that changes, old and new."),
)
@option(
    "--jobs",
    type=click.IntRange(min=1),
    help=Text("Số tiến trình chạy song song.", "How many processes work in parallel."),
)
@force_option
@backup_option
@dry_run_option
@language_option
def cascade(
    spec: str,
    units: tuple[str, ...],
    columns: Mapping[str, str],
    parameters: Mapping[str, str],
    output: str,
    one_book: bool,
    diff: bool,
    jobs: int | None,
    force: bool,
    backup: bool,
    dry_run: bool,
    language: Language,
) -> None:
    """Share all of it before the first book is written."""
    from xl_addin.campaign.cascade.list_header import COLUMNS
    from xl_addin.cli.cascading.cascade import CascadeAsked, cascade_asked

    wrong = next((name for name in columns if name not in COLUMNS), None)
    if wrong is not None:
        known = ", ".join(COLUMNS)
        raise click.UsageError(said(f"--column {wrong}: cột là {known}", f"--column {wrong}: columns are {known}"))
    cascade_asked(
        CascadeAsked(
            spec, parameters, units, columns, Path(output), one_book, jobs, dry_run, diff, force, backup, language
        )
    )
