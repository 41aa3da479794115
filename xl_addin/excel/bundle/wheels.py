"""The wheels of a bundle: pinned and hashed in `windows_wheels.txt`, downloaded by pip or taken from a folder."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from xl_addin.language import Text
from xl_addin.problem import Problem

LOCK = "windows_wheels.txt"

# What a bundled package asks for but the Excel side never imports (what only these ask for goes with them). That it
# is so is a test: the same work is done with these packages out of reach. Without SciPy a workbook's statistical
# functions (CORREL, PERCENTILE, NPV ...) are reported as not calculated, which Excel itself then does.
LEFT_OUT: Mapping[str, str] = {
    "scipy": "36 MB; the engine has its own sums, counts, ranks, medians and deviations",
    "numpy-financial": "financial functions, which need SciPy too",
    "tqdm": "progress bars of a reader that we do not use",
    "rich": "the report on a terminal",
    "click": "the command line; the scripts do without",
    "packaging": "reads wheels when a bundle is made",
    "xlsxwriter": "writes the add-in file when it is built",
    "tzdata": "time zones; dates here have none",
}

PLATFORM = "win_amd64"
_PIN = re.compile(r"([A-Za-z0-9._-]+)==(\S+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Wheel:
    """A wheel file: its name, project and content."""

    name: str
    project: str
    data: bytes


def lock_text() -> str:
    """The pinned projects with their hashes, as pip reads them."""
    return files("xl_addin.excel.bundle").joinpath(LOCK).read_text(encoding="ascii")


def locked_hashes(lock: str) -> dict[str, frozenset[str]]:
    """The hashes each project's wheel may have, by normalised name."""
    found: dict[str, frozenset[str]] = {}
    for line in lock.replace("\\\n", " ").splitlines():
        pin = _PIN.match(line.strip())
        if pin:
            found[normalised(pin[1])] = frozenset(_HASH.findall(line))
    return found


def download(lock: Path, version: tuple[int, int], folder: Path) -> None:
    """Let pip put the locked wheels for this Windows Python into a folder; a Problem with what pip said otherwise."""
    target = ["--platform", PLATFORM, "--python-version", "{}.{}".format(*version), "--implementation", "cp"]
    options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--no-deps", "--require-hashes"]
    command = [sys.executable, "-m", "pip", "download", *options, *target, "-d", str(folder), "-r", str(lock)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        said = run.stderr.strip().splitlines()
        raise Problem(
            Text("không tải được các gói: {why}", "the wheels cannot be downloaded: {why}").with_values(
                why=said[-1] if said else f"pip {run.returncode}"
            )
        )


def read_wheels(folder: Path, lock: str) -> tuple[Wheel, ...]:
    """The wheels of a folder, one for each locked project, hashes checked; a Problem for any that is not so."""
    hashes = locked_hashes(lock)
    found: dict[str, Wheel] = {}
    for path in sorted(folder.glob("*.whl")):
        wheel = read_wheel(path)
        if hashlib.sha256(wheel.data).hexdigest() not in hashes.get(wheel.project, ()):
            raise Problem(
                Text("gói không có trong danh sách đã ghim", "the wheel is not among those pinned"), file=str(path)
            )
        found[wheel.project] = wheel
    missing = sorted(set(hashes) - set(found))
    if missing:
        raise Problem(
            Text("thiếu gói: {names}", "wheels are missing: {names}").with_values(names=missing), file=str(folder)
        )
    return tuple(found[project] for project in sorted(found))


def read_wheel(path: Path) -> Wheel:
    """One wheel from its file."""
    try:
        return Wheel(path.name, normalised(path.name.partition("-")[0]), path.read_bytes())
    except OSError as error:
        raise Problem(Text("không đọc được gói", "the wheel cannot be read"), file=str(path)) from error


def unmet(wheels: tuple[Wheel, ...], version: tuple[int, int]) -> list[str]:
    """What wheels ask for on Windows that is neither there nor left out on purpose: `numpy<3 (of xl-addin)`."""
    from packaging.requirements import Requirement
    from packaging.utils import parse_wheel_filename

    present = {wheel.project: parse_wheel_filename(wheel.name)[1] for wheel in wheels}
    windows = {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_version": "{}.{}".format(*version),
        "python_full_version": "{}.{}.0".format(*version),
    }
    problems = []
    for wheel in wheels:
        for text in _requirements(wheel):
            asked = Requirement(text)
            name = normalised(asked.name)
            if asked.marker and not asked.marker.evaluate(windows | {"extra": ""}):
                continue
            if name in LEFT_OUT or (name in present and asked.specifier.contains(present[name], prereleases=True)):
                continue
            problems.append(f"{asked.name}{asked.specifier} ({wheel.project})")
    return problems


def normalised(name: str) -> str:
    """A project's name as names compare (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _requirements(wheel: Wheel) -> list[str]:
    try:
        with ZipFile(BytesIO(wheel.data)) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            return BytesHeaderParser().parsebytes(archive.read(name)).get_all("Requires-Dist") or []
    except (BadZipFile, StopIteration) as error:
        raise Problem(Text("gói bị hỏng", "the wheel is damaged"), file=wheel.name) from error
