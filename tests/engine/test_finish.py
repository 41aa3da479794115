"""A file gets fresh values beside its formulas."""

import io

import openpyxl

from xl_addin.engine.finish import store_fresh_values
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.reading.read import read_book


def test_values_stand_beside_formulas() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = 650, "=ROUND(A1*35%,0)", '="Tổng: "&A2', "=FOO(A1)"
    data = io.BytesIO()
    made.save(data)
    draft = Draft(open_package(data.getvalue(), file="book.xlsx"))
    store_fresh_values(draft)
    read = read_book(draft.data()).sheets[0]
    assert read.formula(2, 1) == "=ROUND(A1*35%,0)"
    assert [read.value(row, 1) for row in range(1, 5)] == [650, 228, "Tổng: 228", None]
