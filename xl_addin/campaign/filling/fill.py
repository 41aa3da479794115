"""Fill the numbered tables of an office's own workbook and leave everything else in it as it was."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.campaign.column_values import calculate_table, tables_read_by_row
from xl_addin.campaign.filling.day_edits import day_edits
from xl_addin.campaign.filling.fill_edits import Parameters, table_edits
from xl_addin.campaign.filling.fill_notes import notes_on
from xl_addin.campaign.filling.found_groups import unit_names
from xl_addin.campaign.filling.found_plan import FoundPlan, number_cell, plan_found_table, requests
from xl_addin.campaign.filling.found_tables import FoundTable, tables_of
from xl_addin.campaign.filling.parameter_edits import (
    check_used,
    left_behind,
    not_kept,
    parameter_edits,
    parameters_read,
    text_edits,
)
from xl_addin.campaign.filling.right_formulas import right_already
from xl_addin.campaign.filling.share_edits import explained
from xl_addin.campaign.filling.table_links import (
    CalculatedFound,
    in_order_of,
    matching_rows,
    no_matching_row,
    paired_by_position,
    tables_read,
)
from xl_addin.campaign.filling.target_edits import target_edits, target_parameter
from xl_addin.campaign.filling.units_once import check_units_once
from xl_addin.campaign.kept_parameters import kept_otherwise, with_kept_parameters
from xl_addin.campaign.sharing.parts import Exact
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.case.case import Case
from xl_addin.case.kept.parameters import parameters_kept
from xl_addin.case.kept.shares import shares_kept
from xl_addin.formula.cells import address, quoted_sheet
from xl_addin.language import Text
from xl_addin.notation import ColumnRef, exact
from xl_addin.notation.column_formula import columns_that_may_be_empty
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable
from xl_addin.table.rows.total_formula import areas_of_rows
from xl_addin.workbook.edits.edit import CellEdit, SetFormula, SetNumberFormat
from xl_addin.workbook.edits.edited import changes_something
from xl_addin.workbook.model.book import Book

_TWO_WHOLES = Text(
    "cột {label} chia tham số {name}, mà tham số này cũng được cho riêng; hãy chỉ cho một trong hai",
    "column {label} shares the parameter {name}, which is given by itself, too; give one of the two",
)
FillEdit = CellEdit | SetNumberFormat


@dataclass(frozen=True)
class Filled:
    """The filled workbook, the changes that were made, and what the user should know about them."""

    data: bytes
    edits: tuple[FillEdit, ...]
    notes: tuple[Text, ...]


def fill_book(
    case: Case,
    *,
    spec: Spec | None = None,
    given: Collection[str] = (),
    targets: Mapping[str, int] | None = None,
    by: Mapping[str, str] | None = None,
    at_most: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Filled:
    """Write the formula columns, totals and, where a target is given, the whole-number shares of a book's tables.

    `targets` maps column numbers to wholes to share (`{"4": 500000}`; `phase2.4`, `Sheet2.4` or `A17:J25.4` where
    several tables have the column), `by` the column to share by and `at_most` the one that bounds a unit's share,
    the weights themselves unless given. Without a spec the notation in the column-number rows says what is
    calculated. Cells that hold the right thing already are not touched.
    Where the book keeps the spec's parameters in cells, these come before the spec's own values; those `given` on
    purpose (by name) are written there, and formulas, titles, checks and explanations follow.
    Raises Problem, naming the cell, for whatever would have to be guessed or would damage the file.
    """
    try:
        edits, notes = changes_to_fill(
            case, spec=spec, given=given, targets=targets, by=by, at_most=at_most, sheet=sheet
        )
        return Filled(case.after(edits).draft().data(), edits, notes)
    except Problem as problem:
        raise problem.in_file(case.book.file) from problem.__cause__


def changes_to_fill(
    case: Case,
    *,
    spec: Spec | None = None,
    given: Collection[str] = (),
    targets: Mapping[str, int] | None = None,
    by: Mapping[str, str] | None = None,
    at_most: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> tuple[tuple[FillEdit, ...], tuple[Text, ...]]:
    """What `fill_book` would write into the book, and what the user should know about it."""
    current = case
    notes: list[Text] = []
    edits: list[CellEdit] = []
    formats: list[SetNumberFormat] = []
    if spec is not None:
        notes += kept_otherwise(spec, case.fresh, given)
        spec = with_kept_parameters(spec, case.fresh, given)
        for edit, format_edit, note in parameter_edits(spec, parameters_kept(case.fresh), case.fresh):
            edits.append(edit)
            formats += [format_edit] if format_edit else []
            notes.append(note)
        notes += left_behind(spec, sheet, case.book) if edits else ()
        if parameters_kept(case.fresh):
            edits += text_edits(spec, tables_of(case, spec, sheet), case.fresh)
        current = case.after(edits)
    kept, blocks = parameters_kept(current.fresh), shares_kept(current.fresh)
    tables = tables_of(current, spec, sheet)
    asked = requests(tables, targets or {}, by or {}, at_most or {})
    values = _numbers(spec)
    for found, request in zip(tables, asked, strict=True):
        made, said = target_edits(current.fresh, found, request.targets, kept)
        edits += made
        notes += said
        for label, whole in request.targets.items():
            if name := target_parameter(found, label):
                if name in given:
                    raise Problem(_TWO_WHOLES.with_values(label=label, name=name), place=found.name)
                values[name] = Fraction(whole)
    days = {} if spec is None else {name: one.day() for name, one in spec.parameters.items() if one.is_date}
    parameters = Parameters(values, {name: each.reference for name, each in kept.items()}, days)
    done: dict[str, CalculatedFound] = {}
    read: list[str] = []
    for found, request in zip(tables, asked, strict=True):
        plan = plan_found_table(found, request, spec, current.fresh[found.table.sheet])
        turns, shown = day_edits(found, case, spec)
        edits += turns
        formats += shown
        filled, result = _fill_table(case.after(edits), found, plan, done, parameters)
        explanation, said = explained(found, plan, result.values, blocks, current.fresh, spec, parameters)
        edits += [*filled, *explanation]
        others = [done[key].found.table for key in tables_read_by_row(plan.columns)]
        notes += [note for other in others for note in paired_by_position(found.table, other, current.fresh)]
        notes += [*plan.notes, *notes_on(found.table, plan, result.values), *said]
        read += parameters_read(plan.columns)
        done[found.name if found.spec is None else found.spec.key] = result
    if spec is not None:
        check_used(read, given, kept)
        notes += not_kept(spec, read, kept)
    changes = [edit for edit in edits if changes_something(edit, case.book[edit.cell.sheet])]
    right = right_already(current, changes)
    changes = [edit for edit in changes if not (isinstance(edit, SetFormula) and edit.cell in right)]
    return (*formats, *changes), tuple(notes)


def _fill_table(
    case: Case,
    found: FoundTable,
    plan: FoundPlan,
    done: Mapping[str, CalculatedFound],
    parameters: Parameters,
) -> tuple[list[CellEdit], CalculatedFound]:
    """The edits of one table; once more as long as its inputs are formulas that these edits change."""
    shared = sum(isinstance(column.source, Shared) for column in plan.columns)
    if shared:
        check_units_once(found.table, case.fresh[found.table.sheet])
    settled = not (shared and _has_formulas_as_inputs(case.book, found.table, plan))
    current = case.fresh
    edits: list[CellEdit] = []
    for _ in range(shared + 2):
        result = _calculate(current, found, plan, done, parameters)
        before, edits = edits, _edits(current, found, plan, done, parameters, result)
        if settled or edits == before:
            return edits, result
        current = case.after(edits).fresh
    raise Problem(
        Text(
            vi="cột được phân bổ và cột làm căn cứ phân bổ phụ thuộc lẫn nhau qua các công thức trong ô; "
            "hãy ghi căn cứ phân bổ bằng số",
            en="a shared column and the column it is shared by depend on each other through formulas in cells; "
            "enter the weights as numbers",
        ),
        place=found.name,
    )


def _calculate(
    book: Book,
    found: FoundTable,
    plan: FoundPlan,
    done: Mapping[str, CalculatedFound],
    parameters: Parameters,
) -> CalculatedFound:
    table = found.table
    sheet = book[table.sheet]

    def place(label: str, row: int | None) -> str:
        return number_cell(table, label) if row is None else str(table.cell(table.body_rows[row], label))

    def given(label: str) -> list[Exact]:
        position = table.column(label).position
        values = (sheet.value(row, position) for row in table.body_rows)
        return [
            exact(value) if isinstance(value, int | float) and not isinstance(value, bool) else None for value in values
        ]

    others = {key: done[key] for key in tables_read(found, plan, done)}
    by_row = tables_read_by_row(plan.columns)
    values = calculate_table(
        plan.columns,
        {column.label: given(column.label) for column in plan.columns if column.source is None},
        rows=len(table.body_rows),
        parameters=parameters.values,
        others={
            key: in_order_of(found.table, other, book) if key in by_row else other.values
            for key, other in others.items()
        },
        place=place,
        groups=plan.groups,
        units=unit_names(table, sheet),
    )
    empty = columns_that_may_be_empty(
        {
            ColumnRef(column.label): column.source
            for column in plan.columns
            if column.source is not None and not isinstance(column.source, Shared)
        },
        {ColumnRef(label, key) for key, other in others.items() for label in other.may_be_empty},
    )
    return CalculatedFound(found, values, frozenset(ref.label for ref in empty if ref.table is None))


def _edits(
    book: Book,
    found: FoundTable,
    plan: FoundPlan,
    done: Mapping[str, CalculatedFound],
    parameters: Parameters,
    result: CalculatedFound,
) -> list[CellEdit]:
    table = found.table
    empty = {ColumnRef(label) for label in result.may_be_empty}
    empty |= {ColumnRef(label, key) for key, other in done.items() for label in other.may_be_empty}
    rows_of = {key: matching_rows(table, done[key].found.table, book).rows for key in tables_read_by_row(plan.columns)}

    def cell(ref: ColumnRef, row: int) -> str:
        if ref.table is None:
            return address(row, table.column(ref.label).position)
        other = done[ref.table].found.table
        if row not in rows_of[ref.table]:
            raise no_matching_row(table, row, other)
        there = address(rows_of[ref.table][row], other.column(ref.label).position)
        return there if other.sheet == table.sheet else f"{quoted_sheet(other.sheet)}!{there}"

    def whole(ref: ColumnRef) -> Sequence[str]:
        other = table if ref.table is None else done[ref.table].found.table
        elsewhere = None if other.sheet == table.sheet else other.sheet
        return areas_of_rows(other.body_rows, other.column(ref.label).position, elsewhere)

    return list(
        table_edits(
            table,
            book[table.sheet],
            plan.columns,
            result.values,
            cell=cell,
            whole=whole,
            parameters=parameters,
            may_be_empty=empty,
        )
    )


def _has_formulas_as_inputs(book: Book, table: NumberedTable, plan: FoundPlan) -> bool:
    sheet = book[table.sheet]
    positions = [table.column(column.label).position for column in plan.columns if column.source is None]
    return any(sheet.formula(row, position) for position in positions for row in table.body_rows)


def _numbers(spec: Spec | None) -> dict[str, Fraction]:
    return {} if spec is None else spec.numbers
