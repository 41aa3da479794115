"""`set name = …`: a name for what follows in the same block."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook


def column(*cells: str) -> Workbook:
    book = Workbook()
    for cell in cells:
        book.worksheets[0].append((cell,))
    return book


def test_what_follows_in_the_block_sees_the_name_and_nothing_else_does(render: Callable[..., Workbook]) -> None:
    book = column(
        "{%tr set y = 1 %}", "{{ y }}", "{%tr for x in xs %}", "{%tr set y = x * 2 %}", "{{ y }}",
        "{%tr set y = y + 1 %}", "{{ y }}", "{%tr endfor %}", "{{ y }}",
    )  # fmt: skip
    assert [cell.value for cell in render(book, xs=[5, 7]).worksheets[0]["A"]] == [1, 10, 11, 14, 15, 1]
    assert [cell.value for cell in render(book, xs=[]).worksheets[0]["A"]] == [1, 1]


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("{%tr set y %}", "a name is given by `set name = value`"),
        ("{%tr set y == 1 %}", "a name is given by `set name = value`"),
        ("{%tr set y = z %}", "there is no `z`"),
        ("{%tr set y = 1 + %}", "cannot be read"),
    ],
)
def test_a_name_that_cannot_be_given_is_told_once_with_its_cell(
    problem: Callable[..., str], tag: str, says: str
) -> None:  # fmt: skip
    message = problem(column(tag, "{{ y }}" if "= z" in tag else "a"), x=1)
    assert says in message and "Sheet!A1" in message and "Sheet!A2" not in message
