"""P503: the older Software Restriction Policies forbid every program that is not listed."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

KEYS = tuple(rf"{root}\SOFTWARE\Policies\Microsoft\Windows\Safer\CodeIdentifiers" for root in ("HKLM", "HKCU"))
LEVEL, UNRESTRICTED = "DefaultLevel", 0x40000


def _look(pc: Pc) -> Evidence | None:
    levels = (pc.value(key, LEVEL) for key in KEYS)
    return next(({"level": level} for level in levels if level not in (None, UNRESTRICTED)), None)


CHECK = PcCheck(
    "P503",
    "warning",
    Text(
        "chính sách Software Restriction Policies chỉ cho chạy chương trình đã được phép (DefaultLevel = {level})",
        "Software Restriction Policies let only listed programs run (DefaultLevel = {level})",
    ),
    Text(
        "nếu tiện ích không chạy: đề nghị người quản trị cho phép thư mục của tiện ích (trang “Dành cho người quản "
        "trị” của hướng dẫn)",
        "if the add-in does not run: ask the administrator to allow the add-in's folder (the guide's page for "
        "administrators)",
    ),
    _look,
)
