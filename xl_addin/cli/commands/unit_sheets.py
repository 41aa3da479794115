"""`xl-addin unit-sheets`: cut a filled workbook into one sheet per unit."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.options import spec_asked_for, spec_named, spec_options
from xl_addin.cli.speaking import said
from xl_addin.cli.writing import backup_option, dry_run_option, force_option
from xl_addin.language import Language, Text

if TYPE_CHECKING:
    from xl_addin.campaign.cutting.units.unit_rows import Level

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
    help=Text(
        "Mẫu phiếu: tên mẫu có sẵn hoặc tệp .xlsx; không ghi thì theo đặc tả, nếu không thì phieu-don-vi.",
        "The template: a shipped one's name or an .xlsx file; else that of the spec, or phieu-don-vi.",
    ),
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
    "--units",
    "unit_set",
    metavar=Text("BỘ_ĐƠN_VỊ", "SET"),
    help=Text(
        "Bộ đơn vị được cắt phiếu, khi đặc tả có nhiều bộ; không ghi thì bộ của bảng đầu tiên.",
        "The unit set that gets sheets, where the spec has several; else that of the first table.",
    ),
)
@option(
    "--changed-since",
    type=click.Path(),
    metavar=Text("TỆP_KÊ", "MANIFEST"),
    help=Text(
        "Chỉ cắt đơn vị có chỉ tiêu khác với tệp kê này (.json hoặc .xlsx); phiếu in cả số cũ và số mới.",
        "Only units whose assignment is another than in this manifest (.json or .xlsx); old and new are printed.",
    ),
)
@option(
    "--into",
    type=click.Choice(["book", "files"]),
    help=Text(
        "Vào một sổ có trang mục lục (book), hay mỗi đơn vị một tệp trong thư mục -o (files).",
        "Into one workbook with an index (book), or a file for each unit in the folder -o (files).",
    ),
)
@option("--per-file", is_flag=True, help=Text("Như --into files.", "The same as --into files."))
@option(
    "--pdf",
    is_flag=True,
    help=Text("In thêm PDF bằng LibreOffice, cạnh mỗi sổ phiếu.", "Print each workbook as PDF, too, by LibreOffice."),
)
@option(
    "--jobs",
    type=click.IntRange(min=1),
    help=Text("Số tiến trình chạy song song (với --per-file).", "How many processes cut in parallel (--per-file)."),
)
@option(
    "--even-with-errors",
    is_flag=True,
    help=Text(
        "Cắt cả khi sổ còn lỗi trong các ô được cắt; tệp kê ghi rõ các lỗi đó.",
        "Cut even if there are errors in the cells that are cut; the manifest lists them.",
    ),
)
@option(
    "--links",
    is_flag=True,
    help=Text(
        "Số liệu là công thức liên kết tới sổ tính: chỉ cho phiếu dùng trong cơ quan. Bình thường là giá trị.",
        "Figures are formulas that lead to the workbook: for sheets that stay in the office. Usually they are values.",
    ),
)
@option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    help=Text("Tệp kết quả; với --per-file là thư mục.", "The file to write; a folder with --per-file."),
)
@force_option
@backup_option
@dry_run_option
@language_option
def unit_sheets(
    book: str,
    template: str | None,
    spec: str | None,
    parameters: Mapping[str, str],
    unit_column: str | None,
    level: "Level | None",
    only: tuple[str, ...],
    unit_set: str | None,
    changed_since: str | None,
    into: str | None,
    per_file: bool,
    pdf: bool,
    jobs: int | None,
    even_with_errors: bool,
    links: bool,
    output: str,
    force: bool,
    backup: bool,
    dry_run: bool,
    language: Language,
) -> None:
    """Verify the book, cut it, save the sheets and their manifest; nothing is written from wrong figures."""
    if per_file and into == "book":
        raise click.UsageError(said("chọn một trong --into book và --per-file", "choose --into book or --per-file"))
    campaign = spec_named(spec, parameters)
    its = campaign.unit_sheets if campaign else None
    # A campaign whose units get a file each has a folder to put them in, unless a workbook is named.
    as_the_spec_says = into is None and its is not None and its.files == "one_per_unit"
    into_files = per_file or into == "files" or (as_the_spec_says and not output.lower().endswith(".xlsx"))
    if jobs and not into_files:
        raise click.UsageError(said("--jobs cần có --per-file", "--jobs needs --per-file"))
    from xl_addin import api
    from xl_addin.campaign.cutting.cut import WhichUnits
    from xl_addin.campaign.cutting.named_template import template_asked_for
    from xl_addin.campaign.cutting.wrong_figures import WrongFigures
    from xl_addin.cli.cutting import CuttingAsked, cut_into_book, cut_into_files

    cutting = CuttingAsked(
        book=book,
        template=template_asked_for(template, campaign),
        which=WhichUnits(unit_column, level, only, unit_set),
        changed_since=changed_since,
        even_with_errors=even_with_errors,
        links=links,
        pdf=pdf,
        jobs=jobs,
        force=force,
        backup=backup,
        dry_run=dry_run,
        language=language,
    )
    asked = spec_asked_for(spec, parameters)
    try:
        (cut_into_files if into_files else cut_into_book)(cutting, lambda: api.open(book, spec=asked), Path(output))
    except WrongFigures as wrong:
        click.echo(wrong.line(language))
        click.echo(_HOW.in_language(language))
        raise SystemExit(1) from None
