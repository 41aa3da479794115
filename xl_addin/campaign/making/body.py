"""The body of a campaign's table: units' rows, total row, and the live checks under the apportioned columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.campaign.column_plan import plan_table
from xl_addin.campaign.column_values import CalculatedTable, ColumnPlan
from xl_addin.campaign.making import styles
from xl_addin.campaign.making.changes_sheet import ChangesKept, indicator_name
from xl_addin.campaign.making.data.unit_texts import Said
from xl_addin.campaign.making.layout import FIRST_BODY_ROW, TableLayout
from xl_addin.campaign.making.trace_sheet import KeptInputs
from xl_addin.campaign.parameter_texts import day_count_lines
from xl_addin.campaign.sharing.shared import Shared, inputs_kept
from xl_addin.case.kept.checks import INPUT_CHECK, TARGET_CHECK, difference_from_target, inputs_changed
from xl_addin.formula.cells import Area
from xl_addin.notation import BinaryOperation, ColumnRef, Negation, to_excel
from xl_addin.notation.column_formula import column_formula, columns_that_may_be_empty
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec

_NO_ROW = 1_048_577
"""One more than a sheet has."""
_LEGEND = "Nền vàng: chỉ tiêu đã phân bổ thành số nguyên. Chữ xanh: số liệu nhập. Các ô số khác là công thức."


@dataclass(frozen=True)
class SheetPlan:
    """Everything the bodies of all tables are written from."""

    spec: Spec
    units: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, Mapping[str, tuple[Said, ...]]]
    layouts: Mapping[str, TableLayout]
    calculated: Mapping[str, CalculatedTable]
    parameters: Mapping[str, str]
    kept: Mapping[tuple[str, str], KeptInputs]
    changes: ChangesKept


def draw_body(sheet: Worksheet, plan: SheetPlan, table: TableSpec) -> None:
    """Write a table's units, totals and checks; every formula stands as Excel will show it."""
    layout, calculated = plan.layouts[table.key], plan.calculated[table.key]
    formulas = _Formulas(plan, table)
    plans = {column.label: column for column in plan_table(plan.spec, table)}
    for position, column in enumerate(table.columns, start=1):
        number = plans.get(column.label)
        look = _look(sheet.cell(FIRST_BODY_ROW, position), number, column, calculated)
        texts = formulas.in_rows(number) if number and _is_formula(number) else ()
        for index, row in enumerate(layout.body_rows):
            cell = sheet.cell(row, position)
            styles.dress_as(cell, look)
            if number is None:
                _name_row(cell, plan, table, column, row)
            elif column.lowers is not None:
                cell.value = formulas.lowered(column, row)
            elif number.source is None or isinstance(number.source, Shared):
                value = calculated.values[column.label][index]
                cell.value = None if value is None else int(value) if value.denominator == 1 else float(value)
            else:
                cell.value = texts[index]
        if not table.has_total_row:
            continue
        total = sheet.cell(layout.total_row, position)
        styles.dress(total, bold=True, alignment=styles.ALIGNMENTS[column.role])
        if column.role == "unit":
            styles.write(total, table.total_label)
        elif number is not None:
            total.value = formulas.total(number)
            total.number_format = number_format(column, calculated)
    width = table.unit_column.width
    names = (*plan.units[table.key], *((table.total_label,) if table.has_total_row else ()))
    for row, name in zip(range(FIRST_BODY_ROW, layout.last_row + 1), names, strict=True):
        sheet.row_dimensions[row].height = styles.row_height(name, width)
    _draw_checks(sheet, plan, table, formulas)
    counts = [column for column in table.columns if column.label in plans and not column.number_format]
    rows = (layout.body_rows[0], layout.last_row)
    areas = [
        str(Area(rows[0], layout.position(column.label), rows[1], layout.position(column.label)))
        for column in counts
        if number_format(column, calculated) == styles.COUNT_FORMAT
    ]
    if areas:
        styles.write_dots_beyond(sheet, " ".join(areas))


