"""Whole numbers read `48.692` on every PC: by their own format, and by those of numbers it cannot write."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.making.styles import write_dots_beyond
from xl_addin.workbook.model.formats import display_text, read_format
from xl_addin.workbook.model.vietnamese_formats import COUNT, count_between, dotted


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (692, "692"), (48_692, "48.692"), (1_234_567, "1.234.567")])
def test_a_count_is_told_as_it_is_shown(value: int, shown: str) -> None:
    assert display_text(value, COUNT, "vi") == shown
    assert read_format(COUNT).grouped and read_format(COUNT).decimals == 0


def test_words_stand_around_every_length() -> None:
    assert count_between("", '" đồng"') == r'[>=1000000]#\.###\.##0" đồng";[>=1000]#\.##0" đồng";0" đồng"'
    assert [dotted(dots) for dots in range(3)] == ["0", r"#\.##0", r"#\.###\.##0"]


def test_every_count_of_a_book_reads_so_on_an_english_pc(tmp_path: Path, libreoffice: Any) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    numbers = (0, 7, 48_692, 1_234_567, 1_234_567_890, -5, -5_000, -1_234_567, -1_234_567_890)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.column_dimensions["A"].width = 20
    for row, number in enumerate(numbers, start=1):
        sheet.cell(row, 1, number).number_format = COUNT
    write_dots_beyond(sheet, f"A1:A{len(numbers)}")
    book.save(tmp_path / "so.xlsx")
    printed = libreoffice(tmp_path / "so.xlsx", "pdf")
    shown = subprocess.run(["pdftotext", str(printed), "-"], check=True, capture_output=True, encoding="utf-8").stdout
    assert shown.split() == [f"{number:,}".replace(",", ".") for number in numbers]
