"""Where results go: looked at before the work is done, never over what somebody made, each file whole or not at all."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from xl_addin.cli.help_page import Decorated, option
from xl_addin.cli.speaking import said
from xl_addin.language import Language, Text
from xl_addin.problem import Problem

_SOMEBODYS = Text(
    "tệp đã có mà xl-addin không nhớ là đã ghi, hoặc đã bị sửa từ khi ghi; hãy chọn tên khác, hoặc thêm --force để ghi "
    "đè",
    "the file is there already, and xl-addin does not remember writing it or it was changed since; choose another "
    "name, or add --force to overwrite it",
)
_ITS_SOURCE = Text(
    "tệp kết quả trùng với tệp gốc; hãy chọn tên khác",
    "the result would overwrite its source; choose another name",
)
_ENDING = Text(
    "tệp kết quả phải có đuôi {ending}; hãy ghi -o {name}{ending}",
    "the result is an {ending} file; give -o {name}{ending}",
)
_A_WORKBOOKS_NAME = Text(
    "đây là tên của sổ tính, mà tệp cần ghi không phải sổ tính; hãy chọn tên khác, như {name}{ending}",
    "this is a workbook's name, and what is to be written is no workbook; choose another, such as {name}{ending}",
)
_NO_FOLDER = Text(
    "không tạo được thư mục này; hãy chọn thư mục khác cho -o", "this folder cannot be made; give -o another one"
)


def out_option(required: bool = True) -> Callable[[Decorated], Decorated]:
    """`-o FILE`."""
    return option(
        "-o", "--output", required=required, type=click.Path(), help=Text("Tệp kết quả.", "The file to write.")
    )


def force_option(command: Decorated) -> Decorated:
    """`--force`: over a workbook that somebody made or changed, too."""
    return option(
        "--force",
        is_flag=True,
        help=Text(
            "Ghi đè cả tệp do người khác lập hoặc đã sửa.", "Overwrite even a file that somebody made or changed."
        ),
    )(command)


def in_place_option(command: Decorated) -> Decorated:
    """`--in-place`: the result goes over its source."""
    return option("--in-place", is_flag=True, help=Text("Ghi đè tệp gốc.", "Write the result over its source."))(
        command
    )


def backup_option(command: Decorated) -> Decorated:
    """`--backup`: keep the file that is written over."""
    return option(
        "--backup",
        is_flag=True,
        help=Text(
            "Giữ tệp bị ghi đè dưới tên TÊN.bak, TÊN.bak2 …",
            "Keep the file that is written over, as NAME.bak, NAME.bak2 …",
        ),
    )(command)


def dry_run_option(command: Decorated) -> Decorated:
    """`--dry-run`: say what would be written, write nothing."""
    return option(
        "--dry-run",
        is_flag=True,
        help=Text("Chỉ nói sẽ ghi gì, không ghi.", "Say what would be written; write nothing."),
    )(command)


def check_workbook_target(output: str, *, sources: Iterable[str], force: bool) -> Path:
    """Where a workbook is to go, looked at before the work; Problem where it could not be written there.

    It is none of its sources, and no file that somebody made, or changed since this program wrote it, unless `force`.
    """
    for source in sources:
        not_the_same(source, output)
    path = Path(output)
    _check(path, force)
    return path


def target_of(
    book: str, output: str | None, *, in_place: bool, force: bool, backup: bool, dry_run: bool
) -> Path | None:
    """Where the result goes: nowhere in a dry run without `-o`, over the source only if that is asked for."""
    if backup and output is None and not in_place:
        raise click.UsageError(said("--backup cần có -o hoặc --in-place", "--backup needs -o or --in-place"))
    if in_place and output is not None:
        raise click.UsageError(said("chọn một trong -o và --in-place", "choose one of -o and --in-place"))
    if force and output is None:
        raise click.UsageError(said("--force cần có -o", "--force needs -o"))
    if in_place:
        # Only somebody's workbook is mended in its own place.
        return check_workbook_target(book, sources=[], force=True)
    if output is None:
        if dry_run:
            return None
        raise click.UsageError(said("cần -o TỆP, --in-place hoặc --dry-run", "needs -o FILE, --in-place or --dry-run"))
    return check_workbook_target(output, sources=[book], force=force)


def check_report_target(output: str, *, sources: Iterable[str], ending: str = ".html") -> Path:
    """Where a report, or another file beside workbooks, is to go: over an earlier one, but never over a workbook.

    `ending` is one that it may have.
    """
    from xl_addin.cli.workbooks import SUFFIXES
    from xl_addin.package.saving import check_target

    for source in sources:
        not_the_same(source, output)
    path = Path(output)
    if path.suffix.lower() in SUFFIXES and not path.is_dir():
        raise Problem(_A_WORKBOOKS_NAME.with_values(name=path.stem, ending=ending), file=output)
    check_target(path)
    return path


def check_folder_target(folder: Path) -> None:
    """Raise Problem for a folder that is not there and could not be made, before the work is done."""
    there = next((one for one in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(one)), None)
    if there is None or not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise Problem(_NO_FOLDER, file=str(folder))


def make_folder(folder: Path) -> None:
    """Make it, and those above it; Problem where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(_NO_FOLDER, file=str(folder)) from error


def write(files: Mapping[Path, bytes], *, language: Language, dry_run: bool, force: bool, backup: bool = False) -> None:
    """Save the files one after the other, each atomically, and say so; a dry run only says so.

    If one of them cannot be written, none is: as little as before the work, as somebody may have come meanwhile.
    `force` also for files that are made anew whatever they were, like the demo's. With `backup` what is written over
    is kept, and where is said too.
    """
    verb = Text("Sẽ ghi", "Would write") if dry_run else Text("Đã ghi", "Wrote")
    if not dry_run:
        for path in files:
            _check(path, force)
    for path, data in files.items():
        if not dry_run:
            save(path, data, backup=backup)
        click.echo(f"{verb.in_language(language)} {path}")


def save(path: Path, data: bytes, *, backup: bool, beside_report: bool = False) -> None:
    """Write one file whole, and remember that it is ours; say where an old one was kept.

    `beside_report`: on standard error, because a report may go to standard output.
    """
    from xl_addin.cli.written import remember
    from xl_addin.package.saving import save_atomically

    kept = save_atomically(path, data, backup=backup)
    if kept is not None:
        click.echo(said(f"Bản cũ giữ ở {kept}", f"The old file is kept as {kept}"), err=beside_report)
    remember(data)


def not_the_same(source: str, output: str) -> None:
    """Refuse to write a result over the file it was made from: the office's file is never damaged."""
    if Path(output).exists() and Path(source).exists() and Path(output).samefile(source):
        raise Problem(_ITS_SOURCE, file=output)


def check_ending(path: Path, ending: str = ".xlsx") -> None:
    """Raise Problem for a workbook under another ending than that of its kind: Excel would call it damaged."""
    if path.suffix.lower() != ending and not path.is_dir():
        raise Problem(_ENDING.with_values(name=path.stem, ending=ending), file=str(path))


def _check(path: Path, force: bool) -> None:
    from xl_addin.cli.written import is_as_written
    from xl_addin.package.saving import check_target

    check_target(path)
    if not force and path.exists() and not is_as_written(path):
        raise Problem(_SOMEBODYS, file=str(path))
