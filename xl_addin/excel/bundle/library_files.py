"""The files of the bundle's libraries: wheels unpacked as PyPA's "binary distribution format" says, without pip.

Command-line launchers (`scripts`) and C headers go nowhere: nothing starts or compiles them.
"""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath

from xl_addin.excel.bundle.left_out_files import is_left_out
from xl_addin.excel.bundle.wheels import Wheel
from xl_addin.excel.installing.bundle_folder import GENERATED, SITE_PACKAGES
from xl_addin.language import Text
from xl_addin.problem import Problem

_DATA_FOLDERS = {"purelib": SITE_PACKAGES, "platlib": SITE_PACKAGES, "data": PurePosixPath()}


def library_files(wheels: Iterable[Wheel]) -> dict[str, bytes]:
    """What these wheels put into a Python, by name relative to `python.exe`; Problem for one that is no sound wheel.

    With pywin32 comes the folder it writes generated modules into. Without that it takes the temporary folder, by a
    call that cannot name one such as `C:\\Users\\Nguyễn Văn Ánh`, and nothing of COM works.
    """
    found: dict[str, bytes] = {}
    for wheel in wheels:
        try:
            with zipfile.ZipFile(BytesIO(wheel.data)) as archive:
                places = ((name, place_of(name)) for name in archive.namelist())
                found |= {str(place): archive.read(name) for name, place in places if place and _is_kept(place)}
        except (zipfile.BadZipFile, ValueError, EOFError) as error:
            raise Problem(Text("gói bị hỏng", "the wheel is damaged"), file=wheel.name) from error
    if str(GENERATED.parent / "__init__.py") in found:
        found[str(GENERATED / "__init__.py")] = b""
    return found


def place_of(name: str) -> PurePosixPath | None:
    """Where a wheel's entry goes, relative to `python.exe`; None for folders and for what goes nowhere.

    ValueError for a name that would lead out of the folder.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or any(sign in name for sign in "\\:\0"):
        raise ValueError(f"unsafe name in a wheel: {name!r}")
    if name.endswith("/"):
        return None
    if path.parts[0].endswith(".data") and len(path.parts) > 2:
        kind = path.parts[1]
        return _DATA_FOLDERS[kind].joinpath(*path.parts[2:]) if kind in _DATA_FOLDERS else None
    return SITE_PACKAGES / path


def _is_kept(place: PurePosixPath) -> bool:
    return not place.is_relative_to(SITE_PACKAGES) or not is_left_out(str(place.relative_to(SITE_PACKAGES)))
