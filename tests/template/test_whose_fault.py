"""Only what an expression does itself is the template's fault; a bug of ours is told as one."""

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from xl_addin.problem import Problem
from xl_addin.template.blocks import looping
from xl_addin.template.language import counting, evaluating, filters
from xl_addin.template.plan import cell_writer
from xl_addin.template.plan.axis import expansion
from xl_addin.template.render import render_workbook

ROWS = ("{%tr for x in xs %}", "{{ x }}", "{%tr endfor %}")


class OursError(KeyError):
    """Stands for any mistake in this program."""


def broken(*_: object, **__: object) -> Any:
    raise OursError("x")


def render(saved: Callable[[Workbook], bytes], *cells: str) -> None:
    book = Workbook()
    for cell in cells:
        book.worksheets[0].append((cell,))
    render_workbook(saved(book), {"xs": [1.5], "name": "a"}, file="mau.xlsx")


@pytest.mark.parametrize(
    ("module", "name", "cells"),
    [
        (expansion, "Placed", ROWS),
        (looping, "loop_scopes", ROWS),
        (cell_writer, "_number_text", ROWS),
        (evaluating, "as_text", ("{{ name ~ 1 }}",)),
        (counting, "check_operation", ("{{ xs | sum }}",)),
        (filters, "number", ("{{ 5 | vn_number }}",)),
        (filters, "number", ("a {{ 5 | vn_number }}",)),
    ],
)
def test_a_bug_of_ours_is_not_blamed_on_the_author(
    saved: Callable[[Workbook], bytes],
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    cells: tuple[str, ...],
) -> None:
    monkeypatch.setattr(module, name, broken)
    with pytest.raises(OursError):
        render(saved, *cells)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("{{ xs | sum(start='a') }}", "can only concatenate"),
        ("{{ 5 | join }}", "not iterable"),
        ("{{ name | vn_number }}", "'a' is no number"),
        ("{{ 5 | vn_number(1, 2, 3) }}", "too many arguments"),
        ("{{ 5 | vn_number(10 ** 9) }}", "no number of decimal places"),
        ("{{ range('a') }}", "cannot be interpreted as an integer"),
        ("{{ name + 1 }}", "can only concatenate"),
        ("{{ xs[0] * none }}", "unsupported operand"),
        ("{{ name | round }}", "cannot be evaluated"),
        ("{{ 2 ** 2000 }}", "infinite"),
        ("{% for x in 5 %}{{ x }}{% endfor %}", "cannot loop over int"),
        ("{{ " + "(" * 400 + "1" + ")" * 400 + " }}", "cannot be"),
    ],
)
def test_a_mistake_of_the_author_is_told_with_its_cell(
    saved: Callable[[Workbook], bytes], cell: str, expected: str
) -> None:
    with pytest.raises(Problem) as caught:
        render(saved, cell)
    assert caught.value.place == "Sheet!A1" and expected in caught.value.line("en")
