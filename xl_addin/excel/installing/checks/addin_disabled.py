"""P304: after a crash Excel puts an add-in on its list of disabled items and loads it no more."""

from xl_addin.excel.installing.bundle_folder import ADDIN
from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

DISABLED_ITEMS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"


def _look(pc: Pc) -> Evidence | None:
    # Each value is a block of bytes with the file's path in it, in UTF-16 and lower case.
    for value in pc.registry.values(DISABLED_ITEMS).values():
        if isinstance(value, bytes) and ADDIN in value.decode("utf-16-le", errors="ignore").lower():
            return {"name": ADDIN}
    return None


CHECK = PcCheck(
    "P304",
    "error",
    Text("Excel đã vô hiệu hóa {name} sau một lần treo", "Excel has disabled {name} after a crash"),
    Text(
        "File › Options › Add-ins, ô Manage chọn “Disabled Items” › Go…, chọn {name} › Enable, rồi mở lại Excel",
        "File › Options › Add-ins, Manage: “Disabled Items” › Go…, choose {name} › Enable, then restart Excel",
    ),
    _look,
)
