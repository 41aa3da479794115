"""Before an officer agrees: the formulas that lose their cells by name, and whatever else does, each thing once."""

from xl_addin.excel.showing.losing import losses
from xl_addin.formula.cells import CellRef
from xl_addin.package.package import open_package
from xl_addin.workbook.edits.edit import DeleteRows, DeleteSheet, SetValue
from xl_addin.workbook.reading.read import read_book


def summary(book, sheet) -> None:
    other = book.add_worksheet("Tổng hợp")
    other.write_formula("A1", "='Bảng'!B5", None, 4)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "='Bảng'!$A$5:$A$6", "values": "='Bảng'!$B$5:$B$6"})
    chart.set_title({"name": "Tỷ lệ"})
    other.insert_chart("C2", chart)


LOST = (
    "1 công thức mất ô mà nó tính (thành #REF!): Tổng hợp!A1\n\nCũng mất ô nguồn (#REF!):\n"
    "- biểu đồ “Tỷ lệ” ở trang “Tổng hợp”, dãy số liệu thứ 1"
)


def test_with_lines_and_with_a_sheet_alone(xlsxwriter_book) -> None:
    package = open_package(xlsxwriter_book(summary))
    for edit in (DeleteRows("Bảng", 5, 2), DeleteSheet("Bảng")):
        told = losses(package, read_book(package), [edit])
        assert told and told.vi == LOST


def test_most_edits_lose_nothing(xlsxwriter_book) -> None:
    package = open_package(xlsxwriter_book(summary))
    assert losses(package, read_book(package), [SetValue(CellRef("Bảng", 5, 2), 1)]) is None
