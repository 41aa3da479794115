"""The edits that fill one found table: formulas and shares in its rows, sums or own formulas in its totals."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xl_addin.campaign.column_values import CalculatedTable, ColumnPlan, TotalKind
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.notation import ColumnRef, Expression
from xl_addin.notation.column_formula import column_formula
from xl_addin.table.model import NumberedTable
from xl_addin.table.rows.total_formula import rows_of_the_whole, sum_of_rows
from xl_addin.workbook.edits.edit import CellEdit, SetFormula, SetValue
from xl_addin.workbook.model.book import Sheet

RowCell = Callable[[ColumnRef, int], str]
"""The address of a column's cell in one of this table's rows, in whatever table the column is."""


@dataclass(frozen=True)
class Parameters:
    """The values of the parameters, and where the book keeps them: `'Tham số'!$C$5`."""

    values: Mapping[str, Fraction]
    cells: Mapping[str, str]
    days: Mapping[str, date] = field(default_factory=dict)

    def written(self, name: str) -> str:
        """A parameter in a formula: its cell; its figure or date in a workbook that keeps none."""
        if name in self.cells:
            return self.cells[name]
        day = self.days.get(name)
        return _literal(self.values[name]) if day is None else f"DATE({day.year},{day.month},{day.day})"


def table_edits(
    table: NumberedTable,
    sheet: Sheet,
    plans: Sequence[ColumnPlan],
    calculated: CalculatedTable,
    *,
    cell: RowCell,
    whole: Callable[[ColumnRef], Sequence[str]],
    parameters: Parameters,
    may_be_empty: Collection[ColumnRef],
) -> Iterator[CellEdit]:
    """Every cell the table should hold, whether or not it holds that already.

    `whole` names the areas of a column's cells of all units, in whatever table the column is.
    The total of an input column is written where its cell is empty or holds a number or formula; a text in a total
    row (`x`, `-`) says that there is no total and stays.
    """

    def formula(plan: ColumnPlan, expression: Expression, row: int) -> str:
        return column_formula(
            expression,
            lambda ref: cell(ref, row),
            parameters.written,
            whole=whole,
            floor=plan.floor,
            may_be_empty=may_be_empty,
        )

    for plan in plans:
        source, position = plan.source, table.column(plan.label).position
        if isinstance(source, Shared):
            for row, value in zip(table.body_rows, calculated.values[plan.label], strict=True):
                yield SetValue(table.cell(row, plan.label), None if value is None else int(value))
        elif source is not None:
            for row in table.body_rows:
                yield SetFormula(table.cell(row, plan.label), formula(plan, source, row))
        elif not any(value is not None for value in calculated.values[plan.label]):
            continue
        kind: TotalKind = calculated.total_kinds[plan.label]
        for row, summed in _totals(table):
            if kind == "none" or _says_no_total(sheet, row, position):
                continue
            if kind == "own" and source is not None and not isinstance(source, Shared):
                yield SetFormula(table.cell(row, plan.label), formula(plan, source, row))
            else:
                yield SetFormula(table.cell(row, plan.label), f"={sum_of_rows(summed, position)}")


def _totals(table: NumberedTable) -> Iterator[tuple[int, Sequence[int]]]:
    """Each sub-total row and the total row, with the rows whose sum it is: no figure is counted twice."""
    yield from table.subtotal_rows
    if table.total_row is not None and table.body_rows:
        yield table.total_row, rows_of_the_whole(table)


def _says_no_total(sheet: Sheet, row: int, position: int) -> bool:
    value = sheet.value(row, position)
    return (
        sheet.formula(row, position) is None
        and isinstance(value, str)
        and bool(value.strip())
        and not any(character.isdigit() for character in value)
    )


def _literal(value: Fraction) -> str:
    """Parameters are decimals, so this is exact."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
