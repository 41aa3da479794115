"""P501: the policy "Prevent access to the command prompt" forbids .cmd files too (DisableCMD = 1; 2 allows them)."""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

KEY, VALUE = r"HKCU\Software\Policies\Microsoft\Windows\System", "DisableCMD"
SCRIPTS_TOO = 1


def _look(pc: Pc) -> Evidence | None:
    return {"name": VALUE} if pc.value(KEY, VALUE) == SCRIPTS_TOO else None


CHECK = PcCheck(
    "P501",
    "warning",
    Text(
        "máy này không cho chạy tệp .cmd ({name} = 1): CAI-DAT, KIEM-TRA, CAT-PHIEU và GO-BO không chạy được",
        ".cmd files may not run on this PC ({name} = 1): CAI-DAT, KIEM-TRA, CAT-PHIEU and GO-BO do not work",
    ),
    Text(
        "để cài hoặc nâng cấp: mở thư mục bộ cài, kéo tệp start.py thả vào tệp python.exe trong thư mục python; kiểm "
        "tra và cắt phiếu thì làm trong Excel; để gỡ, nhờ người quản trị",
        "to install or upgrade: in the bundle's folder, drop the file start.py on python.exe in the folder python; "
        "check and cut in Excel; to remove it, ask the administrator",
    ),
    _look,
)
