"""P401: the add-in is not in the folder Excel opens as it starts: never put there, moved away, or the folder moved."""

from xl_addin.excel.installing.bundle_folder import ADDIN
from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.office import find_excel
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import startup_folder
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    folder = startup_folder(pc)
    return {"folder": folder} if find_excel(pc) and not (folder / ADDIN).is_file() else None


CHECK = PcCheck(
    "P401",
    "error",
    Text(
        "tiện ích không có trong thư mục khởi động của Excel ({folder})",
        "the add-in is not in Excel's start-up folder ({folder})",
    ),
    Text("chạy lại CAI-DAT.cmd", "run CAI-DAT.cmd again"),
    _look,
)
