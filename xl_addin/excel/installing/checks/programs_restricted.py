"""P502: AppLocker allows only listed programs, libraries or scripts; those in a user's folder are rarely listed.

A set of rules is in force unless its mode says that it only watches (0); rules without a mode are in force
(Microsoft's "Understand AppLocker enforcement settings").
"""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import home_in_use
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import own_folder
from xl_addin.language import Text

KEY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\SrpV2"
SETS, MODE, WATCHES = ("Exe", "Dll", "Script"), "EnforcementMode", 0


def _look(pc: Pc) -> Evidence | None:
    in_force = [name for name in SETS if _is_in_force(pc, rf"{KEY}\{name}")]
    return {"sets": in_force, "home": home_in_use(pc) or own_folder(pc)} if in_force else None


def _is_in_force(pc: Pc, key: str) -> bool:
    mode = pc.value(key, MODE)
    return mode != WATCHES if mode is not None else bool(pc.registry.subkeys(key))


CHECK = PcCheck(
    "P502",
    "warning",
    Text(
        "AppLocker trên máy này chỉ cho chạy những gì đã được phép ({sets}); tiện ích trong {home} có thể bị chặn",
        "AppLocker lets only what is listed run on this PC ({sets}); the add-in in {home} may be blocked",
    ),
    Text(
        "nếu tiện ích không chạy: đề nghị người quản trị cho phép thư mục này hoặc các tệp của bộ cài (trang “Dành cho "
        "người quản trị” của hướng dẫn)",
        "if the add-in does not run: ask the administrator to allow this folder or the bundle's files (the guide's "
        "page for administrators)",
    ),
    _look,
)
