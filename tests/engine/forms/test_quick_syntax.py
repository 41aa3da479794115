"""The quick parser gives the trees of the `formulas` parser, or none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.engine.forms.quick_syntax import parse_ordinary
from xl_addin.engine.forms.syntax import parse
from xl_addin.engine.values.scalars import Blocked

operands = st.sampled_from(
    [
        "A1",
        "A22",
        "0",
        "2",
        "0.5",
        "1e-07",
        "1e+300",
        "150000",
        '"a""b"',
        '""',
        '"1,2)"',
        "TRUE",
        "FALSE",
        "ROW()",
        "PI()",
    ]
)
expressions = st.recursive(
    operands,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "^", "&", "=", "<>", "<=", ">", "<", ">="]), inner).map(
            "".join
        ),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-{text}"),
        inner.map(lambda text: f"+{text}"),
        inner.map(lambda text: f"{text}%"),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: f"SUM({','.join(each)})"),
        st.tuples(inner, inner, inner).map(lambda each: f"IF({','.join(each)})"),
        inner.map(lambda text: f"RANK.EQ({text},A3)"),
    ),
    max_leaves=8,
)


@given(expressions)
@settings(max_examples=500, deadline=None)
def test_the_same_trees(expression: str) -> None:
    quick = parse_ordinary(f"={expression}")
    assert quick is None or repr(quick) == repr(parse(f"={expression}"))


@pytest.mark.parametrize("form", ["=ROUND(A1*A2/A3,0)", "=(A1/A2)/25", '=IF(A1=0,"",-A2^2%)', "=MIN(A1,12500)", "=A1"])
def test_ordinary_forms_are_read(form: str) -> None:
    quick = parse_ordinary(form)
    assert quick is not None
    assert repr(quick) == repr(parse(form))


@pytest.mark.parametrize(
    "form",
    [
        "=--A1",
        "=A1+-A2",
        "=IF(A1,,2)",
        "=SUM({1,2})",
        "=#REF!",
        "=A1:A2",
        "=(A1,A2)",
        "=A1 A2",
        "=1+",
        "=(1",
        "=)",
        "=@A1",
        "=",
        "=" + "(" * 200 + "1" + ")" * 200,
    ],
)
def test_what_is_not_ordinary_is_left_to_the_library(form: str) -> None:
    assert parse_ordinary(form) is None


def test_what_neither_can_read() -> None:
    with pytest.raises(Blocked):
        parse("=1+")
