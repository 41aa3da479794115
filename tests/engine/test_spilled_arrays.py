"""Dynamic arrays are calculated where the file says that they spilled, and refused where they no longer fit there."""

from io import BytesIO

import xlsxwriter

from xl_addin.engine.recalculate import recalculate
from xl_addin.functions.called import functions_called
from xl_addin.workbook.model.book import Book, Unsupported, Value
from xl_addin.workbook.reading.read import read_book

STALE = 987_654_321


def book_with(formulas: dict[str, str]) -> Book:
    """Invented figures in A1:B4, and dynamic array formulas by the area they fill."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"use_future_functions": True}) as made:
        sheet = made.add_worksheet("S")
        for row, cells in enumerate([("Xã B", 3), ("Xã A", 1), ("Xã C", 2), ("Xã A", 5)]):
            sheet.write_row(row, 0, cells)
        for area, formula in formulas.items():
            sheet.write_dynamic_array_formula(area, formula, None, STALE)
    return read_book(target.getvalue())


def values(formulas: dict[str, str]) -> dict[str, Value]:
    book = book_with(formulas)
    found = recalculate(book, functions_called(book)).values
    return {str(cell).removeprefix("S!"): value for cell, value in found.items()}


def test_they_fill_their_area() -> None:
    book = book_with({"D1:D3": "=UNIQUE(A1:A4)", "F1": "=SUM(FILTER(B1:B4,B1:B4>1))"})
    assert book["S"].spills == {(1, 4), (1, 6)}
    assert values({"D1:D3": "=UNIQUE(A1:A4)"}) == {"D1": "Xã B", "D2": "Xã A", "D3": "Xã C"}
    assert values({"D1:E2": '=FILTER(A1:B4,A1:A4="Xã A")'}) == {"D1": "Xã A", "D2": "Xã A", "E1": 1, "E2": 5}
    assert values({"D1:D4": "=B1:B4*2"}) == {"D1": 6, "D2": 2, "D3": 4, "D4": 10}
    assert values({"D1": "=SUM(FILTER(B1:B4,B1:B4>1))"}) == {"D1": 10}
    assert values({"D1:F1": "=SEQUENCE(1,3,5)"}) == {"D1": 5, "E1": 6, "F1": 7}


def test_our_own_functions_fill_theirs() -> None:
    shared = {"D1": 3, "D2": 1, "D3": 2, "D4": 4}
    assert values({"D1:D4": "=CT_PHANBO(10,B1:B4)"}) == shared
    assert values({"D1:D4": "=[1]!CT_PHANBO(10,B1:B4,,)"}) == shared
    assert values({"D1": "=CT_PHANBO(10,B1:B4,4)"}) == {"D1": 4}


def test_other_formulas_read_what_was_spilled() -> None:
    found = values({"D1:D4": "=SORT(B1:B4)", "F1": "=SUM(_xlfn.ANCHORARRAY(D1))", "F2": "=SUM(D2:D3)"})
    assert (found["F1"], found["F2"]) == (11, 5)
    assert values({"D1:D4": "=SORT(B1:B4)", "F1:F4": "=_xlfn.ANCHORARRAY(D1)*2"})["F4"] == 10


def test_an_array_that_no_longer_fits_is_refused_with_all_its_cells() -> None:
    why = Unsupported("unsupported construct: array that no longer fills D1:D2")
    assert values({"D1:D2": "=UNIQUE(A1:A4)"}) == {"D1": why, "D2": why}
    book = book_with({"D1:D2": '=FILTER(B1:B4,A1:A4="Xã A")'})
    assert recalculate(book, set={"S!A1": "Xã A"}).values.keys() == recalculate(book).values.keys()
    assert set(recalculate(book, set={"S!A1": "Xã A"}).values.values()) == {why}
