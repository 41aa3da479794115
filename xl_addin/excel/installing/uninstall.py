"""Remove what the installation wrote, by its list, and nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import HOME_VARIABLE, USER_VARIABLES, is_plain
from xl_addin.excel.installing.record import InstallationRecord, read_record, record_path
from xl_addin.language import Text
from xl_addin.problem import Problem

# Not "GO-BO": started by the console without its folder, it must not be taken for the script itself.
LAST_SCRIPT = "chi-tieu-xoa-not.cmd"


@dataclass(frozen=True)
class Removal:
    """How many files were removed; which are in use by the Python that did it, and the folders that hold these."""

    removed: int
    in_use: tuple[Path, ...]
    folders: tuple[Path, ...]


def uninstall(pc: Pc, *, keep: Collection[Path] = ()) -> Removal:
    """Remove the installation; files that were there before, or were added since, stay.

    `keep` are files of ours that are in use though Windows would let them be removed.

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
    _remove_addin(record)
    if pc.value(USER_VARIABLES, HOME_VARIABLE) == record.home:
        if record.variable_before is None:
            pc.registry.delete(USER_VARIABLES, HOME_VARIABLE)
        else:
            pc.registry.write(USER_VARIABLES, HOME_VARIABLE, record.variable_before)
    removed, in_use = 0, []
    for path in map(Path, record.files):
        if path in keep:
            in_use.append(path)
            continue
        try:
            path.unlink()
            removed += 1
        except FileNotFoundError:
            continue
        except OSError:
            in_use.append(path)
    record_path(pc).unlink()
    folders = sorted({*map(Path, record.folders), record_path(pc).parent}, key=lambda path: len(path.parts))[::-1]
    left = tuple(folder for folder in folders if not _removed(folder))
    pc.announce()
    return Removal(removed, tuple(in_use), left if in_use else ())


def last_script(removal: Removal) -> str:
    """A console script that removes the files in use once the Python that ran has ended, and then itself.

    Its paths are plain ASCII, as every folder installed into is. The user's own folder may have other letters: what
    is in use is in it only where it was installed into by its 8.3 name, under which it is listed already.
    """
    lines = ["@echo off", "ping -n 3 127.0.0.1 >nul"]
    lines += [f'del /f /q "{path}" 2>nul' for path in removal.in_use]
    lines += [f'rd "{path}" 2>nul' for path in removal.folders if is_plain(path)]
    return "\r\n".join([*lines, '(goto) 2>nul & del "%~f0"', ""])


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


def _removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
