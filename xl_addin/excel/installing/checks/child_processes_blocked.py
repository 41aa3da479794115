"""P306: Defender's rule "Block all Office applications from creating child processes" keeps Excel from starting Python.

The rule's number is Microsoft's (attack surface reduction rules reference); 1 blocks, 6 warns and can be passed by.
"""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

RULE = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
BLOCKS, WARNS = 1, 6
KEYS = (
    r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"HKLM\SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)


def _look(pc: Pc) -> Evidence | None:
    for key in KEYS:
        value = pc.value(key, RULE)
        # A policy writes the number as text.
        if value is not None and str(value) in (str(BLOCKS), str(WARNS)):
            return {"rule": RULE}
    return None


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
