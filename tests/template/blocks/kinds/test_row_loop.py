"""`{%tr for %}`: rows once per item."""

from collections.abc import Callable

from openpyxl import Workbook


def loop_over(*body: str) -> Workbook:
    book = Workbook()
    for cell in ("{%tr for x in xs %}", *body, "{%tr endfor %}", "hết"):
        book.worksheets[0].append((cell,))
    return book


def test_rows_are_written_once_per_item(render: Callable[..., Workbook]) -> None:
    for xs in ([1, 2, 3], []):
        sheet = render(loop_over("{{ x }}"), xs=xs).worksheets[0]
        assert [cell.value for cell in sheet["A"]] == [*xs, "hết"]


def test_a_loop_without_items_hides_no_mistake(problem: Callable[..., str]) -> None:
    inner = ("{%tr for y in x %}", "{{ x }}{{ y }}{{ loop.index }}{{ z }}", "{%tr endfor %}")
    assert "there is no `z`" in problem(loop_over(*inner), xs=[])


def test_a_loop_that_cannot_be_read_is_told_with_its_cell(problem: Callable[..., str]) -> None:
    book = loop_over("a")
    book.worksheets[0]["A1"] = "{%tr for x xs %}"
    assert "Sheet!A1" in problem(book, xs=[])
