"""Removing: what was written goes, everything else stays."""

import subprocess
import sys
from pathlib import Path

import pytest

import xl_addin
from xl_addin.excel.installing.dialogue import removed_lines
from xl_addin.excel.installing.install import install
from xl_addin.excel.installing.places import HOME_VARIABLE, USER_VARIABLES
from xl_addin.excel.installing.record import record_path
from xl_addin.excel.installing.uninstall import last_script, uninstall
from xl_addin.problem import Problem

PACKAGE = Path(xl_addin.__file__).parent
RUNNING = "{}{}".format(*sys.version_info)
# A Python as it is on the officer's PC: it has imported nothing but what the scripts start.
NOTHING_IMPORTED = """
import sys
sys.path.insert(0, {package!r})
from pathlib import Path
from xl_addin.excel.installing.machine.pc import Pc
from xl_addin.excel.installing.start import main

class Registry:
    keys = {keys!r}
    def values(self, key):
        return self.keys.get(key.lower(), {{}})
    def delete(self, key, name):
        del self.keys[key.lower()][name]

class Gone:
    def find_spec(self, name, path=None, target=None):
        raise ModuleNotFoundError(f"{{name}} is asked for after the first file has gone")

unlink = Path.unlink
def first_unlink(path, missing_ok=False):
    Path.unlink = unlink
    sys.meta_path[:] = [Gone()]
    path.unlink(missing_ok)

Path.unlink = first_unlink
pc = Pc({environment!r}, Registry(), lambda path: False, lambda path: None, lambda: None)
sys.exit(main(Path({home!r}), ["uninstall"], pc))
"""


def quiet(_) -> None:
    pass


def files(root: Path) -> set[Path]:
    return set(root.rglob("*"))


def test_nothing_of_ours_is_left(invented_pc, invented_bundle) -> None:
    """The start-up folder neither, where Excel had not made it yet; an upgrade remembers that."""
    pc = invented_pc("anh")
    before = files(pc.root)
    for version in ("1.0", "2.0"):
        install(invented_bundle(version), pc.see(), quiet)
    removal = uninstall(pc.see())
    assert files(pc.root) == before
    assert removal.in_use == ()
    assert HOME_VARIABLE not in pc.registry.values(USER_VARIABLES)


