"""Put a bundle together: the same inputs give the same bytes."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from importlib.resources import files

from xl_addin.excel.bundle.compiled_files import compiled_files
from xl_addin.excel.bundle.library_files import library_files
from xl_addin.excel.bundle.wheels import Wheel, unmet
from xl_addin.excel.bundle.windows_python import WindowsPython
from xl_addin.excel.installing import bundle_folder
from xl_addin.excel.installing.home import PYTHON
from xl_addin.language import Text
from xl_addin.problem import Problem

READ_FIRST = "DOC-TRUOC.txt"
CONSOLE_SCRIPTS = (bundle_folder.INSTALL_SCRIPT, *bundle_folder.SCRIPTS)

# Before 1980 a zip has no dates; the same one always, so that the bytes are the same.
_WRITTEN = (2026, 1, 1, 0, 0, 0)


def bundle_bytes(python: WindowsPython, wheels: tuple[Wheel, ...], addin: bytes) -> bytes:
    """The zip of a bundle, in one folder `chi-tieu-VERSION`.

    `wheels` hold xl-addin itself and xlwings. Problem if one asks for something that is not there.
    """
    lacking = unmet(wheels, python.version)
    if lacking:
        raise Problem(
            Text("các gói còn thiếu: {names}", "the wheels ask for what is not there: {names}").with_values(
                names=lacking
            )
        )
    version = version_of(wheels, "xl-addin")
    manifest = {
        "version": version,
        "xlwings": version_of(wheels, "xlwings"),
        "python": {
            "version": "{}.{}".format(*python.version),
            "sha256": python.sha256,
        },
        "wheels": {wheel.name: hashlib.sha256(wheel.data).hexdigest() for wheel in wheels},
    }
    interpreter = {**python.files, **library_files(wheels)}
    interpreter |= compiled_files(interpreter, python.version)
    content = {
        **_scripts(),
        bundle_folder.MANIFEST: json.dumps(manifest, indent=1).encode() + b"\n",
        bundle_folder.ADDIN: addin,
        **{f"{PYTHON}/{name}": data for name, data in interpreter.items()},
    }
    return _zipped(f"chi-tieu-{version}", content | {bundle_folder.HASHES: _hashes(content)})


def version_of(wheels: tuple[Wheel, ...], project: str) -> str:
    """The version of a project among the wheels; a Problem where it is not there."""
    for wheel in wheels:
        if wheel.project == project:
            return wheel.name.split("-")[1]
    raise Problem(Text("thiếu gói: {names}", "wheels are missing: {names}").with_values(names=project))


def _scripts() -> dict[str, bytes]:
    folder = files("xl_addin.excel.bundle") / "scripts"
    texts = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in (*CONSOLE_SCRIPTS, READ_FIRST)}
    written = {name: text.replace("\r\n", "\n").replace("\n", "\r\n").encode() for name, text in texts.items()}
    # Notepad of older Windows 10 needs the mark to see UTF-8.
    written[READ_FIRST] = b"\xef\xbb\xbf" + written[READ_FIRST]
    return written | {bundle_folder.START: folder.joinpath(bundle_folder.START).read_bytes()}


def _hashes(content: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(content.items()))
    return "".join(lines).encode("ascii")


def _zipped(root: str, content: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, data in sorted(content.items()):
            entry = zipfile.ZipInfo(f"{root}/{name}", _WRITTEN)
            # The system that wrote the entry is otherwise taken from the machine.
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return written.getvalue()
