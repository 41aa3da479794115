"""Office's settings: what the administrator has decided goes before what the user has."""

from xl_addin.excel.installing.machine.pc import Pc, Value

# 2016 and every later version keep them here.
_PLACES = (
    r"HKCU\Software\Policies\Microsoft\Office\16.0",
    r"HKLM\Software\Policies\Microsoft\Office\16.0",
    r"HKCU\Software\Microsoft\Office\16.0",
    r"HKLM\Software\Microsoft\Office\16.0",
)


def office_setting(pc: Pc, section: str, name: str) -> Value | None:
    r"""A setting such as `VBAWarnings` of the section `Excel\Security`; None where nobody has set it."""
    for place in _PLACES:
        value = pc.value(rf"{place}\{section}", name)
        if value is not None:
            return value
    return None
