"""P101: the Python that the add-in starts is not there."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import PYTHON, home_in_use
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

# One for the scripts; one without a console window, for Excel.
PROGRAMS = ("python.exe", "pythonw.exe")


def _look(pc: Pc) -> Evidence | None:
    home = home_in_use(pc)
    if home is None:
        return {"where": Text("chưa cài cho tài khoản này", "nothing is installed for this account")}
    missing = (home / PYTHON / name for name in PROGRAMS if not (home / PYTHON / name).is_file())
    program = next(missing, None)
    return {"where": program} if program else None


CHECK = PcCheck(
    "P101",
    "error",
    Text("không thấy Python của tiện ích ({where})", "the add-in's Python is missing ({where})"),
    Text(
        "chạy CAI-DAT.cmd trong thư mục bộ cài; nếu phần mềm diệt virus đã cách ly tệp thì khôi phục tệp đó trước",
        "run CAI-DAT.cmd in the bundle's folder; if an antivirus took the file away, restore it first",
    ),
    _look,
)
