"""`{%ts for %}`: a sheet once per item."""

from collections.abc import Callable

from openpyxl import Workbook


def repeated(tag: str) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "{{ x }}"
    sheet.append((tag + "Tờ {{ loop.index }}",))
    return book


def test_a_sheet_is_written_once_per_item(render: Callable[..., Workbook]) -> None:
    rendered = render(repeated("{%ts for x in xs %}"), xs=["a", "b"])
    assert [(sheet.title, sheet["A1"].value) for sheet in rendered] == [("a", "Tờ 1"), ("b", "Tờ 2")]


def test_a_loop_that_cannot_be_read_or_evaluated_is_told(problem: Callable[..., str]) -> None:
    assert "{%ts for x xs %}" in problem(repeated("{%ts for x xs %}"), x="a", loop={"index": 1})
    assert "{%ts for %}" in problem(repeated("{%ts for x in nothing %}"), xs=["a"])


def test_only_items_that_the_condition_holds_for_have_a_sheet(render: Callable[..., Workbook]) -> None:
    rendered = render(repeated("{%ts for x in xs if x != 'b' %}"), xs=["a", "b", "c"])
    assert [(sheet.title, sheet["A1"].value) for sheet in rendered] == [("a", "Tờ 1"), ("c", "Tờ 2")]
