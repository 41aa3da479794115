"""Which row is whose, which rows hold ratios, which table is meant: fill, verify, fix and cutting give one answer."""

import io
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from xl_addin import api
from xl_addin.campaign.cutting.cut import cut
from xl_addin.campaign.demo import run_demo
from xl_addin.campaign.filling.fill import fill_book
from xl_addin.campaign.units.linked import linked_tables
from xl_addin.campaign.units.named import unit_called
from xl_addin.case.case import Case
from xl_addin.problem import Problem
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


NESTED: dict[str, Any] = {
    "spec_version": 2, "key": "vi_du", "title": ["GIAO CHỈ TIÊU"],
    "document": {"number": "1/KH", "day": date(2025, 1, 1), "issuer": "X", "issuer_in_text": "x", "place": "X",
                 "kind": "Kế hoạch", "authority": "A", "signer": "B"},
    "unit_sets": [
        {"key": "communes", "level": "xã", "units": [{"name": "Tân Tiến", "code": "25441"}, "An Bình"]},
        {"key": "hamlets", "level": "thôn", "parent": "communes", "aliases": {"Thôn Trung Tâm": ["Thôn TT"]}, "units": [
            {"name": "Thôn 1", "parent": "25441"}, {"name": "Thôn 1", "parent": "An Bình"},
            {"name": "Thôn Trung Tâm", "parent": "An Bình"}]},
    ],
    "tables": [
        {"key": key, "sheet": sheet, "units": "hamlets", "columns": [
            {"number": "1", "heading": "STT", "role": "index"}, {"number": "2", "heading": "Xã", "role": "parent"},
            {"number": "3", "heading": "Thôn", "role": "unit", "width": 20}, {"number": "4", "heading": what, **more}]}
        for key, sheet, what, more in (("one", "Biểu 1", "Số dân", {}),
                                       ("two", "Biểu 2", "Còn lại", {"formula": "{one.4} - 1"}))
    ],
}  # fmt: skip


def nested(second: list[tuple[str, str]]) -> bytes:
    """Two tables of hamlets, two of one name in two communes; the second table in this order, its figures open."""
    book = Workbook()
    first = [("Tân Tiến", "Thôn 1", 10), ("An Bình", "Thôn 1", 20), ("An Bình", "Thôn Trung Tâm", 30)]
    for sheet, what, rows in (("Biểu 1", "Số dân", first), ("Biểu 2", "Còn lại", [(*each, None) for each in second])):
        made = book.create_sheet(sheet)
        made.append(["STT", "Xã", "Thôn", what])
        made.append([1, 2, 3, 4])
        for number, row in enumerate(rows, 1):
            made.append([number, *row])
        made.append([None, None, "Tổng cộng", "=SUM(D3:D5)"])
    del book["Sheet"]
    return saved(book)


def test_two_units_of_one_name_under_two_parents_are_two_units_for_everybody() -> None:
    spec = Spec.model_validate(NESTED)
    order = [("An Bình", "Thôn TT"), ("An Bình", "Thôn 1"), ("25441", "Thôn 1")]
    filled = fill_book(Case.open(nested(order), file="so.xlsx", spec=spec), spec=spec).data
    case = Case.open(filled, file="so.xlsx", spec=spec)
    assert [case.fresh["Biểu 2"].value(row, 4) for row in (3, 4, 5)] == [29, 19, 9]
    assert not verify(case).diagnostics
    manifest = cut(case.book, template="phieu-don-vi", spec=spec).manifest
    given = {unit["unit"]: (unit["quota"]["one"]["4"], unit["quota"]["two"]["4"]) for unit in manifest["units"]}
    assert given == {"Thôn 1, Tân Tiến": (10, 9), "Thôn 1, An Bình": (20, 19), "Thôn Trung Tâm": (30, 29)}
    assert len({unit["sheet"] for unit in manifest["units"]}) == 3
    swapped = fill_book(Case.open(nested(order[::-1]), file="so.xlsx", spec=spec), spec=spec).data
    moved = api.compare(case, Case.open(swapped, file="so.xlsx", spec=spec))
    assert not [cell for sheet in moved.sheets for section in sheet.sections for cell in section.cells]
    with pytest.raises(Problem, match="stands in several rows of one table"):
        unit_called(case, "Thôn 1")
    assert [place.row for place in unit_called(case, "Thôn TT").places] == [5, 3]
    assert [place.row for place in unit_called(case, "thôn 1, Tân Tiến").places] == [3, 5]


def test_hamlets_and_forces_of_one_book_are_not_linked() -> None:
    forces = {"key": "forces", "level": "lực lượng", "units": ["Công an xã", "Đoàn Thanh niên", "Hội Phụ nữ"]}
    tables = [NESTED["tables"][0], {**NESTED["tables"][1], "units": "forces"}]
    columns = [{**column, "role": "text", "optional": True} if column["number"] == "2" else column
               for column in NESTED["tables"][0]["columns"]]  # fmt: skip
    tables[1] = {**tables[1], "columns": columns}
    spec = Spec.model_validate({**NESTED, "unit_sets": [*NESTED["unit_sets"], forces], "tables": tables})
    case = Case.open(nested([("x", name) for name in forces["units"]]), file="so.xlsx", spec=spec)
    assert [len(group) for group in linked_tables(case)] == [1, 1]
    assert [one.code for one in verify(case).diagnostics if one.code.startswith("U5")] == []
