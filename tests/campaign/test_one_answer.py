"""Which row is whose, which rows hold ratios, which table is meant: fill, verify, fix and cutting give one answer."""

import io
from functools import cache

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from xl_addin.campaign.cutting.cut import cut
from xl_addin.campaign.demo import run_demo
from xl_addin.campaign.filling.fill import fill_book
from xl_addin.case.case import Case
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.verify.fix import fix_book
from xl_addin.verify.verify import verify

FIRST_ROW, ONE, OTHER = 9, 10, 13
"""The units' first row in the demo's tables, and the two units that change places in the second."""


@cache
def right() -> bytes:
    return run_demo("vi").files["phan-bo.xlsx"]


@pytest.fixture(scope="module")
def spec() -> Spec:
    return load_spec("binh_phuoc")


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def swapped() -> bytes:
    """The campaign done right, two districts of phase 2 in each other's place and its calculated columns empty."""
    book = openpyxl.load_workbook(io.BytesIO(right()))
    sheet = book["Giai đoạn 2"]
    one, other = sheet.cell(ONE, 2), sheet.cell(OTHER, 2)
    one.value, other.value = other.value, one.value
    for row in range(FIRST_ROW, FIRST_ROW + 12):
        for column in range(3, 9):
            sheet.cell(row, column).value = None
    return saved(book)


def test_two_units_in_another_order_keep_their_own_figures(spec: Spec) -> None:
    filled = fill_book(Case.open(swapped()), spec=spec).data
    case = Case.open(filled, spec=spec)
    first, second = case.fresh["Giai đoạn 1"], case.fresh["Giai đoạn 2"]
    for row, theirs in ((ONE, OTHER), (OTHER, ONE)):
        assert second.value(row, 2) == first.value(theirs, 2)
        assert second.formula(row, 3) == f"='Giai đoạn 1'!C{theirs}-'Giai đoạn 1'!D{theirs}"
    assert not verify(case).diagnostics
    assert fix_book(case, unsafe=True).data == filled
    sheets = cut(case.book, template="phieu-don-vi", spec=spec).rendered
    remaining = {second.value(row, 2): second.value(row, 3) for row in range(FIRST_ROW, FIRST_ROW + 11)}
    for placement in sheets.placements[1:]:
        sheet = sheets.book[placement.sheet]
        values = [value for column in sheet.columns.values() for value in column.values.values()]
        assert remaining[placement.sheet] in values


def test_a_row_of_percentages_is_no_unit_for_anybody() -> None:
    book = Workbook()
    rows: list[list[object]] = [["STT", "Đơn vị", "Số dân", "Chỉ tiêu", "Còn lại"], [1, 2, 3, 4, "5=3-4"]]
    rows += [[index, f"Xã {name}", 100 * index, None, None] for index, name in enumerate("ABC", 1)]
    rows += [[None, "Hoàn thành (%)", 0.5, None, None], [None, "Tổng cộng", "=SUM(C3:C5)", None, None]]
    for row in rows:
        book.active.append(row)
    filled = fill_book(Case.open(saved(book)), targets={"4": 60})
    case = Case.open(filled.data)
    [table] = case.tables
    assert table.body_rows == (3, 4, 5)
    assert [case.fresh.sheets[0].value(row, 4) for row in (*table.body_rows, 7)] == [10, 20, 30, 60]
    assert case.fresh.sheets[0].value(6, 4) is None
    assert not verify(case).diagnostics


def test_a_renamed_sheet_holds_the_same_table_for_all(spec: Spec) -> None:
    book = openpyxl.load_workbook(io.BytesIO(right()))
    book["Giai đoạn 1"].title = "Biểu số 01"
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = cell.value.replace("'Giai đoạn 1'", "'Biểu số 01'")
    case = Case.open(saved(book), spec=spec)
    known = {view.table.sheet: view.spec.key if view.spec else None for view in case.views}
    assert known == {"Biểu số 01": "phase1", "Giai đoạn 2": "phase2"}
    assert not [one for one in verify(case).diagnostics if one.code != "F206"]
    assert [edit for edit in fill_book(case, spec=spec).edits if edit.cell.column > 2] == []
    manifest = cut(case.book, template="phieu-don-vi", spec=spec).manifest
    assert len(manifest["units"]) == 11
