"""Figures and rows as messages write them."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from xl_addin.case.table_view import TableView
from xl_addin.language import Language, Text, number
from xl_addin.notation import (
    BinaryOperation,
    ColumnRank,
    ColumnRef,
    ColumnTotal,
    Constant,
    Expression,
    FunctionCall,
    Negation,
    Parameter,
    exact,
)
from xl_addin.notation.infix import STRENGTH
from xl_addin.notation.reading.functions import WRITTEN
from xl_addin.workbook.model.formats import GENERAL_DECIMALS

# From here on a figure is written 1,2000E+30, as Excel does: nobody reads so many digits.
LARGEST_WRITTEN = 10**21
LONGEST_FORMULA = 120
# What a notation gives, where no cell's own precision limits it.
EXPECTED_DECIMALS = 4
# Operands in a sum such as `48,6667 / 3`: more decimals would hide the figure.
OPERAND_DECIMALS = 4
_SIGNS = {"-": "−", "*": "×", "<=": "≤", ">=": "≥", "<>": "≠"}


def figures(view: TableView, row: int, expression: Expression) -> Text:
    """The expression with the row's figures in place of the columns: `16.384 − 3.277`."""
    return Text(vi=_written(view, row, expression, "vi"), en=_written(view, row, expression, "en"))


def _written(view: TableView, row: int, expression: Expression, language: Language) -> str:
    def inner(part: Expression, weaker_than: int, right: bool = False) -> str:
        text = _written(view, row, part, language)
        strength = STRENGTH[part.operator] if isinstance(part, BinaryOperation) else 3
        bare = strength > weaker_than or (strength == weaker_than and not right)
        return text if bare and not text.startswith("-") else f"({text})"

    match expression:
        case ColumnRef(label, None):
            value = view.stored(row, label)
            return "…" if value is None else _digits(value, language, OPERAND_DECIMALS)
        case ColumnRef(label, table):
            peer = view.peers.get(table or "")
            return f"{peer.table.sheet if peer else table}.{label}"
        case Constant(value):
            return _digits(value, language, GENERAL_DECIMALS)
        case Parameter(name):
            return _digits(view.parameter(name), language, GENERAL_DECIMALS)
        case Negation(operand):
            return "-" + inner(operand, 2)
        case BinaryOperation(operator, left, right):
            strength = STRENGTH[operator]
            return f"{inner(left, strength)} {_SIGNS.get(operator, operator)} {inner(right, strength, right=True)}"
        case FunctionCall("SUM", arguments):
            return " + ".join(inner(part, 1) for part in arguments)
        case FunctionCall(name, arguments):
            return f"{WRITTEN[name]}({'; '.join(_written(view, row, part, language) for part in arguments)})"
        case ColumnTotal():
            total = view.calculated(row, expression)
            return "…" if total is None else _digits(total, language, OPERAND_DECIMALS)
        case ColumnRank(column):
            return f"rank({_written(view, row, column, language)})"


def written(value: int | float | Fraction | None, decimals: int = GENERAL_DECIMALS) -> Text:
    """A figure with the decimals it has, at most so many: two that differ never look the same in a message."""
    if value is None:
        return Text("…", "…")
    return Text(_digits(value, "vi", decimals), _digits(value, "en", decimals))


def _digits(value: int | float | Fraction, language: Language, decimals: int) -> str:
    plain_value = exact(value) if isinstance(value, float) else Fraction(value)
    mark = "," if language == "vi" else "."
    if abs(plain_value) >= LARGEST_WRITTEN:
        return f"{Decimal(plain_value.numerator) / Decimal(plain_value.denominator):.4E}".replace(".", mark)
    text = number(plain_value, language, max(0, decimals))
    return text.rstrip("0").rstrip(mark) if mark in text else text


def shortened(formula: str | None) -> str:
    """A formula for a message: of one that fills the page only the beginning."""
    text = formula or ""
    return text if len(text) <= LONGEST_FORMULA else text[:LONGEST_FORMULA] + "…"


def rows_named(view: TableView, rows: Sequence[int], at_most: int = 5) -> Text:
    """Rows by number and unit: `11 (Bình Long), 12 (Bù Gia Mập)`, the rest counted."""
    named = []
    for row in rows[:at_most]:
        name = view.unit_name(row) if row >= min(view.table.body_rows, default=row) else ""
        named.append(f"{row} ({name})" if name else str(row))
    rest = len(rows) - at_most
    text = ", ".join(named)
    if rest <= 0:
        return Text(text, text)
    return Text(f"{text} và {rest} dòng khác", f"{text} and {rest} more")


def heading_of(view: TableView, label: str) -> str:
    """The column's heading on one line, its middle left out if it is long.

    It begins with the group it belongs to; what tells it from its neighbours stands at the end.
    """
    heading = " ".join(view.table.column(label).heading.split())
    if len(heading) <= 60:
        return heading
    return f"{heading[:36].rpartition(' ')[0]} … {heading[-24:].partition(' ')[2]}"


def plain(value: Fraction) -> int | float:
    """An exact figure as evidence: whole numbers as int."""
    return int(value) if value.denominator == 1 or abs(value) >= LARGEST_WRITTEN else float(value)
