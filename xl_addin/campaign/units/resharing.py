"""Shared columns are shared anew among the units that there are now, through what `fill` uses."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from xl_addin.campaign.filling.fill import changes_to_fill
from xl_addin.campaign.units.change import UnitChange
from xl_addin.campaign.units.named import NamedUnit
from xl_addin.case.case import Case
from xl_addin.case.kept.checks import TARGET_CHECK, check_cell
from xl_addin.case.kept.explained import block_of
from xl_addin.case.kept.shares import KeptShares, shares_kept
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.notation import exact
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.spec.parts.columns import NO_CAP
from xl_addin.workbook.edits.edit import CellEdit
from xl_addin.workbook.edits.edited import changes_something, edited
from xl_addin.workbook.model.book import Book

_NOTHING_SHARED = Text(
    "không biết cột nào được phân bổ để chia lại: sổ không có trang “Cách chia”; hãy cho biết đặc tả của chiến dịch",
    "nothing says which column is shared: the book has no sheet “Cách chia”; to share anew, give the campaign's spec",
)
_ONLY_BY_SPEC = Text(
    "có cột được chia theo cách mà chỉ đặc tả nói đủ (theo công thức, chia đều, theo nhóm, làm tròn cùng nhau hoặc có "
    "mức tối thiểu); để chia lại hãy cho biết đặc tả của chiến dịch",
    "a column is shared in a way that only the spec states in full (by a formula, equally, within groups, rounded "
    "together or with a lower bound); to share anew, give the campaign's spec",
)
_NOT_YET = Text(
    "chưa chia lại được: {reason}; hãy sửa mà không chia lại, điền số liệu của đơn vị, rồi phân bổ",
    "cannot be shared anew yet: {reason}; edit without sharing anew, fill in the unit's figures, then apportion",
)
_MOST_ROUNDS = 10


def reshared(change: UnitChange, unit: NamedUnit, spec: Spec | None) -> UnitChange:
    """The change with the linked tables' shared columns, and what explains and checks them, shared anew.

    Which these are is said by the spec, else by what the book keeps of how it shared. Problem where neither does, and
    for whatever `fill` cannot share: a unit that has nothing to share by.
    """
    cells: list[CellEdit] = []
    notes: tuple[Text, ...] = ()
    # What one table shares may depend on what another has shared.
    for _ in range(_MOST_ROUNDS):
        case = Case(edited(change.then, [*change.cells, *cells]), spec)
        before = cells
        cells, said = _shared_once(case, _same_tables(case, unit))
        # By a spec all is said at once; else what is shared follows from what was shared before.
        notes = said if spec is None or not notes else notes
        cells = [*before, *(edit for edit in cells if changes_something(edit, case.book[edit.cell.sheet]))]
        if cells == before:
            break
    again = {edit.cell for edit in cells}
    kept = [edit for edit in change.cells if edit.cell not in again]
    last = {edit.cell: edit for edit in cells}
    return UnitChange(change.lines, (*kept, *last.values()), (*change.notes, *notes), change.then)


def _shared_once(case: Case, tables: Sequence[TableView]) -> tuple[list[CellEdit], tuple[Text, ...]]:
    """The edits that share these tables' columns in the book as it is, and what to tell the user."""
    blocks = shares_kept(case.fresh)
    explained = _explained(tables, blocks, case.fresh)
    shared = _shared(tables, [(view, label) for view, label, _ in explained])
    if not any(shared.values()):
        raise Problem(_NOTHING_SHARED)
    if case.spec is None and any(block.by is None for _, _, block in explained):
        raise Problem(_ONLY_BY_SPEC)
    asked = {} if case.spec else {f"{view.sheet.name}.{label}": (view, label, each) for view, label, each in explained}
    try:
        made, notes = changes_to_fill(
            case,
            spec=case.spec,
            targets={name: _whole(*each) for name, each in asked.items()},
            by={name: block.by for name, (_, _, block) in asked.items() if block.by is not None},
            at_most={name: block.upper or NO_CAP for name, (_, _, block) in asked.items()},
        )
    except Problem as problem:
        raise Problem(_NOT_YET.with_values(reason=problem.text), place=problem.place) from problem
    kept = {block.sheet for block in blocks}
    cells = [
        edit
        for edit in made
        if isinstance(edit, CellEdit)
        and (edit.cell.sheet in kept or edit.cell.column in shared.get(edit.cell.sheet, ()))
    ]
    return cells, notes


def _whole(view: TableView, label: str, block: KeptShares) -> int:
    """What a column shares now: by the live check under it, else as its block says."""
    check = check_cell(view.sheet, view.table, label, TARGET_CHECK)
    difference = None if check is None else view.sheet.value(check.row, check.column)
    if isinstance(difference, int | float) and not isinstance(difference, bool):
        whole = sum((view.stored(row, label) or Fraction(0) for row in view.table.body_rows), Fraction(0))
        whole -= exact(difference)
        if whole.denominator == 1 and whole >= 0:
            return int(whole)
    return block.total


def _same_tables(case: Case, unit: NamedUnit) -> list[TableView]:
    """The tables that the unit's were before."""
    meant = {(place.sheet, place.view.table.number_row) for place in unit.places}
    return [view for view in case.views if (view.sheet.name, view.table.number_row) in meant]


def _shared(tables: Sequence[TableView], explained: Sequence[tuple[TableView, str]]) -> Mapping[str, set[int]]:
    """By sheet, the columns of these tables that are shared."""
    found: dict[str, set[int]] = {view.sheet.name: set() for view in tables}
    for view in tables:
        for column in view.table.columns:
            spec = view.column_spec(column.label)
            if (spec is not None and spec.is_shared) or (view, column.label) in explained:
                found[view.sheet.name].add(column.position)
    return found


def _explained(
    tables: Sequence[TableView], blocks: Sequence[KeptShares], book: Book
) -> list[tuple[TableView, str, KeptShares]]:
    return [
        (view, label, block)
        for view in tables
        for label in view.table.labels
        if (block := block_of(blocks, view.table, label, book[view.sheet.name])) is not None
    ]
