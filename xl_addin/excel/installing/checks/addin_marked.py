"""P305: the add-in file carries the mark of the web, for which Excel blocks its macros without a word."""

from pathlib import Path

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.record import read_record
from xl_addin.excel.installing.web_mark import is_marked
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    record = read_record(pc)
    return {"path": record.addin} if record and record.addin and is_marked(Path(record.addin)) else None


CHECK = PcCheck(
    "P305",
    "error",
    Text("tệp {path} bị đánh dấu là tải từ internet", "the file {path} is marked as coming from the internet"),
    Text(
        "chạy lại CAI-DAT.cmd, hoặc nhấp chuột phải vào tệp › Properties › Unblock › OK",
        "run CAI-DAT.cmd again, or right-click the file › Properties › Unblock › OK",
    ),
    _look,
)
