"""P402: the add-in file is not the one installed, so its macros and the installed libraries may not fit together."""

from pathlib import Path

from xl_addin.excel.installing.bundle_folder import hash_of
from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.record import read_record
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    record = read_record(pc)
    if record is None or not record.addin:
        return None
    try:
        changed = hash_of(Path(record.addin)) != record.addin_sha256
    except OSError:
        # Missing altogether is another check's.
        return None
    return {"path": record.addin, "version": record.version} if changed else None


CHECK = PcCheck(
    "P402",
    "error",
    Text(
        "tệp {path} không phải bản {version} đã cài (bản cũ, bản khác hoặc đã bị sửa)",
        "the file {path} is not the installed version {version} (an older one, another, or changed)",
    ),
    Text("đóng Excel rồi chạy lại CAI-DAT.cmd", "close Excel and run CAI-DAT.cmd again"),
    _look,
)
