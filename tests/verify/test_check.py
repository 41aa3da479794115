import json
from collections.abc import Callable
from pathlib import Path

import openpyxl

from xl_addin.reports import render
from xl_addin.verify.check import check_file


def test_a_file_is_read_and_verified(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["STT", "Đơn vị", "Số giao", "Đã làm", "Còn lại"],
        [1, 2, 3, 4, "5=3-4"],
        [1, "An Bình", 100, 40, 60],
        [2, "Bình Minh", 200, 50, 155],
        [None, "Tổng", 300, 90, 210],
    ):
        sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    checked = check_file(str(tmp_path / "book.xlsx"))
    assert [(one.code, one.cell) for one in checked.diagnostics] == [("V301", "E4")]
    assert checked.status == "findings"


def test_of_an_old_format_values_are_checked_and_it_is_said_that_formulas_were_not(
    tmp_path: Path, ods_book: Callable[[list[list[object]]], bytes]
) -> None:
    rows: list[list[object]] = [
        ["STT", "Đơn vị", "Số giao", "Đã làm", "Còn lại"],
        [1, 2, 3, 4, "5=3-4"],
        [1, "An Bình", 100, 40, 60],
        [2, "Bình Minh", 200, 50, 155],
        [None, "Tổng", 300, 90, 210],
    ]
    (tmp_path / "cu.ods").write_bytes(ods_book(rows))
    checked = check_file(str(tmp_path / "cu.ods"))
    assert [(one.code, one.cell) for one in checked.diagnostics] == [("V301", "E4")]
    assert not checked.formulas_seen
    assert "công thức và ô báo lỗi" in render([checked], "text", "vi")
    assert "formulas and error values" in render([checked], "html", "en")
    assert json.loads(render([checked], "json", "vi"))["files"][0]["formulas_seen"] is False


def test_what_cannot_be_read_is_told_not_raised(tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"%PDF-1.7")
    for name in ("no.xlsx", "missing.xlsx"):
        checked = check_file(str(tmp_path / name))
        assert checked.status == "unreadable"
        assert checked.problem is not None and name in checked.problem.line("vi")


def test_a_fault_of_ours_in_one_file_is_told_as_such(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "book.xlsx")

    def fails(_book: object) -> None:
        raise RecursionError("too deep")

    checked = check_file(str(tmp_path / "book.xlsx"), fails)
    assert checked.status == "unreadable"
    assert checked.problem is not None and "RecursionError: too deep" in checked.problem.line("en")
    assert [one.code for one in checked.diagnostics] == ["C801"]
