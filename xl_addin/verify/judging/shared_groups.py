"""The groups whose wholes a column shares: which rows are in each, by what table or spec say of their parents."""

from collections.abc import Mapping
from dataclasses import dataclass

from xl_addin.case.table_view import TableView
from xl_addin.notation import ColumnRef, parse_formula
from xl_addin.unit_names.comparing import same_name_key


@dataclass(frozen=True)
class GroupShared:
    """A unit above, the row in which its own table holds its quota, and the rows of the units that share it."""

    name: str
    above: TableView
    row: int
    label: str
    rows: tuple[int, ...]


def groups_shared(view: TableView, label: str) -> list[GroupShared]:
    """The groups of a column whose wholes stand in the table of the units above; none where they do not."""
    column = view.column_spec(label)
    share = None if column is None else column.apportion
    target = None if share is None else parse_formula(share.target)
    if share is None or share.within is None or not isinstance(target, ColumnRef) or target.table is None:
        return []
    above = view.peers.get(target.table)
    if above is None or target.label not in above.table.labels:
        return []
    parents = _parents(view, share.within)
    rows: dict[str, list[int]] = {}
    for row in view.table.body_rows:
        if row not in parents:
            return []
        rows.setdefault(parents[row], []).append(row)
    return [
        GroupShared(
            above.unit_name(row), above, row, target.label, tuple(rows.get(same_name_key(above.unit_name(row)), ()))
        )
        for row in above.table.body_rows
    ]


def _parents(view: TableView, within: str) -> Mapping[int, str]:
    """Each row's group as names are compared; rows whose group nothing says are left out."""
    assert view.spec is not None
    column = view.spec.with_role("parent") if within == "parent" else view.spec.column(within)
    if column is not None and column.label in view.table.labels:
        said = {row: view.value(row, column.label) for row in view.table.body_rows}
        return {row: same_name_key(value) for row, value in said.items() if isinstance(value, str) and value.strip()}
    if view.campaign is None:
        return {}
    listed = {same_name_key(unit.name): unit.parent for unit in view.campaign.units_of(view.spec)}
    found = {row: listed.get(same_name_key(view.unit_name(row))) for row in view.table.body_rows}
    return {row: same_name_key(parent) for row, parent in found.items() if parent is not None}
