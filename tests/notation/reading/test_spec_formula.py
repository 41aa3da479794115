"""Formulas of a spec: columns in braces, parameters by name, a few functions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.notation import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    FunctionCall,
    NotationError,
    Parameter,
    parse_condition,
    parse_formula,
)
from xl_addin.notation.expression import Comparison

SEVEN = ColumnRef("7")


def below(operator: Comparison) -> Expression:
    return BinaryOperation(operator, SEVEN, Parameter("cap"))


def when(condition: Expression, then: int, otherwise: int) -> Expression:
    return FunctionCall("IF", (condition, Constant(Fraction(then)), Constant(Fraction(otherwise))))


@pytest.mark.parametrize(
    ("formula", "expression"),
    [
        ("{7}", SEVEN),
        ("{ 07 }", SEVEN),
        ("{A}", ColumnRef("A")),
        ("{7.1}", ColumnRef("7.1")),
        ("{phase1.3}", ColumnRef("3", "phase1")),
        ("{phase1.7.1}", ColumnRef("7.1", "phase1")),
        ("{giai-đoạn-1.3}", ColumnRef("3", "giai-đoạn-1")),
        ("target", Parameter("target")),
        ("20%", Constant(Fraction(1, 5))),
        ("0.5%", Constant(Fraction(1, 200))),
        ("{7}/25", BinaryOperation("/", SEVEN, Constant(Fraction(25)))),
        ("{7}/80%", BinaryOperation("/", SEVEN, Constant(Fraction(4, 5)))),
        ("{7} × level_2_share", BinaryOperation("*", SEVEN, Parameter("level_2_share"))),
        ("min({7}, 12500)", FunctionCall("MIN", (SEVEN, Constant(Fraction(12500))))),
        ("MAX({7}; cap)", FunctionCall("MAX", (SEVEN, Parameter("cap")))),
        ("Sum({7})", FunctionCall("SUM", (SEVEN,))),
        ("round({7})", FunctionCall("ROUND", (SEVEN, Constant(Fraction(0))))),
        ("round({7}, -2)", FunctionCall("ROUND", (SEVEN, Constant(Fraction(-2))))),
        ("roundup({7})", FunctionCall("ROUNDUP", (SEVEN, Constant(Fraction(0))))),
        ("RoundDown({7}; 2)", FunctionCall("ROUNDDOWN", (SEVEN, Constant(Fraction(2))))),
        ("ceil({7})", FunctionCall("CEILING", (SEVEN,))),
        ("floor({7})", FunctionCall("FLOOR", (SEVEN,))),
        ("total({7})", ColumnTotal(SEVEN)),
        ("total({phase1.7})", ColumnTotal(ColumnRef("7", "phase1"))),
        ("rank({7})", ColumnRank(SEVEN)),
        ("if({7} < cap, 1, 2)", when(below("<"), 1, 2)),
        ("if({7}≤cap, 1, 2)", when(below("<="), 1, 2)),
        ("if({7} => cap, 1, 2)", when(below(">="), 1, 2)),
        ("if({7} != cap, 1, 2)", when(below("<>"), 1, 2)),
        ("if({7} == cap, 1, 2)", when(below("="), 1, 2)),
        ("if({7}>cap and {7}<cap, 1, 2)", when(FunctionCall("AND", (below(">"), below("<"))), 1, 2)),
        ("if(and({7}>cap, {7}<cap), 1, 2)", when(FunctionCall("AND", (below(">"), below("<"))), 1, 2)),
        (
            "if({7}>cap AND not ({7}<cap) or {7}=cap, 1, 2)",
            when(
                FunctionCall("OR", (FunctionCall("AND", (below(">"), FunctionCall("NOT", (below("<"),)))), below("="))),
                1,
                2,
            ),
        ),
    ],
)
def test_formulas(formula: str, expression: Expression) -> None:
    assert parse_formula(formula) == expression


def test_grouping_is_remembered() -> None:
    outer = parse_formula("({10}/{11})/25")
    assert isinstance(outer, BinaryOperation) and isinstance(outer.left, BinaryOperation)
    assert (outer.grouped, outer.left.grouped) == (False, True)


@pytest.mark.parametrize(
    ("formula", "position"),
    [
        ("", 0),
        ("{7}-", 4),
        ("{7", 0),
        ("{a b}", 0),
        ("{}", 0),
        ("0,8*{3}", 1),
        ("1.2.3", 0),
        ("{7}{8}", 3),
        ("foo(1)", 0),
        ("{7}+min()", 8),
        ("min({7}", 7),
        ("round({7}, 0.5)", 0),
        ("round({7}, target)", 0),
        ("round({7}, 16)", 0),
        ("round(1, 2, 3)", 0),
        ("{7}^2", 3),
        ("9" * 31, 0),
    ],
)
def test_errors_point_at_the_fault(formula: str, position: int) -> None:
    with pytest.raises(NotationError) as caught:
        parse_formula(formula)
    assert caught.value.position == position


PIECES = [
    *("if(", "rank(", " and ", " not ", "<", "=", "{7}", "{phase1.3}", "min(", "round("),
    *("target", "20%", "0.5", ",", ";", " ", "{", "}", *"()+-*/.%^"),
]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        parse_formula(text)
    except NotationError as error:
        assert 0 <= error.position <= len(text)


@pytest.mark.parametrize(
    "text", ["(" * 500, "min(" * 2000, "-" * 8000, "{7}+" * 2000, "{" * 8000, "max({7}" + ",1" * 400]
)
def test_long_and_deep_texts_are_refused(text: str) -> None:
    with pytest.raises(NotationError):
        parse_formula(text)


@pytest.mark.parametrize(
    ("formula", "position", "remedy"),
    [
        ("{7} < {5}", 0, "if("),
        ("1 + ({7} < {5})", 0, "if("),
        ("-({7} < {5})", 0, "if("),
        ("min({7} < {5}, 1)", 4, "if("),
        ("if({7}, 1, 2)", 3, "{7} < {5}"),
        ("if({7} and {5} > 1, 1, 2)", 3, "{7} < {5}"),
        ("if(not {7}, 1, 2)", 3, "{7} < {5}"),
        ("if(1 < {7} < 5, 1, 2)", 11, "{4} < {5} and {5} < {6}"),
        ("if(({7} < 5) = {4}, 1, 2)", 13, "if("),
        ("if({7} < 5, 1)", 0, "if(c, a, b)"),
        ("total({3} + {4})", 0, "total({n})"),
        ("rank(9)", 0, "rank({n})"),
        ("2 * previous({4})", 4, "{4} - {5}"),
        ("summ({4}, {5})", 0, "“sum”"),
        ("not + 1", 0, ""),
        ("{4} + and", 6, ""),
    ],
)
def test_figures_and_conditions_are_kept_apart(formula: str, position: int, remedy: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_formula(formula)
    assert caught.value.position == position
    assert remedy in caught.value.text.vi and remedy in caught.value.text.en


def test_a_condition_by_itself() -> None:
    assert parse_condition("{7} >= cap") == below(">=")
    with pytest.raises(NotationError):
        parse_condition("{7}")
