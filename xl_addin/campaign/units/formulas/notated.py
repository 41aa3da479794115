"""A column's notation as the formulas of new rows, where no formula of the column can be taken."""

from collections.abc import Callable, Sequence
from typing import Any

from xl_addin.campaign.units.named import UnitPlace
from xl_addin.case.case import Case
from xl_addin.case.kept.parameters import parameters_kept
from xl_addin.case.table_view import TableView
from xl_addin.formula.calls import functions_in
from xl_addin.formula.cells import address, quoted_sheet
from xl_addin.notation import ColumnRef, Parameter, walk
from xl_addin.notation.column_formula import column_formula, columns_that_may_be_empty, risky_divisors
from xl_addin.table.rows.total_formula import areas_of_rows

NewRowsOf = Callable[[TableView], list[int] | None]
AllRowsOf = Callable[[TableView], list[int]]
_ASK_FIRST = frozenset({"IF", "IFERROR", "IFS", "IFNA"})
_FARTHEST = 10
"""A typed figure may be rounded; one that is ten times what the notation gives is kept in other units (57, 0.57)."""


def notated(
    view: TableView, label: str, place: UnitPlace, case: Case, new_rows: NewRowsOf, all_rows: AllRowsOf
) -> list[str]:
    """The formulas of a column's new rows by its notation; none where that cannot be written here beyond doubt.

    Totals and ranks are of `all_rows`: the units there were and the new ones.
    """
    expression, rows = view.expressions.get(label), new_rows(view)
    if expression is None or rows is None or not _same_scale(view, place.row, label):
        return []
    column = view.column_spec(label)
    if column is not None and column.is_shared:
        return []
    kept = parameters_kept(case.fresh)
    names = {node.name for node in walk(expression) if isinstance(node, Parameter)}
    others = {ref.table for node in walk(expression) if isinstance(ref := node, ColumnRef) and ref.table is not None}
    known: dict[str, tuple[TableView, list[int]]] = {}
    for key in others:
        peer = view.peers.get(key)
        there = None if peer is None else new_rows(peer)
        if peer is None or there is None:
            return []
        known[key] = peer, there
    if not names <= kept.keys():
        return []

    def cell(step: int) -> Callable[[ColumnRef], str]:
        def written(ref: ColumnRef) -> str:
            other, there = (view, rows) if ref.table is None else known[ref.table]
            text = address(there[step], other.table.column(ref.label).position)
            return text if other.sheet.name == view.sheet.name else f"{quoted_sheet(other.sheet.name)}!{text}"

        return written

    def whole(ref: ColumnRef) -> Sequence[str]:
        other = view if ref.table is None else known[ref.table][0]
        elsewhere = None if other.sheet.name == view.sheet.name else other.sheet.name
        return areas_of_rows(all_rows(other), other.table.column(ref.label).position, elsewhere)

    floor = None if column is None else column.floor
    empty = _may_be_empty(view)
    return [
        column_formula(
            expression, cell(step), lambda name: kept[name].reference, whole=whole, floor=floor, may_be_empty=empty
        )
        for step in range(len(rows))
    ]


def guarded(formula: str, view: TableView, label: str, row: int) -> str:
    """A column's formula in a row whose inputs are empty yet: it stays empty where its notation divides by one of them.

    One that asks before it divides stays as it is.
    """
    divisors = [each for each in risky_divisors(view.expressions[label]) if isinstance(each, ColumnRef)]
    cells = dict.fromkeys(
        address(row, view.table.column(each.label).position) for each in divisors if each.table is None
    )
    if not cells or any(name in _ASK_FIRST for _, name in functions_in(formula)):
        return formula
    tests = [f"{cell}=0" for cell in cells]
    condition = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
    return f'=IF({condition},"",{formula.removeprefix("=")})'


def _may_be_empty(view: TableView) -> frozenset[ColumnRef]:
    def of(one: TableView, key: str | None) -> dict[ColumnRef, Any]:
        return {ColumnRef(label, key): expression for label, expression in one.expressions.items()}

    found = columns_that_may_be_empty(of(view, None))
    for key, peer in view.peers.items():
        if peer is not view:
            own = columns_that_may_be_empty({ColumnRef(ref.label): each for ref, each in of(peer, None).items()})
            found |= {ColumnRef(ref.label, key) for ref in own}
    return found


def _same_scale(view: TableView, row: int, label: str) -> bool:
    value, expected = view.stored(row, label), view.expected(row, label)
    if not value or not expected:
        return True
    return 1 <= abs(value / expected) * _FARTHEST <= _FARTHEST * _FARTHEST
