"""What the scripts start, from the unpacked bundle and from the folder installed into."""

import subprocess
import sys
from pathlib import Path

import pytest

import xl_addin
from xl_addin.excel.installing import start
from xl_addin.excel.installing.install import install
from xl_addin.excel.installing.start import main

PACKAGE = Path(xl_addin.__file__).parent
SCRIPT = PACKAGE / "excel" / "bundle" / "scripts" / "start.py"


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XL_ADDIN_LANG", "vi")


@pytest.mark.parametrize("arguments", [["install"], ["uninstall"], ["verify"], ["unit-sheets"], []])
def test_where_libraries_have_been_taken_away_the_scripts_can_still_speak(arguments: list[str]) -> None:
    # -S: without site-packages; away from Windows it can only say so, having found everything it needs.
    reach = f"import runpy, sys; sys.path.insert(0, {str(PACKAGE.parent)!r})"
    program = f"{reach}; runpy.run_path({str(SCRIPT)!r}, None, '__main__')"
    command = [sys.executable, "-I", "-S", "-B", "-c", program, *arguments]
    run = subprocess.run(command, input="", capture_output=True, encoding="utf-8", check=False)
    assert "tiện ích Excel chỉ cài được trên Windows" in run.stderr
    assert run.returncode == 2


def test_without_the_program_itself_the_start_says_what_to_do() -> None:
    run = subprocess.run([sys.executable, "-I", "-S", SCRIPT, "install"], capture_output=True, check=False)
    assert run.returncode == 2
    first, _ = run.stderr.decode("ascii").splitlines()
    assert first == "Thieu tep cua chuong trinh (xl_addin): hay giai nen lai bo cai roi chay CAI-DAT.cmd."


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


@pytest.mark.parametrize(
    ("action", "written"), [("verify", "Sổ tính - kiểm tra.html"), ("unit-sheets", "Sổ tính - phiếu.xlsx")]
)
@pytest.mark.parametrize("is_opened", [True, False])
def test_the_result_is_named_and_it_is_no_fault_that_nothing_opens_it(
    invented_pc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, action: str, written: str, is_opened: bool
) -> None:
    monkeypatch.setattr(start, "write_report", lambda files, language: tmp_path / written)
    monkeypatch.setattr(start, "write_unit_sheets", lambda file: tmp_path / written)
    monkeypatch.setattr(start, "is_opened", lambda path: is_opened)
    assert main(tmp_path, [action, "Sổ tính.xlsx"], invented_pc().see()) == 0
    said = capsys.readouterr()
    assert str(tmp_path / written) in said.out
    assert ("không có chương trình nào mở được" in said.out) is not is_opened
    assert said.err == ""


def test_a_workbook_that_cannot_be_cut_does_not_stop_the_next(invented_pc, tmp_path: Path, monkeypatch, capsys) -> None:
    cut = []

    def write(path: Path) -> Path:
        cut.append(path.name)
        if path.name == "a.xlsx":
            raise start.Problem(start.Text("không có bảng nào", "no table"))
        return path

    monkeypatch.setattr(start, "write_unit_sheets", write)
    monkeypatch.setattr(start, "is_opened", lambda path: True)
    assert main(tmp_path, ["unit-sheets", "a.xlsx", "b.xlsx"], invented_pc().see()) == 2
    assert cut == ["a.xlsx", "b.xlsx"]
    assert "a.xlsx: không có bảng nào" in capsys.readouterr().err


@pytest.mark.parametrize("action", ["verify", "unit-sheets"])
def test_a_library_taken_away_is_named_with_the_remedy(
    invented_pc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, action: str
) -> None:
    def fails(*_: object) -> Path:
        raise ModuleNotFoundError("No module named 'lxml'", name="lxml")

    monkeypatch.setattr(start, "write_report", fails)
    monkeypatch.setattr(start, "write_unit_sheets", fails)
    assert main(tmp_path, [action, "a.xlsx"], invented_pc().see()) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "thiếu thư viện lxml" in line
    assert "chạy CAI-DAT.cmd" in line
