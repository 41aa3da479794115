"""P202: Excel 2013 and earlier are not supported, by Microsoft either."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.office import OLDEST, find_excel
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

_YEARS = {11: "2003", 12: "2007", 14: "2010", 15: "2013"}


def _look(pc: Pc) -> Evidence | None:
    excel = find_excel(pc)
    if excel is None or excel.version is None or excel.version >= OLDEST:
        return None
    return {"year": _YEARS.get(excel.version, str(excel.version))}


CHECK = PcCheck(
    "P202",
    "error",
    Text("Excel {year} quá cũ; tiện ích cần Excel 2016 trở lên", "Excel {year} is too old; 2016 or later is needed"),
    Text(
        "dùng KIEM-TRA.cmd và CAT-PHIEU.cmd, hoặc cài Excel 2016 trở lên rồi chạy lại CAI-DAT.cmd",
        "use KIEM-TRA.cmd and CAT-PHIEU.cmd, or install Excel 2016 or later and run CAI-DAT.cmd again",
    ),
    _look,
)