def _look(
    cell: Cell | MergedCell, number: ColumnPlan | None, column: ColumnSpec, calculated: CalculatedTable
) -> StyleArray:
    """How the units' cells of a column look, from its first one."""
    if number is None:
        styles.dress(cell, alignment=styles.ALIGNMENTS[column.role])
        if column.role == "date":
            cell.number_format = column.number_format or styles.DATE_FORMAT
    else:
        shared = isinstance(number.source, Shared)
        cell.style = styles.INPUT if number.source is None else styles.APPORTIONED if shared else styles.CALCULATED
        cell.number_format = number_format(column, calculated)
    return styles.look_of(cell)


def _is_formula(column: ColumnPlan) -> bool:
    return column.source is not None and not isinstance(column.source, Shared)


def number_format(column: ColumnSpec, calculated: CalculatedTable) -> str:
    """The spec's number format, else one decimal for ratios and parts of wholes and none for counts.

    Fractions shown as whole numbers would not add up to the total that is shown.
    """
    if column.number_format:
        return column.number_format
    has_fractions = any(value is not None and value.denominator != 1 for value in calculated.values[column.label])
    is_ratio = calculated.natures[column.label] == "ratio" or (has_fractions and column.kind != "count")
    return styles.RATIO_FORMAT if is_ratio else styles.COUNT_FORMAT


class _Formulas:
    """The formulas of one table: knows where its columns, the other tables and the parameters stand."""

    def __init__(self, plan: SheetPlan, table: TableSpec) -> None:
        self._plan, self._table, self._layout = plan, table, plan.layouts[table.key]
        self._may_be_empty = _columns_that_may_be_empty(plan.spec)[table.key]

    def in_row(self, column: ColumnPlan, row: int) -> str:
        """The formula of a calculated column in a unit's row or in the total row."""
        assert column.source is not None and not isinstance(column.source, Shared)
        return column_formula(
            column.source,
            self._cell_in(row),
            self._plan.parameters.__getitem__,
            whole=self._whole,
            floor=column.floor,
            may_be_empty=self._may_be_empty,
        )

    def in_rows(self, column: ColumnPlan) -> list[str]:
        """The formula of a calculated column in every unit's row: written once, for they differ by the row alone."""
        first, *others = self._layout.body_rows
        written, anywhere = self.in_row(column, first), self.in_row(column, _NO_ROW)
        if anywhere.replace(str(_NO_ROW), str(first)) != written:  # a constant looks like that row
            return [written, *(self.in_row(column, row) for row in others)]
        return [anywhere.replace(str(_NO_ROW), str(row)) for row in self._layout.body_rows]

    def lowered(self, column: ColumnSpec, row: int) -> str:
        """By how much the changes on their sheet lower a unit's quota."""
        unit = self._layout.cell(row, self._table.unit_column.label)
        return self._plan.changes.lowered(unit, indicator_name(self._plan.spec, self._table, column))

    def total(self, column: ColumnPlan) -> str | None:
        """The total row's formula: a sum, the column's own formula, or nothing."""
        kind = self._plan.calculated[self._table.key].total_kinds[column.label]
        if kind == "sum":
            return f"=SUM({self._layout.body(column.label)})"
        return self.in_row(column, self._layout.total_row) if kind == "own" else None

    def difference_from_target(self, column: str, shared: Shared) -> str:
        """Sum of the units minus what was to be shared: 0 while they agree."""
        if shared.across is not None and isinstance(shared.target, ColumnRef):
            there = self._plan.layouts[shared.target.table or ""]
            row = self._plan.calculated[there.table.key].row_of(shared.across)
            cell = there.cell(there.body_rows[row or 0], shared.target.label, from_sheet=self._table.sheet)
            return difference_from_target(self._layout.body(column), cell)
        target = to_excel(shared.target, self._total_cell, self._plan.parameters.__getitem__, self._whole)
        is_one_operand = not isinstance(shared.target, BinaryOperation | Negation)
        return difference_from_target(self._layout.body(column), target if is_one_operand else f"({target})")

    def inputs_changed(self, column: str, shared: Shared) -> str | None:
        """How far the inputs have moved since the column was shared: 0 while nothing has; None if nothing can."""
        kept = self._plan.kept[self._table.key, column]
        pairs = inputs_kept(shared, kept.basis, kept.limits, self._layout.body, self._plan.parameters.__getitem__)
        return inputs_changed(pairs) if pairs else None

    def _whole(self, ref: ColumnRef) -> tuple[str]:
        layout = self._plan.layouts[ref.table or self._table.key]
        return (layout.body(ref.label, absolute=True, from_sheet=self._table.sheet),)

    def _total_cell(self, ref: ColumnRef) -> str:
        layout = self._plan.layouts[ref.table or self._table.key]
        return layout.cell(layout.total_row, ref.label, from_sheet=self._table.sheet)

    def _cell_in(self, row: int) -> Callable[[ColumnRef], str]:
        def cell(ref: ColumnRef) -> str:
            layout = self._plan.layouts[ref.table or self._table.key]
            return layout.cell(row, ref.label, from_sheet=self._table.sheet)

        return cell


