"""Minh Thắng end to end: five indicators over seven areas, one page and one form for each area."""

import subprocess
from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

import pytest
from fixtures.papers import violations
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.shipped import shipped_folder

Run = Callable[..., str]
EXAMPLE = str(shipped_folder("formulas_spec") / "examples" / "minh_thang.csv")
WHOLES = (33, 6, 731, 63, 731)
POSSIBLE = ("--param", "first_day=12/4/2024", "--param", "final_report=06/7/2024")
"""Days that could be kept: the plan itself is dated 11/4, and the drive runs to the end of 03/7."""


def quotas(book: Path) -> list[tuple[int, ...]]:
    """The five quotas of each area."""
    sheet = load_workbook(book)["Chỉ tiêu"]
    return [tuple(cell.value for cell in row) for row in sheet["D9:H15"]]


def row_of(sheet: Worksheet, text: str) -> int:
    return next(cell.row for (cell,) in sheet["A1:A80"] if cell.value == text)


def citizens(book: Path) -> list[int]:
    return [cell.value for (cell,) in load_workbook(book)["Chỉ tiêu"]["C9:C15"]]


@pytest.mark.parametrize("by_population", [True, False])
def test_each_indicator_is_exact_and_no_area_loses_every_rounding(
    run: Run, tmp_path: Path, judged: Callable[[Path], int], by_population: bool
) -> None:
    equally = () if by_population else ("--param", "by_population=0")
    run("new", "minh_thang", "--data", EXAMPLE, *POSSIBLE, *equally, "-o", "so.xlsx")
    assert "Không phát hiện sai sót nào" in run("verify", "so.xlsx", "--spec", "minh_thang")
    given = quotas(tmp_path / "so.xlsx")
    assert tuple(map(sum, zip(*given, strict=True))) == WHOLES
    weights = citizens(tmp_path / "so.xlsx") if by_population else [1] * 7
    for area, weight in zip(given, weights, strict=True):
        shares = [Fraction(whole * weight, sum(weights)) for whole in WHOLES]
        assert all(floor(share) <= got <= ceil(share) for got, share in zip(area, shares, strict=True))
        assert abs(sum(area) - sum(shares)) < 1
    assert judged(tmp_path / "so.xlsx") == 6 + 5 + 5  # totals, checks of the wholes, checks of what was shared by


def test_the_days_of_the_plan_are_told_once_each(run: Run, tmp_path: Path) -> None:
    run("new", "minh_thang", "--data", EXAMPLE, "-o", "so.xlsx")
    said = run("verify", "so.xlsx", "--spec", "minh_thang", exit_status=1)
    told = [line.split("  ", 1)[1] for line in said.splitlines() if line.startswith("Cảnh báo ")]
    assert told == [
        "Báo cáo tổng kết: hạn cuối 02/7/2024 trước ngày kết thúc đợt 03/7/2024.",
        "Đợt cao điểm: bắt đầu ngày 04/4/2024, trước ngày ban hành văn bản 11/4/2024.",
    ]
    texts = [cell.value for (cell,) in load_workbook(tmp_path / "so.xlsx")["Chỉ tiêu"]["A1:A30"]]
    line = "Văn bản ghi 90 ngày; từ 04/4/2024 đến 03/7/2024 có 91 ngày, kể cả ngày đầu và ngày cuối."
    assert texts.count(line) == 1


def test_an_area_gets_one_page_with_all_five(
    run: Run, tmp_path: Path, libreoffice: Callable[[Path, str], Path], judged: Callable[[Path], int]
) -> None:
    run("new", "minh_thang", "--data", EXAMPLE, *POSSIBLE, "-o", "so.xlsx")
    run("unit-sheets", "so.xlsx", "--spec", "minh_thang", "-o", "phieu.xlsx")
    book = load_workbook(tmp_path / "phieu.xlsx", data_only=True)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in sheets] == ["Mục lục", *(f"Ấp {number}" for number in range(1, 8))]
    for sheet in sheets:
        assert violations(sheet) == [], sheet.title
    index, sheet, given = book["Mục lục"], book["Ấp 1"], quotas(tmp_path / "so.xlsx")[0]
    total, last = row_of(index, "Tổng cộng"), row_of(sheet, "Chỉ tiêu được giao")
    assert tuple(index.cell(total, column).value for column in (5, 7, 9, 11, 13)) == WHOLES
    plans = [[sheet.cell(row, column).value for column in (5, 7, 9, 11, 13)] for row in range(last - 12, last + 1)]
    assert tuple(plans[-1]) == tuple(plans[-2]) == given
    assert all(list(column) == sorted(column) for column in zip(*plans, strict=True))
    assert judged(tmp_path / "phieu.xlsx") == 5
    pages = subprocess.run(
        ["pdfinfo", libreoffice(tmp_path / "phieu.xlsx", "pdf")], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert "Pages:           8\n" in pages


def test_what_an_area_fills_in_is_known_by_indicator_and_day(run: Run, tmp_path: Path) -> None:
    from xl_addin.campaign.cutting.manifest.reading import read_manifest

    run("new", "minh_thang", "--data", EXAMPLE, *POSSIBLE, "-o", "so.xlsx")
    run("unit-sheets", "so.xlsx", "--spec", "minh_thang", "-o", "phieu.xlsx")
    unit = read_manifest(tmp_path / "phieu.json").manifest.units[0]
    known = {(entry.indicator.column, entry.first_day) for entry in unit.entries}
    assert {column for column, _ in known} == {"4", "5", "6", "7", "8"}
    assert len(known) == len(unit.entries) == 5 * 12  # weeks from 12/4 to 03/7
