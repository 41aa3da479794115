"""P105: the add-in's macros name xlwings' library by version; one of another version is not loaded."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import python_folder
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.record import read_record
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    folder, record = python_folder(pc), read_record(pc)
    if folder is None or record is None:
        return None
    for library in sorted(folder.glob("xlwings*-*.dll")):
        version = library.stem.partition("-")[2]
        if version != record.xlwings:
            return {"library": library.name, "version": record.xlwings}
    return None


CHECK = PcCheck(
    "P105",
    "error",
    Text(
        "thư viện {library} không cùng bản với macro của tiện ích (xlwings {version})",
        "the library {library} is not of the version of the add-in's macros (xlwings {version})",
    ),
    Text(
        "chạy lại CAI-DAT.cmd; đừng tự nâng cấp xlwings trong thư mục của tiện ích",
        "run CAI-DAT.cmd again; do not upgrade xlwings in the add-in's folder by hand",
    ),
    _look,
)
