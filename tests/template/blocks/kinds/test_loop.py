"""`for`: rows once per item."""

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


def test_else_stands_for_an_empty_list_and_for_one_of_which_nothing_counts(render: Callable[..., Workbook]) -> None:
    book = loop_over("{{ x }}", "{%tr else %}", "không có {{ n }}", "{%tr set y = 1 %}", "{{ y }}")
    book.worksheets[0]["A1"] = "{%tr for x in xs if x > n %}"
    for xs, expected in (([3, 1, 2], [3, 2, "hết"]), ([1], ["không có 1", 1, "hết"]), ([], ["không có 1", 1, "hết"])):
        assert [cell.value for cell in render(book, xs=xs, n=1).worksheets[0]["A"]] == expected


def test_a_cell_under_else_is_in_no_turn(render: Callable[..., Workbook]) -> None:
    book = loop_over("{{ x }}", "{%tr else %}", "0")
    book.worksheets[0]["A5"], book.worksheets[0]["A6"] = "{%tr endfor %}", "=SUM(A2:A2,A4:A4)"
    assert [render(book, xs=xs).worksheets[0]["A3" if xs else "A2"].value for xs in ([1, 2], [])] == [
        "=SUM(A1:A2)",
        "=SUM(A1:A1)",
    ]


def test_each_turn_is_a_page_and_an_outline_level_where_asked(render: Callable[..., Workbook]) -> None:
    book = loop_over("{{ x }}", "Cộng")
    book.worksheets[0]["A1"] = "{%tr for x in xs, page break, outline %}"
    book.worksheets[0].row_dimensions[3].outlineLevel = 1
    book.worksheets[0].sheet_format.outlineLevelRow = 1
    sheet = render(book, xs=[1, 2, 3]).worksheets[0]
    assert [each.id for each in sheet.row_breaks.brk] == [2, 4]
    assert [sheet.row_dimensions[row].outlineLevel or 0 for row in range(1, 8)] == [1, 2, 1, 2, 1, 2, 0]
    assert sheet.sheet_format.outlineLevelRow == 2
    assert not render(book, xs=[]).worksheets[0].row_breaks.brk


def test_loops_too_deep_in_each_other_are_refused(problem: Callable[..., str]) -> None:
    book = Workbook()
    for _ in range(50):
        book.worksheets[0].append(("{%tr for x in xs %}",))
    assert "Sheet!A41: {%tr for x in xs %}: blocks stand in each other more than 40 deep" in problem(book, xs=[])
