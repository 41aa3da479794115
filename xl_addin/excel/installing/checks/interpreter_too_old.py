"""P102: the Python that stands where the add-in looks for it is older than the add-in needs."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import python_folder
from xl_addin.excel.installing.machine.executables import OLDEST_PYTHON, python_version
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    folder = python_folder(pc)
    version = python_version(path.name for path in folder.iterdir()) if folder else None
    if version is None or version >= OLDEST_PYTHON:
        return None
    return {"version": "{}.{}".format(*version), "oldest": "{}.{}".format(*OLDEST_PYTHON), "folder": folder}


CHECK = PcCheck(
    "P102",
    "error",
    Text(
        "Python trong {folder} là bản {version}, tiện ích cần từ bản {oldest}",
        "the Python in {folder} is version {version}, the add-in needs {oldest} or later",
    ),
    Text("chạy lại CAI-DAT.cmd của bộ cài mới nhất", "run CAI-DAT.cmd of the newest bundle again"),
    _look,
)
