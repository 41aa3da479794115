"""P404: Python on a share starts slowly, not at all without the network, and Windows may refuse its libraries."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import home_in_use
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    home = home_in_use(pc)
    return {"home": home} if home and pc.is_remote(home) else None


CHECK = PcCheck(
    "P404",
    "error",
    Text("tiện ích nằm trên thư mục mạng ({home})", "the add-in lies in a network folder ({home})"),
    Text(
        "chạy lại CAI-DAT.cmd: tiện ích sẽ được đặt vào ổ đĩa của máy này",
        "run CAI-DAT.cmd again: it will use this PC's own disk",
    ),
    _look,
)
