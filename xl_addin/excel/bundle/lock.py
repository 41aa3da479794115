"""`python -m xl_addin.excel.bundle.lock > windows_wheels.txt`: pin the wheels to what this environment tests with.

Asks the package index for each wheel's hash, once for every Python a bundle may carry. pywin32, which exists on
Windows only, is pinned here.
"""

import hashlib
import subprocess
import sys
import tempfile
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from xl_addin.excel.bundle.make import REPOSITORY
from xl_addin.excel.bundle.wheels import LEFT_OUT, PLATFORM, normalised

OWN = "xl-addin"
PYTHONS = ("3.11", "3.12", "3.13")
WINDOWS_ONLY = {"pywin32": "312"}
_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "extra": ""}


def pins() -> dict[str, str]:
    """Every project the bundle needs on Windows, with the version of this environment."""
    names = sorted(asked_for() - set(LEFT_OUT))
    return {name: WINDOWS_ONLY.get(name) or distribution(name).version for name in names}


def asked_for() -> set[str]:
    """What xl-addin asks for on Windows, directly or through what it asks for.

    What is left out is named, but nothing that only it asks for.
    """
    found: set[str] = set()
    waiting = [OWN]
    while waiting:
        project = waiting.pop()
        if project not in LEFT_OUT and project not in WINDOWS_ONLY:
            asked = {normalised(each.name) for each in _asked_by(project)} - found
            found |= asked
            waiting += asked
    return found


def declared() -> list[Requirement]:
    """What the checkout's own pyproject.toml asks for; an installed copy may have been made before its last change."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in project["dependencies"]]


def locked(pinned: dict[str, str]) -> str:
    """The lock's text: each pin with the hashes of its wheels."""
    lines = ["# Written by `python -m xl_addin.excel.bundle.lock`; read by pip with --require-hashes."]
    for name, version in pinned.items():
        hashes = sorted({_hash_of_wheel(f"{name}=={version}", python) for python in PYTHONS})
        lines.append(" \\\n    ".join([f"{name}=={version}", *(f"--hash=sha256:{each}" for each in hashes)]))
    return "\n".join(lines) + "\n"


def _asked_by(project: str) -> list[Requirement]:
    asked = declared() if project == OWN else map(Requirement, distribution(project).requires or [])
    return [each for each in asked if each.marker is None or each.marker.evaluate(_WINDOWS)]


def _hash_of_wheel(pin: str, python: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        target = ["--platform", PLATFORM, "--python-version", python, "--implementation", "cp", "-d", folder]
        options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--no-deps"]
        subprocess.run([sys.executable, "-m", "pip", "download", *options, *target, pin], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        return hashlib.sha256(wheel.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(locked(pins()))
