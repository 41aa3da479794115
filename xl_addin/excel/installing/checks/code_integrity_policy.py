"""P505: a policy of App Control for Business (WDAC), set by group policy, names what may run.

Policies that Intune deploys lie in files only the system can judge; those this check does not see.
"""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text

KEY, DEPLOYED, FILE = (
    r"HKLM\SOFTWARE\Policies\Microsoft\Windows\DeviceGuard",
    "DeployConfigCIPolicy",
    "ConfigCIPolicyFilePath",
)


def _look(pc: Pc) -> Evidence | None:
    return {"file": pc.value(KEY, FILE) or "?"} if pc.value(KEY, DEPLOYED) == 1 else None


CHECK = PcCheck(
    "P505",
    "warning",
    Text(
        "chính sách App Control for Business (WDAC) quyết định chương trình nào được chạy ({file})",
        "a policy of App Control for Business (WDAC) decides which programs may run ({file})",
    ),
    Text(
        "nếu tiện ích không chạy: đề nghị người quản trị đưa các tệp của bộ cài vào chính sách đó (trang “Dành cho "
        "người quản trị” của hướng dẫn)",
        "if the add-in does not run: ask the administrator to add the bundle's files to the policy (the guide's page "
        "for administrators)",
    ),
    _look,
)
