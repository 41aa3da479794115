"""`xl-addin addin`: build the Excel add-in, bundle it, install and remove it, find out why it does not work."""

import hashlib
from pathlib import Path

import click

from xl_addin.cli.command import group, language_option
from xl_addin.cli.help_page import argument, option
from xl_addin.cli.writing import check_folder_target, dry_run_option, make_folder, write
from xl_addin.language import Language, Text, number
from xl_addin.problem import Problem

FINDINGS = 1


@group(
    help=Text(
        "Tiện ích Excel: dựng, đóng gói, cài, gỡ, tìm nguyên nhân trục trặc.",
        "The Excel add-in: build, bundle, install, uninstall, find out what is wrong.",
    )
)
def addin() -> None:
    """The group of the add-in's commands."""


def _folder(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    """The folder asked for; Problem for what reads as a file's name, before the work is done."""
    if path.is_file() or (path.suffix in (".xlam", ".zip") and not path.is_dir()):
        raise Problem(
            Text(
                "-o là thư mục, tên tệp có sẵn; hãy ghi -o {folder}",
                "-o is a folder, the file's name is given; write -o {folder}",
            ).with_values(folder=path.parent),
            file=str(path),
        )
    check_folder_target(path)
    return path


def _folder_option(command: click.decorators.FC) -> click.decorators.FC:
    return option(
        "-o",
        "--output",
        default="dist",
        show_default=True,
        type=click.Path(path_type=Path),
        callback=_folder,
        metavar=Text("THƯ_MỤC", "FOLDER"),
        help=Text("Thư mục kết quả.", "The folder to write to."),
    )(command)


@addin.command(help=Text("Dựng chi-tieu.xlam.", "Build chi-tieu.xlam."))
@_folder_option
@dry_run_option
@language_option
def build(output: Path, dry_run: bool, language: Language) -> None:
    """Write the add-in file."""
    from xl_addin.excel.addin_file.build import FILE_NAME, build_addin

    _write(output, FILE_NAME, build_addin(), dry_run, language)


@addin.command(
    help=Text(
        "Đóng gói mọi thứ vào một tệp .zip cài được trên máy không có internet.",
        "Bundle everything into one .zip that installs on a PC without internet.",
    )
)
@option(
    "--python",
    "python_archive",
    required=True,
    type=click.Path(path_type=Path),
    metavar=Text("TỆP", "FILE"),
    help=Text(
        "Python cho Windows: tệp python-3.x.y-embed-amd64.zip hoặc gói NuGet.",
        "Windows Python: python-3.x.y-embed-amd64.zip or the NuGet package.",
    ),
)
@option(
    "--python-sha256",
    required=True,
    metavar="HEX",
    help=Text("SHA-256 của tệp đó, do nơi phát hành công bố.", "That file's SHA-256, as its publisher states it."),
)
@option(
    "--wheels",
    type=click.Path(path_type=Path),
    metavar=Text("THƯ_MỤC", "FOLDER"),
    help=Text("Thư mục các gói đã tải; không có thì pip tải về.", "A folder of the wheels; without it pip downloads."),
)
@option(
    "--wheel",
    type=click.Path(path_type=Path),
    help=Text("Gói .whl của chính dự án; không có thì dựng từ mã nguồn.", "The project's own .whl; else it is built."),
)
@option(
    "--addin",
    "addin_file",
    type=click.Path(path_type=Path),
    help=Text("Tệp chi-tieu.xlam; không có thì dựng.", "The file chi-tieu.xlam; else it is built."),
)
@_folder_option
@dry_run_option
@language_option
def bundle(
    python_archive: Path,
    python_sha256: str,
    wheels: Path | None,
    wheel: Path | None,
    addin_file: Path | None,
    output: Path,
    dry_run: bool,
    language: Language,
) -> None:
    """Make the bundle, say how big it is and what is not in it."""
    from xl_addin.excel.bundle.make import BundleInputs, make_bundle
    from xl_addin.excel.bundle.wheels import LEFT_OUT, lock_text

    made = make_bundle(BundleInputs(python_archive, python_sha256, lock_text(), wheels, wheel, addin_file))
    _write(output, made.name, made.data, dry_run, language)
    size = Text(
        "{name}: {packed} MB; giải nén {unpacked} MB, {files} tệp; SHA-256 {digest}",
        "{name}: {packed} MB; unpacked {unpacked} MB, {files} files; SHA-256 {digest}",
    )
    packed, unpacked = (number(count / 1_000_000, language, 1) for count in (len(made.data), made.unpacked))
    digest = hashlib.sha256(made.data).hexdigest()
    said = size.with_values(name=made.name, packed=packed, unpacked=unpacked, files=made.files, digest=digest)
    click.echo(said.in_language(language))
    left_out = Text("Không có trong bộ cài: {names}", "Not in the bundle: {names}").with_values(names=list(LEFT_OUT))
    click.echo(left_out.in_language(language))


@addin.command(help=Text("Cài bộ cài đã giải nén cho người dùng này.", "Install an unpacked bundle for this user."))
@argument("folder", metavar=Text("THƯ_MỤC", "FOLDER"), type=click.Path(path_type=Path))
@language_option
def install(folder: Path, language: Language) -> None:
    """Install, or bring an earlier installation up to date."""
    from xl_addin.excel.installing.dialogue import installed_lines
    from xl_addin.excel.installing.install import install as install_bundle
    from xl_addin.excel.installing.machine.windows_pc import this_pc

    installation = install_bundle(folder, this_pc(), lambda text: click.echo(text.in_language(language)))
    for line in installed_lines(installation):
        click.echo(line.in_language(language))


@addin.command(help=Text("Gỡ những gì đã cài, không gỡ gì khác.", "Remove what was installed and nothing else."))
@language_option
def uninstall(language: Language) -> None:
    """Remove by the list the installation wrote."""
    from xl_addin.excel.installing.dialogue import removed_lines
    from xl_addin.excel.installing.machine.windows_pc import this_pc
    from xl_addin.excel.installing.uninstall import uninstall as remove

    for line in removed_lines(remove(this_pc())):
        click.echo(line.in_language(language))


@addin.command(
    help=Text(
        "Tìm xem máy này vướng gì và cách xử lý. Mã thoát: 0 không có lỗi, 1 có lỗi.",
        "Find what is wrong with this PC and how to mend it. Exit status: 0 no errors, 1 errors.",
    )
)
@language_option
def doctor(language: Language) -> int:
    """Look at everything the add-in needs; change nothing."""
    from xl_addin.excel.installing.dialogue import doctor_lines
    from xl_addin.excel.installing.doctor import examine
    from xl_addin.excel.installing.machine.windows_pc import this_pc

    faults = examine(this_pc())
    for line in doctor_lines(faults):
        click.echo(line.in_language(language))
    return FINDINGS if any(fault.weight == "error" for fault in faults) else 0


def _write(folder: Path, name: str, data: bytes, dry_run: bool, language: Language) -> None:
    if not dry_run:
        make_folder(folder)
    write({folder / name: data}, language=language, dry_run=dry_run, force=True)
