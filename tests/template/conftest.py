"""Small templates built in the test, rendered and read back with openpyxl."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from xl_addin.problem import Problem
from xl_addin.template.render import render_workbook

Render = Callable[..., Workbook]


def bytes_of(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture(scope="session")
def saved() -> Callable[[Workbook], bytes]:
    return bytes_of


@pytest.fixture
def render() -> Render:
    """Render an openpyxl workbook with the names given."""

    def rendered(book: Workbook, **context: object) -> Workbook:
        return load_workbook(
            BytesIO(render_workbook(bytes_of(book), context, file="mau.xlsx").draft.data()), rich_text=True
        )

    return rendered


@pytest.fixture
def rendered_values() -> Render:
    """Render an openpyxl workbook with the names given; every formula gives way to the value stored with it."""

    def rendered(book: Workbook, **context: object) -> Workbook:
        data = render_workbook(bytes_of(book), context, file="mau.xlsx").draft.data()
        return load_workbook(BytesIO(data), data_only=True)

    return rendered


@pytest.fixture
def problem() -> Callable[..., str]:
    """The message, in English, that rendering a workbook ends with."""

    def message(book: Workbook, **context: object) -> str:
        with pytest.raises(Problem) as caught:
            render_workbook(bytes_of(book), context, file="mau.xlsx")
        assert caught.value.text.vi != caught.value.text.en
        return caught.value.line("en")

    return message
