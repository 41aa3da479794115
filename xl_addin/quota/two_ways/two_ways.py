"""Shares of a table whose rows and columns are both given: hamlets' quotas shared among forces that have quotas, too.

Every row and every column adds up to what it must, and each cell is its exact share rounded down or up
(`controlled_rounding`). The exact share is row × column / total, or follows weights (`proportional_fit`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.quota.controlled_rounding import round_table
from xl_addin.quota.two_ways.proportional_fit import Matrix, Weights, proportional_fit
from xl_addin.quota.two_ways.transport import Transport, transported

_NEGATIVE = Text(
    "{name}: tổng phải chia là số âm ({total}), phải từ 0 trở lên",
    "{name}: the total to share is negative ({total}), it must be 0 or more",
)
_DIFFERENT = Text(
    "các dòng cộng lại được {rows}, các cột cộng lại được {columns}, lệch {difference}; hãy sửa cho hai tổng bằng nhau",
    "the rows add up to {rows}, the columns to {columns}, {difference} apart; make the two sums equal",
)
_NEGATIVE_WEIGHT = Text(
    "{row}, {column}: căn cứ phân bổ là số âm ({weight}), phải từ 0 trở lên",
    "{row}, {column}: the weight is negative ({weight}), it must be 0 or more",
)
_NO_WAY = Text(
    "{rows} phải nhận {needed}, nhưng những nơi chia được cho các dòng này ({columns}) chỉ có {available}; hãy cho căn "
    "cứ lớn hơn 0 ở thêm cột, hoặc sửa chỉ tiêu",
    "{rows} must get {needed}, but what may be shared to them ({columns}) has only {available}; give a weight above 0 "
    "in more columns, or change the quotas",
)
_NOBODY = Text("không có cột nào", "no column")
_MOST_NAMED = 5


@dataclass(frozen=True)
class Side:
    """The rows, or the columns: their names for messages, and what each must add up to."""

    names: Sequence[str]
    totals: Sequence[int]


@dataclass(frozen=True)
class TwoWays:
    """The parts, row by row, and the exact shares they were rounded from."""

    parts: tuple[tuple[int, ...], ...]
    shares: Matrix


def apportion_two_ways(rows: Side, columns: Side, weights: Weights | None = None) -> TwoWays:
    """Whole parts that agree with both sides' totals.

    Without weights a cell's share is row × column / total. With them it is the weight times a factor of its row and a
    factor of its column (iterative proportional fitting); a cell of weight 0 gets nothing. Equal claims go to the cell
    that stands first, reading row by row.

    Raises Problem for a negative total or weight, for sums that differ, and where weights of 0 leave no way: it names
    the rows that cannot get what they must.
    """
    for side in (rows, columns):
        for name, total in zip(side.names, side.totals, strict=True):
            if total < 0:
                raise Problem(_NEGATIVE.with_values(name=name, total=total))
    whole, other = sum(rows.totals), sum(columns.totals)
    if whole != other:
        raise Problem(_DIFFERENT.with_values(rows=whole, columns=other, difference=abs(whole - other)))
    shares = (
        tuple(tuple(Fraction(row * column, whole or 1) for column in columns.totals) for row in rows.totals)
        if weights is None
        else _by_weights(rows, columns, weights)
    )
    ranks = [
        [row * len(columns.totals) + column for column in range(len(columns.totals))] for row in range(len(shares))
    ]
    return TwoWays(round_table(shares, ranks).cells, shares)


def _by_weights(rows: Side, columns: Side, weights: Weights) -> Matrix:
    for name, line in zip(rows.names, weights, strict=True):
        for other, weight in zip(columns.names, line, strict=True):
            if weight < 0:
                raise Problem(_NEGATIVE_WEIGHT.with_values(row=name, column=other, weight=weight))
    way = transported(rows.totals, columns.totals, [[weight > 0 for weight in line] for line in weights])
    if way.short:
        raise Problem(_refusal(rows, columns, way))
    return proportional_fit(rows.totals, columns.totals, weights, way)


def _refusal(rows: Side, columns: Side, way: Transport) -> Text:
    """The rows that together need more than the columns they may take from have."""
    needed = sum(rows.totals[row] for row in way.short)
    available = sum(columns.totals[column] for column in way.reached)
    return _NO_WAY.with_values(
        rows=_named(rows, way.short),
        columns=_named(columns, way.reached) or _NOBODY,
        needed=needed,
        available=available,
    )


def _named(side: Side, indices: Sequence[int]) -> str:
    names = [side.names[index] for index in indices if side.totals[index]]
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
