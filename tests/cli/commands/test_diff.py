"""`xl-addin diff` on files: what is said, where it goes, the exit status."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from xl_addin.cli.commands.diff import FORMATS, diff
from xl_addin.problem import Problem
from xl_addin.reports.difference import DIFFERENCE_FORMATS

Cells = dict[str, object]
OLD: Cells = {
    "A1": "Đơn vị", "B1": "Chỉ tiêu", "C1": "Đã thu", "D1": "Còn lại",
    "A2": 1, "B2": 2, "C2": 3, "D2": "4=2-3",
    "A3": "An Bình", "B3": 48000, "C3": 700, "D3": "=B3-C3",
    "A4": "Bình Minh", "B4": 52000, "C4": 800, "D4": "=B4-C4",
}  # fmt: skip


def written(path: Path, cells: Cells) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    for place, value in cells.items():
        sheet[place] = value
        sheet[place].number_format = "#,##0"
    made.save(path)
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written(tmp_path / "cu.xlsx", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return written(tmp_path / "moi.xlsx", {**OLD, "B3": 48692})


def run(*arguments: str | Path, language: str = "vi") -> Result:
    result = CliRunner().invoke(diff, [*map(str, arguments), "--lang", language], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def test_the_formats_are_those_of_the_reports() -> None:
    assert FORMATS == DIFFERENCE_FORMATS


def test_what_differs_is_said_with_its_unit_and_column(old: Path, new: Path) -> None:
    result = run(old, new)
    assert result.return_value == 1
    assert result.stdout.splitlines() == [
        "Biểu 1",
        "  bảng A1:D4",
        "    B3 (An Bình, cột 2): 48.000 → 48.692",
        "    D3 (An Bình, cột 4): kết quả tính: 47.300 → 47.992",
        "Khác nhau: 1 ô giá trị, 1 kết quả tính.",
    ]


def test_it_speaks_english_too(old: Path, new: Path) -> None:
    assert "B3 (An Bình, column 2): 48,000 → 48,692" in run(old, new, language="en").stdout


def test_the_same_file_twice_does_not_differ(old: Path) -> None:
    result = run(old, old)
    assert (result.return_value, result.stdout) == (0, "Hai bản không khác nhau.\n")


def test_json_holds_every_cell_in_both_versions(old: Path, new: Path, tmp_path: Path) -> None:
    result = run(old, new, "--format", "json", "-o", tmp_path / "khac.json")
    assert (result.return_value, result.stdout) == (1, "")
    report = json.loads((tmp_path / "khac.json").read_text(encoding="utf-8"))
    [sheet] = report["sheets"]
    [section] = sheet["sections"]
    assert (report["same"], section["table"]) == (False, {"old": "A1:D4", "new": "A1:D4"})
    assert section["cells"][0] == {
        "kind": "value",
        "unit": "An Bình",
        "column": "2",
        "old": {"cell": "B3", "value": 48000, "formula": None},
        "new": {"cell": "B3", "value": 48692, "formula": None},
        "looks": [],
    }


def test_of_many_changes_of_a_kind_the_first_are_shown_unless_all_are_asked_for(tmp_path: Path) -> None:
    many = {f"B{row}": row for row in range(1, 60)}
    old = written(tmp_path / "cu.xlsx", {f"A{row}": f"dòng {row}" for row in range(1, 60)} | many)
    more = {place: value * 2 for place, value in many.items()}
    new = written(tmp_path / "moi.xlsx", {f"A{row}": f"dòng {row}" for row in range(1, 60)} | more)
    shown = run(old, new).stdout.splitlines()
    assert shown[-2].strip() == "… và 39 giá trị nữa (--all để xem hết)"
    assert len(run(old, new, "--all").stdout.splitlines()) == len(shown) + 38


def test_a_file_that_cannot_be_read_is_a_problem_that_names_it(old: Path, tmp_path: Path) -> None:
    (tmp_path / "hong.xlsx").write_bytes(old.read_bytes()[:500])
    with pytest.raises(Problem) as raised:
        run(old, tmp_path / "hong.xlsx")
    assert raised.value.file == str(tmp_path / "hong.xlsx")


def test_a_report_never_goes_over_a_workbook(old: Path, new: Path) -> None:
    with pytest.raises(Problem, match="source"):
        run(old, new, "-o", new)


def test_a_sheet_of_corrections_is_written_beside_the_report(old: Path, new: Path, tmp_path: Path) -> None:
    result = run(old, new, "--correction-sheet", tmp_path / "dinh-chinh.xlsx")
    assert result.return_value == 1 and "48.692" in result.stdout
    assert openpyxl.load_workbook(tmp_path / "dinh-chinh.xlsx").sheetnames == ["Biểu 1", "Bảng đính chính"]


def test_a_sheet_of_corrections_never_goes_over_what_was_compared(old: Path, new: Path) -> None:
    with pytest.raises(Problem, match="source"):
        run(old, new, "--correction-sheet", new, "--force")
