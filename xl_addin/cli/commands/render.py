"""`xl-addin render`: fill anybody's template with anybody's data."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.cli.command import command, language_option
from xl_addin.cli.help_page import argument
from xl_addin.cli.options import context_asked_for, data_options, files_named
from xl_addin.cli.progress.progress_bar import progress
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

_FILLING = Text("Đang điền mẫu", "Filling the template")


@command(
    help=Text(
        "Điền mẫu .xlsx có {{ … }} bằng dữ liệu JSON, YAML, CSV hoặc sổ tính.",
        "Fill an .xlsx template with {{ … }} in it from JSON, YAML, CSV or a workbook.",
    )
)
@argument("template", metavar=Text("MẪU", "TEMPLATE"))
@data_options
@out_option()
@force_option
@backup_option
@dry_run_option
@language_option
def render(
    template: str,
    data: tuple[str, ...],
    values: Mapping[str, str],
    decimal: "SeparatorMark | None",
    output: str,
    force: bool,
    backup: bool,
    dry_run: bool,
    language: Language,
) -> None:
    """Read the data, fill the template, save the result; nothing is written from a template with mistakes."""
    from xl_addin import api
    from xl_addin.package.endings import ending_of

    files = files_named(data)
    path = check_workbook_target(output, sources=[template, *(file.path for file in files)], force=force)
    folders = [Path(file.path).absolute().parent for file in files]
    with progress(_FILLING, language):
        rendered = api.render(template, context_asked_for(files, values, decimal), file=template, folders=folders)
        check_ending(path, ending_of(rendered.draft.package))
        content = rendered.draft.data()
    write({path: content}, language=language, dry_run=dry_run, force=force, backup=backup)
