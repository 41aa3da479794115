"""P306: Defender's rule "Block all Office applications from creating child processes" stops Excel starting Python."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.defender import acts
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

RULE = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"


def _look(pc: Pc) -> Evidence | None:
    return {"rule": RULE} if acts(pc, RULE) else None


CHECK = PcCheck(
    "P306",
    "warning",
    Text(
        "Microsoft Defender có thể chặn Excel khởi động Python (quy tắc ASR {rule})",
        "Microsoft Defender may keep Excel from starting Python (ASR rule {rule})",
    ),
    Text(
        "nếu bấm nút mà không chạy: đề nghị người quản trị đưa thư mục của tiện ích vào danh sách loại trừ của quy tắc "
        "này; trong lúc chờ, dùng KIEM-TRA.cmd và CAT-PHIEU.cmd",
        "if the buttons do nothing: ask the administrator to exclude the add-in's folder from the rule; meanwhile use "
        "KIEM-TRA.cmd and CAT-PHIEU.cmd",
    ),
    _look,
)
