"""`xl-addin unit-sheets`: cut a filled workbook into one sheet per unit."""

import json
from pathlib import Path

import click

from xl_addin.cli.options import dry_run_option, language_option, not_the_same, out_option, said, write
from xl_addin.language import Language

DEFAULT_TEMPLATE = "phieu-don-vi"


@click.command(
    "unit-sheets",
    help=said(
        "Cắt sổ tính thành phiếu giao chỉ tiêu, mỗi đơn vị một trang, kèm tệp kê .json.",
        "Cut a workbook into unit sheets, one per unit, with a .json manifest beside it.",
    ),
)
@click.argument("book")
@click.option(
    "--template",
    default=DEFAULT_TEMPLATE,
    show_default=True,
    help=said("Mẫu phiếu: tên mẫu có sẵn hoặc tệp .xlsx.", "The template: a shipped one's name or an .xlsx file."),
)
@click.option("--spec", help=said("Đặc tả của chiến dịch.", "The campaign's spec."))
@out_option()
@dry_run_option
@language_option
def unit_sheets(book: str, template: str, spec: str | None, output: str, dry_run: bool, language: Language) -> None:
    """Recalculate the book, cut it, save the sheets and their manifest."""
    from xl_addin.campaign.cut import cut_book
    from xl_addin.table.load_spec import load_spec

    not_the_same(book, output)
    not_the_same(template, output)
    sheets = cut_book(book, template=template, spec=load_spec(spec) if spec else None)
    path = Path(output)
    manifest = json.dumps(sheets.manifest, ensure_ascii=False, indent=2).encode() + b"\n"
    write({path: sheets.data, path.with_suffix(".json"): manifest}, language=language, dry_run=dry_run)
