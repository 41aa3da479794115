"""Cẩm Ngọc end to end: the published schedule as it stands, and one made anew for any hamlets and days."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from fixtures.papers import violations

from xl_addin.campaign.making.publish import published_workbook
from xl_addin.campaign.making.published import published_table
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec

Run = Callable[..., str]
EXAMPLE = str(shipped_folder("formulas_spec") / "examples" / "cam_ngoc.csv")
POSSIBLE = ("--param", "level_1_done=02/12/2022", "--param", "level_1_report=07/12/2022")
"""Deadlines that an officer could keep: the letter's own had passed when it was written."""


def days(book: Path) -> list[date]:
    sheet = openpyxl.load_workbook(book)["Lịch tuyên truyền"]
    found = [sheet.cell(row, 3).value for row in range(9, sheet.max_row + 1)]
    return [day.date() for day in found if hasattr(day, "date")]


@pytest.mark.parametrize("numbered", [True, False])
def test_the_published_schedule_stands_as_it_is_and_its_deadlines_do_not(
    run: Run, tmp_path: Path, numbered: bool
) -> None:
    book = openpyxl.load_workbook(_saved(tmp_path / "lich.xlsx", published_workbook(load_spec("cam_ngoc"))))
    if not numbered:  # the letter's table has no column numbers
        book.worksheets[0].delete_rows(8)
        book.save(tmp_path / "lich.xlsx")
    assert "Không phát hiện sai sót nào" in run("verify", "lich.xlsx")
    said = run("verify", "lich.xlsx", "--spec", "cam_ngoc", "--fail-on", "error")
    assert [said.count(code) for code in ("D602", "S702", "D605")] == [2, 0, 0]
    assert "hạn cuối 17/11/2022 trước ngày ban hành văn bản 28/11/2022" in said
    assert "hạn cuối 21/11/2022 trước ngày ban hành văn bản 28/11/2022" in said


def test_made_anew_it_gives_the_published_days(run: Run, tmp_path: Path, judged: Callable[[Path], int]) -> None:
    run("new", "cam_ngoc", "--data", EXAMPLE, *POSSIBLE, "-o", "so.xlsx")
    spec = load_spec("cam_ngoc")
    published = published_table(spec, spec.table("schedule"))
    assert days(tmp_path / "so.xlsx") == [unit["3"] for unit in published.units]
    assert "Không phát hiện sai sót nào" in run("verify", "so.xlsx", "--spec", "cam_ngoc")
    # Names linked, three formulas a hamlet, five totals, the last day.
    assert judged(tmp_path / "so.xlsx") == 7 + 3 * 7 + 5 + 1


def test_other_hamlets_another_start_days_off_and_two_hamlets_a_day(run: Run, tmp_path: Path) -> None:
    hamlets = "\n".join(f"Thôn {number},{100 + number},{number}" for number in range(1, 6))
    (tmp_path / "thon.csv").write_text(f"Thôn,citizens,officials\n{hamlets}\n", encoding="utf-8")
    given = ("first_day=06/3/2023", "skipped_days=07/3/2023; 08/3/2023", "hamlets_a_day=2", "last_day=10/3/2023")
    options = [word for one in given for word in ("--param", one)]
    run("new", "cam_ngoc", "--data", "thon.csv", *options, *POSSIBLE, "-o", "so.xlsx")
    assert days(tmp_path / "so.xlsx") == [date(2023, 3, day) for day in (6, 6, 9, 9, 10)]
    assert "Không phát hiện sai sót nào" in run("verify", "so.xlsx", "--spec", "cam_ngoc")


def test_too_few_days_say_which_end_would_do(run: Run, tmp_path: Path) -> None:
    said = run(
        "new", "cam_ngoc", "--data", EXAMPLE, "--param", "skipped_days=30/11/2022", "-o", "x.xlsx", exit_status=2
    )
    assert "7 đơn vị" in said and "chỉ có 6 ngày" in said and "đến 06/12/2022" in said
    assert not (tmp_path / "x.xlsx").exists()


def test_what_an_office_left_empty_gets_the_days_that_are_free(run: Run, tmp_path: Path) -> None:
    run("new", "cam_ngoc", "--data", EXAMPLE, *POSSIBLE, "-o", "so.xlsx")
    book = openpyxl.load_workbook(tmp_path / "so.xlsx")
    sheet = book["Lịch tuyên truyền"]
    sheet["C10"].value = sheet["C12"].value = None
    sheet["C11"].value = date(2022, 11, 30)
    book.save(tmp_path / "so.xlsx")
    assert run("verify", "so.xlsx", "--spec", "cam_ngoc", exit_status=1).count("D605") == 2
    run("fill", "so.xlsx", "--spec", "cam_ngoc", "-o", "du.xlsx")
    assert [day.day for day in days(tmp_path / "du.xlsx")] == [29, 1, 30, 2, 3, 4, 5]


def test_every_hamlet_gets_its_day_its_targets_and_its_deadlines(run: Run, tmp_path: Path) -> None:
    run("new", "cam_ngoc", "--data", EXAMPLE, *POSSIBLE, "-o", "so.xlsx")
    run("unit-sheets", "so.xlsx", "--spec", "cam_ngoc", "-o", "phieu.xlsx")
    book = openpyxl.load_workbook(tmp_path / "phieu.xlsx")
    sheet = book["Phúc Ngân Vải"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {521, 12, 120} <= {text for text in texts if isinstance(text, int)}
    assert "- Hoàn thành đăng ký mức 1: trước ngày 02/12/2022 (chậm nhất ngày 01/12/2022)." in texts
    assert any(hasattr(text, "date") and text.date() == date(2022, 12, 2) for text in texts)
    assert violations(sheet) == []


def _saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
