"""P307: Defender's rule "Block Win32 API calls from Office macros" stops the macros that load the add-in's library."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.defender import acts
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

RULE = "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B"


def _look(pc: Pc) -> Evidence | None:
    return {"rule": RULE} if acts(pc, RULE) else None


CHECK = PcCheck(
    "P307",
    "warning",
    Text(
        "Microsoft Defender có thể chặn macro của tiện ích gọi thư viện của nó (quy tắc ASR {rule})",
        "Microsoft Defender may keep the add-in's macros from calling its library (ASR rule {rule})",
    ),
    Text(
        "nếu không thấy thẻ “Chỉ tiêu” hoặc ô báo lỗi: đề nghị người quản trị đưa tệp chi-tieu.xlam vào danh sách loại "
        "trừ của quy tắc này; trong lúc chờ, dùng KIEM-TRA.cmd và CAT-PHIEU.cmd",
        "if there is no tab “Chỉ tiêu” or cells show errors: ask the administrator to exclude chi-tieu.xlam from the "
        "rule; meanwhile use KIEM-TRA.cmd and CAT-PHIEU.cmd",
    ),
    _look,
)
