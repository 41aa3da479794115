"""The page about what differs: complete by itself, every text of the files escaped."""

import io
import re

import openpyxl

from xl_addin import api
from xl_addin.reports.difference import render_difference


def book(name: str, figure: int) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Đơn vị", "Chỉ tiêu", "Đã thu"], [1, 2, 3], [name, figure, 700], ["Bình Minh", 520, 80]):
        sheet.append(row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def page(old: bytes, new: bytes) -> str:
    found = api.compare(api.open(old, file="thang-5/cu.xlsx"), api.open(new, file="moi.xlsx"))
    return render_difference(found, "html", "vi")


def test_each_change_is_a_line_with_unit_column_and_both_figures() -> None:
    html = page(book("An Bình", 48692), book("An Bình", 48700))
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", html)
    assert cells == ["B3", "An Bình", "2", "giá trị", "48.692", "48.700"]
    assert "Bản cũ: cu.xlsx" in html


def test_nothing_is_loaded_and_nothing_of_the_files_is_markup() -> None:
    html = page(book("<script>alert(1)</script>", 1), book("<b>đậm</b>", 1))
    assert "<script" not in html and "<b>đậm" not in html
    assert not re.search(r"""(src|href|url\()\s*=?\s*["']?(https?:|//)""", html)


def test_two_books_that_do_not_differ_say_so() -> None:
    assert "Hai bản không khác nhau." in page(book("An Bình", 1), book("An Bình", 1))
