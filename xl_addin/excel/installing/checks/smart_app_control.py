"""P504: Smart App Control of Windows 11 blocks programs and libraries that are neither signed nor widely known.

State 1 is on, 2 only tries it out, 0 is off (Microsoft's "Smart App Control" for developers).
"""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

KEY, VALUE, ON = r"HKLM\SYSTEM\CurrentControlSet\Control\CI\Policy", "VerifiedAndReputablePolicyState", 1


def _look(pc: Pc) -> Evidence | None:
    return {} if pc.value(KEY, VALUE) == ON else None


CHECK = PcCheck(
    "P504",
    "warning",
    Text(
        "Smart App Control đang bật: Windows có thể chặn các thư viện chưa ký của tiện ích",
        "Smart App Control is on: Windows may block the add-in's unsigned libraries",
    ),
    Text(
        "nếu Windows báo đã chặn một phần của tiện ích: hỏi người quản trị; chỉ tắt được Smart App Control cho cả máy "
        "(Windows Security › App & browser control), và tắt rồi không bật lại được nếu không cài lại Windows",
        "if Windows says that it blocked a part of the add-in: ask the administrator; Smart App Control can be "
        "switched off only for the whole PC (Windows Security › App & browser control), and not on again without a new "
        "Windows",
    ),
    _look,
)
