"""The example of the guide's chapter on an office's own files works as it stands there."""

import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from xl_addin.cli.main import commands
from xl_addin.workbook.reading.read import read_book

CHAPTER = Path(__file__).parents[2] / "docs" / "huong-dan" / "mau-rieng.md"
FIGURES = "2,3,5\nThôn Một,400,100\nThôn Hai,500,150\nThôn Ba,300,20\n"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A folder with the chapter's template and spec, and figures for them."""
    text = CHAPTER.read_text(encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = re.search(r"tên trang tính là `(.+?)`", text)[1]
    for row, cells in re.findall(r"^\| (\d) \| (.*) \|$", text, re.MULTILINE):
        for column, cell in enumerate(cells.split(" | "), 1):
            book.active.cell(int(row), column).value = cell.strip("` |") or None
    book.save(tmp_path / "mau-phieu.xlsx")
    spec = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    (tmp_path / "giao-ho-so.yaml").write_text(spec, encoding="utf-8")
    (tmp_path / "so-lieu.csv").write_text(FIGURES, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(commands, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_chapters_spec_makes_a_workbook_and_its_template_cuts_it(example: Path) -> None:
    spec, template, book, sheets = (
        example / name for name in ("giao-ho-so.yaml", "mau-phieu.xlsx", "sổ.xlsx", "phiếu.xlsx")
    )
    run("new", spec, "--data", example / "so-lieu.csv", "-o", book)
    run("verify", book, "--spec", spec)
    run("unit-sheets", book, "--spec", spec, "--template", template, "-o", sheets)
    cut = read_book(sheets)
    assert [sheet.name for sheet in cut.sheets if sheet.visible] == ["Thôn Một", "Thôn Hai", "Thôn Ba"]
    rows = [[cut["Thôn Hai"].value(row, column) for column in (1, 2, 3)] for row in range(1, 9)]
    assert [row[0] for row in rows[:3]] == ["ỦY BAN NHÂN DÂN XÃ", "Số: 12/KH-UBND", "PHIẾU GIAO CHỈ TIÊU: Thôn Hai"]
    assert rows[4:] == [
        ["3", "Số dân", 500],
        ["4", "Chỉ tiêu hồ sơ", 500],
        ["5", "Số hồ sơ đã thu nhận", 150],
        ["6", "Số hồ sơ còn phải thu nhận", 350],
    ]
