"""U503 unknown-unit: a row names a unit that is not in the spec's list.

## What it does
Looks every unit of a table up in the spec's units of its set, by name, other name, code and what it lies in. Spelling
conventions (Unicode form, spaces, capitals, hòa/hoà) do not count; what may be meant comes with the finding.

## Why it is bad
A quota for a unit that does not exist reaches nobody, and its report finds no row when the reports come back.

## Example
A table of Bình Phước lists “Phú Quốc” where the spec's list has “Phước Long”; “Đông Xoài” for “Đồng Xoài”.

## How to mend
Write the name as the list does. If the unit is new or was renamed, change the list in the spec.

## What is not detected
A unit of the list that has no row, and one known unit in the place of another (U501 compares tables, U502 finds
repetitions). Without `units` in a spec nothing is checked.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.spec.known_units import KnownUnits
from xl_addin.table.model import TableColumn
from xl_addin.unit_names.matching import Match
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("U503", "unknown-unit", Severity.WARNING)

_UNKNOWN = Text("“{name}” không có trong danh sách đơn vị của đặc tả.", "“{name}” is not in the spec's list of units.")
_OF_ANOTHER_SET = Text(
    "“{name}” thuộc bộ đơn vị {other} của đặc tả, không phải đơn vị của bảng này.",
    "“{name}” is of the spec's unit set {other}, no unit of this table.",
)
_NO_PARENT = Text(
    "Không có đơn vị cấp trên “{name}” trong danh sách của đặc tả.", "“{name}” is no parent in the spec's list."
)
_MEND = Text(
    "Sửa tên theo danh sách, hoặc bổ sung đơn vị vào `units` của đặc tả.",
    "Write the name as the list does, or add the unit to the spec's `units`.",
)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every name of a table the spec describes that its list does not have."""
    if case.spec is None:
        return
    for view in case.views:
        column = view.table.unit_column
        known = None if view.spec is None else KnownUnits(case.spec, view.spec)
        if known is not None and known.units and column is not None:
            yield from _unknown(view, column, known)


def _unknown(view: TableView, column: TableColumn, known: KnownUnits) -> Iterator[Diagnostic]:
    units, parents = view.cells.units, view.table.unit_parents
    codes = units.codes if view.table.unit_codes else ("",) * len(units.rows)
    lying_in = units.parents or ("",) * len(units.rows)
    for row, code, parent in zip(units.rows, codes, lying_in, strict=True):
        name = view.unit_name(row)
        if not name.strip():
            continue
        is_known = not parent or known.is_parent(parent)
        if parents is not None and not is_known:
            yield _found(view, row, parents, _NO_PARENT.with_values(name=parent), parent, known.parents_like(parent))
        # A sub-total that is no unit above says nothing of whose units it sums.
        match = known.find(name, code, parent if is_known else "")
        if match.positions:
            continue
        other = None if match.candidates else known.set_of(name)
        what = _UNKNOWN if other is None else _OF_ANOTHER_SET
        yield _found(view, row, column, what.with_values(name=name, other=other.key if other else ""), name, match)


def _found(view: TableView, row: int, column: TableColumn, what: Text, name: str, match: Match) -> Diagnostic:
    names = [candidate.name for candidate in match.candidates]
    return RULE.found(
        view.table.sheet,
        row,
        column.position,
        what,
        Text("Có phải: {names}?", "Is it {names}?").with_values(names=names) if names else _MEND,
        expected=names[0] if len(names) == 1 else None,
        actual=name,
    )
