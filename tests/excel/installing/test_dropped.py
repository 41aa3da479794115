"""Dropping workbooks on the scripts: which files are meant, and what is written."""

from pathlib import Path

import pytest

from xl_addin.campaign.demo import run_demo
from xl_addin.excel import dropped
from xl_addin.excel.dropped import dropped_files, write_report, write_unit_sheets
from xl_addin.problem import Problem

SCRIPT = "KIEM-TRA.cmd"
START = r'C:\WINDOWS\system32\cmd.exe /c ""C:\Users\Nguyễn Văn Ánh\chi tieu\KIEM-TRA.cmd"'


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        (r' C:\bang.xlsx"', [r"C:\bang.xlsx"]),
        (r' "C:\Sổ tính đợt 1.xlsx""', [r"C:\Sổ tính đợt 1.xlsx"]),
        (r' C:\a&b.xlsx"', [r"C:\a&b.xlsx"]),
        (r' "C:\a & 100% (b)!^.xlsx" C:\c.xlsx"', [r"C:\a & 100% (b)!^.xlsx", r"C:\c.xlsx"]),
        (r' "\\máy chủ\chung\bảng.xlsx""', [r"\\máy chủ\chung\bảng.xlsx"]),
        (r' C:\KIEM-TRA.cmd.xlsx"', [r"C:\KIEM-TRA.cmd.xlsx"]),
    ],
)
def test_names_are_read_as_explorer_wrote_them(rest: str, names: list[str]) -> None:
    assert dropped_files(START + rest, ["cut in two"], SCRIPT) == tuple(map(Path, names))


def test_from_a_console_the_arguments_count() -> None:
    assert dropped_files("", ["bảng.xlsx"], SCRIPT) == (Path("bảng.xlsx"),)
    assert dropped_files(r"C:\WINDOWS\system32\cmd.exe", ["bảng.xlsx"], SCRIPT) == (Path("bảng.xlsx"),)


@pytest.mark.parametrize("line", ["", START + ' "', START + '"'])
def test_opened_without_a_workbook(line: str) -> None:
    with pytest.raises(Problem, match="drag an Excel workbook"):
        dropped_files(line, [], SCRIPT)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Sổ tính đợt 1.xlsx"
    path.write_bytes(run_demo("vi").files["phan-bo.xlsx"])
    return path


def test_one_report_of_all(workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropped.tempfile, "mkdtemp", lambda prefix: str(tmp_path))
    damaged = tmp_path / "hỏng.xlsx"
    damaged.write_bytes(b"PK")
    path = write_report([workbook, damaged], "vi")
    assert path.name == "Sổ tính đợt 1 - kiểm tra.html"
    page = path.read_text(encoding="utf-8")
    assert "Sổ tính đợt 1.xlsx" in page
    assert "hỏng.xlsx" in page


def test_earlier_unit_sheets_stay(workbook: Path) -> None:
    first, second = write_unit_sheets(workbook), write_unit_sheets(workbook)
    assert (first.name, second.name) == ("Sổ tính đợt 1 - phiếu.xlsx", "Sổ tính đợt 1 - phiếu (2).xlsx")
    assert first.read_bytes() == second.read_bytes()


def test_beside_a_workbook_nobody_may_write_to_they_go_elsewhere(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = dropped.save_atomically

    def refuses(path: Path, data: bytes, *, overwrite: bool) -> None:
        if path.parent == workbook.parent:
            raise Problem(dropped.Text("không ghi được", "cannot be written"))
        save(path, data, overwrite=overwrite)

    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(dropped, "save_atomically", refuses)
    monkeypatch.setattr(dropped.tempfile, "mkdtemp", lambda prefix: str(tmp_path / "elsewhere"))
    assert write_unit_sheets(workbook).parent == tmp_path / "elsewhere"


def test_a_workbook_that_cannot_be_cut_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(b"PK")
    with pytest.raises(Problem):
        write_unit_sheets(path)
    assert list(tmp_path.iterdir()) == [path]
