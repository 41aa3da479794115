"""`group x in xs by …`: items with something in common, with totals of each group and of all."""

from collections.abc import Callable

from openpyxl import Workbook

ROWS = [
    {"area": "Bắc", "quota": 10},
    {"area": "Nam", "quota": 5},
    {"area": "Bắc", "quota": 20},
]


def grouped(tag: str = "{%tr group g in rows by g.area %}") -> Workbook:
    book = Workbook()
    for row in (
        (tag,),
        ("{{ g.key }}", "{{ g.items | length }}", "{{ loop.index }}"),
        ("{%tr for each in g %}",),
        (None, "{{ each.quota }}"),
        ("{%tr endfor %}",),
        ("Cộng", "=SUM(B4:B4)"),
        ("{%tr else %}",),
        ("không có",),
        ("{%tr endgroup %}",),
        ("Tổng", "=SUM(B4:B4)"),
    ):
        book.worksheets[0].append(row)
    return book


def values(book: Workbook) -> list[tuple[object, ...]]:
    return [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def test_groups_stand_in_the_order_of_their_first_item_with_totals(rendered_values: Callable[..., Workbook]) -> None:
    assert values(rendered_values(grouped(), rows=ROWS)) == [
        ("Bắc", 2, 1),
        (None, 10, None),
        (None, 20, None),
        ("Cộng", 30, None),
        ("Nam", 1, 2),
        (None, 5, None),
        ("Cộng", 5, None),
        ("Tổng", 35, None),
    ]


def test_the_items_can_be_chosen_and_nothing_to_group_is_told_by_else(rendered_values: Callable[..., Workbook]) -> None:
    few = grouped("{%tr group g in rows if g.quota > 15 by g.area, page break %}")
    assert values(rendered_values(few, rows=ROWS))[0][:2] == ("Bắc", 1)
    assert [row[:2] for row in values(rendered_values(few, rows=ROWS[:2]))] == [("không có", None), ("Tổng", 0)]


def test_what_is_no_group_is_told_with_its_cell(problem: Callable[..., str]) -> None:
    for tag, says in (
        ("{%tr group g in rows %}", "a group reads `group x in xs by x.name`"),
        ("{%tr group a, b in rows by a %}", "a group reads `group x in xs by x.name`"),
        ("{%tr group g in rows by g.are %}", "did you mean area"),
        ("{%tr group g in rows by [g] %}", "a list cannot name a group"),
    ):
        message = problem(grouped(tag), rows=ROWS, g=None)
        assert "Sheet!A1" in message and says in message
