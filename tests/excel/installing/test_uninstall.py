"""Removing: what was written goes, everything else stays."""

from pathlib import Path

import pytest

from xl_addin.excel.installing.install import install
from xl_addin.excel.installing.places import HOME_VARIABLE, USER_VARIABLES
from xl_addin.excel.installing.uninstall import last_script, uninstall
from xl_addin.problem import Problem


def quiet(_) -> None:
    pass


def files(root: Path) -> set[Path]:
    return set(root.rglob("*"))


def test_nothing_of_ours_is_left(invented_pc, invented_bundle) -> None:
    pc = invented_pc("anh")
    pc.startup.mkdir(parents=True)
    before = files(pc.root)
    install(invented_bundle(), pc.see(), quiet)
    removal = uninstall(pc.see())
    assert files(pc.root) == before
    assert removal.in_use == ()
    assert HOME_VARIABLE not in pc.registry.values(USER_VARIABLES)


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


def test_files_of_the_running_python_are_left_to_the_last_script(invented_pc, invented_bundle, monkeypatch) -> None:
    pc = invented_pc("anh")
    home = Path(install(invented_bundle(), pc.see(), quiet).record.home)
    unlink = Path.unlink

    def refuses(path: Path, missing_ok: bool = False) -> None:
        if path.name == "python.exe":
            raise PermissionError(5, "Access is denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuses)
    removal = uninstall(pc.see(), keep=(home / "GO-BO.cmd",))
    assert set(removal.in_use) == {home / "python" / "python.exe", home / "GO-BO.cmd"}
    assert {path for path in home.rglob("*") if path.is_file()} == set(removal.in_use)
    lines = last_script(removal).split("\r\n")
    assert f'del /f /q "{home / "python" / "python.exe"}" 2>nul' in lines
    assert lines.index(f'rd "{home / "python"}" 2>nul') < lines.index(f'rd "{home}" 2>nul')
