r"""Other copies of the add-in that Excel opens beside ours: two would answer the same functions and buttons.

Excel opens every workbook in its start-up folders, and the add-ins ticked in its dialog, which it keeps as `OPEN`,
`OPEN1` … under its options: `"C:\...\chi-tieu.xlam"`, `/R "chi-tieu.xlam"` (in the folder AddIns where no folder is
named).
"""

import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from xl_addin.excel.installing.bundle_folder import ADDIN
from xl_addin.excel.installing.machine.office import find_excel
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import roaming_folder, startup_folder

EXCEL_OPTIONS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Options"

_STEM = Path(ADDIN).stem
_ADDINS = (".xlam", ".xla")
_OPEN = re.compile(r"OPEN\d*", re.IGNORECASE)
_NAMED = re.compile(r'"([^"]+)"|(\S+)$')


def other_addins(pc: Pc) -> tuple[Path, ...]:
    """The files, in the order Excel opens them; ours in the user's start-up folder is not among them."""
    ours = startup_folder(pc) / ADDIN
    found = dict.fromkeys((*_in_startup_folders(pc), *_ticked(pc)))
    return tuple(path for path in found if str(path).lower() != str(ours).lower())


def _in_startup_folders(pc: Pc) -> Iterator[Path]:
    for folder in _startup_folders(pc):
        # A download twice, or a copy: "chi-tieu (1).xlam", "chi-tieu - Copy.xlam".
        yield from sorted(path for path in folder.glob(f"{_STEM}*") if path.suffix.lower() in _ADDINS)


def _startup_folders(pc: Pc) -> Iterator[Path]:
    yield startup_folder(pc)
    alternative = pc.value(EXCEL_OPTIONS, "AltStartup")
    if isinstance(alternative, str) and alternative:
        yield Path(alternative)
    excel = find_excel(pc)
    if excel is not None:
        yield excel.program.parent / "XLSTART"


def _ticked(pc: Pc) -> Iterator[Path]:
    for name, value in sorted(pc.registry.values(EXCEL_OPTIONS).items()):
        named = _NAMED.search(value) if isinstance(value, str) and _OPEN.fullmatch(name) else None
        if named is None:
            continue
        text = named[1] or named[2]
        if PureWindowsPath(text).name.lower().startswith(_STEM):
            path = Path(text)
            yield path if PureWindowsPath(text).parent.parts else roaming_folder(pc) / "Microsoft" / "AddIns" / path
