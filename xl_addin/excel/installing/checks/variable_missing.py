"""P106: the add-in finds its Python by the user's variable CHI_TIEU_HOME, which is not set or leads elsewhere."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.places import HOME_VARIABLE, USER_VARIABLES
from xl_addin.excel.installing.record import read_record
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    record = read_record(pc)
    value = pc.value(USER_VARIABLES, HOME_VARIABLE)
    if record is None or value == record.home:
        return None
    return {"name": HOME_VARIABLE, "value": value or Text("chưa đặt", "not set"), "home": record.home}


CHECK = PcCheck(
    "P106",
    "error",
    Text(
        "biến môi trường {name} ({value}) không trỏ vào thư mục đã cài ({home})",
        "the environment variable {name} ({value}) does not name the installed folder ({home})",
    ),
    Text(
        "chạy lại CAI-DAT.cmd, rồi đóng và mở lại Excel; nếu vẫn vậy thì đăng xuất Windows rồi đăng nhập lại",
        "run CAI-DAT.cmd again, then restart Excel; failing that, sign out of Windows and in again",
    ),
    _look,
)
