"""An expression as an Excel formula."""

import re
from collections.abc import Callable, Sequence

from xl_addin.notation.evaluate import NOISELESS
from xl_addin.notation.expression import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    Ties,
    columns_of,
    walk,
)
from xl_addin.notation.infix import Operand, constant_text, infix

_CELL = re.compile(r"(?P<sheet>(?:.*!)?)(?P<column_fixed>\$?)(?P<letters>[A-Z]{1,3})(?P<row>\$?\d+)", re.DOTALL)


def _name(name: str) -> str:
    return name


def _no_areas(column: ColumnRef) -> Sequence[str]:
    raise KeyError(column)


def to_excel(
    expression: Expression,
    cell: Callable[[ColumnRef], str],
    parameter: Callable[[str], str] = _name,
    whole: Callable[[ColumnRef], Sequence[str]] = _no_areas,
) -> str:
    """The formula without its leading `=`, as a file stores it (English names, `,` between arguments).

    `cell` writes a column's cell (`D9`, `'Phase 1'!D9`), `parameter` a parameter's cell, name or number, `whole` the
    areas of a column's cells of all units (`$D$9:$D$19`; several where sub-totals stand between); without it a total
    or rank is a KeyError. The author's parentheses stay: `(10/11)/25` is `(J9/K9)/25`. A SUM of neighbouring cells is
    a range. Only functions of Excel 2010.
    """

    def leaf(node: Operand) -> str:
        match node:
            case ColumnRef():
                return cell(node)
            case Parameter(name=name):
                return parameter(name)
            case Constant():
                return constant_text(node, ".")
            case ColumnTotal(column=column):
                return f"SUM({','.join(whole(column))})"
            case ColumnRank(column=column, ties=ties):
                return _rank(cell(column), whole(column), ties)

    return infix(expression, leaf, _call)


def _call(node: FunctionCall, arguments: Sequence[str]) -> str:
    match node.name:
        case "SUM":
            return f"SUM({','.join(_with_ranges(arguments))})"
        case "ROUNDUP" | "ROUNDDOWN":
            digits = node.arguments[1]
            assert isinstance(digits, Constant)
            return f"{node.name}({_noiseless(node, arguments[0], int(digits.value))},{arguments[1]})"
        case "CEILING" | "FLOOR":
            return f"{node.name}({_noiseless(node, arguments[0], 0)},1)"
        case name:
            return f"{name}({','.join(arguments)})"


def _noiseless(node: FunctionCall, argument: str, digits: int) -> str:
    """The argument of a function that jumps at whole numbers: a fraction that is only binary noise must not count."""
    return argument if isinstance(node.arguments[0], Constant) else f"ROUND({argument},{digits + NOISELESS})"


def _rank(cell: str, areas: Sequence[str], ties: Ties) -> str:
    """The place of a cell among the numbers of some areas; texts and empty cells have none and take none."""
    if ties == "competition" and len(areas) == 1:
        return f"RANK({cell},{areas[0]})"
    larger = {area: f"ISNUMBER({area})*({area}>{cell})" for area in areas}
    if ties == "dense":
        # Of equal figures each counts as its part; a text or an empty cell, which may count none, divides by 1.
        for area in areas:
            equal = "+".join(f"COUNTIF({other},{area})" for other in areas)
            larger[area] += f"/({equal}+1-ISNUMBER({area}))"
    return f"({'+'.join(f'SUMPRODUCT({each})' for each in larger.values())}+1)"


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
