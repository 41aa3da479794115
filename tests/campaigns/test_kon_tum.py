"""Kon Tum end to end: the uplift by a threshold, the citizens who lower it, wards beside offices; made-up figures."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from fixtures.papers import violations

from xl_addin.campaign.making.publish import published_workbook
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec
from xl_addin.workbook.reading.read import read_book

Run = Callable[..., str]
EXAMPLES = shipped_folder("formulas_spec") / "examples"
DATA = ("--data", f"wards={EXAMPLES / 'kon_tum_wards.csv'}", "--data", f"offices={EXAMPLES / 'kon_tum_offices.csv'}")
CHANGES = ("--changes", str(EXAMPLES / "kon_tum_changes.csv"))
POSSIBLE = ("--param", "final_report=05/01/2024")
"""A final report that can be final: the document's is due before the last day of the drive."""


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    run("new", "kon_tum", *DATA, *CHANGES, *POSSIBLE, "-o", "so.xlsx")
    return tmp_path / "so.xlsx"


def column(path: Path, position: int, sheet: str = "Phường, xã") -> list[object]:
    found = read_book(path)[sheet]
    return [found.value(row, position) for row in range(9, 16)]


def test_the_quoted_percentages_are_held_to_their_own_numbers(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cong-bo.xlsx").write_bytes(published_workbook(load_spec("kon_tum")))
    said = " ".join(run("verify", "cong-bo.xlsx", "--spec", "kon_tum", exit_status=1).split())
    assert "Ghi chú V301 F9" in said and "57,41" in said and "đã cắt bỏ phần lẻ" in said
    assert "Lỗi V301 H9" in said and "ghi 44,48" in said and "= 45,54" in said


def test_it_verifies_clean_and_libreoffice_agrees(run: Run, made: Path, judged: Callable[[Path], int]) -> None:
    assert "Không phát hiện sai sót nào" in run("verify", "so.xlsx", "--spec", "kon_tum")
    assert judged(made) > 80


def test_the_uplift_is_15_or_10_percent_and_never_beyond_what_is_missing(made: Path) -> None:
    quotas, issued, uplifts = (column(made, position) for position in (5, 7, 9))
    assert [(quota, done, more) for quota, done, more in zip(quotas, issued, uplifts, strict=True)] == [
        (9081, 5230, 909),  # above half: 10 %, rounded up
        (12480, 6200, 1872),  # below half: 15 %
        (7650, 3825, 765),  # exactly half: 10 % unless the officer decides otherwise
        (10350, 9870, 480),  # less is missing than 10 %
        (6187, 2510, 929),
        (5480, 2690, 822),
        (4925, 4925, 0),
    ]


def test_exactly_half_is_the_officers_decision(run: Run, tmp_path: Path) -> None:
    run("new", "kon_tum", *DATA, *CHANGES, *POSSIBLE, "--param", "uplift_at=15%", "-o", "so.xlsx")
    assert column(tmp_path / "so.xlsx", 9)[2] == 1148
    assert "Không phát hiện sai sót nào" in run("verify", "so.xlsx", "--spec", "kon_tum")


def test_who_cannot_register_lowers_the_base_with_day_and_reason(made: Path, run: Run) -> None:
    assert column(made, 4) == [39, 0, 15, 0, 28, 0, 0]
    sheet = openpyxl.load_workbook(made)["Điều chỉnh chỉ tiêu"]
    lines = [[cell.value for cell in row][2:] for row in sheet.iter_rows(min_row=5, max_row=8)]
    indicator = "Công dân từ đủ 14 tuổi trở lên"
    assert lines[0] == ["Phường A", indicator, -42, "Đang đi học tập, lao động ở nước ngoài"]
    assert lines[3] == ["Phường A", indicator, 3, "Đã về địa phương, đủ điều kiện trở lại"]
    # one more line in Excel, and the base follows
    book = openpyxl.load_workbook(made)
    for cell, value in {"B9": None, "C9": "Xã E", "D9": indicator, "E9": -80, "F9": "Bổ sung"}.items():
        book["Điều chỉnh chỉ tiêu"][cell].value = value
    book.save(made)
    run("recalc", "so.xlsx", "-o", "moi.xlsx")
    assert column(made.parent / "moi.xlsx", 4) == [39, 0, 15, 0, 28, 80, 0]


def test_made_again_from_its_own_book_it_keeps_the_changes(run: Run, made: Path) -> None:
    run("new", "kon_tum", "--data", "so.xlsx", "-o", "lai.xlsx")
    assert column(made.parent / "lai.xlsx", 5) == column(made, 5)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("18/12/2023,Phường Z,,-4,Đi xa", "không có đơn vị “Phường Z”"),
        ("18/12/2023,Phường A,,0,Đi xa", "dòng 2"),
        ("18/12/2023,Phường A,,nhiều,Đi xa", "“nhiều” không phải số nguyên"),
        ("31/02/2023,Phường A,,-4,Đi xa", "“31/02/2023” không phải ngày"),
        ("18/12/2023,Phường A,dân số,-4,Đi xa", "không có chỉ tiêu “dân số”"),
        ("18/12/2023,Phường A,,-4,", "Lý do"),
    ],
)
def test_a_change_that_cannot_be_read_is_told_with_its_row(run: Run, tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "doi.csv").write_text(f"Từ ngày,Đơn vị,Chỉ tiêu,Thay đổi,Lý do\n{line}\n", encoding="utf-8")
    assert said in run("new", "kon_tum", *DATA, "--changes", "doi.csv", "-o", "so.xlsx", exit_status=2)


def test_wards_and_offices_get_their_own_sheets_and_duties(run: Run, made: Path) -> None:
    duties = {}
    for units in ("wards", "offices"):
        run("unit-sheets", "so.xlsx", "--spec", "kon_tum", "--units", units, "-o", f"{units}.xlsx")
        sheets = openpyxl.load_workbook(made.parent / f"{units}.xlsx").worksheets[1:-1]
        duties[units] = [cell.value for row in sheets[0].iter_rows() for cell in row if str(cell.value)[:2] == "- "]
        assert violations(sheets[0]) == []
    ward, office = ("\n".join(duties[units]) for units in ("wards", "offices"))
    assert "Danh sách công dân không đủ điều kiện đăng ký: trước ngày 18/12/2023" in ward
    assert "trước 07 giờ 30 phút hằng ngày" in ward and "trước ngày 05/01/2024" in ward
    assert "Biểu đăng ký tài khoản của cán bộ, công chức, viên chức: trước ngày 20/12/2023" in office
    assert "18/12/2023" not in office and "07 giờ 30" not in office


def test_a_heading_nearly_right_is_offered(run: Run, tmp_path: Path) -> None:
    text = (EXAMPLES / "kon_tum_wards.csv").read_text(encoding="utf-8").replace("Tài khoản đã cấp", "Tài khoản đã cấpp")
    (tmp_path / "wards.csv").write_text(text, encoding="utf-8")
    said = run("new", "kon_tum", "--data", "wards=wards.csv", *DATA[2:], "-o", "so.xlsx", exit_status=2)
    assert "thiếu cột 7 (Tài khoản đã cấp)" in said and "“Tài khoản đã cấpp” (cột D) cho cột 7" in said


def test_every_campaign_is_described(run: Run) -> None:
    said = run("new", "--list")
    assert "kon_tum: " in said and "cam_ngoc: " in said and "binh_phuoc: " in said
    assert "Bảng “Cơ quan” (offices): cần số liệu cột 3 (Cán bộ, công chức, viên chức), 4" in said
    assert "(số liệu giả định)" in said and "Đã công bố: bảng Toàn thành phố" in said