def test_what_was_chosen_in_the_settings_goes_too_but_not_by_an_upgrade(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    install(invented_bundle("1.0"), pc.see(), quiet)
    chosen = pc.local / "chi-tieu" / "thiet-lap.json"
    chosen.write_text('{"spec": null, "template": null}', encoding="utf-8")
    install(invented_bundle("2.0"), pc.see(), quiet)
    assert chosen.is_file()
    uninstall(pc.see())
    assert not chosen.parent.exists()


def test_what_others_put_there_stays(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    pc.startup.mkdir(parents=True)
    others = pc.startup / "PERSONAL.XLSB"
    others.write_bytes(b"macros of the user's own")
    install(invented_bundle(), pc.see(), quiet)
    notes = pc.local / "chi-tieu" / "python" / "ghi chú.txt"
    notes.write_text("của tôi")
    uninstall(pc.see())
    assert others.is_file()
    assert notes.is_file()
    assert [path for path in (pc.local / "chi-tieu").rglob("*") if path.is_file()] == [notes]


@pytest.mark.parametrize("upgrade", [False, True])
def test_a_variable_that_was_set_before_gets_its_value_back(invented_pc, invented_bundle, upgrade: bool) -> None:
    pc = invented_pc("anh")
    pc.registry.write(USER_VARIABLES, HOME_VARIABLE, r"D:\khac")
    for version in ("1.0", "2.0")[: 1 + upgrade]:
        install(invented_bundle(version), pc.see(), quiet)
    uninstall(pc.see())
    assert pc.registry.values(USER_VARIABLES)[HOME_VARIABLE] == r"D:\khac"


def test_a_variable_changed_since_is_left_alone(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    install(invented_bundle(), pc.see(), quiet)
    pc.registry.write(USER_VARIABLES, HOME_VARIABLE, r"D:\khac")
    uninstall(pc.see())
    assert pc.registry.values(USER_VARIABLES)[HOME_VARIABLE] == r"D:\khac"


def test_nothing_installed_is_said(invented_pc) -> None:
    with pytest.raises(Problem, match="nothing to remove"):
        uninstall(invented_pc().see())


def test_an_addin_excel_holds_open_stops_the_removal(invented_pc, invented_bundle, monkeypatch) -> None:
    pc = invented_pc("anh")
    install(invented_bundle(), pc.see(), quiet)
    before, unlink = files(pc.root), Path.unlink

    def refuses(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".xlam":
            raise PermissionError(13, "The process cannot access the file", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuses)
    with pytest.raises(Problem, match="close every Excel window"):
        uninstall(pc.see())
    assert files(pc.root) == before


def installed_home(pc, invented_bundle) -> Path:
    return Path(install(invented_bundle(), pc.see(), quiet).record.home)


def test_what_the_running_python_may_yet_need_is_left_to_the_last_script(invented_pc, invented_bundle) -> None:
    """Its standard library too: the codec of a message, once, was looked for in a file that had gone."""
    pc = invented_pc("anh")
    home = installed_home(pc, invented_bundle)
    removal = uninstall(pc.see(), running_in=home)
    interpreter = {path for path in (home / "python").iterdir() if path.is_file()}
    assert f"python{RUNNING}.zip" in {path.name for path in interpreter}
    assert set(removal.in_use) == {*interpreter, home / "GO-BO.cmd"}
    assert removal.busy == ()
    assert {path for path in home.rglob("*") if path.is_file()} == {*removal.in_use, record_path(pc.see())}


def test_the_last_script_removes_the_rest_the_list_of_it_last(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    home = installed_home(pc, invented_bundle)
    lines = last_script(uninstall(pc.see(), running_in=home)).split("\r\n")
    order = [
        *(f'del /f /q "{home / "python" / "python.exe"}" 2>nul', f'del /f /q "{home / "GO-BO.cmd"}" 2>nul'),
        *(r'del /f /q "%LOCALAPPDATA%\chi-tieu\cai-dat.json" 2>nul', f'rd "{home / "python"}" 2>nul'),
        *(f'rd "{home}" 2>nul', "exit /b 0"),
    ]
    assert [line for line in lines if line in order] == order
    # A folder the console stands in cannot be removed.
    assert lines[1] == 'cd /d "%TEMP%"'


def test_the_script_in_the_folder_is_known_by_either_name_of_it(invented_pc, invented_bundle) -> None:
    pc = invented_pc("Nguyễn Văn Ánh")
    short = pc.root / "NGUYNV~1"
    short.symlink_to(pc.local, target_is_directory=True)
    pc.short_names = {pc.local: short}
    installed_home(pc, invented_bundle)
    assert short / "chi-tieu" / "GO-BO.cmd" in uninstall(pc.see(), running_in=pc.local / "chi-tieu").in_use


def test_what_our_python_wrote_as_it_ran_goes_too(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    before = files(pc.root)
    packages = installed_home(pc, invented_bundle) / "python" / "Lib" / "site-packages"
    for name in ("win32com/gen_py/dicts.dat", "win32com/gen_py/abc/Workbook.py", "xl_addin/__pycache__/x.cpython.pyc"):
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_bytes(b"generated")
    uninstall(pc.see())
    assert files(pc.root) == before


@pytest.mark.parametrize("name", ["python.new", "python.old"])
def test_what_an_installation_cut_off_has_left_goes_too(invented_pc, invented_bundle, name: str) -> None:
    pc = invented_pc("anh")
    before = files(pc.root)
    left = installed_home(pc, invented_bundle) / name / "Lib" / "os.py"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"")
    uninstall(pc.see())
    assert files(pc.root) == before


def test_files_another_program_uses_are_tried_again_and_the_list_stays(
    invented_pc, invented_bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc = invented_pc("anh")
    home, unlink = installed_home(pc, invented_bundle), Path.unlink

    def refuses(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".dll":
            raise PermissionError(5, "Access is denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuses)
    removal = uninstall(pc.see())
    assert set(removal.in_use) == set((home / "python").glob("*.dll"))
    assert removal.busy == removal.in_use
    (said,) = removed_lines(removal)
    assert said.vi.startswith(f"Còn {len(removal.busy)} tệp chương trình khác đang dùng, như ")
    assert record_path(pc.see()).is_file()
    again = uninstall(pc.see())
    assert (again.removed, again.in_use) == (0, removal.in_use)
    assert f'if exist "{removal.in_use[0]}" set "LEFT=1"' in last_script(removal)


def test_once_the_first_file_has_gone_nothing_is_imported_any_more(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    home = installed_home(pc, invented_bundle)
    program = NOTHING_IMPORTED.format(
        package=str(PACKAGE.parent), environment=pc.environment, home=str(home), keys=pc.registry.keys
    )
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "Đã gỡ tiện ích" in run.stdout
    assert (pc.profile / "Temp" / "chi-tieu-xoa-not.cmd").is_file()
