"""`xl-addin demo`: the Bình Phước campaign from its published figures, end to end."""

from pathlib import Path

import click

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import option
from xl_addin.cli.writing import check_folder_target, dry_run_option, make_folder, write
from xl_addin.language import Language, Text


@command(
    help=Text(
        "Chạy thử chiến dịch Bình Phước từ số liệu đã công bố: bảng công bố, bảng làm lại cho đúng, phiếu đơn vị.",
        "Run the Bình Phước campaign from its published figures: as published, done right, unit sheets.",
    )
)
@option(
    "-o",
    "--output",
    default="out",
    show_default=True,
    type=click.Path(),
    metavar=Text("THƯ_MỤC", "FOLDER"),
    help=Text("Thư mục kết quả.", "The folder to write to."),
)
@dry_run_option
@language_option
def demo(output: str, dry_run: bool, language: Language) -> None:
    """Write the demo's files and say what was found."""
    from xl_addin.campaign.demo import run_demo

    folder = Path(output)
    check_folder_target(folder)
    result = run_demo(language)
    if not dry_run:
        make_folder(folder)
    write({folder / name: data for name, data in result.files.items()}, language=language, dry_run=dry_run, force=True)
    for line in result.summary:
        click.echo(line.in_language(language))
