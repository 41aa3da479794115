"""V305 allocation-misses-target: the shares add up to their printed total, but that is not what was to be shared.

## What it does
Compares the total of every column a spec apportions (`apportion.target`) with the whole that was to be shared. Where
columns are shared two ways, each unit's row is compared with what that unit is to get, too; where each parent's quota
is shared among its units, what these add up to with the parent's own.

## Why it is bad
Every unit fulfils its quota and the office still misses the target it was given, or asks for more than it was.

## Example
The spec says that column 4 shares 500 000; the column adds up to 499 000 and prints 499 000.

## How to mend
Apportion again (`xl-addin fill … --target 4=500000`), or change the target if it has changed.

## What is not detected
Without a spec nothing says what was to be shared. A column that does not even add up to its own total is V302, one that
is mostly empty is still to be shared; a single empty share counts as 0, as it does in the total.
"""

from collections.abc import Iterator
from fractions import Fraction

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.spec.units_across import shared_across
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.shared_groups import groups_shared
from xl_addin.verify.judging.words import heading_of, plain
from xl_addin.verify.rule import Cause, Rule

RULE = Rule("V305", "allocation-misses-target", Severity.ERROR, causes=(Cause("column", frozenset({"I401", "I402"})),))

_AGAIN = Text(
    "Phân bổ lại (xl-addin fill với đặc tả), hoặc trả số đã sửa nhầm về như cũ.",
    "Share again (xl-addin fill with the spec), or set back a figure changed by mistake.",
)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every apportioned column, row shared two ways and group that adds up to something else."""
    for view in case.views:
        yield from _rows_shared_two_ways(view)
        yield from _groups(view)
        total_row = view.table.total_row
        for column in view.table.columns:
            target = view.target(column.label)
            if target is None or total_row is None:
                continue
            rows = view.table.body_rows
            shares = [share for row in rows if (share := view.shown(row, column.label)) is not None]
            held = [row for row in rows if view.value(row, column.label) is not None]
            if len(held) > len(shares) or len(shares) * 2 <= len(rows):
                continue
            whole = sum(shares, Fraction(0))
            printed = view.shown(total_row, column.label)
            if whole == target or (printed is not None and printed != whole):
                continue
            yield RULE.found(
                view.table.sheet,
                total_row,
                column.position,
                Text(
                    "Cột {label} ({heading}): phân bổ cho các đơn vị cộng lại được {whole}, chỉ tiêu phải giao là "
                    "{target}, lệch {difference}.",
                    "Column {label} ({heading}): the shares add up to {whole}, the whole to share is {target}, "
                    "off by {difference}.",
                ).with_values(
                    label=column.label,
                    heading=heading_of(view, column.label),
                    whole=whole,
                    target=target,
                    difference=abs(whole - target),
                ),
                Text(
                    "Phân bổ lại cột này theo chỉ tiêu, hoặc sửa chỉ tiêu trong đặc tả.",
                    "Apportion the column again, or correct the target in the spec.",
                ),
                expected=plain(target),
                actual=plain(whole),
            )


def _rows_shared_two_ways(view: TableView) -> Iterator[Diagnostic]:
    """The rows in which the columns of one entry add up to something else than the unit is to get."""
    entries = {} if view.spec is None else {one.crossed.rows: one for one in view.spec.columns if one.crossed}
    for named, column in entries.items():
        key, _, label = named.partition(".")
        assert view.spec is not None
        labels = shared_across(view.spec, column)
        if key != view.spec.key or not {label, *labels} <= set(view.table.labels):
            continue
        for row in view.table.body_rows:
            shares = [view.shown(row, each) for each in labels]
            known = [share for share in shares if share is not None]
            target, whole = view.shown(row, label), sum(known, Fraction(0))
            if target is None or len(known) < len(shares) or whole == target:
                continue
            yield RULE.found(
                view.table.sheet,
                row,
                view.table.column(label).position,
                Text(
                    "{unit}: các cột {first}–{last} cộng lại được {whole}, cột {label} ({heading}) là {target}, lệch "
                    "{difference}.",
                    "{unit}: columns {first}–{last} add up to {whole}, column {label} ({heading}) is {target}, off by "
                    "{difference}.",
                ).with_values(
                    unit=view.unit_name(row),
                    first=labels[0],
                    last=labels[-1],
                    label=label,
                    heading=heading_of(view, label),
                    whole=whole,
                    target=target,
                    difference=abs(whole - target),
                ),
                _AGAIN,
                expected=plain(target),
                actual=plain(whole),
            )


def _groups(view: TableView) -> Iterator[Diagnostic]:
    """The groups whose units add up to something else than the unit above them is to get."""
    for column in view.table.columns:
        for group in groups_shared(view, column.label):
            shares = [view.shown(row, column.label) for row in group.rows]
            known = [share for share in shares if share is not None]
            target, whole = group.above.shown(group.row, group.label), sum(known, Fraction(0))
            if target is None or not known or len(known) < len(shares) or whole == target:
                continue
            yield RULE.found(
                view.table.sheet,
                group.rows[0],
                column.position,
                Text(
                    "{unit}: cột {label} ({heading}) của {count} đơn vị bên dưới cộng lại được {whole}, chỉ tiêu của "
                    "{unit} là {target}, lệch {difference}.",
                    "{unit}: column {label} ({heading}) of the {count} units below adds up to {whole}, the quota of "
                    "{unit} is {target}, off by {difference}.",
                ).with_values(
                    unit=group.name,
                    label=column.label,
                    heading=heading_of(view, column.label),
                    count=len(shares),
                    whole=whole,
                    target=target,
                    difference=abs(whole - target),
                ),
                _AGAIN,
                expected=plain(target),
                actual=plain(whole),
            )
