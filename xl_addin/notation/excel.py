"""An expression as an Excel formula."""

import re
from collections.abc import Callable, Sequence

from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRef,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    columns_of,
    walk,
)
from xl_addin.notation.infix import constant_text, infix

_CELL = re.compile(r"(?P<sheet>(?:.*!)?)(?P<column_fixed>\$?)(?P<letters>[A-Z]{1,3})(?P<row>\$?\d+)", re.DOTALL)


def _name(name: str) -> str:
    return name


def to_excel(
    expression: Expression,
    cell: Callable[[ColumnRef], str],
    parameter: Callable[[str], str] = _name,
) -> str:
    """The formula without its leading `=`, as a file stores it (English names, `,` between arguments).

    `cell` writes a column's cell (`D9`, `'Phase 1'!D9`), `parameter` a parameter's cell, name or number.
    The author's parentheses stay: `(10/11)/25` is `(J9/K9)/25`. A SUM of neighbouring cells is a range.
    """

    def leaf(node: ColumnRef | Constant | Parameter) -> str:
        match node:
            case ColumnRef():
                return cell(node)
            case Parameter(name=name):
                return parameter(name)
            case Constant():
                return constant_text(node, ".")

    def call(node: FunctionCall, arguments: Sequence[str]) -> str:
        written = _with_ranges(arguments) if node.name == "SUM" else arguments
        return f"{node.name}({','.join(written)})"

    return infix(expression, leaf, call)


def divisors(expression: Expression) -> tuple[Expression, ...]:
    """What must not be zero for the expression to have a value, each once, in order of appearance.

    Only divisors that contain columns; a product or quotient is given as its parts, `4/(5*6)` as 5 and 6.
    """
    found = (
        part
        for node in walk(expression)
        if isinstance(node, BinaryOperation) and node.operator == "/"
        for part in _factors(node.right)
        if columns_of(part)
    )
    return tuple(dict.fromkeys(found))


def _factors(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case BinaryOperation(operator="*" | "/", left=left, right=right):
            return (*_factors(left), *_factors(right))
        case Negation(operand=operand):
            return _factors(operand)
        case _:
            return (expression,)


def _with_ranges(cells: Sequence[str]) -> list[str]:
    """The cells with each run of neighbours in one row as a range: D9, E9, G9 become D9:E9, G9."""
    runs: list[list[str]] = []
    for cell in cells:
        if runs and _is_next(runs[-1][-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [run[0] if len(run) == 1 else f"{run[0]}:{run[-1].rpartition('!')[2]}" for run in runs]


def _is_next(cell: str, other: str) -> bool:
    first, second = _CELL.fullmatch(cell), _CELL.fullmatch(other)
    if not first or not second:
        return False
    same = all(first[part] == second[part] for part in ("sheet", "column_fixed", "row"))
    return same and _column_number(second["letters"]) == _column_number(first["letters"]) + 1


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
