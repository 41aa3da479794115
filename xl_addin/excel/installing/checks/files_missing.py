"""P107: files of the add-in's libraries are gone, most often because an antivirus took them away.

What is beside `python.exe` is looked for by checks of its own.
"""

from pathlib import Path

from xl_addin.excel.installing.bundle_folder import SITE_PACKAGES
from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import PYTHON
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.record import read_record
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    record = read_record(pc)
    if record is None:
        return None
    libraries = Path(record.home) / PYTHON / SITE_PACKAGES
    if not libraries.parent.parent.is_dir():
        return None
    missing = [path for path in map(Path, record.files) if path.is_relative_to(libraries) and not path.is_file()]
    return {"count": len(missing), "path": missing[0]} if missing else None


CHECK = PcCheck(
    "P107",
    "error",
    Text("tiện ích thiếu {count} tệp, như {path}", "the add-in lacks {count} files, such as {path}"),
    Text(
        "khôi phục các tệp phần mềm diệt virus đã cách ly nếu có, rồi chạy lại CAI-DAT.cmd trong thư mục bộ cài",
        "restore what an antivirus took away, if it did, then run CAI-DAT.cmd in the bundle's folder again",
    ),
    _look,
)
