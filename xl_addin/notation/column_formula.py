"""A column's expression as the formula of one row, written so that it never shows an Excel error.

A zero divisor leaves the cell empty: `12=(10/11)/25` becomes `=IF(K9=0,"",(J9/K9)/25)`. "Empty" is the text `""`,
and arithmetic on a text is `#VALUE!`, so a column calculated from one that may be empty asks first and stays empty
too: `13=12*100` becomes `=IF(L9="","",L9*100)`. `N(L9)` would be shorter, but it would turn "cannot be said" into 0.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Never

from xl_addin.notation import (
    BinaryOperation,
    ColumnRef,
    Expression,
    Parameter,
    columns_of,
    evaluate,
    to_excel,
    walk,
)


def column_formula(
    expression: Expression,
    cell: Callable[[ColumnRef], str],
    parameter: Callable[[str], str] | None = None,
    *,
    floor: int | None = None,
    may_be_empty: Collection[ColumnRef] = (),
) -> str:
    """The formula with its leading `=`: what the expression says, guarded, and not below `floor`.

    `cell` and `parameter` give the address of a column's cell in the row and of a parameter's cell.
    `may_be_empty` are the columns that can hold `""` (see `columns_that_may_be_empty`).
    """
    write = parameter or _no_parameter

    def excel(part: Expression) -> str:
        return to_excel(part, cell, write)

    formula = excel(expression)
    if floor is not None:
        formula = f"MAX({floor},{formula})"
    # A test may itself divide or calculate with an empty cell: it is asked only after the tests that rule that out.
    tests: dict[int, list[str]] = {}
    for column in columns_of(expression):
        if column in may_be_empty:
            tests.setdefault(0, []).append(f'{cell(column)}=""')
    for divisor in risky_divisors(expression):
        tests.setdefault(_level(divisor, may_be_empty), []).append(f"{excel(divisor)}=0")
    for level in sorted(tests, reverse=True):
        conditions = list(dict.fromkeys(tests[level]))
        condition = conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})"
        formula = f'IF({condition},"",{formula})'
    return "=" + formula


def risky_divisors(expression: Expression) -> Iterator[Expression]:
    """The divisors that can be zero: all but constants other than zero."""
    for node in walk(expression):
        if isinstance(node, BinaryOperation) and node.operator == "/" and _may_be_zero(node.right):
            yield node.right


def columns_that_may_be_empty(
    expressions: Mapping[ColumnRef, Expression], others: Collection[ColumnRef] = ()
) -> frozenset[ColumnRef]:
    """The columns whose formula can leave `""`: they divide by what can be zero, or read a column that may be empty.

    `others` are such columns of other tables; they belong to the result.
    """
    found = {column for column, expression in expressions.items() if any(risky_divisors(expression))} | set(others)
    grown = True
    while grown:
        more = {
            column
            for column, expression in expressions.items()
            if column not in found and not found.isdisjoint(columns_of(expression))
        }
        found |= more
        grown = bool(more)
    return frozenset(found)


def _may_be_zero(divisor: Expression) -> bool:
    if any(isinstance(node, ColumnRef | Parameter) for node in walk(divisor)):
        return True
    try:
        return evaluate(divisor, _no_column) == 0
    except ZeroDivisionError:
        return True


def _level(divisor: Expression, may_be_empty: Collection[ColumnRef]) -> int:
    """After how many other tests a divisor can be compared with zero without an error."""
    inner = [_level(part, may_be_empty) + 1 for part in risky_divisors(divisor)]
    calculates_with_empty = not isinstance(divisor, ColumnRef) and any(
        column in may_be_empty for column in columns_of(divisor)
    )
    return max([*inner, int(calculates_with_empty)])


def _no_parameter(name: str) -> str:
    raise KeyError(name)


def _no_column(column: ColumnRef) -> Never:
    raise KeyError(column)
