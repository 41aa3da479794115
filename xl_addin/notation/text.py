"""An expression as the notation of a column-number row, or as a spec's formula where no notation can say it."""

from collections.abc import Callable, Sequence

from xl_addin.notation.error import NotationError
from xl_addin.notation.expression import (
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    FunctionCall,
    Parameter,
    columns_of,
)
from xl_addin.notation.infix import Leaf, Operand, constant_text, infix
from xl_addin.notation.reading.functions import WRITTEN
from xl_addin.notation.reading.numerals import number_value, sequence
from xl_addin.notation.reading.parse import parse_notation


def to_text(expression: Expression, labels: Sequence[str] | None = None, target: str | None = None) -> str:
    """The plainest text that reads back as this expression in a table with these columns.

    `4-5` or `(10/11)/25` if that is clear, `(10)/100` if a number could be taken for a column, and a spec's
    formula (`min({7}, 12500)`) for what no notation can say. Without `labels` the table is taken to have the
    expression's own columns. With `target` the text starts with it: `7=4-5`. Constants have a decimal comma.
    """
    table = labels if labels is not None else [column.label for column in columns_of(expression)]
    for label in (str, "({})".format):
        start = "" if target is None else f"{label(target)}="
        text = start + infix(expression, _leaf(label), _summation)
        if _readings(text, table) == (expression,):
            return text
    return ("" if target is None else f"{target}=") + infix(expression, _formula_leaf, _formula_call)


def _readings(text: str, labels: Sequence[str]) -> tuple[Expression, ...]:
    try:
        return parse_notation(text).readings(labels)
    except NotationError:
        return ()


def _leaf(written_label: Callable[[str], str]) -> Leaf:
    def leaf(node: Operand) -> str:
        match node:
            case ColumnRef(label=label):
                return written_label(label)
            case Parameter(name=name):
                return name
            case Constant():
                text = constant_text(node, ",")
                # 1,125 could be 1125 to an English reader; 1,1250 could not.
                return text + "0" if "%" not in text and "," in text and number_value(text) != node.value else text
            case ColumnTotal() | ColumnRank():
                return _formula_leaf(node)

    return leaf


def _summation(node: FunctionCall, arguments: Sequence[str]) -> str:
    labels = [argument.label for argument in node.arguments if isinstance(argument, ColumnRef)]
    if node.name == "SUM" and len(labels) == len(arguments):
        whole = len(labels) > 2 and sequence(labels[0], None, labels[-1]) == labels
        return f"∑({labels[0]}÷{labels[-1]})" if whole else f"∑({';'.join(labels)})"
    return _formula_call(node, arguments)


def _formula_leaf(node: Operand) -> str:
    match node:
        case ColumnRef(label=label, table=table):
            return f"{{{label}}}" if table is None else f"{{{table}.{label}}}"
        case Parameter(name=name):
            return name
        case Constant():
            return constant_text(node, ".")
        case ColumnTotal(column=column):
            return f"total({_formula_leaf(column)})"
        case ColumnRank(column=column):
            return f"rank({_formula_leaf(column)})"


def _formula_call(node: FunctionCall, arguments: Sequence[str]) -> str:
    return f"{WRITTEN[node.name]}({', '.join(arguments)})"
