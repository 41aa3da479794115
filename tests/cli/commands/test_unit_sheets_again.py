"""`xl-addin unit-sheets` over sheets that units have filled in, and for units whose assignment has changed."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from xl_addin.campaign.cutting.manifest.model import UnitIssue
from xl_addin.campaign.cutting.manifest.reading import read_manifest
from xl_addin.campaign.demo import run_demo

Run = Callable[..., subprocess.CompletedProcess[str]]
UNIT = "Đồng Xoài"


@pytest.fixture(scope="module")
def right() -> bytes:
    return run_demo("vi").files["phan-bo.xlsx"]


@pytest.fixture
def run(right: bytes, tmp_path: Path) -> Run:
    (tmp_path / "so.xlsx").write_bytes(right)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("xl-addin")), "unit-sheets", "so.xlsx", "--spec", "binh_phuoc"]
        return subprocess.run(
            [*command, "--lang", "vi", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def unit_in(path: Path) -> UnitIssue:
    return next(unit for unit in read_manifest(path).manifest.units if unit.unit == UNIT)


def fill_in(path: Path, **cells: object) -> None:
    """A figure of the second day, and whatever else stands in the unit's sheet."""
    book = openpyxl.load_workbook(path)
    sheet, area = book[UNIT], unit_in(path).entries[0].area
    sheet.cell(area.first_row + 1, area.first_column).value = 12
    for place, value in cells.items():
        sheet[place] = value
    book.save(path)


def given_more(path: Path, more: int) -> None:
    """Let the first figure of the unit in the master be another: nothing is calculated from it."""
    book = openpyxl.load_workbook(path)
    for sheet in (book["Giai đoạn 1"],):
        [row] = [cell.row for cell in sheet["B"] if cell.value == UNIT]
        [column] = [cell.column for line in sheet.iter_rows() for cell in line if str(cell.value) == "11"][:1]
        sheet.cell(row, column).value += more
    book.save(path)


def test_each_unit_gets_a_file_and_they_share_a_manifest(run: Run, tmp_path: Path) -> None:
    assert run("--per-file", "-o", "phieu").returncode == 0
    names = sorted(path.name for path in (tmp_path / "phieu").iterdir())
    assert len(names) == 12 and names[:2] == ["01 Phước Long.xlsx", "02 Đồng Xoài.xlsx"] and names[-1] == "phieu.json"
    beside = read_manifest(tmp_path / "phieu" / "phieu.json").manifest
    assert [unit.file for unit in beside.units] == names[:-1]
    inside = read_manifest(tmp_path / "phieu" / names[1]).manifest
    assert [unit.unit for unit in inside.units] == [UNIT] and inside.units[0] == beside.units[1]


