"""`xl-addin unit-sheets` on books that contradict themselves: nothing leaves the office in silence."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from xl_addin.campaign.demo import run_demo

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def right() -> bytes:
    return run_demo("vi").files["phan-bo.xlsx"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("xl-addin")), "unit-sheets", "so.xlsx", "-o", "phieu.xlsx"]
        return subprocess.run(
            [*command, *arguments], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return run


def typed_over(data: bytes, path: Path, *, total: bool) -> str:
    """Save the book with a wrong figure in column 7 (`7=4-5`): of the first unit, or of the total; the cell."""
    path.write_bytes(data)
    book = openpyxl.load_workbook(path)
    sheet = book["Giai đoạn 1"]
    [number] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "7=4-5"]
    rows = [
        row for row in range(number.row + 1, sheet.max_row + 1) if str(sheet.cell(row, number.column).value)[:1] == "="
    ]
    is_total = {row: "SUM" in str(sheet.cell(row, number.column).value) for row in rows}
    row = next(row for row in rows if is_total[row] is total)
    sheet.cell(row, number.column).value = 99
    book.save(path)
    return f"Giai đoạn 1!{number.column_letter}{row}"


def test_errors_in_what_is_cut_stop_it_with_the_list_and_nothing_is_written(
    right: bytes, run: Run, tmp_path: Path
) -> None:
    cell = typed_over(right, tmp_path / "so.xlsx", total=False)
    done = run("--lang", "vi")
    assert done.returncode == 1 and done.stderr == ""
    assert done.stdout.startswith("so.xlsx: có ") and "chưa ghi phiếu nào" in done.stdout
    assert cell in done.stdout and "--even-with-errors" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["so.xlsx"]


def test_on_request_it_is_cut_all_the_same_and_the_manifest_says_so(right: bytes, run: Run, tmp_path: Path) -> None:
    cell = typed_over(right, tmp_path / "so.xlsx", total=False)
    done = run("--even-with-errors")
    assert done.returncode == 0, done.stdout + done.stderr
    manifest = json.loads((tmp_path / "phieu.json").read_text(encoding="utf-8"))
    assert cell in [f"{one['sheet']}!{one['cell']}" for one in manifest["errors"]]
    assert manifest["warning"].startswith("Các phiếu này được cắt khi sổ còn")
    assert (tmp_path / "phieu.xlsx").is_file()


def test_an_error_in_what_no_unit_receives_stops_nothing(right: bytes, run: Run, tmp_path: Path) -> None:
    typed_over(right, tmp_path / "so.xlsx", total=True)
    assert run().returncode == 0
    assert "errors" not in json.loads((tmp_path / "phieu.json").read_text(encoding="utf-8"))


def test_a_right_book_is_cut_without_a_word_of_errors(right: bytes, run: Run, tmp_path: Path) -> None:
    (tmp_path / "so.xlsx").write_bytes(right)
    assert run("--even-with-errors").returncode == 0
    assert not {"errors", "warning"} & json.loads((tmp_path / "phieu.json").read_text(encoding="utf-8")).keys()


def test_figures_lead_to_the_book_where_that_is_asked_for(right: bytes, run: Run, tmp_path: Path) -> None:
    (tmp_path / "so.xlsx").write_bytes(right)
    assert run("--links", "--spec", "binh_phuoc").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "phieu.xlsx")
    assert [link.file_link.Target for link in book._external_links] == ["so.xlsx"]
    linked = {cell.value for row in book["Đồng Xoài"].iter_rows() for cell in row if "[1]" in str(cell.value)}
    assert "='[1]Giai đoạn 1'!$D$10" in linked and len(linked) > 12
    values = openpyxl.load_workbook(tmp_path / "phieu.xlsx", data_only=True)
    assert not {cell.value for row in values["Đồng Xoài"].iter_rows() for cell in row if "[1]" in str(cell.value)}


def test_in_a_folder_of_files_the_way_to_the_book_begins_there(right: bytes, run: Run, tmp_path: Path) -> None:
    (tmp_path / "so.xlsx").write_bytes(right)
    assert run("--links", "--per-file", "--only", "Đồng Xoài").returncode == 0
    [file] = (tmp_path / "phieu.xlsx").glob("*.xlsx")
    assert [link.file_link.Target for link in openpyxl.load_workbook(file)._external_links] == ["../so.xlsx"]
