"""The parts of a column's whole: how a column that shares one came about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from xl_addin.campaign.sharing.shared import PARENT, Shared, named
from xl_addin.language import Text
from xl_addin.notation import ColumnRef, Expression, to_excel
from xl_addin.problem import Problem
from xl_addin.quota.outcome import Apportionment, Step
from xl_addin.quota.together import Whole, WholeError, apportion_together
from xl_addin.quota.two_ways.two_ways import Side, apportion_two_ways
from xl_addin.quota.within import apportion_within, groups_of, whole_among

Exact = Fraction | None
Locate = Callable[[str, int | None], str]
"""Where a column (and one of its rows, counted from 0) stands, for messages: `Giai đoạn 1!D9`."""

_CANNOT = Text("không phân bổ được cột {label} {how}: {reason}", "column {label} cannot be shared {how}: {reason}")
_NO_FIGURE = Text(
    "cột {name} không có số ở dòng đơn vị thứ {row} (ô trống, ô báo lỗi hoặc số ghi dạng chữ); hãy ghi số vào ô này",
    "column {name} has no figure for unit {row} (an empty cell, an error, or a number typed as text); enter a number "
    "in that cell",
)
_NO_WEIGHT = Text(
    "không tính được {by} ở dòng đơn vị thứ {row}; hãy xem các cột của công thức này",
    "{by} cannot be calculated for unit {row}; look at the columns it reads",
)
_WHOLE = Text(
    "chỉ tiêu cần phân bổ là {whole}; phải là số nguyên từ 0 trở lên",
    "the whole to share is {whole}; it must be a whole number, 0 or more",
)
_WHOLE_OF_GROUP = Text(
    "chỉ tiêu của nhóm {group} là {whole}; phải là số nguyên từ 0 trở lên",
    "the whole of group {group} is {whole}; it must be a whole number, 0 or more",
)
_NOBODYS = Text(
    "các nhóm có đơn vị cộng lại được {together}, cả thảy là {whole}; hãy ghi đơn vị của nhóm còn thiếu, hoặc sửa cấp "
    "trên của các đơn vị",
    "the groups with units add up to {together}, all to {whole}; add the units of the group that has none, or correct "
    "which group the units are in",
)
_WHOLE_OF_ROW = Text(
    "tổng phải chia của dòng này là {whole}; phải là số nguyên từ 0 trở lên",
    "what this row must add up to is {whole}; it must be a whole number, 0 or more",
)
_NO_UNIT_ACROSS = Text(
    "bảng của các cột không có đơn vị “{unit}”; hãy thêm dòng đó hoặc sửa tên cho khớp đặc tả",
    "the table of the columns has no unit {unit}; add its row, or write its name as the spec does",
)
_UNKNOWN = Text("chưa tính được", "unknown")
_NO_GROUP = Text(
    "không biết đơn vị thứ {row} thuộc nhóm nào (theo {within}); hãy ghi cấp trên của đơn vị này",
    "nothing says which group unit {row} is in (by {within}); write the unit above it",
)


@dataclass(frozen=True)
class SharedColumn:
    """How a shared column came about: the parts, what they are in proportion to, and the upper bounds if any."""

    outcome: Apportionment
    basis: tuple[Fraction, ...]
    limits: tuple[Fraction, ...] | None = None


@dataclass(frozen=True)
class SharingTable:
    """What a table knows when a column of it is shared.

    `in_row` is the value of an expression in one unit's row, `whole` of one over totals, `of_group` of one in the row
    that a group has in another table, None where that table has none; `in_cell` of one in a unit's row, and in that
    of another where it reads the other's table. `groups` names, by what `within` can say, each unit's group.
    """

    units: Sequence[str]
    rows: int
    in_row: Callable[[Expression, int], Exact]
    whole: Callable[[Expression], Exact]
    of_group: Callable[[Expression, str], Exact]
    in_cell: Callable[[Expression, int, str], Exact]
    groups: Mapping[str, Sequence[str | None]]
    place: Locate


def share_columns(columns: Mapping[str, Shared], table: SharingTable) -> dict[str, SharedColumn]:
    """The shares of one column, or of several that are rounded together.

    Raises Problem, at the cell, where the whole, a weight or a bound does not allow it.
    """
    shared = [_Sharing(label, source, table) for label, source in columns.items()]
    if shared[0].source.across is not None:
        return _two_ways(shared, table)
    bases, limits = [one.basis() for one in shared], [one.limits() for one in shared]
    wholes = [
        Whole(
            0,
            basis,
            one.at_least(),
            None if limit is None else [floor(bound) for bound in limit],
            one.source.method,
            one.source.tie,
        )
        for one, basis, limit in zip(shared, bases, limits, strict=True)
    ]
    try:
        outcomes = _outcomes(shared, wholes, table)
    except WholeError as error:
        raise shared[error.whole].refused(error) from error
    return {
        one.label: SharedColumn(outcome, tuple(basis), None if limit is None else tuple(limit))
        for one, basis, limit, outcome in zip(shared, bases, limits, outcomes, strict=True)
    }


def _two_ways(shared: Sequence["_Sharing"], table: SharingTable) -> dict[str, SharedColumn]:
    """The columns of one entry: rows add up to what each unit is given, columns to what the unit across is."""
    basis = shared[0].basis()
    rows = [shared[0].whole_of_row(row, figure) for row, figure in enumerate(basis)]
    totals = [one.total_across() for one in shared]
    across = Side([one.source.across or "" for one in shared], totals)
    down = Side([table.units[row] if table.units else str(row + 1) for row in range(table.rows)], rows)
    weights = [one.weights_across() for one in shared]
    known = [column for column in weights if column is not None]
    try:
        result = apportion_two_ways(down, across, list(zip(*known, strict=True)) if known else None)
    except Problem as problem:
        raise shared[0].problem(problem.text) from problem
    columns = zip(shared, totals, zip(*result.parts, strict=True), zip(*result.shares, strict=True), strict=True)
    return {
        one.label: SharedColumn(
            Apportionment(
                total,
                "controlled",
                "first",
                parts,
                tuple(Step(share, part, None) for share, part in zip(shares, parts, strict=True)),
            ),
            tuple(basis),
        )
        for one, total, parts, shares in columns
    }


def _outcomes(shared: Sequence["_Sharing"], wholes: Sequence[Whole], table: SharingTable) -> tuple[Apportionment, ...]:
    within = shared[0].source.within
    if within is None:
        return apportion_together(_with_totals(shared, wholes))
    groups = groups_of(shared[0].group_names(within))
    totals = [[one.total_of(group.name) for one in shared] for group in groups]
    if any(total is None for group in totals for total in group):
        # No table gives each group its whole: it gets the share that its units weigh.
        among = [whole_among(groups, whole) for whole in _with_totals(shared, wholes)]
        totals = [list(each) for each in zip(*(one.parts for one in apportion_together(among)), strict=True)]
    else:
        for index, one in enumerate(shared):
            one.check_groups(sum(group[index] or 0 for group in totals))
    return apportion_within(groups, [[total or 0 for total in group] for group in totals], wholes)


def _with_totals(shared: Sequence["_Sharing"], wholes: Sequence[Whole]) -> list[Whole]:
    return [replace(whole, total=one.total()) for one, whole in zip(shared, wholes, strict=True)]


@dataclass(frozen=True)
class _Sharing:
    """One shared column and the figures it is shared by."""

    label: str
    source: Shared
    table: SharingTable

    def basis(self) -> list[Fraction]:
        """What the shares are in proportion to."""
        by = self.source.by
        if by is None:
            return [Fraction(1)] * self.table.rows
        if isinstance(by, ColumnRef) and by.table is None:
            return self._figures(by.label)
        found = [self.table.in_row(by, row) for row in range(self.table.rows)]
        for row, value in enumerate(found):
            if value is None:
                raise self.problem(_NO_WEIGHT.with_values(by=self.source.weighed_by, row=row + 1), row=row)
        return [value for value in found if value is not None]

    def limits(self) -> list[Fraction] | None:
        """The upper bounds, as they stand in the table."""
        return None if self.source.at_most is None else self._figures(self.source.at_most)

    def at_least(self) -> list[int] | None:
        """The lower bounds."""
        match self.source.at_least:
            case None:
                return None
            case int(number):
                return [number] * self.table.rows
            case label:
                return [ceil(value) for value in self._figures(label)]

    def total(self) -> int:
        """The whole to share."""
        return self._whole(self.table.whole(self.source.target), _WHOLE)

    def total_of(self, group: str) -> int | None:
        """The whole of a group that has a row of its own where the target is read; None where it has none."""
        value = self.table.of_group(self.source.target, group)
        return None if value is None else self._whole(value, _WHOLE_OF_GROUP, group)

    def whole_of_row(self, row: int, figure: Fraction) -> int:
        """What a unit's shares two ways add up to."""
        if figure.denominator != 1 or figure < 0:
            name = self.source.by.label if isinstance(self.source.by, ColumnRef) and not self.source.by.table else None
            raise self.problem(_WHOLE_OF_ROW.with_values(whole=figure), name, row)
        return int(figure)

    def total_across(self) -> int:
        """What the unit that the column stands for is given in its own table."""
        unit = self.source.across or ""
        total = self.total_of(unit)
        if total is None:
            raise self.problem(_NO_UNIT_ACROSS.with_values(unit=unit))
        return total

    def weights_across(self) -> list[Fraction] | None:
        """The weight of each row in this column; None where all are equal."""
        weight, unit = self.source.weight, self.source.across or ""
        if weight is None:
            return None
        found = [self.table.in_cell(weight, row, unit) for row in range(self.table.rows)]
        for row, value in enumerate(found):
            if value is None:
                raise self.problem(_NO_WEIGHT.with_values(by=to_excel(weight, named), row=row + 1), row=row)
        return [value for value in found if value is not None]

    def check_groups(self, together: int) -> None:
        """Raise Problem where the groups that have units have less than the whole: some quota would be nobody's."""
        whole = self.table.whole(self.source.target)
        if whole is not None and whole != together:
            raise self.problem(_NOBODYS.with_values(together=together, whole=whole))

    def group_names(self, within: str) -> list[str]:
        """Which group each unit is in."""
        names = self.table.groups.get(within) or [None] * self.table.rows
        for row, name in enumerate(names):
            if name is None:
                named = Text("cấp trên", "parent") if within == PARENT else Text(f"cột {within}", f"column {within}")
                raise self.problem(_NO_GROUP.with_values(row=row + 1, within=named), row=row)
        return [name for name in names if name is not None]

    def refused(self, error: WholeError) -> Problem:
        """Why the bounds do not allow it, at the figure that is to blame."""
        blamed = {"weight": self.source.by, "at_least": self.source.at_least, "at_most": self.source.at_most}
        column = blamed[error.figure]
        name = column.label if isinstance(column, ColumnRef) else column if isinstance(column, str) else self.label
        return self.problem(error.text, self.label if error.unit is None else name, error.unit)

    def problem(self, reason: Text, column: str | None = None, row: int | None = None) -> Problem:
        """The column cannot be shared."""
        text = _CANNOT.with_values(label=self.label, how=self.source.how(), reason=reason)
        return Problem(text, place=self.table.place(column or self.label, row))

    def _figures(self, name: str) -> list[Fraction]:
        found = [self.table.in_row(ColumnRef(name), row) for row in range(self.table.rows)]
        for row, value in enumerate(found):
            if value is None:
                raise self.problem(_NO_FIGURE.with_values(name=name, row=row + 1), name, row)
        return [value for value in found if value is not None]

    def _whole(self, value: Exact, refusal: Text, group: str = "") -> int:
        if value is None or value.denominator != 1 or value < 0:
            raise self.problem(refusal.with_values(whole=_UNKNOWN if value is None else value, group=group))
        return int(value)
