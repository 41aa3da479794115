"""`{{= … }}` makes a formula, and nothing else does."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook

from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.made_formula import REACHING_OUT, made_formula


def test_the_whole_cell_or_the_whole_formula(render: Callable[..., Workbook]) -> None:
    book = Workbook()
    for row in ([2, "{{= formula }}"], [3, "={{= 'A2*' ~ n }}"], [None, "{{ formula }}"]):
        book.worksheets[0].append(row)
    result = render(book, formula="=SUM(A1:A2)", n=4).worksheets[0]
    assert [result[cell].value for cell in ("B1", "B2", "B3")] == ["=SUM(A1:A2)", "=A2*4", "=SUM(A1:A2)"]
    assert [result[cell].data_type for cell in ("B1", "B2", "B3")] == ["f", "f", "s"]


def test_it_follows_the_rows_like_any_formula(render: Callable[..., Workbook]) -> None:
    book = Workbook()
    for row in (["{%tr for x in xs %}"], ["{{ x }}", "{{= 'A2*2' }}"], ["{%tr endfor %}"], ["", "{{= 'SUM(A2:A2)' }}"]):
        book.worksheets[0].append(row)
    assert list(render(book, xs=[5, 6]).worksheets[0].values)[:3] == [(5, "=A1*2"), (6, "=A2*2"), (None, "=SUM(A1:A2)")]


def test_in_a_text_it_makes_nothing(problem: Callable[..., str]) -> None:
    book = Workbook()
    book.worksheets[0].append(["a {{= 'A2' }}"])
    assert "Sheet!A1: a {{= 'A2' }}: cannot be read" in problem(book)


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        (5, "takes a text that is a formula"),
        ("", "takes a text that is a formula"),
        ("SUM(A1", "cannot be read at “(”"),
        ("SUM(A1))", "cannot be read at “)”"),
        ('"a', "cannot be read at"),
        ("{1,2)", "cannot be read at"),
        ("A1;" * 4000, "cannot be read"),
        ("cmd|'/c calc'!A0", "another program"),
        *((f"1+{name.lower()}(A1)", f"must not call {name}") for name in sorted(REACHING_OUT)),
    ],
)
def test_what_excel_would_refuse_or_reaches_out(formula: object, told: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        made_formula(formula)
    assert told in caught.value.text.en
