"""The office's own book of the demo: filled, and everything that is not a cell of the table as it was."""

from functools import cache

from xl_addin.campaign.demo import Demo, run_demo
from xl_addin.formula.cells import parse_address
from xl_addin.package.package import open_package
from xl_addin.workbook.reading.read import read_book


@cache
def demo() -> Demo:
    return run_demo("vi")


def test_the_offices_book_keeps_its_logo_chart_and_text_box_byte_for_byte() -> None:
    before, after = (open_package(demo().files[name]) for name in ("so-don-vi.xlsx", "so-don-vi-da-dien.xlsx"))
    assert {"xl/media/image1.png", "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"} <= set(before.names)
    assert "Các đơn vị báo cáo" in before.read("xl/drawings/drawing1.xml").decode()
    assert before.names == after.names
    changed = {name for name in before.names if before.read(name) != after.read(name)}
    assert changed == {"xl/worksheets/sheet1.xml"}


def test_its_table_is_that_of_the_campaign_done_right() -> None:
    office = read_book(demo().files["so-don-vi-da-dien.xlsx"])["Giao chỉ tiêu"]
    right = read_book(demo().files["phan-bo.xlsx"])["Giai đoạn 1"]
    for row in range(12):
        for column in range(2, 13):
            assert office.value(row + 9, column + 1) == right.value(row + 9, column)
    assert office.formula(*parse_address("H9")) == "=E9-F9"


def test_the_office_is_told_how_many_cells_were_filled() -> None:
    assert "so-don-vi-da-dien.xlsx: đã điền 76 ô" in demo().summary[-1].vi
