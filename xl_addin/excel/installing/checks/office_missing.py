"""P201: there is no Microsoft Excel. LibreOffice and WPS Office open the workbooks but not the add-in."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.office import find_excel
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    return {} if find_excel(pc) is None else None


CHECK = PcCheck(
    "P201",
    "warning",
    Text("máy này không có Microsoft Excel", "there is no Microsoft Excel on this PC"),
    Text(
        "kéo thả sổ tính vào KIEM-TRA.cmd để kiểm tra, vào CAT-PHIEU.cmd để cắt phiếu; khi đã cài Excel thì chạy lại "
        "CAI-DAT.cmd",
        "drop a workbook on KIEM-TRA.cmd to check it, on CAT-PHIEU.cmd for its unit sheets; once Excel is installed, "
        "run CAI-DAT.cmd again",
    ),
    _look,
)
