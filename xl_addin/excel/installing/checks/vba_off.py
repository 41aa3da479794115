"""P301: macros are switched off for the whole of Office (policy "Disable VBA for Office applications")."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.machine.policy import office_setting
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    return {} if office_setting(pc, "Common", "VBAOff") == 1 else None


CHECK = PcCheck(
    "P301",
    "error",
    Text("VBA bị tắt cho toàn bộ Office (VBAOff = 1)", "VBA is switched off for all of Office (VBAOff = 1)"),
    Text(
        "đề nghị người quản trị bỏ chính sách “Disable VBA for Office applications”; trong lúc chờ, dùng KIEM-TRA.cmd",
        "ask the administrator to lift the policy “Disable VBA for Office applications”; meanwhile use KIEM-TRA.cmd",
    ),
    _look,
)
