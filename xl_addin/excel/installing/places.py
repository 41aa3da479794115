r"""Where things are kept on the user's PC.

The interpreter must lie in a folder of plain ASCII letters, because Excel loads xlwings' library with the ANSI call:
a user name such as `Nguyễn Văn Ánh` would break it. In this order:

1. `%LOCALAPPDATA%\chi-tieu`, where the user name is plain: private to the user, never on a share;
2. the same folder by its 8.3 name (`C:\Users\NGUYNV~1\...`), which Windows keeps for its own disk unless told not to;
3. `%PROGRAMDATA%\chi-tieu-xxxxxxxx`, then `C:\chi-tieu-xxxxxxxx`: open to every user of the PC, so the folder is made
   for this user alone, has a name of the user's own, and one that is there already is never taken over.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text
from xl_addin.problem import Problem

FOLDER_NAME = "chi-tieu"
OWN_FILES = "thiet-lap.json"
"""In the user's own folder: the spec and template chosen in “Thiết lập”."""
HOME_VARIABLE = "CHI_TIEU_HOME"
USER_VARIABLES = r"HKCU\Environment"
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
ONLY_THE_USER = 0o700

_VARIABLE = re.compile(r"%([^%]+)%")

# Neither the ANSI call, the command prompt nor the expansion of variables stumbles over these.
_PLAIN = re.compile(r"[A-Za-z0-9 _.~()\\/:-]+")


def folder_of(pc: Pc, variable: str) -> Path:
    """The folder an environment variable names; a Problem where it is not set."""
    found = pc.environment.get(variable)
    if not found:
        raise Problem(
            Text(
                "Windows không cho biết thư mục {name}; hãy đăng xuất, đăng nhập lại rồi chạy lại",
                "Windows does not name the folder {name}; sign out and in again, then run again",
            ).with_values(name=variable)
        )
    return Path(found)


def own_folder(pc: Pc) -> Path:
    """The user's private folder, whatever letters its path has: the list of what was installed lies here."""
    return folder_of(pc, "LOCALAPPDATA") / FOLDER_NAME


def roaming_folder(pc: Pc) -> Path:
    """The user's AppData, as the shell has it, which Excel asks: an office may have moved it to a share.

    The environment need not follow.
    """
    shell = pc.value(SHELL_FOLDERS, "AppData")
    if isinstance(shell, str) and shell:
        return Path(_VARIABLE.sub(lambda name: _expanded(pc, name), shell))
    return folder_of(pc, "APPDATA")


def startup_folder(pc: Pc) -> Path:
    r"""The folder whose workbooks Excel opens as it starts: `Microsoft\Excel\XLSTART` in the user's AppData."""
    return roaming_folder(pc) / "Microsoft" / "Excel" / "XLSTART"


def _expanded(pc: Pc, name: re.Match[str]) -> str:
    return pc.environment.get(name[1].upper(), name[0])


def is_plain(path: Path) -> bool:
    """Whether every program on the way to the interpreter can be given this path."""
    return _PLAIN.fullmatch(str(path)) is not None


def choose_home(pc: Pc, earlier: Path | None) -> Path:
    """The folder to install into: the one of the earlier installation if it still serves, else the first that does."""
    if earlier is not None and is_plain(earlier) and not pc.is_remote(earlier) and earlier.is_dir():
        return earlier
    for folder, is_shared in _candidates(pc):
        if is_plain(folder) and not pc.is_remote(folder) and _can_be_made(folder, is_shared):
            return folder
    raise Problem(
        Text(
            "không có thư mục nào trên máy vừa ghi được vừa có đường dẫn không dấu; hãy nhờ người quản trị tạo cho "
            "tài khoản này một thư mục như C:\\chi-tieu rồi đặt biến LOCALAPPDATA trỏ vào đó khi chạy CAI-DAT.cmd",
            "no folder of this PC is both writable and of plain ASCII letters; ask the administrator for one such as "
            "C:\\chi-tieu and run CAI-DAT.cmd with LOCALAPPDATA set to it",
        )
    )


def _candidates(pc: Pc) -> Iterator[tuple[Path, bool]]:
    local = folder_of(pc, "LOCALAPPDATA")
    yield local / FOLDER_NAME, False
    short = pc.short_path(local)
    if short is not None:
        yield short / FOLDER_NAME, False
    own = hashlib.sha256(str(local).lower().encode()).hexdigest()[:8]
    for variable in ("PROGRAMDATA", "SYSTEMDRIVE"):
        root = pc.environment.get(variable)
        if root:
            yield Path(root + "\\" if root.endswith(":") else root) / f"{FOLDER_NAME}-{own}", True


def _can_be_made(folder: Path, is_shared: bool) -> bool:
    """Whether the folder could be made (it is left there); a shared place's must not have been there before."""
    try:
        folder.mkdir(ONLY_THE_USER, parents=not is_shared, exist_ok=not is_shared)
    except OSError:
        return False
    return True
