"""Install the unpacked bundle for one user, or bring an earlier installation up to date.

Nothing is changed before every file of the bundle has been checked. What is changed is undone, in the opposite
order, when anything fails: then the PC is as it was.
"""

import contextlib
import hashlib
import re
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from xl_addin.excel.installing import bundle_folder, web_mark
from xl_addin.excel.installing.bundle_folder import Bundle, checked_bundle
from xl_addin.excel.installing.checks import another_addin
from xl_addin.excel.installing.home import NEW, OLD, PYTHON
from xl_addin.excel.installing.machine.office import find_excel
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.other_addins import other_addins
from xl_addin.excel.installing.places import HOME_VARIABLE, USER_VARIABLES, choose_home, startup_folder
from xl_addin.excel.installing.record import InstallationRecord, read_record, record_path, write_record
from xl_addin.language import Text
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem

Say = Callable[[Text], None]


@dataclass(frozen=True)
class Installation:
    """What was installed, and whether an earlier installation was there before."""

    record: InstallationRecord
    is_upgrade: bool


def install(folder: Path, pc: Pc, say: Say) -> Installation:
    """Install the bundle unpacked in `folder`; `say` is told of each step before it starts.

    Raises Problem, with everything as it was, for a bundle that is not whole, a PC without a fitting folder, files
    that are in use, and a disk that is full or closed to the user.
    """
    say(Text("Đang kiểm tra bộ cài …", "Checking the bundle …"))
    bundle = checked_bundle(folder)
    before = read_record(pc)
    _refuse_older(bundle, before)
    _refuse_beside_another(pc, before)
    with ExitStack() as undo:
        try:
            record = _changed(bundle, pc, before, undo, say)
        except OSError as error:
            raise _in_use(error) from error
        undo.pop_all()
    shutil.rmtree(Path(record.home) / OLD, ignore_errors=True)
    if before is not None:
        _remove_superseded(before, record)
    web_mark.unmark(folder / name for name in (*bundle.files, bundle_folder.HASHES))
    pc.announce()
    return Installation(record, is_upgrade=before is not None)


