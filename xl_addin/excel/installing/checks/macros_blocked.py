"""P302: unsigned macros are blocked, and the start-up folder is not trusted, which would let them run all the same."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.machine.policy import office_setting
from xl_addin.excel.installing.places import startup_folder
from xl_addin.language import Text

SIGNED_ONLY, NONE = 3, 4


def _look(pc: Pc) -> Evidence | None:
    warnings = office_setting(pc, r"Excel\Security", "VBAWarnings")
    places = r"Excel\Security\Trusted Locations"
    nothing_trusted = office_setting(pc, places, "AllLocationsDisabled") == 1
    shares_trusted = office_setting(pc, places, "AllowNetworkLocations") == 1
    untrusted = nothing_trusted or (pc.is_remote(startup_folder(pc)) and not shares_trusted)
    return {"value": warnings} if warnings in (SIGNED_ONLY, NONE) and untrusted else None


CHECK = PcCheck(
    "P302",
    "error",
    Text(
        "Excel chặn macro (VBAWarnings = {value}) và không tin cậy thư mục XLSTART",
        "Excel blocks macros (VBAWarnings = {value}) and does not trust the folder XLSTART",
    ),
    Text(
        "File › Options › Trust Center › Trust Center Settings › Trusted Locations: bỏ chọn “Disable all Trusted "
        "Locations”; nếu mục này bị khóa thì đề nghị người quản trị",
        "File › Options › Trust Center › Trust Center Settings › Trusted Locations: clear “Disable all Trusted "
        "Locations”; if it is greyed out, ask the administrator",
    ),
    _look,
)
