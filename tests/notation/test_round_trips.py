"""Random expressions: written in many spellings they read as themselves, and every output means the same."""

import ast
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.notation import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    columns_of,
    compile_numpy,
    divisors,
    evaluate,
    parse_formula,
    parse_notation,
    to_excel,
    to_text,
    walk,
)

LABELS = ["A", "B", "1", "2", "3", "4", "5", "6", "7", "1a", "8", "9", "10", "11", "12"]
PLUS, MINUS, TIMES, OVER = "+＋", "-−–—－", ["*", "×", "x", "X", "х", "·", " x "], "/:÷∶∕"
SPACES = ["", "", " ", "\u00a0", "\u2009", "\n", " \u200b"]

columns = st.sampled_from(LABELS).map(ColumnRef)
decimals = st.decimals("0.01", "99.99", places=2).filter(lambda d: d % 1 != 0).map(lambda d: Constant(Fraction(d)))
percents = st.integers(1, 99).map(lambda n: Constant(Fraction(n, 100), percent=True))
integers = st.integers(0, 10**6).map(lambda n: Constant(Fraction(n)))


def operation(operator: str, left: Expression, right: Expression, grouped: bool) -> Expression:
    if operator == "/" and isinstance(right, Constant):
        right = replace(right, percent=False)
    return BinaryOperation(operator, left, right, grouped)  # type: ignore[arg-type]


