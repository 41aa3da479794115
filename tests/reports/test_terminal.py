from collections.abc import Callable
from dataclasses import replace

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.reports import render
from xl_addin.verify.check import CheckedFile
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.model.book import Book, Sheet


def test_findings_by_sheet_with_their_row(published: Callable[..., Book]) -> None:
    report = render([CheckedFile("cong-bo.xlsx", verify_book(published()))], "text", "vi")
    assert report.startswith("cong-bo.xlsx: 7 lỗi, 2 cảnh báo\n")
    assert report.index("Giai đoạn 1 ─") < report.index("Lỗi V302 D20") < report.index("Giai đoạn 2 ─")
    assert "862.985   »500.000«   265.417" in report
    assert "Cách sửa: Đặt công thức của chính cột này vào dòng tổng" in report
    assert "\x1b[" not in report


def test_clean_and_unreadable_files(small: Callable[..., Sheet]) -> None:
    clean = CheckedFile("clean.xlsx", verify_book(Book("clean.xlsx", (small(),))))
    broken = CheckedFile("broken.xlsx", problem=Problem(Text("tệp bị cắt cụt", "truncated file"), file="broken.xlsx"))
    report = render([clean, broken], "text", "en")
    assert "clean.xlsx: No findings." in report
    assert "Could not be checked: broken.xlsx: truncated file" in report


def test_markup_in_a_file_is_only_text(small: Callable[..., Sheet]) -> None:
    sheet = small({(4, 2): "[bold]Bình Minh[/x]", (4, 5): 1501})
    assert "[bold]Bình Minh[/x]" in render([CheckedFile("a", verify_book(Book("a", (sheet,))))], "text", "vi")


def test_of_many_findings_of_one_code_the_first_are_shown_and_the_rest_counted(sheet: Callable[..., Sheet]) -> None:
    rows = [[index, f"Xã {index}", 100, 40, 61] for index in range(1, 31)]
    grid = [["STT", "Đơn vị", "Số giao", "Đã làm", "Còn lại"], [1, 2, 3, 4, "5=3-4"], *rows]
    checked = CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (sheet(grid),))))
    assert len(checked.diagnostics) == 30
    report = render([checked], "text", "vi")
    assert report.count("Lỗi V301") == 20
    assert "và 10 phát hiện V301 nữa (--all để xem hết)" in report
    everything = render([checked], "text", "vi", show_all=True)
    assert everything.count("Lỗi V301") == 30 and "--all" not in everything


def test_several_files_are_summed_up(small: Callable[..., Sheet]) -> None:
    clean = CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (small(),))))
    wrong = CheckedFile("b.xlsx", verify_book(Book("b.xlsx", (small({(4, 5): 1505}),))))
    broken = CheckedFile("c.xlsx", problem=Problem(Text("hỏng", "damaged"), file="c.xlsx"))
    report = render([clean, wrong, broken], "text", "vi")
    assert report.endswith("3 tệp: 1 tệp có phát hiện, 1 tệp không kiểm tra được; 1 lỗi.\n")


def test_what_was_passed_over_is_counted(small: Callable[..., Sheet]) -> None:
    accepted = replace(small({(4, 5): 1505}), comments={(4, 5): "xl-addin: bỏ qua V301 – chờ số liệu"})
    report = render([CheckedFile("a.xlsx", verify_book(Book("a.xlsx", (accepted,))))], "text", "vi")
    assert "Bỏ qua 1 phát hiện" in report and "Lỗi V301" not in report
