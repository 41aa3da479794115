"""P103: a Python for 64-bit Windows cannot run on a 32-bit one. (Excel may be 32-bit: that is another matter.)"""

from xl_addin.excel.installing.doctor import Evidence, PcCheck
from xl_addin.excel.installing.home import python_folder
from xl_addin.excel.installing.machine.executables import BITS, machine_of_file
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.language import Text


def _look(pc: Pc) -> Evidence | None:
    folder = python_folder(pc)
    machine = machine_of_file(folder / "python.exe") if folder else None
    # A 32-bit program on 64-bit Windows sees x86 in the first variable and the truth in the second.
    names = {pc.environment.get(name, "").upper() for name in ("PROCESSOR_ARCHITECTURE", "PROCESSOR_ARCHITEW6432")}
    if machine is None or BITS[machine] == 32 or names != {"X86", ""}:
        return None
    return {"bits": BITS[machine]}


CHECK = PcCheck(
    "P103",
    "error",
    Text("Python của tiện ích là bản {bits}-bit, Windows này là 32-bit", "Python is {bits}-bit, this Windows 32-bit"),
    Text("dùng tiện ích trên máy có Windows 64-bit", "use the add-in on a PC with 64-bit Windows"),
    _look,
)
