"""Remove what the installation wrote, by its list, and nothing else.

The Python that does it may be the one installed. It cannot remove itself, nor the modules of the standard library
that it may yet ask for, so these are left to a console script that runs when it has ended. Everything this module
needs of ours is imported before the first file goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xl_addin.excel.installing.bundle_folder import GENERATED, SITE_PACKAGES, UNINSTALL_SCRIPT
from xl_addin.excel.installing.home import NEW, OLD, PYTHON
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import FOLDER_NAME, HOME_VARIABLE, OWN_FILES, USER_VARIABLES, is_plain, own_folder
from xl_addin.excel.installing.record import FILE_NAME, InstallationRecord, read_record, record_path
from xl_addin.language import Text
from xl_addin.problem import Problem

# Not "GO-BO": started by the console without its folder, it must not be taken for the script itself.
LAST_SCRIPT = "chi-tieu-xoa-not.cmd"

_TRIES = 9
_CACHE = "__pycache__"


@dataclass(frozen=True)
class Removal:
    """How many files were removed; the files still there, because they are in use, and the folders that hold these.

    `busy` are those of the files in use that another program than the running Python holds.
    """

    removed: int
    in_use: tuple[Path, ...]
    folders: tuple[Path, ...]
    busy: tuple[Path, ...]


def uninstall(pc: Pc, *, running_in: Path | None = None) -> Removal:
    """Remove the installation; files that were there before, or were added since, stay.

    `running_in` is the folder of the script that asks for it. If it is the one installed into, its Python, its
    standard library and the console's script stay for `last_script`; so does the list, for as long as anything of
    it is there.

    Raises Problem, with nothing removed, if there is none or Excel has the add-in open.
    """
    record = read_record(pc)
    if record is None:
        raise Problem(
            Text(
                "không thấy tiện ích Chỉ tiêu nào đã cài cho tài khoản này; không có gì để gỡ",
                "no installation for this account; there is nothing to remove",
            )
        )
    home = Path(record.home)
    kept = _of_the_running_python(record) if running_in and _is_same(running_in, home) else frozenset()
    _remove_addin(record)
    if pc.value(USER_VARIABLES, HOME_VARIABLE) == record.home:
        if record.variable_before is None:
            pc.registry.delete(USER_VARIABLES, HOME_VARIABLE)
        else:
            pc.registry.write(USER_VARIABLES, HOME_VARIABLE, record.variable_before)
    removed, in_use = 0, []
    for path in (*map(Path, record.files), *_written_since(record), *_half_made(home), own_folder(pc) / OWN_FILES):
        if path in kept:
            in_use.append(path)
            continue
        try:
            path.unlink()
            removed += 1
        except FileNotFoundError:
            continue
        except OSError:
            in_use.append(path)
    if not in_use:
        record_path(pc).unlink()
    folders = sorted({*_folders(record), record_path(pc).parent}, key=lambda path: len(path.parts))[::-1]
    left = tuple(folder for folder in folders if not _is_folder_removed(folder))
    pc.announce()
    busy = tuple(path for path in in_use if path not in kept)
    return Removal(removed, tuple(in_use), left if in_use else (), busy)


def last_script(removal: Removal) -> str:
    """A console script that removes what was in use, once the Python that ran has ended; status 2 if it cannot.

    It is plain ASCII, as every folder installed into is. The user's own folder may have other letters; what is in use
    is in it only where it was installed into by its 8.3 name, under which it is listed already. The list of what was
    installed goes last: if the power fails before, removing can be asked for again.
    """
    scripts = [path for path in removal.in_use if path.name == UNINSTALL_SCRIPT]
    lines = ["@echo off", 'cd /d "%TEMP%"', 'set "TRIES=0"', ":again", 'set "LEFT="']
    for path in removal.in_use:
        if path not in scripts:
            lines += [f'del /f /q "{path}" 2>nul', f'if exist "{path}" set "LEFT=1"']
    own = rf'rd "%LOCALAPPDATA%\{FOLDER_NAME}" 2>nul'
    lines += [
        "if not defined LEFT goto done",
        'set /a "TRIES=TRIES+1"',
        f"if %TRIES% gtr {_TRIES} goto failed",
        "ping -n 2 127.0.0.1 >nul",
        "goto again",
        ":failed",
        "echo Con tep dang duoc dung: hay dong Excel va cac cua so cua bo cai, roi chay lai GO-BO.cmd cua bo cai.",
        "echo Files are in use: close Excel and the windows of these scripts, then run GO-BO.cmd of the bundle again.",
        "exit /b 2",
        ":done",
        *(f'del /f /q "{path}" 2>nul' for path in scripts),
        rf'del /f /q "%LOCALAPPDATA%\{FOLDER_NAME}\{FILE_NAME}" 2>nul',
        *(f'rd "{path}" 2>nul' for path in removal.folders if is_plain(path)),
        own,
    ]
    if scripts:
        # A console that has its script open keeps the script's folder a moment longer.
        home = f'rd "{scripts[0].parent}" 2>nul'
        later = f"ping -n 3 127.0.0.1 >nul & {home} & {own}"
        lines.append(f'if exist "{scripts[0].parent}" start "" /b cmd /c "{later}"')
    lines.append("exit /b 0")
    return "\r\n".join([*lines, ""])


def _is_same(folder: Path, other: Path) -> bool:
    try:
        # The installed folder may be known by its 8.3 name, the script be started by the long one.
        return folder.samefile(other)
    except OSError:
        return False


def _of_the_running_python(record: InstallationRecord) -> frozenset[Path]:
    home = Path(record.home)
    libraries = home / PYTHON / SITE_PACKAGES
    files = map(Path, record.files)
    own = {path for path in files if path.is_relative_to(home / PYTHON) and not path.is_relative_to(libraries)}
    # The console reads its script line by line: gone too early, its end would not be read.
    return frozenset({*own, home / UNINSTALL_SCRIPT})


def _written_since(record: InstallationRecord) -> Iterator[Path]:
    """What our Python wrote as it ran: compiled modules, and the modules pywin32 generates."""
    listed = set(record.files)
    for folder in _folders(record):
        if folder.name == _CACHE or folder.is_relative_to(_generated(record)):
            yield from (path for path in sorted(folder.iterdir()) if path.is_file() and str(path) not in listed)


def _half_made(home: Path) -> Iterator[Path]:
    """What an installation that was cut off, or could not clear away the Python before it, has left."""
    for name in (NEW, OLD):
        yield from (path for path in sorted((home / name).rglob("*")) if path.is_file())


def _folders(record: InstallationRecord) -> set[Path]:
    home = Path(record.home)
    half_made = (folder for name in (NEW, OLD) for folder in (home / name, *(home / name).rglob("*")))
    folders = {*map(Path, record.folders), *_generated(record).rglob("*"), *half_made}
    return {folder for folder in folders if folder.is_dir()}


def _generated(record: InstallationRecord) -> Path:
    return Path(record.home) / PYTHON / GENERATED


def _remove_addin(record: InstallationRecord) -> None:
    if not record.addin:
        return
    try:
        Path(record.addin).unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            Text(
                "Excel đang mở tiện ích; hãy đóng hết các cửa sổ Excel rồi chạy lại GO-BO.cmd",
                "Excel has the add-in open; close every Excel window and run GO-BO.cmd again",
            ),
            file=record.addin,
        ) from error


def _is_folder_removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
