"""Which Excel is on the PC."""

import re
from dataclasses import dataclass
from pathlib import Path

from xl_addin.excel.installing.machine.executables import Machine, machine_of_file
from xl_addin.excel.installing.machine.pc import Pc

# Versions 2016, 2019, 2021, 2024 and Microsoft 365 are all 16.
OLDEST = 16

_PROGRAM = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_PROGRAM_OF_USER = r"HKCU\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_VERSION = r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer"
_VERSION_TEXT = re.compile(r"Excel\.Application\.(\d+)")


@dataclass(frozen=True)
class Excel:
    """The program, its version (None where it cannot be told) and its processor."""

    program: Path
    version: int | None
    machine: Machine | None


def find_excel(pc: Pc) -> Excel | None:
    """The Excel that opens workbooks here; None where there is none."""
    for key in (_PROGRAM, _PROGRAM_OF_USER):
        named = pc.value(key, "")
        if isinstance(named, str):
            program = Path(named.strip('"'))
            if program.is_file():
                version = _VERSION_TEXT.fullmatch(str(pc.value(_VERSION, "")))
                return Excel(program, int(version[1]) if version else None, machine_of_file(program))
    return None
