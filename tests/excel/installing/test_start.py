"""What the scripts start, from the unpacked bundle (a Python without libraries) and from the folder installed into."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import xl_addin
from xl_addin.excel.installing import start
from xl_addin.excel.installing.install import install
from xl_addin.excel.installing.record import read_record
from xl_addin.excel.installing.start import main

PACKAGE = Path(xl_addin.__file__).parent


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XL_ADDIN_LANG", "vi")


def own_wheel() -> bytes:
    """This package as it is now, zipped as in a wheel."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for path in PACKAGE.rglob("*.py"):
            package.write(path, f"xl_addin/{path.relative_to(PACKAGE)}")
    return written.getvalue()


@pytest.mark.parametrize("action", ["install", "uninstall", "verify", "unit-sheets"])
def test_the_scripts_need_only_the_standard_library(invented_bundle, action: str) -> None:
    folder = invented_bundle()
    (wheel,) = folder.glob("wheels/xl_addin-*.whl")
    wheel.write_bytes(own_wheel())
    # -S: no site-packages, as in the bundle's Python; away from Windows it can only say so, having found everything.
    command = [sys.executable, "-I", "-S", "-B", folder / "start.py", action]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert "tiện ích Excel chỉ cài được trên Windows" in run.stderr
    assert run.returncode == 2


def test_installing_says_what_was_done_and_examines_the_pc(invented_pc, invented_bundle, capsys) -> None:
    pc = invented_pc("anh")
    assert main(invented_bundle(), ["install"], pc.see()) == 0
    said = capsys.readouterr().out
    assert "Đã cài bản 1.0 vào" in said
    assert "Không thấy gì cản trở" in said


def test_a_problem_is_one_line(invented_pc, tmp_path: Path, capsys) -> None:
    assert main(tmp_path, ["install"], invented_pc().see()) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_removing_from_the_installed_folder_leaves_the_last_script(invented_pc, invented_bundle, capsys) -> None:
    pc = invented_pc("anh")
    home = Path(install(invented_bundle(), pc.see(), lambda _: None).record.home)
    assert main(home, ["uninstall"], pc.see()) == 0
    script = (pc.profile / "Temp" / "chi-tieu-xoa-not.cmd").read_bytes()
    assert f'del /f /q "{home / "GO-BO.cmd"}"'.encode() in script
    assert script.count(b"\r\n") == script.count(b"\n")
    assert "Đã gỡ tiện ích" in capsys.readouterr().out


def test_the_last_script_is_written_for_a_vietnamese_user_name_too(invented_pc, invented_bundle) -> None:
    pc = invented_pc("Nguyễn Văn Ánh")
    short = pc.root / "NGUYNV~1"
    short.symlink_to(pc.local, target_is_directory=True)
    pc.short_names = {pc.local: short}
    home = Path(install(invented_bundle(), pc.see(), lambda _: None).record.home)
    assert main(home, ["uninstall"], pc.see()) == 0
    lines = (pc.profile / "Temp" / "chi-tieu-xoa-not.cmd").read_text("ascii").splitlines()
    assert f'rd "{short / "chi-tieu"}" 2>nul' in lines


def test_checking_without_a_workbook_says_how_the_pc_is(invented_pc, tmp_path: Path, capsys) -> None:
    assert main(tmp_path, ["verify"], invented_pc().see()) == 0
    said = capsys.readouterr().out
    assert "LỖI P101" in said
    assert "kéo một sổ tính" in said


@pytest.mark.parametrize("action", ["verify", "unit-sheets"])
def test_the_bundle_installs_itself_first_and_hands_over(
    invented_pc, invented_bundle, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    pc, started = invented_pc("anh"), []

    def run(command: list[object], check: bool) -> subprocess.CompletedProcess[bytes]:
        started.append([str(part) for part in command])
        return subprocess.CompletedProcess([], 7)

    monkeypatch.setattr(start.subprocess, "run", run)
    assert main(invented_bundle(), [action, "Sổ tính.xlsx"], pc.see()) == 7
    home = Path(read_record(pc.see()).home)
    assert started == [
        [str(home / "python" / "python.exe"), "-I", str(home / "start.py"), f"{action}-here", "Sổ tính.xlsx"]
    ]


def test_the_installed_scripts_do_it_themselves(invented_pc, invented_bundle, monkeypatch, tmp_path, capsys) -> None:
    pc = invented_pc("anh")
    home = Path(install(invented_bundle(), pc.see(), lambda _: None).record.home)
    monkeypatch.setattr(start, "show_report", lambda files, language, open_it: tmp_path / f"{files[0].stem}.html")
    assert main(home, ["verify", "Sổ tính.xlsx"], pc.see()) == 0
    assert "Sổ tính.html" in capsys.readouterr().out


def test_a_workbook_that_cannot_be_cut_does_not_stop_the_next(invented_pc, tmp_path: Path, monkeypatch, capsys) -> None:
    cut = []

    def show(path: Path, _: object) -> Path:
        cut.append(path.name)
        if path.name == "a.xlsx":
            raise start.Problem(start.Text("không có bảng nào", "no table"))
        return path

    monkeypatch.setattr(start, "show_unit_sheets", show)
    assert main(tmp_path, ["unit-sheets", "a.xlsx", "b.xlsx"], invented_pc().see()) == 2
    assert cut == ["a.xlsx", "b.xlsx"]
    assert "a.xlsx: không có bảng nào" in capsys.readouterr().err
