"""`python -m xl_addin.excel.bundle.lock > windows_wheels.txt`: pin the wheels to what this environment tests with.

Asks the package index for each wheel's hash, once for every Python a bundle may carry. pywin32, which exists on
Windows only, is pinned here.
"""

import hashlib
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from xl_addin.excel.bundle.wheels import LEFT_OUT, normalised

PYTHONS = ("3.11", "3.12", "3.13")
PLATFORM = "win_amd64"
WINDOWS_ONLY = {"pywin32": "312"}
_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "extra": ""}


def pins() -> dict[str, str]:
    """Every project the Excel side needs on Windows, with the version of this environment."""
    found = dict(WINDOWS_ONLY)
    waiting = _asked_by("xl-addin")
    while waiting:
        name = normalised(waiting.pop())
        if name not in found and name not in LEFT_OUT:
            found[name] = distribution(name).version
            waiting += _asked_by(name)
    return dict(sorted(found.items()))


def locked(pinned: dict[str, str]) -> str:
    """The lock's text: each pin with the hashes of its wheels."""
    lines = ["# Written by `python -m xl_addin.excel.bundle.lock`; read by pip with --require-hashes."]
    for name, version in pinned.items():
        hashes = sorted({_hash_of_wheel(f"{name}=={version}", python) for python in PYTHONS})
        lines.append(" \\\n    ".join([f"{name}=={version}", *(f"--hash=sha256:{each}" for each in hashes)]))
    return "\n".join(lines) + "\n"


def _asked_by(project: str) -> list[str]:
    asked = map(Requirement, distribution(project).requires or [])
    return [each.name for each in asked if each.marker is None or each.marker.evaluate(_WINDOWS)]


def _hash_of_wheel(pin: str, python: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        target = ["--platform", PLATFORM, "--python-version", python, "--implementation", "cp", "-d", folder]
        options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--no-deps"]
        subprocess.run([sys.executable, "-m", "pip", "download", *options, *target, pin], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        return hashlib.sha256(wheel.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(locked(pins()))
