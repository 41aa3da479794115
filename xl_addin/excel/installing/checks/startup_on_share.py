"""P403: the user's AppData, and with it Excel's start-up folder, has been moved to another computer."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.machine.policy import office_setting
from xl_addin.excel.installing.places import startup_folder
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    folder = startup_folder(pc)
    allowed = office_setting(pc, r"Excel\Security\Trusted Locations", "AllowNetworkLocations") == 1
    return {"folder": folder} if pc.is_remote(folder) and not allowed else None


CHECK = PcCheck(
    "P403",
    "warning",
    Text(
        "thư mục khởi động của Excel nằm trên máy khác ({folder}); Excel có thể chặn macro ở đó",
        "Excel's start-up folder lies on another computer ({folder}); Excel may block macros there",
    ),
    Text(
        "File › Options › Trust Center › Trust Center Settings › Trusted Locations: chọn “Allow Trusted Locations on "
        "my network”; nếu mục này bị khóa thì đề nghị người quản trị",
        "File › Options › Trust Center › Trust Center Settings › Trusted Locations: tick “Allow Trusted Locations on "
        "my network”; if it is greyed out, ask the administrator",
    ),
    _look,
)
