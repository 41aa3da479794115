"""Plain arithmetic on numbers gives bit for bit what `formulas` itself gives, with Excel's precedence."""

import warnings
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xl_addin.engine.values.scalars import to_scalar
from xl_addin.workbook.model.book import CellError, Value

numbers = st.decimals(0, 10**6, places=3).map(str)
expressions = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map("".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-{text}"),
        inner.map(lambda text: f"({text})%"),
    ),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(expressions)
def test_arithmetic_as_the_library(expression: str) -> None:
    import numpy
    from formulas import Parser

    from xl_addin.engine.forms.names import Names
    from xl_addin.engine.forms.references import read_form
    from xl_addin.engine.forms.syntax import parse
    from xl_addin.engine.scalar.program import Frame, compile_tree
    from xl_addin.engine.values.grid import Grid, Place
    from xl_addin.workbook.model.book import Book

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = numpy.asarray(Parser().ast(f"={expression}")[1].compile()(), dtype=object).ravel()[0]
    form = read_form(f"={expression}", 0, Names({}))
    frame = Frame(Grid(Book("x", ()), ()), Place(0, 1, 1), ())
    ours = compile_tree(parse(form.text), 1900, as_array=False)(frame)
    expected: Value = CellError(str(theirs)) if isinstance(theirs, str) else float(theirs)
    assert ours == to_scalar(expected)


def test_a_joined_text_is_as_long_as_a_cell_can_hold(result: Any) -> None:
    assert len(result('=REPT("a",32766)&"b"')) == 32_767
    assert result('=REPT("a",32767)&"b"') == CellError("#VALUE!")


def test_long_numbers_in_text_functions_are_written_as_by_joining(result: Any) -> None:
    assert result("=CONCATENATE(1000000000124911.6,0)") == result("=1000000000124911.6&0") == "10000000001249100"
