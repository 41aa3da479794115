"""P104: Excel loads xlwings' library into itself, so there must be one of Excel's own bits beside `python.exe`."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import python_folder
from xl_addin.excel.installing.machine.executables import BITS
from xl_addin.excel.installing.machine.office import find_excel
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    folder, excel = python_folder(pc), find_excel(pc)
    if folder is None or excel is None or excel.machine is None:
        return None
    bits = BITS[excel.machine]
    if any(folder.glob(f"xlwings{bits}-*.dll")):
        return None
    return {"bits": bits, "folder": folder}


CHECK = PcCheck(
    "P104",
    "error",
    Text(
        "Excel là bản {bits}-bit nhưng trong {folder} không có thư viện xlwings{bits}-….dll",
        "Excel is {bits}-bit, but {folder} has no library xlwings{bits}-….dll",
    ),
    Text(
        "chạy lại CAI-DAT.cmd; nếu phần mềm diệt virus đã cách ly tệp .dll thì khôi phục tệp đó trước",
        "run CAI-DAT.cmd again; if an antivirus took the .dll away, restore it first",
    ),
    _look,
)
