"""Columns that come into an Excel table, and what its list, its heading and its totals say then."""

import io

import openpyxl
import pytest
from fixtures.books import Written

from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.reading.read import read_book
from xl_addin.workbook.structure.shifting import check_shift, shift_lines
from xl_addin.workbook.structure.tables.new_columns import new_names

TABLE = "xl/tables/table1.xml"


@pytest.fixture
def data(xlsxwriter_book: Written) -> bytes:
    def table(book, sheet) -> None:
        columns = [
            {"header": "Xã"},
            {"header": "Hộ", "total_function": "sum", "format": book.add_format({"num_format": "0.0"})},
            {"header": "Đôi", "formula": "=Bang[[#This Row],[Hộ]]*2+$H$1", "total_function": "max"},
        ]
        sheet.add_table("B3:D6", {"name": "Bang", "columns": columns, "total_row": True})
        sheet.write_formula("H1", "=SUM(Bang[Hộ])+SUM(Bang[[Xã]:[Đôi]])")

    return xlsxwriter_book(table)


def shifted(data: bytes, shift: Shift) -> Draft:
    draft = Draft(open_package(data))
    check_shift(draft, shift)
    shift_lines(draft, shift)
    return draft


def listed(draft: Draft) -> list[tuple[str | None, str | None, str | None]]:
    columns = next(each for each in draft.xml(TABLE) if each.tag.endswith("tableColumns"))
    assert columns.get("count") == str(len(columns))
    return [(each.get("id"), each.get("name"), each.get("totalsRowFunction")) for each in columns]


def test_new_columns_are_listed_with_numbers_and_names_of_their_own_and_say_these(data: bytes) -> None:
    draft = shifted(data, Shift("Bảng", "columns", 3, 2, like=2))
    assert listed(draft) == [
        ("1", "Xã", None),
        ("4", "Column1", None),
        ("5", "Column2", None),
        ("2", "Hộ", "sum"),
        ("3", "Đôi", "max"),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(draft.data()))["Bảng"]
    assert [cell.value for cell in sheet["B3:F3"][0]] == ["Xã", "Column1", "Column2", "Hộ", "Đôi"]
    totals = [cell.value for cell in sheet["C6:F6"][0]]
    assert totals == [None, None, "=SUBTOTAL(109,[Hộ])", "=SUBTOTAL(104,[Đôi])"]
    assert sheet["J1"].value == "=SUM(Bang[Hộ])+SUM(Bang[[Xã]:[Đôi]])"
    assert sheet.tables["Bang"].autoFilter.ref == "B3:F5"


def test_one_that_is_filled_like_a_column_has_its_formulas_and_its_total(data: bytes) -> None:
    draft = shifted(data, Shift("Bảng", "columns", 4, 1, like=4, fill=True))
    assert listed(draft)[2] == ("4", "Column1", "max")
    formulas = [each.text for each in draft.xml(TABLE).iter() if each.tag.endswith("calculatedColumnFormula")]
    assert formulas == ["Bang[[#This Row],[Hộ]]*2+$I$1"] * 2
    sheet = read_book(draft)["Bảng"]
    assert [sheet.formula(row, 4) for row in (3, 4, 5, 6)] == [
        None,
        "=Bang[[#This Row],[Hộ]]*2+$I$1",
        "=Bang[[#This Row],[Hộ]]*2+$I$1",
        "=SUBTOTAL(104,Bang[Column1])",
    ]
    assert sheet.value(3, 4) == "Column1"


def test_one_that_is_filled_like_a_column_without_a_total_has_none(data: bytes) -> None:
    draft = shifted(data, Shift("Bảng", "columns", 3, 1, like=2, fill=True))
    assert listed(draft)[1] == ("4", "Column1", None)
    assert read_book(draft)["Bảng"].formula(6, 3) is None


def test_the_formats_of_the_model_are_those_of_the_new_column(data: bytes) -> None:
    columns = next(
        each
        for each in shifted(data, Shift("Bảng", "columns", 4, 1, like=3)).xml(TABLE)
        if each.tag.endswith("tableColumns")
    )
    assert columns[2].get("dataDxfId") == columns[1].get("dataDxfId") is not None


def test_conditions_of_a_filter_stay_with_their_columns(data: bytes) -> None:
    draft = Draft(open_package(data))
    condition = b'<filterColumn colId="%d"><filters><filter val="1"/></filters></filterColumn>'
    filtered = draft.read(TABLE).replace(b'ref="B3:D5"/>', b'ref="B3:D5">' + condition % 1 + b"</autoFilter>")
    draft.write(TABLE, filtered)
    assert condition % 2 in shifted(draft.data(), Shift("Bảng", "columns", 3, 1)).read(TABLE)


def test_a_table_without_heading_gets_no_text_into_its_cells(xlsxwriter_book: Written) -> None:
    data = xlsxwriter_book(lambda book, sheet: sheet.add_table("B3:D6", {"header_row": False}))
    draft = shifted(data, Shift("Bảng", "columns", 3, 1))
    # XlsxWriter calls the columns so, too.
    assert [name for _, name, _ in listed(draft)] == ["Column1", "Column4", "Column2", "Column3"]
    assert read_book(draft)["Bảng"].value(3, 3) is None


def test_names_that_are_taken_are_passed_over() -> None:
    assert new_names(["column1", "Hộ", "Column3"], 3) == ["Column2", "Column4", "Column5"]
