"""The folder Excel takes the add-in's Python from at this moment, which may differ from the one installed into."""

from pathlib import Path

from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import HOME_VARIABLE, USER_VARIABLES
from xl_addin.excel.installing.record import read_record

PYTHON = "python"
# Beside it while an installation is under way.
NEW, OLD = "python.new", "python.old"


def home_in_use(pc: Pc) -> Path | None:
    """What the user's variable names, else the recorded installation; None where there is neither."""
    named = pc.value(USER_VARIABLES, HOME_VARIABLE)
    if isinstance(named, str) and named:
        return Path(named)
    record = read_record(pc)
    return Path(record.home) if record else None


def python_folder(pc: Pc) -> Path | None:
    """The folder of `python.exe` in it; None where there is no such folder."""
    home = home_in_use(pc)
    return home / PYTHON if home and (home / PYTHON).is_dir() else None
