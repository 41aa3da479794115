"""What a Windows program file says about itself, read from its bytes: for which processor it is."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

Machine = Literal["x86", "x64", "arm64"]

# As the package itself demands (pyproject.toml).
OLDEST_PYTHON = (3, 11)

BITS: dict[Machine, int] = {"x86": 32, "x64": 64, "arm64": 64}

_MACHINES: dict[int, Machine] = {0x014C: "x86", 0x8664: "x64", 0xAA64: "arm64"}
# Where the old header says the new one begins (Microsoft's "PE Format").
_HEADER_POINTER = 0x3C
_LIBRARY = re.compile(r"python3(\d+)\.dll", re.IGNORECASE)
# The header stands near the beginning; the rest of a program may be large.
_ENOUGH = 4096


def machine_of(program: bytes) -> Machine | None:
    """The processor a program is for, from its first bytes; None if it is no Windows program."""
    header = int.from_bytes(program[_HEADER_POINTER : _HEADER_POINTER + 4], "little")
    if program[:2] != b"MZ" or program[header : header + 4] != b"PE\0\0":
        return None
    return _MACHINES.get(int.from_bytes(program[header + 4 : header + 6], "little"))


def machine_of_file(path: Path) -> Machine | None:
    """The same for a file; None too where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return machine_of(stream.read(_ENOUGH))
    except OSError:
        return None


def python_version(names: Iterable[str]) -> tuple[int, int] | None:
    """The version of a Windows Python, from the names of the files beside `python.exe` (`python312.dll`)."""
    for name in names:
        found = _LIBRARY.fullmatch(name)
        if found:
            return 3, int(found[1])
    return None