def test_several_processes_write_the_same_files(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from xl_addin import api
    from xl_addin.campaign.cutting.cut import EVERY_UNIT, to_cut
    from xl_addin.campaign.cutting.files import at_once
    from xl_addin.campaign.cutting.named_template import named_template

    case = api.open(tmp_path / "so.xlsx", spec="binh_phuoc")
    found = to_cut(case.book, case.spec, EVERY_UNIT, even_with_errors=False)
    issue = found.issue(named_template("phieu-don-vi"), case.spec)
    names = found.file_names(issue)[:3]
    made = {}
    for processes in (1, 2):
        monkeypatch.setattr(at_once, "FEWEST_AT_ONCE", 2)
        made[processes] = at_once.unit_files_at_once(issue, names, "phieu-don-vi", spec=case.spec, processes=processes)
    assert made[1] == made[2]


def test_what_units_have_filled_in_stays_and_the_old_file_is_kept(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "phieu.xlsx"
    assert run("-o", "phieu.xlsx").returncode == 0
    fill_in(path)
    given_more(tmp_path / "so.xlsx", 0)
    done = run("-o", "phieu.xlsx")
    assert done.returncode == 0, done.stderr
    assert "phieu.xlsx: giữ 1 ô đơn vị đã ghi" in done.stdout and (tmp_path / "phieu.xlsx.bak").is_file()
    area = unit_in(path).entries[0].area
    sheet = openpyxl.load_workbook(path, data_only=True)[UNIT]
    assert sheet.cell(area.first_row + 1, area.first_column).value == 12
    # The total below is calculated with it.
    assert sheet.cell(area.last_row + 1, area.first_column).value == 12
    assert unit_in(path).issue == 2


def test_in_a_folder_of_files_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "phieu" / "02 Đồng Xoài.xlsx"
    assert run("--per-file", "-o", "phieu", "--only", UNIT).returncode == 0
    fill_in(path)
    done = run("--per-file", "-o", "phieu", "--only", UNIT)
    assert "giữ 1 ô" in done.stdout
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, f"{path.name}.bak", "phieu.json"]


def test_what_has_no_place_any_more_is_named_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "phieu.xlsx"
    assert run("-o", "phieu.xlsx", "--only", UNIT).returncode == 0
    fill_in(path, J3="ghi thêm")
    before = path.read_bytes()
    done = run("-o", "phieu.xlsx", "--only", UNIT)
    assert done.returncode == 2 and f"{UNIT}!J3 = ghi thêm (ngoài ô ghi số liệu)" in done.stderr
    assert path.read_bytes() == before
    done = run("-o", "phieu.xlsx", "--only", UNIT, "--force")
    assert done.returncode == 0 and "bỏ Đồng Xoài!J3" in done.stdout and "giữ 1 ô" in done.stdout
    assert (tmp_path / "phieu.xlsx.bak").read_bytes() == before


def test_sheets_of_other_units_are_not_overwritten_in_silence(run: Run) -> None:
    assert run("-o", "phieu.xlsx", "--only", UNIT).returncode == 0
    done = run("-o", "phieu.xlsx", "--only", "Bù Đốp")
    assert done.returncode == 2 and "trang “Đồng Xoài”: lần này không cắt đơn vị đó" in done.stderr


def test_only_units_whose_assignment_changed_with_old_and_new_figure(run: Run, tmp_path: Path) -> None:
    assert run("-o", "phieu.xlsx").returncode == 0
    done = run("-o", "lan2.xlsx", "--changed-since", "phieu.json")
    assert done.returncode == 0 and "không đơn vị nào có chỉ tiêu thay đổi" in done.stdout
    assert not (tmp_path / "lan2.xlsx").exists()
    given_more(tmp_path / "so.xlsx", 5)
    done = run("-o", "lan2.xlsx", "--changed-since", "phieu.xlsx")
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "lan2.xlsx", data_only=True)
    assert book.sheetnames == ["Mục lục", UNIT, "_xl_addin"]
    lines = [[cell for cell in row if cell is not None] for row in book[UNIT].iter_rows(values_only=True)]
    assert ["THAY ĐỔI SO VỚI LẦN GIAO TRƯỚC (phiếu này là lần giao thứ 2)"] in lines
    [changed] = [line for line in lines if line[:1] == ["11"] and len(line) == 4]
    assert changed[3] - changed[2] == 5
    said = json.loads((tmp_path / "lan2.json").read_text(encoding="utf-8"))
    assert said["issue"] == 2
    # What was not cut anew is listed as it was, for the next time.
    assert {unit["unit"]: unit["issue"] for unit in said["units"]} == {
        unit: 1 + (unit == UNIT) for unit in (one.unit for one in read_manifest(tmp_path / "phieu.json").manifest.units)
    }


def test_choices_that_do_not_go_together_are_refused(run: Run) -> None:
    for wrong in (("--into", "book", "--per-file"), ("--jobs", "2")):
        done = run("-o", "phieu", *wrong)
        assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1


def test_without_libreoffice_pdf_is_refused_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run("-o", "phieu.xlsx", "--pdf")
    assert done.returncode == 2 and done.stderr.startswith("muốn có PDF cần LibreOffice")
    assert not (tmp_path / "phieu.xlsx").exists()


def test_sheets_that_lead_to_the_book_keep_their_values_when_what_was_filled_in_is_put_back(
    run: Run, tmp_path: Path
) -> None:
    assert run("--links", "-o", "phieu.xlsx").returncode == 0
    before = openpyxl.load_workbook(tmp_path / "phieu.xlsx", data_only=True)["Mục lục"]
    fill_in(tmp_path / "phieu.xlsx")
    assert run("--links", "-o", "phieu.xlsx").returncode == 0
    after = openpyxl.load_workbook(tmp_path / "phieu.xlsx", data_only=True)["Mục lục"]
    figures = [[cell.value for cell in row] for row in before.iter_rows()]
    assert [[cell.value for cell in row] for row in after.iter_rows()] == figures
    assert any(isinstance(value, int) and value > 1000 for row in figures for value in row)
