"""Make a bundle from a checkout: build what is ours, fetch what is pinned, put it together."""

import io
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xl_addin.excel.bundle.build import bundle_bytes, version_of
from xl_addin.excel.bundle.wheels import download, read_wheel, read_wheels
from xl_addin.excel.bundle.windows_python import WindowsPython, read_windows_python
from xl_addin.language import Text
from xl_addin.problem import Problem

REPOSITORY = Path(__file__).parents[3]


@dataclass(frozen=True)
class BundleInputs:
    """What a bundle is made of. Without `wheels` (a folder) pip downloads them; without `own_wheel` the checkout's
    is built; without `addin` the add-in file is built. `lock` is the text of the pinned wheels.
    """

    python: Path
    python_sha256: str
    lock: str
    wheels: Path | None = None
    own_wheel: Path | None = None
    addin: Path | None = None


@dataclass(frozen=True)
class Made:
    """A bundle's file name and bytes; how many files and bytes it has unpacked."""

    name: str
    data: bytes
    files: int
    unpacked: int


def make_bundle(inputs: BundleInputs) -> Made:
    """The bundle; a Problem for inputs that do not fit together."""
    python = read_windows_python(inputs.python, inputs.python_sha256)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        own = read_wheel(inputs.own_wheel or _built_wheel(work / "own"))
        wheels = (own, *read_wheels(inputs.wheels or _downloaded(inputs.lock, python, work), inputs.lock))
        addin = inputs.addin.read_bytes() if inputs.addin else _built_addin(version_of(wheels, "xlwings"))
    data = bundle_bytes(python, wheels, addin)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sizes = [entry.file_size for entry in package.infolist()]
    name = f"chi-tieu-{version_of(wheels, 'xl-addin')}-win64.zip"
    return Made(name, data, len(sizes), sum(sizes))


def _downloaded(lock: str, python: WindowsPython, work: Path) -> Path:
    path = work / "lock.txt"
    path.write_text(lock, encoding="ascii")
    download(path, python.version, work / "wheels")
    return work / "wheels"


def _built_wheel(folder: Path) -> Path:
    if not (REPOSITORY / "pyproject.toml").is_file():
        raise Problem(
            Text(
                "hãy chạy trong mã nguồn của dự án, hoặc chỉ ra gói .whl bằng --wheel",
                "run this in the project's source, or name its .whl with --wheel",
            )
        )
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    run = subprocess.run([*command, "-w", folder, REPOSITORY], capture_output=True, text=True, check=False)
    if run.returncode:
        raise Problem(
            Text("không dựng được gói của dự án: {why}", "the project's wheel cannot be built: {why}").with_values(
                why=run.stderr.strip()
            )
        )
    (wheel,) = folder.glob("*.whl")
    return wheel


def _built_addin(xlwings: str) -> bytes:
    from xl_addin.excel.addin_file.build import build_addin
    from xl_addin.excel.addin_file.python_server import xlwings_version

    if xlwings_version() != xlwings:
        raise Problem(
            Text(
                "macro của tiện ích theo xlwings {ours}, gói trong bộ cài là {theirs}; hai bản phải trùng nhau",
                "the add-in's macros are of xlwings {ours}, the bundle's wheel is {theirs}; they must be the same",
            ).with_values(ours=xlwings_version(), theirs=xlwings)
        )
    return build_addin()
