"""Whether a figure is what its column's notation says, at the precision the reader sees."""

from collections.abc import Callable, Sequence, Set
from fractions import Fraction
from functools import cache
from itertools import compress
from typing import Literal, NamedTuple

from xl_addin.case.screening import certainly_right
from xl_addin.case.table_view import TableView
from xl_addin.notation import (
    BinaryOperation,
    ColumnRef,
    Expression,
    FunctionCall,
    Negation,
    columns_of,
    exact,
    walk,
)
from xl_addin.table.headings import is_percentage_heading
from xl_addin.workbook.model.formats import decimals_shown, read_format, rounded, truncated

Verdict = Literal["right", "truncated", "wrong"]

# What binary fractions lose on the way through a few operations, relative to the figure.
FLOAT_NOISE = Fraction(1, 10**9)


def verdict(view: TableView, row: int, label: str) -> Verdict | None:
    """How the figure of a cell stands to the notation; None where nothing can be compared.

    A figure is right if it is what the notation gives from the stored operands or from the displayed ones,
    rounded as the cell displays. Right only by cutting the decimals off is `truncated`.
    """
    known = view.remember(_verdicts)(label)
    if row in known.certain:
        return "right"
    if row not in known.judged:
        known.judged[row] = _compared(view, row, label)
    return known.judged[row]


def rows_in_doubt(view: TableView, label: str) -> Sequence[int]:
    """The units' rows of a column whose verdict must be asked for; that of all others is `right`."""
    return view.remember(_verdicts)(label).in_doubt


class _Known(NamedTuple):
    """What is known of a column: the rows that are right beyond doubt, the others, and these once judged."""

    certain: Set[int]
    in_doubt: Sequence[int]
    judged: dict[int, Verdict | None]


def _verdicts(view: TableView) -> Callable[[str], _Known]:
    @cache
    def of_column(label: str) -> _Known:
        # Views of one table that read some other column differently ask the same.
        key = label, view.expressions.get(label), view.spec is None
        if key not in view.cells.screened:
            view.cells.screened[key] = certainly_right(view, label, FLOAT_NOISE)
        right = view.cells.screened[key]
        if right and all(right):
            return _Known(view.cells.rows, (), {})
        certain = frozenset(compress(view.table.body_rows, right))
        return _Known(certain, [row for row in view.table.body_rows if row not in certain], {})

    return of_column


def _compared(view: TableView, row: int, label: str) -> Verdict | None:
    value = view.number(row, label)
    if value is None or (from_stored := view.expected(row, label)) is None:
        return None
    decimals, figure, factors = precision(view, row, label), exact(value), scales(view, row, label)
    if any(same_figure(figure, from_stored * scale, decimals) for scale in factors):
        return "right"
    from_displayed = view.expected(row, label, as_displayed=True)
    expected = [from_stored] if from_displayed is None else [from_stored, from_displayed]
    expected = [outcome * scale for outcome in expected for scale in factors]
    if any(same_figure(figure, outcome, decimals) for outcome in expected):
        return "right"
    cut = rounded(figure, decimals)
    divided = not is_plain_sum(view.expressions[label])
    return "truncated" if divided and any(truncated(one, decimals) == cut for one in expected) else "wrong"


def near(one: Fraction, other: Fraction, tolerance: Fraction = FLOAT_NOISE) -> bool:
    """Whether two numbers differ by no more than noise, relative to the second."""
    size: Fraction = abs(other)
    return abs(one - other) <= tolerance * (size if size > 1 else 1)


def same_figure(one: Fraction, other: Fraction, decimals: int) -> bool:
    """Whether two numbers print the same with so many decimals, binary noise aside."""
    return rounded(one, decimals) == rounded(other, decimals) or near(one, other)


def precision(view: TableView, row: int, label: str) -> int:
    """The decimals at which a cell is judged.

    Under General a typed integer says nothing about precision if it was divided, but a difference of
    figures with decimals has those decimals.
    """
    value = view.number(row, label)
    code = view.number_format(row, label)
    own = decimals_shown(value, code) if value is not None else 0
    if read_format(code).decimals is not None or not is_plain_sum(view.expressions[label]):
        return own
    operands = [
        decimals_shown(figure, view.number_format(row, ref.label))
        for ref in columns_of(view.expressions[label])
        if ref.table is None and (figure := view.number(row, ref.label)) is not None
    ]
    return max([own, *operands])


def is_plain_sum(expression: Expression) -> bool:
    """Whether an expression only adds and subtracts columns."""
    match expression:
        case ColumnRef():
            return True
        case Negation(operand):
            return is_plain_sum(operand)
        case BinaryOperation(operator, left, right):
            return operator in "+-" and is_plain_sum(left) and is_plain_sum(right)
        case FunctionCall("SUM", arguments):
            return all(is_plain_sum(argument) for argument in arguments)
        case _:
            return False


def scales(view: TableView, row: int, label: str) -> tuple[Fraction, ...]:
    """What the notation's outcome may be multiplied by in a cell.

    A percentage may be kept as 0,57 or as 57: `5=4/3*100` under a `%` format, `5=4/3` under “Tỷ lệ”, `5=3x4`
    where column 4 is headed “Tỷ lệ (%)”.
    """
    column, code = view.table.column(label), view.number_format(row, label)
    is_share = view.natures.get(label) == "ratio" and (
        "%" in code or "%" in column.number_text or is_percentage_heading(column.heading)
    )
    if is_share or _has_percent_factor(view, view.expressions[label]):
        return Fraction(1), Fraction(100), Fraction(1, 100)
    return (Fraction(1),)


def _has_percent_factor(view: TableView, expression: Expression) -> bool:
    """Whether the expression multiplies or divides by a column headed with a percent sign."""
    factors = [
        part
        for node in walk(expression)
        if isinstance(node, BinaryOperation) and node.operator in "*/"
        for part in (node.left, node.right)
    ]
    return any(
        isinstance(part, ColumnRef)
        and part.table is None
        and part.label in view.table.labels
        and "%" in view.table.column(part.label).heading
        for part in factors
    )
