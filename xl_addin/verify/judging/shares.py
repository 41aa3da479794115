"""Whole shares for a column whose printed figures do not add up: which column is the cause, what it should hold."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from xl_addin.case.case import Case
from xl_addin.case.formula_text import references
from xl_addin.case.table_view import TableView
from xl_addin.notation import columns_of, exact
from xl_addin.quota.apportion import apportion
from xl_addin.quota.bounds import ApportionError
from xl_addin.quota.controlled_rounding import round_table
from xl_addin.quota.together import Whole, apportion_together
from xl_addin.verify.judging.totals import Total
from xl_addin.workbook.model.book import EMPTY_COLUMN
from xl_addin.workbook.model.formats import decimals_shown, displayed

# A sum of binary fractions misses the whole it was shared from by no more than this.
NOISE = Fraction(1, 10**6)
# Larger tables of units by groups are left to the officer.
MOST_CELLS = 2_000_000
MOST_CELLS_READ = 10_000

RowFigures = Mapping[int, Fraction]
"""New figures by sheet row."""


def passes_decimals_on(case: Case, view: TableView, label: str) -> bool:
    """Whether the hidden decimals of a column come from other cells: then it is these that must be mended."""
    row = next((one for one in view.table.body_rows if _hides_decimals(view, one, label)), None)
    if row is None:
        return False
    expression = view.expressions.get(label)
    if expression is not None:
        return any(
            ref.table is not None or (ref.label in view.table.labels and _hides_decimals(view, row, ref.label))
            for ref in columns_of(expression)
        )
    formula = view.formula(row, label)
    return formula is not None and any(_decimals_hidden_in(case, view, formula))


def shares_by_spec(view: TableView, label: str) -> RowFigures | None:
    """The whole of the spec shared anew; None without one, or where it cannot be shared here.

    Columns that the spec rounds together are shared together; groups are left to `fill`.
    """
    column = view.column_spec(label)
    if view.spec is None or column is None or column.apportion is None or not view.table.body_rows:
        return None
    name = column.apportion.together
    labels = [
        other.label
        for other in view.spec.columns
        if name is not None
        and other.apportion
        and other.apportion.together == name
        and other.label in view.table.labels
    ]
    together = labels or [label]
    wholes = [_whole(view, each) for each in together]
    known = [whole for whole in wholes if whole is not None]
    if len(known) < len(wholes):
        return None
    try:
        parts = apportion_together(known)[together.index(label)].parts
    except ApportionError:
        return None
    return {row: Fraction(part) for row, part in zip(view.table.body_rows, parts, strict=True)}


def _whole(view: TableView, label: str) -> Whole | None:
    """What a column shares by the spec, and by what; None where a figure is missing, and within groups."""
    column, target, rows = view.column_spec(label), view.target(label), view.table.body_rows
    share = None if column is None else column.apportion
    if share is None or share.within is not None or target is None or target.denominator != 1 or target < 0:
        return None
    weights = [Fraction(1) if share.weight is None else view.calculated(row, share.weight) for row in rows]
    known = [weight for weight in weights if weight is not None and weight >= 0]
    upper = _column(view, share.upper, rows) if share.is_capped else None
    lower = None if share.lower is None else _column(view, share.lower, rows)
    if len(known) < len(rows) or (share.is_capped and upper is None) or (share.lower is not None and lower is None):
        return None
    return Whole(
        int(target),
        known,
        [share.least] * len(rows) if lower is None else [ceil(one) for one in lower],
        None if upper is None else [floor(one) for one in upper],
        share.method,
        share.tie,
    )


def rounded_shares(view: TableView, total: Total) -> RowFigures | None:
    """Rows, sub-totals and total of a column rounded together to what they print, moved as little as possible."""
    decimals = decimals_shown(total.figure, total.code)
    rows = [row for row in view.table.body_rows if view.stored(row, total.label) is not None]
    figures = {row: view.number(row, total.label) or 0 for row in rows}
    if any(decimals_shown(value, view.number_format(row, total.label)) > decimals for row, value in figures.items()):
        return None
    groups = [tuple(parts) for _, parts in view.table.subtotal_rows]
    held = [row for parts in groups for row in parts]
    if len(held) != len(set(held)) or len(rows) * (len(groups) + 1) > MOST_CELLS:
        return None
    place = {row: index for index, parts in enumerate(groups) for row in parts}
    power = Fraction(10) ** decimals
    table = [[Fraction(0)] * (len(groups) + 1) for _ in rows]
    for line, row in zip(table, rows, strict=True):
        line[place.get(row, len(groups))] = exact(figures[row]) * power
    _drop_noise(table)
    rounding = round_table(table)
    parts = {row: Fraction(part) / power for row, part in zip(rows, rounding.row_totals, strict=True)}
    sums = {row: rounding.column_totals[index] / power for index, (row, _) in enumerate(view.table.subtotal_rows)}
    whole = {} if view.table.total_row is None else {view.table.total_row: rounding.total / power}
    return {**parts, **{row: Fraction(one) for row, one in {**sums, **whole}.items()}}


def shares_of_printed(view: TableView, total: Total) -> RowFigures | None:
    """The printed total shared in proportion to the printed rows: the largest give first."""
    decimals = decimals_shown(total.figure, total.code)
    power = Fraction(10) ** decimals
    scaled = [(view.stored(row, total.label) or Fraction(0)) * power for row in total.rows]
    whole = total.printed * power
    nested = total.row == view.table.total_row and view.table.subtotal_rows
    if nested or whole.denominator != 1 or any(one.denominator != 1 or one < 0 for one in scaled):
        return None
    try:
        parts = apportion(int(whole), scaled).parts
    except ApportionError:
        return None
    return {row: Fraction(part) / power for row, part in zip(total.rows, parts, strict=True)}


def _column(view: TableView, label: str, rows: Sequence[int]) -> list[Fraction] | None:
    figures = [view.stored(row, label) for row in rows]
    known = [figure for figure in figures if figure is not None and figure >= 0]
    return known if len(known) == len(figures) else None


def _hides_decimals(view: TableView, row: int, label: str) -> bool:
    value = view.number(row, label)
    return value is not None and abs(exact(value) - displayed(value, view.number_format(row, label))) > NOISE


def _decimals_hidden_in(case: Case, view: TableView, formula: str) -> Iterator[bool]:
    """For every cell a formula reads, whether it hides decimals."""
    sheets = {sheet.name.casefold(): sheet for sheet in case.fresh.sheets}
    for name, area in references(formula, view.table.sheet):
        sheet = sheets.get(name.casefold())
        if sheet is None or (area.last_row - area.first_row) * (area.last_column - area.first_column) > MOST_CELLS_READ:
            continue
        for position in range(area.first_column, area.last_column + 1):
            values = sheet.columns.get(position, EMPTY_COLUMN).values
            for row in range(area.first_row, min(area.last_row, area.first_row + MOST_CELLS_READ) + 1):
                value = values.get(row)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    yield abs(exact(value) - displayed(value, sheet.number_format(row, position))) > NOISE


def _drop_noise(table: list[list[Fraction]]) -> None:
    """Let every column add up to the whole number it misses only by binary noise, at its largest cell's expense."""
    for index in range(len(table[0]) if table else 0):
        whole = sum((line[index] for line in table), Fraction(0))
        gap = round(whole) - whole
        size = max(Fraction(1), abs(whole))
        if gap and abs(gap) <= NOISE * size:
            max(table, key=lambda line: abs(line[index]))[index] += gap
