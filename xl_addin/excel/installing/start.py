"""What the scripts of the bundle start: `CAI-DAT`, `GO-BO`, `KIEM-TRA`, `CAT-PHIEU`.

The same scripts lie in the unpacked bundle, whose Python has no libraries, and in the folder installed into. What
needs libraries is done by the installed Python, which is installed first if it is not there.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from xl_addin.excel.dropped import dropped_files, show_report, show_unit_sheets
from xl_addin.excel.installing import bundle_folder
from xl_addin.excel.installing.dialogue import doctor_lines, installed_lines, removed_lines
from xl_addin.excel.installing.doctor import examine
from xl_addin.excel.installing.home import PYTHON
from xl_addin.excel.installing.install import install
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.record import read_record
from xl_addin.excel.installing.uninstall import LAST_SCRIPT, last_script, uninstall
from xl_addin.fault import FAILED, exit_status, rest, told
from xl_addin.language import Language, Text, language_of_environment
from xl_addin.problem import Problem


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
    return _ACTIONS[arguments[0]](folder, arguments[1:], pc, language)


def _say(language: Language) -> Callable[[Text], None]:
    return lambda text: print(text.in_language(language), flush=True)


def _install(folder: Path, _: Sequence[str], pc: Pc, language: Language) -> int:
    say = _say(language)
    for line in (*installed_lines(install(folder, pc, say)), *doctor_lines(examine(pc))):
        say(line)
    return 0


def _uninstall(folder: Path, _: Sequence[str], pc: Pc, language: Language) -> int:
    # The console reads its script line by line: gone too early, its end would not be read.
    removal = uninstall(pc, keep=(folder / bundle_folder.UNINSTALL_SCRIPT,))
    if removal.in_use:
        path = Path(pc.environment.get("TEMP") or tempfile.gettempdir()) / LAST_SCRIPT
        path.write_text(last_script(removal), encoding="ascii", newline="")
    for line in removed_lines(removal):
        _say(language)(line)
    return 0


def _verify(folder: Path, arguments: Sequence[str], pc: Pc, language: Language) -> int:
    try:
        files = dropped_files(pc.environment.get("CHI_TIEU_DROPPED", ""), arguments, bundle_folder.CHECK_SCRIPT)
    except Problem as problem:
        # Opened without a workbook, the script says how the PC is.
        for line in (*doctor_lines(examine(pc)), problem.text):
            _say(language)(line)
        return 0
    return _with_libraries(folder, "verify", files, pc, language)


def _unit_sheets(folder: Path, arguments: Sequence[str], pc: Pc, language: Language) -> int:
    files = dropped_files(pc.environment.get("CHI_TIEU_DROPPED", ""), arguments, bundle_folder.CUT_SCRIPT)
    return _with_libraries(folder, "unit-sheets", files, pc, language)


def _with_libraries(folder: Path, action: str, files: Sequence[Path], pc: Pc, language: Language) -> int:
    if (folder / bundle_folder.MANIFEST).is_file():
        record = read_record(pc) or install(folder, pc, _say(language)).record
        home = Path(record.home)
        program: list[str | Path] = [home / PYTHON / "python.exe", "-I", home / bundle_folder.START]
        try:
            return subprocess.run([*program, f"{action}-here", *files], check=False).returncode
        except OSError as error:
            raise Problem(
                Text(
                    "không khởi động được Python đã cài; hãy chạy lại CAI-DAT.cmd",
                    "the installed Python cannot be started; run CAI-DAT.cmd again",
                ),
                file=str(program[0]),
            ) from error
    return _ACTIONS[f"{action}-here"](folder, [str(file) for file in files], pc, language)


def _verify_here(_: Path, arguments: Sequence[str], __: Pc, language: Language) -> int:
    print(show_report([Path(argument) for argument in arguments], language, _open))
    return 0


def _unit_sheets_here(_: Path, arguments: Sequence[str], __: Pc, language: Language) -> int:
    status = 0
    for argument in arguments:
        try:
            print(show_unit_sheets(Path(argument), _open))
        except Exception as error:  # the other workbooks are cut all the same
            print(told(error, argument).in_file(argument).line(language), file=sys.stderr)
            print(rest(error), end="", file=sys.stderr)
            status = FAILED
    return status


def _open(path: Path) -> None:
    """With the program Windows keeps for such files."""
    if sys.platform == "win32":
        os.startfile(path)


_ACTIONS: Mapping[str, Callable[[Path, Sequence[str], Pc, Language], int]] = {
    "install": _install,
    "uninstall": _uninstall,
    "verify": _verify,
    "unit-sheets": _unit_sheets,
    "verify-here": _verify_here,
    "unit-sheets-here": _unit_sheets_here,
}