def _refuse_older(bundle: Bundle, before: InstallationRecord | None) -> None:
    if before and _numbers(before.version) > _numbers(bundle.version):
        raise Problem(
            Text(
                "máy đang có bản {theirs}, mới hơn bộ cài này ({ours}); nếu thật sự cần bản cũ thì chạy GO-BO.cmd "
                "trước, rồi chạy lại CAI-DAT.cmd",
                "version {theirs} is installed, newer than this bundle ({ours}); if the older one is really wanted, "
                "run GO-BO.cmd first, then CAI-DAT.cmd again",
            ).with_values(theirs=before.version, ours=bundle.version)
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def _refuse_beside_another(pc: Pc, before: InstallationRecord | None) -> None:
    for path in other_addins(pc):
        if before and str(path) == before.addin:
            # Ours, from before the office moved the start-up folder: it will be removed.
            continue
        raise Problem(
            Text("{wrong}; {mend}", "{wrong}; {mend}").with_values(
                wrong=another_addin.WRONG.with_values(path=path), mend=another_addin.MEND.with_values(path=path)
            )
        )


def _changed(
    bundle: Bundle, pc: Pc, before: InstallationRecord | None, undo: ExitStack, say: Say
) -> InstallationRecord:
    home = choose_home(pc, Path(before.home) if before else None)
    undo.callback(_remove_if_empty, home)
    _mend_interrupted(home)
    _stage_python(bundle, home, undo, say)
    _switch_python(home, undo)
    files = [path for path in sorted((home / PYTHON).rglob("*")) if path.is_file()]
    for name in (*bundle_folder.SCRIPTS, bundle_folder.START):
        _put(home / name, (bundle.folder / name).read_bytes(), undo)
        files.append(home / name)
    made, addin, addin_hash = _put_addin(bundle, pc, undo, say)
    variable_before = before.variable_before if before else _variable_of_others(pc, home)
    _set_variable(pc, home, undo)
    # Files written anew carry no mark; the one the add-in file had before may have stayed.
    web_mark.unmark([addin] if addin else [])
    if before and addin:
        made |= {folder for folder in map(Path, before.folders) if folder in addin.parents}
    folders = sorted({parent for path in files for parent in path.parents if home in (parent, *parent.parents)} | made)
    record = InstallationRecord(
        version=bundle.version,
        xlwings=bundle.xlwings,
        home=str(home),
        addin=str(addin) if addin else "",
        addin_sha256=addin_hash,
        files=tuple(map(str, files)),
        folders=tuple(map(str, folders)),
        variable_before=variable_before,
    )
    undo.callback(_restore, record_path(pc), _content(record_path(pc)))
    write_record(pc, record)
    return record


def _mend_interrupted(home: Path) -> None:
    """Clear away what a run that was cut off (power, sign-out) left behind."""
    shutil.rmtree(home / NEW, ignore_errors=True)
    if (home / OLD).is_dir():
        if (home / PYTHON).is_dir():
            shutil.rmtree(home / OLD)
        else:
            (home / OLD).rename(home / PYTHON)


def _stage_python(bundle: Bundle, home: Path, undo: ExitStack, say: Say) -> None:
    staged = home / NEW
    undo.callback(shutil.rmtree, staged, ignore_errors=True)
    say(Text("Đang chép chương trình …", "Copying the program …"))
    # The bundle's own Python may be running from its folder and have written files there: copy what is listed.
    for name in bundle.files:
        if name.startswith(f"{PYTHON}/"):
            target = staged / name.removeprefix(f"{PYTHON}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((bundle.folder / name).read_bytes())


def _switch_python(home: Path, undo: ExitStack) -> None:
    current, old = home / PYTHON, home / OLD
    if current.exists():
        current.rename(old)
        undo.callback(old.rename, current)
    (home / NEW).rename(current)
    undo.callback(shutil.rmtree, current, ignore_errors=True)


def _put_addin(bundle: Bundle, pc: Pc, undo: ExitStack, say: Say) -> tuple[set[Path], Path | None, str]:
    """The folders made for the add-in file, the file and its hash; no file where there is no Excel."""
    if find_excel(pc) is None:
        say(
            Text(
                "Máy này không có Excel: chỉ cài phần kiểm tra và cắt phiếu. Khi có Excel, hãy chạy lại CAI-DAT.cmd.",
                "No Excel on this PC: only checking and cutting are installed. Once there is, run CAI-DAT.cmd again.",
            )
        )
        return set(), None, ""
    say(Text("Đang đặt tiện ích vào Excel …", "Putting the add-in into Excel …"))
    startup = startup_folder(pc)
    missing = [folder for folder in (startup, *startup.parents) if not folder.exists()]
    startup.mkdir(parents=True, exist_ok=True)
    for folder in reversed(missing):
        undo.callback(_remove_if_empty, folder)
    data = (bundle.folder / bundle_folder.ADDIN).read_bytes()
    addin = startup / bundle_folder.ADDIN
    _put(addin, data, undo)
    return set(missing), addin, hashlib.sha256(data).hexdigest()


def _put(path: Path, data: bytes, undo: ExitStack) -> None:
    before = _content(path)
    save_atomically(path, data)
    undo.callback(_restore, path, before)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _restore(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(before)


def _user_variable(pc: Pc) -> str | None:
    value = pc.value(USER_VARIABLES, HOME_VARIABLE)
    return value if isinstance(value, str) else None


def _variable_of_others(pc: Pc, home: Path) -> str | None:
    """What somebody else had set; our own folder, left by a removal cut off or come with a roaming profile, is not."""
    value = _user_variable(pc)
    return None if value == str(home) else value


def _set_variable(pc: Pc, home: Path, undo: ExitStack) -> None:
    before = _user_variable(pc)
    if before is None:
        undo.callback(pc.registry.delete, USER_VARIABLES, HOME_VARIABLE)
    else:
        undo.callback(pc.registry.write, USER_VARIABLES, HOME_VARIABLE, before)
    pc.registry.write(USER_VARIABLES, HOME_VARIABLE, str(home))


def _remove_superseded(before: InstallationRecord, now: InstallationRecord) -> None:
    """Clear what an earlier installation had elsewhere, so that there is one add-in and one list of it."""
    wanted = {now.addin, *now.files}
    for name in (before.addin, *before.files):
        if name and name not in wanted:
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)
    for folder in sorted(map(Path, before.folders), key=lambda path: -len(path.parts)):
        with contextlib.suppress(OSError):
            _remove_if_empty(folder)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _in_use(error: OSError) -> Problem:
    return Problem(
        Text(
            "không ghi được ({reason}); hãy đóng Excel và các cửa sổ KIEM-TRA, CAT-PHIEU, kiểm tra ổ đĩa còn chỗ, "
            "rồi chạy lại CAI-DAT.cmd; mọi thứ vẫn như cũ",
            "it cannot be written ({reason}); close Excel and the windows of KIEM-TRA and CAT-PHIEU, see that the disk "
            "has room, then run CAI-DAT.cmd again; everything is as it was",
        ).with_values(reason=error.strerror or type(error).__name__),
        file=str(error.filename) if error.filename else None,
    )
