"""P406: Excel opens another copy of the add-in too, an older one or one put there by hand."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.other_addins import other_addins
from xl_addin.language import Text

WRONG = Text(
    "Excel còn mở một bản khác của tiện ích ({path}); hai bản cùng lúc sẽ lẫn hàm và nút của nhau",
    "Excel opens another copy of the add-in too ({path}); two at once mix up each other's functions and buttons",
)
MEND = Text(
    "trong Excel: File › Options › Add-ins › Go…, bỏ chọn tiện ích đó nếu có; đóng Excel, xóa tệp {path}, rồi chạy lại "
    "CAI-DAT.cmd",
    "in Excel: File › Options › Add-ins › Go…, clear that add-in if it is there; close Excel, delete {path}, then run "
    "CAI-DAT.cmd again",
)


def _look(pc: Pc) -> Evidence | None:
    return next(({"path": path} for path in other_addins(pc)), None)


CHECK = PcCheck("P406", "error", WRONG, MEND, _look)
