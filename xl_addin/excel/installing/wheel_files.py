"""Unpack wheels into a Python: the layout of PyPA's "binary distribution format", without pip.

The embeddable Python has no pip, and a wheel of ours is only a zip whose hash has been checked. Command-line
launchers (`scripts`) and C headers are left out: nothing starts or compiles them.
"""

import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from xl_addin.language import Text
from xl_addin.problem import Problem

SITE_PACKAGES = PurePosixPath("Lib/site-packages")

_DATA_FOLDERS = {"purelib": SITE_PACKAGES, "platlib": SITE_PACKAGES, "data": PurePosixPath()}
_LEFT_OUT = frozenset({"scripts", "headers"})


def unpack_wheels(wheels: Iterable[Path], python: Path) -> None:
    """Put the files of these wheels under the folder of `python.exe`; a Problem for one that is no sound wheel."""
    for wheel in wheels:
        try:
            with zipfile.ZipFile(wheel) as archive:
                for name in archive.namelist():
                    place = place_of(name)
                    if place is not None:
                        target = python / place
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(archive.read(name))
        except (zipfile.BadZipFile, ValueError, EOFError) as error:
            raise Problem(
                Text(
                    "tệp của bộ cài bị hỏng; hãy tải và giải nén lại bộ cài",
                    "this file of the bundle is damaged; download and unpack the bundle again",
                ),
                file=str(wheel),
            ) from error


def place_of(name: str) -> PurePosixPath | None:
    """Where a wheel's entry goes, relative to `python.exe`; None for folders and what is left out.

    ValueError for a name that would lead out of the folder.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or any(sign in name for sign in "\\:\0"):
        raise ValueError(f"unsafe name in a wheel: {name!r}")
    if name.endswith("/"):
        return None
    if path.parts[0].endswith(".data") and len(path.parts) > 2:
        kind = path.parts[1]
        if kind in _LEFT_OUT:
            return None
        return _DATA_FOLDERS[kind].joinpath(*path.parts[2:]) if kind in _DATA_FOLDERS else None
    return SITE_PACKAGES / path
