"""What the scripts of the bundle start: `CAI-DAT`, `GO-BO`, `KIEM-TRA`, `CAT-PHIEU`.

The same scripts lie in the unpacked bundle and in the folder installed into, each beside a Python with every library.
Installing, removing and examining the PC need none of them: these work where an antivirus has taken some away.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from xl_addin.excel.dropped import dropped_files, write_report, write_unit_sheets
from xl_addin.excel.installing import bundle_folder
from xl_addin.excel.installing.dialogue import doctor_lines, installed_lines, removed_lines
from xl_addin.excel.installing.doctor import examine
from xl_addin.excel.installing.install import install
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.uninstall import LAST_SCRIPT, last_script, uninstall
from xl_addin.excel.opening import is_opened
from xl_addin.fault import FAILED, exit_status, rest, told
from xl_addin.language import Language, Text, language_of_environment
from xl_addin.problem import Problem

# What was dropped on a script, as the console's own command line has it (see the scripts).
DROPPED = "CHI_TIEU_DROPPED"

_WRITTEN = Text("Đã ghi {path}", "Written: {path}")
_WRITTEN_ONLY = Text(
    "Đã ghi {path}; máy này không có chương trình nào mở được tệp {kind}, hãy chép tệp sang máy khác để xem",
    "Written: {path}; no program on this PC opens {kind} files, copy it to another to look at it",
)

_LIBRARY_GONE = Text(
    "thiếu thư viện {name} của chương trình (có thể do phần mềm diệt virus); hãy khôi phục tệp bị cách ly nếu có, rồi "
    "giải nén lại bộ cài và chạy CAI-DAT.cmd",
    "the program's library {name} is missing (perhaps an antivirus took it); restore what it took away, then unpack "
    "the bundle again and run CAI-DAT.cmd",
)


def main(folder: Path, arguments: Sequence[str], pc: Pc | None = None) -> int:
    """Do what a script asks (`install`, `uninstall`, `verify`, `unit-sheets`), and say so; the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    language = language_of_environment()
    return exit_status(lambda: _act(folder, arguments, pc, language), language)


def _act(folder: Path, arguments: Sequence[str], pc: Pc | None, language: Language) -> int:
    if pc is None:
        from xl_addin.excel.installing.machine.windows_pc import this_pc

        pc = this_pc()
    try:
        return _ACTIONS[arguments[0]](folder, arguments[1:], pc, language)
    except ImportError as error:
        raise Problem(_LIBRARY_GONE.with_values(name=error.name or error), file=str(folder)) from error


def _say(language: Language) -> Callable[[Text], None]:
    return lambda text: print(text.in_language(language), flush=True)


def _install(folder: Path, _: Sequence[str], pc: Pc, language: Language) -> int:
    say = _say(language)
    for line in (*installed_lines(install(folder, pc, say)), *doctor_lines(examine(pc))):
        say(line)
    return 0


def _uninstall(folder: Path, _: Sequence[str], pc: Pc, language: Language) -> int:
    removal = uninstall(pc, running_in=folder)
    if removal.in_use:
        path = Path(pc.environment.get("TEMP") or tempfile.gettempdir()) / LAST_SCRIPT
        path.write_bytes(last_script(removal).encode("ascii"))
    for line in removed_lines(removal):
        _say(language)(line)
    return 0


def _verify(_: Path, arguments: Sequence[str], pc: Pc, language: Language) -> int:
    try:
        files = dropped_files(pc.environment.get(DROPPED, ""), arguments, bundle_folder.CHECK_SCRIPT)
    except Problem as problem:
        # Opened without a workbook, the script says how the PC is.
        for line in (*doctor_lines(examine(pc)), problem.text):
            _say(language)(line)
        return 0
    _show(write_report(files, language), language)
    return 0


def _unit_sheets(_: Path, arguments: Sequence[str], pc: Pc, language: Language) -> int:
    status = 0
    for file in dropped_files(pc.environment.get(DROPPED, ""), arguments, bundle_folder.CUT_SCRIPT):
        try:
            _show(write_unit_sheets(file), language)
        except ImportError:
            raise
        except Exception as error:  # the other workbooks are cut all the same
            print(told(error, str(file)).in_file(str(file)).line(language), file=sys.stderr)
            print(rest(error), end="", file=sys.stderr)
            status = FAILED
    return status


def _show(path: Path, language: Language) -> None:
    said = _WRITTEN if is_opened(path) else _WRITTEN_ONLY
    _say(language)(said.with_values(path=path, kind=path.suffix))


_ACTIONS: Mapping[str, Callable[[Path, Sequence[str], Pc, Language], int]] = {
    "install": _install,
    "uninstall": _uninstall,
    "verify": _verify,
    "unit-sheets": _unit_sheets,
}
