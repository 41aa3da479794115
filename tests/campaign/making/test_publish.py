"""The published workbook shows the figures as they were printed, mistakes included."""

import pytest

from xl_addin.campaign.making.publish import published_workbook
from xl_addin.campaign.making.published import published_table
from xl_addin.formula.cells import Area
from xl_addin.spec.load import load_spec
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(published_workbook(load_spec("binh_phuoc")), file="cong-bo.xlsx")


def test_every_published_figure_stands_in_its_cell(book: Book) -> None:
    spec = load_spec("binh_phuoc")
    for table in spec.tables:
        published, sheet = published_table(spec, table), book[table.sheet]
        for row, figures in enumerate((*published.units, published.total), start=9):
            for position, column in enumerate(table.columns, start=1):
                assert sheet.value(row, position) == figures.get(column.label)


def test_values_only(book: Book) -> None:
    assert list(book.formula_cells()) == []


def test_headings_and_number_row_as_published(book: Book) -> None:
    sheet = book["Giai đoạn 1"]
    assert sheet.value(3, 1) == (
        "BẢNG PHÂN BỔ CHỈ TIÊU THU NHẬN HỒ SƠ VÀ KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ\n"
        "TỪ NGÀY 20/6/2023 ĐẾN NGÀY 20/9/2023"
    )
    assert sheet.value(4, 1) == "(Kèm theo Kế hoạch số 96/KH-UBND ngày 19/6/2023 của Ủy ban nhân dân tỉnh)"
    assert sheet.value(5, 1) == (
        "Giai đoạn 1: Chiến dịch cao điểm “25 ngày, đêm”, từ ngày 20/6/2023 đến ngày 15/7/2023"
    )
    numbers = [sheet.value(8, position) for position in range(1, 13)]
    assert numbers == [1, 2, 3, 4, 5, 6, "7=4-5", 8, "9=7-8", "10=4-6", 11, "12=(10/11)/25"]
    assert Area.parse("G6:I6") in sheet.merges
    assert Area.parse("A6:A7") in sheet.merges