def _columns_that_may_be_empty(spec: Spec) -> dict[str, frozenset[ColumnRef]]:
    """For every table, the columns it may read that can hold an empty text, its own and those of earlier tables."""
    found: dict[str, frozenset[ColumnRef]] = {}
    earlier: frozenset[ColumnRef] = frozenset()
    for table in spec.tables:
        expressions = {
            ColumnRef(column.label): column.source
            for column in plan_table(spec, table)
            if column.source is not None and not isinstance(column.source, Shared)
        }
        found[table.key] = columns_that_may_be_empty(expressions, earlier)
        earlier |= {ColumnRef(ref.label, ref.table or table.key) for ref in found[table.key]}
    return found


def _name_row(cell: Cell | MergedCell, plan: SheetPlan, table: TableSpec, column: ColumnSpec, row: int) -> None:
    """The unit's number or name; later tables link to the names of the first, so that they cannot drift apart."""
    spec, index = plan.spec, row - FIRST_BODY_ROW
    first = next(one for one in spec.tables if spec.unit_set(one) == spec.unit_set(table))
    if column.role == "index":
        cell.value = index + 1
    elif column.in_words:
        said = plan.texts.get(table.key, {}).get(column.label)
        if said is not None:
            styles.write(cell, said[index])
    elif table.key == first.key:
        styles.write(cell, plan.units[table.key][index])
    else:
        cell.value = "=" + plan.layouts[first.key].cell(row, first.unit_column.label, from_sheet=table.sheet)


def _draw_checks(sheet: Worksheet, plan: SheetPlan, table: TableSpec, formulas: _Formulas) -> None:
    layout = plan.layouts[table.key]
    shared = {
        column.label: column.source for column in plan_table(plan.spec, table) if isinstance(column.source, Shared)
    }
    row = layout.last_row
    for label_text, check in (
        (TARGET_CHECK, formulas.difference_from_target),
        (INPUT_CHECK, formulas.inputs_changed),
    ):
        if not shared:
            break
        row += 1
        caption = sheet.cell(row, 1)
        caption.value = label_text
        caption.font, caption.alignment = styles.font(9, italic=True), styles.RIGHT
        sheet.merge_cells(None, row, 1, row, min(layout.position(label) for label in shared) - 1)
        sheet.row_dimensions[row].height = 26
        for label, source in shared.items():
            formula = check(label, source)
            if formula is None:
                continue
            cell = sheet.cell(row, layout.position(label))
            assert isinstance(cell, Cell)
            cell.value = formula
            cell.number_format = styles.COUNT_FORMAT
            styles.dress(cell)
            styles.redden_unless_zero(sheet, cell.coordinate)
    legend = (_LEGEND,) if any(column.role == "number" for column in table.columns) else ()
    for line, text in enumerate((*legend, *day_count_lines(plan.spec, table)), start=row + 2):
        cell = sheet.cell(line, 1)
        styles.write(cell, text)
        cell.font = styles.font(9, italic=True)
