r"""The user's own folders, asked of Windows where the environment has lost their names.

Excel's library starts Python with an environment in the PC's code page: for the user Nguyễn Văn Ánh it says
`C:\Users\Nguy?n Van Ánh`, which is no folder, or somebody else's. Everything that asks the environment where to put
something would fail (`Path.home`, `tempfile`, pywin32).
"""

import ctypes
import tempfile
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any
from uuid import UUID

FolderOf = Callable[[str], str | None]

PROFILE, ROAMING, LOCAL = "USERPROFILE", "APPDATA", "LOCALAPPDATA"
_TEMPORARY = ("TEMP", "TMP")
# What SHGetKnownFolderPath calls them.
_KNOWN_FOLDERS = {
    ROAMING: UUID("3EB685DB-65F9-4CF6-A03A-E3EF65729F3D"),
    LOCAL: UUID("F1B32785-6FBA-4FCF-9D55-7B8E7F157091"),
}
_TOKEN_QUERY = 8
_LONGEST_PATH = 32_768


def mend_environment(environment: MutableMapping[str, str], folder_of: FolderOf | None = None) -> None:
    """Put the folders that Windows names into the environment of this process, from its first moment on.

    Every variable that names something below the spoiled profile is mended with it; a temporary folder that is not
    there is made one in the user's own folder. `folder_of` gives the folder for `USERPROFILE`, `APPDATA`,
    `LOCALAPPDATA`, None if Windows does not say: then nothing is changed.
    """
    ask = folder_of or windows_folder
    profile = ask(PROFILE)
    if profile is None:
        return
    spoiled = environment.get(PROFILE, "")
    if spoiled and spoiled != profile:
        if environment.get("HOMEDRIVE", "") + environment.get("HOMEPATH", "") == spoiled:
            environment["HOMEPATH"] = profile.removeprefix(environment["HOMEDRIVE"])
        for name, value in list(environment.items()):
            environment[name] = value.replace(spoiled, profile)
    # First of all the profile: Windows may look for the others below it.
    environment[PROFILE] = profile
    for name in (ROAMING, LOCAL):
        environment[name] = ask(name) or environment.get(name, "")
    _mend_temporary(environment)


def _mend_temporary(environment: MutableMapping[str, str]) -> None:
    for name in _TEMPORARY:
        if not environment.get(name) or not Path(environment[name]).is_dir():
            folder = Path(environment[LOCAL]) / "Temp"
            folder.mkdir(parents=True, exist_ok=True)
            environment[name] = str(folder)
    # Whoever asked before was told the wrong one, and Python remembers it.
    tempfile.tempdir = None


def windows_folder(name: str) -> str | None:
    """The folder behind `USERPROFILE`, `APPDATA` or `LOCALAPPDATA` as Windows knows it for this user."""
    return _profile() if name == PROFILE else _known_folder(_KNOWN_FOLDERS[name])


def _profile() -> str | None:
    """From the list of profiles; the known folder of that name is looked for in the environment by some Windows."""
    windows: Any = getattr(ctypes, "windll", None)
    token = ctypes.c_void_p()
    process = ctypes.c_void_p(-1)  # this one
    if not windows.advapi32.OpenProcessToken(process, _TOKEN_QUERY, ctypes.byref(token)):
        return None
    try:
        length = ctypes.c_ulong(_LONGEST_PATH)
        path = ctypes.create_unicode_buffer(length.value)
        found = windows.userenv.GetUserProfileDirectoryW(token, path, ctypes.byref(length))
        return path.value if found else None
    finally:
        windows.kernel32.CloseHandle(token)


def _known_folder(folder: UUID) -> str | None:
    windows: Any = getattr(ctypes, "windll", None)
    path = ctypes.c_wchar_p()
    number = ctypes.create_string_buffer(folder.bytes_le, 16)
    failed = windows.shell32.SHGetKnownFolderPath(number, 0, None, ctypes.byref(path))
    try:
        return None if failed else path.value
    finally:
        windows.ole32.CoTaskMemFree(path)
