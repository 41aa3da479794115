"""P303: Excel is told to load no add-ins, or only signed ones."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.machine.policy import office_setting
from xl_addin.language import Text

SETTINGS = ("DisableAllAddins", "RequireAddinSig")


def _look(pc: Pc) -> Evidence | None:
    for name in SETTINGS:
        if office_setting(pc, r"Excel\Security", name) == 1:
            return {"name": name}
    return None


CHECK = PcCheck(
    "P303",
    "error",
    Text("Excel không cho nạp tiện ích ({name} = 1)", "Excel is told not to load add-ins ({name} = 1)"),
    Text(
        "File › Options › Trust Center › Trust Center Settings › Add-ins: bỏ chọn các ô đang chọn; nếu mục này bị khóa "
        "thì đề nghị người quản trị",
        "File › Options › Trust Center › Trust Center Settings › Add-ins: clear the boxes; if they are greyed out, ask "
        "the administrator",
    ),
    _look,
)