def expressions(*leaves: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    sums = st.lists(columns, min_size=2, max_size=5).map(lambda items: FunctionCall("SUM", tuple(items)))
    return st.recursive(
        st.one_of(columns, *leaves),
        lambda inner: (
            st.builds(operation, st.sampled_from("+-*/"), inner, inner, st.booleans())
            | st.builds(Negation, inner, st.booleans())
            | sums
        ),
        max_leaves=12,
    )


def formulas() -> st.SearchStrategy[Expression]:
    """Everything a spec's formula can say."""
    parameters = st.sampled_from(["target", "level_2_cap", "tỷ_lệ"]).map(Parameter)
    elsewhere = st.sampled_from(["3", "7.1"]).map(lambda label: ColumnRef(label, "phase1"))
    return st.recursive(
        st.one_of(columns, decimals, percents, integers, parameters, elsewhere),
        lambda inner: (
            st.builds(BinaryOperation, st.sampled_from("+-*/"), inner, inner, st.booleans())
            | st.builds(Negation, inner, st.booleans())
            | st.builds(
                FunctionCall,
                st.sampled_from(["SUM", "MIN", "MAX"]),
                st.lists(inner, min_size=1, max_size=3).map(tuple),
            )
            | st.builds(
                lambda value, digits: FunctionCall("ROUND", (value, Constant(Fraction(digits)))),
                inner,
                st.integers(-3, 6),
            )
        ),
        max_leaves=12,
    )


def spelled(draw: st.DrawFn, expression: Expression, column: Callable[[str], str]) -> str:
    """One of the ways to write an expression, with brackets around everything nested."""

    def space() -> str:
        return draw(st.sampled_from(SPACES))

    def part(node: Expression) -> str:
        match node:
            case ColumnRef(label=label):
                return column(label)
            case Constant(value=value, percent=True):
                return f"{value * 100}{space()}%"
            case Constant(value=value):
                decimal = str(Decimal(value.numerator) / Decimal(value.denominator))
                return decimal.replace(".", draw(st.sampled_from(".,")))
            case Negation(operand=operand):
                return bracketed(draw(st.sampled_from(MINUS)) + space() + part(operand))
            case BinaryOperation(operator=operator, left=left, right=right):
                signs = {"+": PLUS, "-": MINUS, "*": TIMES, "/": OVER}[operator]
                return bracketed(part(left) + space() + draw(st.sampled_from(signs)) + space() + part(right))
            case FunctionCall(arguments=arguments):
                labels = [argument.label for argument in arguments if isinstance(argument, ColumnRef)]
                separator = space() + draw(st.sampled_from([";", "+", ", "])) + space()
                return draw(st.sampled_from(["∑", "Σ", "Tổng ", "sum"])) + f"({separator.join(labels)})"
            case _:
                raise AssertionError(node)

    def bracketed(text: str) -> str:
        opening, closing = draw(st.sampled_from([("(", ")"), ("(", ")"), ("[", "]"), ("（", "）")]))
        return f"{opening}{space()}{text}{space()}{closing}"

    return space() + part(expression) + space()


@st.composite
def spellings(draw: st.DrawFn) -> tuple[Expression, str]:
    """An expression and a text for it: bare numbers, bracketed columns, or prose; in any Unicode form."""
    style = draw(st.sampled_from(["bare", "brackets", "words"]))
    leaves = [decimals, percents, integers] if style == "brackets" else [decimals, percents]
    expression = draw(expressions(*leaves))
    written = {
        "bare": lambda label: label,
        "brackets": lambda label: draw(st.sampled_from(["({})", "[{}]", "( {} )", "（{}）"])).format(label),
        "words": lambda label: draw(st.sampled_from(["Cột {}", "cột số {}", "CỘT ({})", "cột\u00a0{}"])).format(label),
    }[style]
    if style == "brackets":  # at least one column outside a sum shows the style
        expression = operation("+", ColumnRef("1"), expression, False)
    text = spelled(draw, expression, written)
    if draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    if draw(st.booleans()):
        text = re.sub("[!-~]", lambda match: chr(ord(match[0]) + 0xFEE0), text)
    return expression, text


@given(spellings())
def test_every_spelling_reads_as_the_same_expression(case: tuple[Expression, str]) -> None:
    expression, text = case
    for written in (text, f"12={text}", f"（12） = {text}"):
        assert parse_notation(written).readings(LABELS)[0] == expression


@given(expressions(decimals, percents, integers).filter(columns_of), st.sampled_from([None, "12", "A"]))
def test_text_reads_back_as_the_same_expression_and_text(expression: Expression, target: str | None) -> None:
    text = to_text(expression, LABELS, target)
    if "{" in text:
        assert parse_formula(text.removeprefix(f"{target}=")) == expression
    else:
        notation = parse_notation(text)
        assert notation.target == target
        (again,) = notation.readings(LABELS)
        assert again == expression
        assert to_text(again, LABELS, target) == text


@given(formulas())
def test_an_excel_formula_has_the_structure_and_grouping_of_its_expression(expression: Expression) -> None:
    def braces(column: ColumnRef) -> str:
        return f"{{{column.table}.{column.label}}}" if column.table else f"{{{column.label}}}"

    again = parse_formula(to_excel(expression, braces))
    assert again == expression
    assert to_excel(again, braces) == to_excel(expression, braces)


@given(expressions(decimals, percents, integers), st.lists(st.integers(-9, 9), min_size=15, max_size=15))
def test_an_excel_formula_computes_what_the_expression_means(expression: Expression, figures: list[int]) -> None:
    values = dict(zip(LABELS, map(Fraction, figures), strict=True))
    cells = {label: f"{letter}7" for label, letter in zip(LABELS, "ABCDEFGHIJKLMNO", strict=True)}
    formula = to_excel(expression, lambda column: cells[column.label])
    try:
        expected = evaluate(expression, lambda column: values[column.label])
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            python_value(formula, values, cells)
    else:
        assert python_value(formula, values, cells) == expected


def python_value(formula: str, values: dict[str, Fraction], cells: dict[str, str]) -> Fraction:
    """An Excel formula calculated by Python's own grammar, exactly."""
    by_cell = {cell: values[label] for label, cell in cells.items()}
    row = list(by_cell)

    def total(*arguments: Fraction | list[Fraction]) -> Fraction:
        return sum((sum(item, Fraction(0)) if isinstance(item, list) else item for item in arguments), Fraction(0))

    def area(match: re.Match[str]) -> str:
        return f"[{','.join(row[row.index(match[1]) : row.index(match[2]) + 1])}]"

    text = re.sub(r"([A-O]7):([A-O]7)", area, formula)
    text = re.sub(r"(?<![A-Z\d.])(\d+(?:\.\d+)?)(%?)", lambda m: f"number('{m[1]}', {100 if m[2] else 1})", text)
    names = {"SUM": total, "number": lambda digits, per: Fraction(digits) / per, **by_cell}
    ast.parse(text, mode="eval")
    return Fraction(eval(text, {"__builtins__": {}}, names))


@given(expressions(decimals, percents), st.lists(st.integers(1, 999), min_size=15, max_size=15))
def test_divisors_tell_when_there_is_no_value(expression: Expression, figures: list[int]) -> None:
    values = dict(zip(LABELS, map(Fraction, [0, *figures[1:]]), strict=True))

    def value(part: Expression) -> Fraction | None:
        try:
            return evaluate(part, lambda column: values[column.label])
        except ZeroDivisionError:
            return None

    constant_zero = any(
        isinstance(node, BinaryOperation)
        and node.operator == "/"
        and not columns_of(node.right)
        and value(node.right) in (0, None)
        for node in walk(expression)
    )
    if not constant_zero:
        assert (value(expression) is None) == any(value(part) in (0, None) for part in divisors(expression))


@settings(max_examples=50)
@given(formulas(), st.lists(st.lists(st.integers(1, 999), min_size=17, max_size=17), min_size=1, max_size=4))
def test_whole_columns_have_the_values_of_their_rows(expression: Expression, rows: list[list[int]]) -> None:
    refs = [*map(ColumnRef, LABELS), ColumnRef("3", "phase1"), ColumnRef("7.1", "phase1")]
    parameters = {"target": Fraction(500_000), "level_2_cap": Fraction(12_500), "tỷ_lệ": Fraction(4, 5)}
    if any(isinstance(node, FunctionCall) and node.name == "ROUND" for node in walk(expression)):
        return  # a half in exact arithmetic need not be one in floating point; see test_arrays
    arrays = {ref: np.array([row[place] for row in rows], dtype=float) for place, ref in enumerate(refs)}
    computed = compile_numpy(expression, parameters.__getitem__)(arrays)
    assert computed.shape == (len(rows),)
    for row, number in zip(rows, computed, strict=True):
        values = dict(zip(refs, map(Fraction, row), strict=True))
        try:
            exact_value = float(evaluate(expression, values.__getitem__, parameters.__getitem__))
        except ZeroDivisionError:
            continue  # a difference that is exactly zero may be tiny in floating point
        if np.isfinite(number) and abs(number) < 1e12:
            assert number == pytest.approx(exact_value, rel=1e-6, abs=1e-3)
