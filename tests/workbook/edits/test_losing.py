"""The cells that a list of edits leaves with `#REF!`, each where it stands when its edit is made."""

from xl_addin.formula.cells import CellRef
from xl_addin.package.package import open_package
from xl_addin.workbook.edits.edit import DeleteColumns, DeleteRows, DeleteSheet, Edit, InsertRows, RenameSheet, SetValue
from xl_addin.workbook.edits.losing import lost_by
from xl_addin.workbook.reading.read import read_book


def lost(data: bytes, *edits: Edit) -> list[str]:
    package = open_package(data)
    return [f"{each.what}: {each.before} → {each.after}" for each in lost_by(package, edits, book=read_book(package))]


def formulas(book, sheet) -> None:
    sheet.write_formula("A5", "=B3+Cũ!A1", None, 0)
    book.add_worksheet("Cũ")


def test_each_edit_sees_what_those_before_it_have_left(xlsxwriter_book) -> None:
    data = xlsxwriter_book(formulas)
    edits = [InsertRows("mới", 1, 2), DeleteRows("Mới", 5), RenameSheet("Bảng", "Mới"), DeleteSheet("Cũ")]
    assert lost(data, *edits) == ["Bảng!A5: =B3+Cũ!A1 → =B3+#REF!", "Mới!A7: =B5+#REF! → =#REF!+#REF!"]


def test_most_edits_take_nothing_away(xlsxwriter_book) -> None:
    edits = [SetValue(CellRef("Bảng", 3, 2), None), InsertRows("Bảng", 3), RenameSheet("Cũ", "Xưa")]
    assert lost(xlsxwriter_book(formulas), *edits) == []


def test_a_cell_that_goes_later_or_is_written_anew_loses_nothing(xlsxwriter_book) -> None:
    data = xlsxwriter_book(formulas)
    row_goes = DeleteRows("Bảng", 3)
    assert lost(data, row_goes) == ["Bảng!A5: =B3+Cũ!A1 → =#REF!+Cũ!A1"]
    assert lost(data, row_goes, DeleteRows("Bảng", 4)) == []
    assert lost(data, row_goes, SetValue(CellRef("Bảng", 4, 1), 7)) == []
    assert lost(data, row_goes, InsertRows("Bảng", 1), SetValue(CellRef("Bảng", 5, 1), 7)) == []


def test_a_column_of_an_excel_table_that_goes_is_lost_to_what_names_it(xlsxwriter_book) -> None:
    def table(book, sheet) -> None:
        sheet.add_table("B3:C6", {"name": "Bang", "columns": [{"header": "Xã"}, {"header": "Hộ"}]})
        sheet.write_formula("A9", "=SUM(Bang[Hộ])+COUNTA(Bang[Xã])", None, 0)

    assert lost(xlsxwriter_book(table), DeleteColumns("Bảng", 3)) == [
        "Bảng!A9: =SUM(Bang[Hộ])+COUNTA(Bang[Xã]) → =SUM(#REF!)+COUNTA(Bang[Xã])"
    ]
