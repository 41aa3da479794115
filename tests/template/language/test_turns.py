"""What `loop` says in rows and in cells."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

Render = Callable[..., Workbook]


def rows(render: Render, *cells: str, **context: object) -> list[tuple[object, ...]]:
    book = Workbook()
    book.worksheets[0].append(["{%tr for x in xs %}"])
    book.worksheets[0].append(cells)
    book.worksheets[0].append(["{%tr endfor %}"])
    return list(render(book, **context).worksheets[0].values)


def test_neighbours(render: Render) -> None:
    assert rows(render, "{{ loop.previtem }}", "{{ x }}", "{{ loop.nextitem }}", xs=[1, 2, 3]) == [
        (None, 1, 2),
        (1, 2, 3),
        (2, 3, None),
    ]


def test_changed_tells_expressions_apart(render: Render) -> None:
    xs = [{"a": 1, "b": 1}, {"a": 1, "b": 2}, {"a": 2, "b": 2}]
    asked = ("{{ loop.changed(x.a) }}", "{{ loop.changed(x.b) }}", "{{ loop.changed(x.a, x.b) }}")
    assert rows(render, *asked, xs=xs) == [(True, True, True), (False, True, True), (True, False, True)]


def test_the_answer_stays_the_same_however_often_it_is_asked(render: Render) -> None:
    asked = "{% if loop.changed(x) %}mới{% else %}cũ{% endif %}"
    assert rows(render, asked, asked, xs=[1, 1, 2]) == [("mới", "mới"), ("cũ", "cũ"), ("mới", "mới")]


def test_a_loop_inside_a_cell_has_it_too(render: Render) -> None:
    book = Workbook()
    book.worksheets[0].append(["{% for x in xs %}{% if loop.changed(x) %}{{ x }}{% endif %}{% endfor %}"])
    assert render(book, xs=[1, 1, 2]).worksheets[0]["A1"].value == "12"


def test_batches(render: Render) -> None:
    book = Workbook()
    for row in (["{%tr for pair in xs | batch(2, '-') %}"], ["{{ pair[0] }}", "{{ pair[1] }}"], ["{%tr endfor %}"]):
        book.worksheets[0].append(row)
    assert list(render(book, xs=[1, 2, 3]).worksheets[0].values) == [(1, 2), (3, "-")]


def test_changed_outside_a_loop_is_told(problem: Callable[..., str]) -> None:
    book = Workbook()
    book.worksheets[0].append(["{{ loop.changed(1) }}"])
    assert "there is no `loop`" in problem(book)
    assert "loop.changed(…) is for loops only" in problem(book, loop=5)


@pytest.mark.parametrize("text", ["hà nội", "ha\u0300 no\u0323\u0302i"])
def test_capitals_however_letters_are_composed(render: Render, text: str) -> None:
    book = Workbook()
    book.worksheets[0].append(["{{ t | upper }}", "{{ t | title }}", "{{ t | capitalize }}", "{{ 'ĐẮK LẮK' | lower }}"])
    assert list(render(book, t=text).worksheets[0].values) == [("HÀ NỘI", "Hà Nội", "Hà nội", "đắk lắk")]
