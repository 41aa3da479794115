from collections.abc import Callable
from dataclasses import replace

import pytest
from fixtures.tables import make_sheet

from xl_addin.case.case import Case
from xl_addin.notation import parse_formula
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import ColumnSpec, ParameterSpec, Spec, TableSpec
from xl_addin.workbook.model.book import Book, Sheet


def test_the_spec_finds_its_tables_by_sheet_name_or_headings(published: Callable[..., Book], spec: Spec) -> None:
    first, second = published().sheets
    renamed = Book("book.xlsx", (replace(second, name="Biểu 2"), first))
    matched = {view.table.sheet: view.spec.key if view.spec else None for view in Case(renamed, spec).views}
    assert matched == {"Biểu 2": "phase2", "Giai đoạn 1": "phase1"}


def test_a_table_of_something_else_is_not_the_specs(small: Callable[..., Sheet], spec: Spec) -> None:
    more = {(1, 7): "Ghi chú một", (2, 7): 7, (1, 8): "Ghi chú hai", (2, 8): 8}
    [view] = Case(Book("book.xlsx", (small(more),)), spec).views
    assert view.table.labels == ("1", "2", "3", "4", "5", "6", "7", "8")
    assert view.spec is None


def test_natures_follow_notation_headings_and_formats(small: Callable[..., Sheet]) -> None:
    [view] = Case(Book("book.xlsx", (small({(1, 4): "Đơn giá"}),))).views
    assert (view.natures["3"], view.natures["4"], view.natures["6"]) == ("additive", "ratio", "ratio")
    assert (view.total_kind("3"), view.total_kind("4"), view.total_kind("6")) == ("sum", "none", "own")


@pytest.mark.parametrize("days", [3, 4, 25])
def test_a_parameter_of_the_specs_notation_is_no_column(days: int) -> None:
    columns = (
        ColumnSpec(number="1", heading="STT", role="index"),
        ColumnSpec(number="2", heading="Đơn vị", role="unit"),
        ColumnSpec(number="3", heading="Số hộ"),
        ColumnSpec(number="4", heading="Hồ sơ"),
        ColumnSpec(number="5=4/{days}", heading="Mỗi ngày"),
    )
    made = load_spec("binh_phuoc").model_copy(
        update={
            "parameters": {"days": ParameterSpec(value=days, label="Số ngày")},
            "tables": (TableSpec(key="made_up", sheet="Biểu 1", columns=columns),),
            "periods": (),
            "deadlines": (),
        }
    )
    rows = [[1, "Xã A", 30, 75, 25], [2, "Xã B", 60, 150, 50], [3, "Xã C", 90, 300, 100]]
    sheet = make_sheet([["STT", "Đơn vị", "Số hộ", "Hồ sơ", "Mỗi ngày"], [1, 2, 3, 4, f"5=4/{days}"], *rows])
    [view] = Case(Book("book.xlsx", (sheet,)), made).views
    assert view.expressions["5"] == parse_formula(f"{{4}} / {days}")
    assert not view.ambiguous
