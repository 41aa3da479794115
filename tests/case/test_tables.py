from collections.abc import Callable
from dataclasses import replace

from xl_addin.case.case import Case
from xl_addin.spec.model import Spec
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
