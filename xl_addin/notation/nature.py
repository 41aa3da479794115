"""Whether a column adds up or is a ratio, and the order in which columns are calculated."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError as GraphCycle
from graphlib import TopologicalSorter
from typing import Literal

from xl_addin.language import Text
from xl_addin.notation.expression import (
    COMPARISONS,
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Expression,
    FunctionCall,
    Negation,
    columns_of,
    row_columns_of,
)
from xl_addin.problem import Problem

Nature = Literal["additive", "ratio", "rank"]
"""The total of an additive column is the sum of its rows; that of a ratio follows the column's own formula; ranks have
none."""


class CycleError(Problem):
    """Columns that need each other; `labels` goes round once, its first label again at the end."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        circle = " → ".join(labels)
        super().__init__(
            Text(
                vi=f"Công thức các cột đi vòng tròn: {circle}; hãy sửa công thức của một trong các cột này",
                en=f"The columns' formulas go in a circle: {circle}; change the formula of one of them",
            )
        )
        self.labels = labels


def nature(expression: Expression, natures: Mapping[str, Nature]) -> Nature:
    """The nature of a column from its formula and the natures of the columns it reads.

    `natures` is keyed by label, `phase1.12` for another table's column; what it does not name is additive.
    A quotient of additive columns is a ratio, so is a sum with a ratio in it or a ratio times a constant;
    a ratio times an additive column, and an additive column divided by a ratio, are additive again. A column's total
    is the same in every row, and what is divided by it is a share: neither is summed.
    """
    match expression:
        case ColumnRef(label=label, table=table):
            return natures.get(label if table is None else f"{table}.{label}", "additive")
        case Negation(operand=operand):
            return nature(operand, natures)
        case ColumnTotal():
            return "ratio"
        case ColumnRank():
            return "rank"
        case BinaryOperation(operator=operator) if operator in COMPARISONS:
            return "additive"
        case BinaryOperation(operator="*", left=left, right=right):
            factors = [nature(factor, natures) for factor in (left, right) if columns_of(factor)]
            return "additive" if not factors or "additive" in factors else _least_summable(factors)
        case BinaryOperation(operator="/", right=right) if columns_of(right) and not row_columns_of(right):
            return "ratio"
        case BinaryOperation(operator="/", left=left, right=right) if columns_of(right):
            parts = (nature(left, natures), nature(right, natures))
            if "rank" in parts:
                return "rank"
            return "additive" if parts == ("additive", "ratio") and columns_of(left) else "ratio"
        case BinaryOperation(operator="/", left=left):
            return nature(left, natures)
        case BinaryOperation(left=left, right=right):
            return _least_summable([nature(left, natures), nature(right, natures)])
        case FunctionCall(name="IF", arguments=(_, *values)):
            return _least_summable([nature(value, natures) for value in values])
        case FunctionCall(arguments=arguments):
            return _least_summable([nature(argument, natures) for argument in arguments])
        case _:
            return "additive"


def _least_summable(parts: Sequence[Nature]) -> Nature:
    return "rank" if "rank" in parts else "ratio" if "ratio" in parts else "additive"


def column_order(expressions: Mapping[str, Expression]) -> list[str]:
    """The labels of calculated columns so that each comes after those it reads; CycleError if there is none.

    Columns of other tables and columns without an expression are taken as given.
    """
    sorter = TopologicalSorter(
        {
            label: [
                column.label
                for column in columns_of(expression)
                if column.table is None and column.label in expressions
            ]
            for label, expression in expressions.items()
        }
    )
    try:
        return list(sorter.static_order())
    except GraphCycle as error:
        raise CycleError(tuple(reversed(error.args[1]))) from None
