"""Invented Windows things: a Python, wheels, a bundle made of them, a user's PC. None of them is real.

Making a bundle and installing it are tested side by side, because the one makes what the other takes.
"""

import hashlib
import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from xl_addin.excel.bundle.build import bundle_bytes
from xl_addin.excel.bundle.wheels import Wheel
from xl_addin.excel.bundle.windows_python import read_windows_python
from xl_addin.excel.installing.bundle_folder import ADDIN
from xl_addin.excel.installing.machine.pc import Pc, Value

XLWINGS = "0.37.8"
MACHINES = {"x86": 0x014C, "x64": 0x8664}
APP_PATHS = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
EXCEL_VERSION = r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer"


def program(machine: str) -> bytes:
    """The first bytes of a Windows program for this processor."""
    header = bytearray(256)
    header[:2], header[0x3C:0x40], header[128:132] = b"MZ", (128).to_bytes(4, "little"), b"PE\0\0"
    header[132:134] = MACHINES[machine].to_bytes(2, "little")
    return bytes(header)


def zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return written.getvalue()


def wheel(
    project: str, version: str, files: Mapping[str, bytes] | None = None, requires: tuple[str, ...] = ()
) -> Wheel:
    """A wheel of a few bytes."""
    stem = f"{project.replace('-', '_')}-{version}"
    asked = "".join(f"Requires-Dist: {text}\n" for text in requires)
    metadata = f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n{asked}".encode()
    return Wheel(f"{stem}-py3-none-any.whl", project, zipped({**(files or {}), f"{stem}.dist-info/METADATA": metadata}))


RUNNING = "{}{}".format(*sys.version_info)


def python_archive(folder: Path, version: str = RUNNING, machine: str = "x64", root: str = "") -> tuple[Path, str]:
    """An archive of a Windows Python, and its SHA-256."""
    files = {
        f"{root}python.exe": program(machine),
        f"{root}pythonw.exe": program(machine),
        f"{root}python{version}.dll": b"library",
    }
    files |= {f"{root}Lib/os.py": b"", f"{root}tcl/init.tcl": b""} if root else {f"python{version}.zip": b"modules"}
    path = folder / f"python-{version}.zip"
    path.write_bytes(zipped(files))
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def own_wheels(version: str = "1.0") -> tuple[Wheel, ...]:
    libraries = {f"xlwings-{XLWINGS}.data/data/xlwings{bits}-{XLWINGS}.dll": b"library" for bits in (32, 64)}
    return (
        wheel("xl-addin", version, {"xl_addin/__init__.py": f"VERSION = '{version}'\n".encode()}, ("xlwings",)),
        wheel("xlwings", XLWINGS, {"xlwings/__init__.py": b"", "win32com/__init__.py": b"", **libraries}),
    )


@pytest.fixture
def invented_bundle(tmp_path: Path) -> Callable[..., Path]:
    """A folder with an unpacked bundle: `invented_bundle(version="1.0", addin=b"...")`."""

    def unpacked(version: str = "1.0", addin: bytes = b"add-in 1.0") -> Path:
        python = read_windows_python(*python_archive(tmp_path))
        folder = tmp_path / "Tải về" / version
        with zipfile.ZipFile(io.BytesIO(bundle_bytes(python, own_wheels(version), addin))) as package:
            package.extractall(folder)
        return folder / f"chi-tieu-{version}"

    return unpacked


@dataclass
class InventedRegistry:
    """A registry in a dictionary: key -> name -> value; keys compare without case."""

    keys: dict[str, dict[str, Value]] = field(default_factory=dict)
    is_read_only: bool = False

    def values(self, key: str) -> Mapping[str, Value]:
        return self.keys.get(key.lower(), {})

    def subkeys(self, key: str) -> list[str]:
        start = f"{key.lower()}\\"
        return [known.removeprefix(start) for known in self.keys if known.startswith(start)]

    def write(self, key: str, name: str, value: Value) -> None:
        if self.is_read_only:
            raise PermissionError(13, "Access is denied")
        self.keys.setdefault(key.lower(), {})[name] = value

    def delete(self, key: str, name: str) -> None:
        self.keys.get(key.lower(), {}).pop(name, None)


@dataclass
class InventedPc:
    """A user's PC under a folder of the test: home, drives, registry; `see()` is what the program sees of it."""

    root: Path
    user: str
    registry: InventedRegistry = field(default_factory=InventedRegistry)
    remote: tuple[Path, ...] = ()
    short_names: dict[Path, Path] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    announced: int = 0

    @property
    def profile(self) -> Path:
        return self.root / "Users" / self.user

    @property
    def local(self) -> Path:
        return self.profile / "AppData" / "Local"

    @property
    def startup(self) -> Path:
        return self.profile / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"

    @property
    def addin(self) -> Path:
        return self.startup / ADDIN

    def has_excel(self, version: int = 16, machine: str = "x64") -> None:
        excel = self.root / "Program Files" / "EXCEL.EXE"
        excel.parent.mkdir(exist_ok=True)
        excel.write_bytes(program(machine))
        self.registry.write(APP_PATHS, "", str(excel))
        self.registry.write(EXCEL_VERSION, "", f"Excel.Application.{version}")

    def see(self) -> Pc:
        def announce() -> None:
            self.announced += 1

        return Pc(
            self.environment,
            self.registry,
            lambda path: any(folder in (path, *path.parents) for folder in self.remote),
            lambda path: self.short_names.get(path),
            announce,
        )


@pytest.fixture
def invented_pc(tmp_path: Path) -> Callable[..., InventedPc]:
    """`invented_pc("Nguyễn Văn Ánh")`: a PC with 64-bit Excel 2016 and this user's folders."""

    def made(user: str = "anh") -> InventedPc:
        pc = InventedPc(tmp_path / "C", user)
        pc.local.mkdir(parents=True)
        (pc.root / "ProgramData").mkdir()
        (pc.profile / "Temp").mkdir()
        pc.environment = {
            "LOCALAPPDATA": str(pc.local),
            "APPDATA": str(pc.profile / "AppData" / "Roaming"),
            "PROGRAMDATA": str(pc.root / "ProgramData"),
            "SYSTEMDRIVE": str(pc.root),
            "TEMP": str(pc.profile / "Temp"),
            "PROCESSOR_ARCHITECTURE": "AMD64",
        }
        pc.has_excel()
        return pc

    return made


class Invented:
    """The makers above, for tests."""

    program = staticmethod(program)
    wheel = staticmethod(wheel)
    own_wheels = staticmethod(own_wheels)
    python_archive = staticmethod(python_archive)
    zipped = staticmethod(zipped)


@pytest.fixture
def invented() -> Invented:
    """Makers of Windows programs, wheels and archives."""
    return Invented()
