"""P108: an installation was cut off (power, sign-out) and left its half-made folders."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import NEW, OLD, home_in_use
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    home = home_in_use(pc)
    folders = [home / name for name in (NEW, OLD) if (home / name).is_dir()] if home else []
    return {"folder": folders[0]} if folders else None


CHECK = PcCheck(
    "P108",
    "warning",
    Text("lần cài trước bị ngắt giữa chừng ({folder})", "an installation was cut off before its end ({folder})"),
    Text("chạy lại CAI-DAT.cmd trong thư mục bộ cài", "run CAI-DAT.cmd in the bundle's folder again"),
    _look,
)
