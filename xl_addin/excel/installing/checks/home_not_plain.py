"""P405: Excel cannot load a library from a folder whose path has Vietnamese letters (or other unusual characters)."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import home_in_use
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import is_plain
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    home = home_in_use(pc)
    return {"home": home} if home and not is_plain(home) else None


CHECK = PcCheck(
    "P405",
    "error",
    Text(
        "đường dẫn của tiện ích có chữ có dấu hoặc ký tự lạ ({home})",
        "the add-in's path has letters with marks or unusual characters ({home})",
    ),
    Text(
        "chạy lại CAI-DAT.cmd: bộ cài sẽ chọn thư mục có đường dẫn không dấu",
        "run CAI-DAT.cmd again: it will choose a folder of plain letters",
    ),
    _look,
)
