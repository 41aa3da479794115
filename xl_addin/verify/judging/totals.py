"""Totals and what they should add up: which rows, stored and displayed sums, ranges of total formulas."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import fsum
from typing import Literal

from xl_addin.case.agreement import FLOAT_NOISE, near, precision, same_figure, scales
from xl_addin.case.formula_text import ignores_hidden_rows, references, summed_areas
from xl_addin.case.table_cells import BodyColumn, is_dash
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import Area
from xl_addin.notation import columns_of, exact
from xl_addin.verify.judging.blame import mistakes
from xl_addin.verify.judging.exact_sums import printed_sum, stored_sum
from xl_addin.workbook.model.formats import decimals_shown, displayed, read_format, rounded

_PERIOD = re.compile(
    r"\s*((tháng|quý|tuần|ngày|kỳ|năm|đợt|giai đoạn|month|quarter|week|day|year)\b|\d{1,2}\s*[/.-]\s*\d{1,4})", re.I
)
Outcome = Literal["adds up", "stored differ", "only displayed differ"]


@dataclass(frozen=True)
class Total:
    """A total or sub-total cell, the rows it stands for, and the sums of both kinds."""

    row: int
    label: str
    rows: tuple[int, ...]
    figure: int | float
    code: str
    view: TableView = field(repr=False, compare=False)

    @cached_property
    def displayed(self) -> Fraction:
        """The sum of what the cells print."""
        return _displayed(self.view, self.label, self.rows)

    @cached_property
    def stored(self) -> Fraction:
        """The sum of what the cells hold."""
        return _stored(self.view, self.label, self.rows)

    @cached_property
    def printed(self) -> Fraction:
        """The total the reader sees."""
        return displayed(self.figure, self.code)

    @cached_property
    def outcome(self) -> Outcome:
        """Whether the displayed figures add up to the displayed total, and if not, whether the stored do."""
        if _surely_adds_up(self):
            return "adds up"
        decimals = decimals_shown(self.figure, self.code)
        if same_figure(self.displayed, self.printed, decimals):
            return "adds up"
        if near(exact(self.figure), self.stored) or rounded(self.stored, decimals) == self.printed:
            return "only displayed differ"
        return "stored differ"


def _is_surely_the_sum(body: BodyColumn, figure: float, doubt: float = 0.0) -> bool:
    """Whether a figure is the sum of a column of numbers beyond doubt, told by binary arithmetic.

    `doubt` is what else the exact sum may be off.
    """
    doubt += 2e-16 * fsum(map(abs, body.numbers))
    return abs(fsum(body.numbers) - figure) + doubt <= 0.9 * float(FLOAT_NOISE) * max(1, abs(figure) - doubt)


def _surely_adds_up(total: Total) -> bool:
    """Whether figures with all their decimals shown add up beyond doubt, told by binary arithmetic."""
    body = total.view.body(total.label)
    if total.rows != total.view.table.body_rows or not body.kinds <= {float}:
        return False
    if any(read_format(code).decimals is not None for code in (*body.formats, total.code)):
        return False
    # What General leaves out of each figure.
    return _is_surely_the_sum(body, total.figure, 1e-9 * (len(body.numbers) + 1))


def sum_rows(view: TableView) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every total and sub-total row with the rows it sums."""
    yield from view.table.subtotal_rows
    if view.table.total_row is not None and view.table.body_rows:
        yield view.table.total_row, view.table.body_rows


def totals(view: TableView) -> tuple[Total, ...]:
    """Every total of a column whose total is a sum, where every figure is a number, a dash or an empty cell."""
    return view.remember(_totals)


def _totals(view: TableView) -> tuple[Total, ...]:
    return tuple(_each_total(view))


def _each_total(view: TableView) -> Iterator[Total]:
    for row, rows in sum_rows(view):
        for column in view.number_columns:
            label = column.label
            figure = view.number(row, label)
            if figure is None or view.total_kind(label) != "sum":
                continue
            filled = _filled(view, label, _counted(view, row, label, rows))
            if not filled or is_balance(view, row, label, filled):
                continue
            yield Total(row, label, filled, figure, view.number_format(row, label), view)


def _filled(view: TableView, label: str, rows: tuple[int, ...]) -> tuple[int, ...]:
    """The rows that hold a number or a dash; none if one of them holds anything else but nothing."""
    if view.body(label).kinds <= {float}:
        return rows
    values = {row: view.value(row, label) for row in rows}
    if any(value not in (None, "") and not _is_number(value) and not is_dash(value) for value in values.values()):
        return ()
    return tuple(row for row in rows if view.stored(row, label) is not None)


def _displayed(view: TableView, label: str, rows: tuple[int, ...]) -> Fraction:
    """The sum of what the rows print."""
    body = view.body(label)
    if rows == view.table.body_rows and body.kinds <= {float} and len(body.formats) == 1:
        return printed_sum(body.numbers, next(iter(body.formats)))
    return _sum(view.shown(row, label) for row in rows)


def _stored(view: TableView, label: str, rows: tuple[int, ...]) -> Fraction:
    """The sum of what the rows hold."""
    body = view.body(label)
    if rows == view.table.body_rows and body.kinds <= {float}:
        return stored_sum(body.numbers)
    return _sum(view.stored(row, label) for row in rows)


def _sum(figures: Iterable[Fraction | None]) -> Fraction:
    """The exact sum; figures with the same denominator, of which decimals have few, are added as integers."""
    numerators: defaultdict[int, int] = defaultdict(int)
    for figure in figures:
        if figure is not None:
            numerators[figure.denominator] += figure.numerator
    return sum((Fraction(above, below) for below, above in numerators.items()), Fraction(0))


def _counted(view: TableView, row: int, label: str, rows: tuple[int, ...]) -> tuple[int, ...]:
    """The rows a total stands for: only those that are shown where its formula leaves hidden ones out."""
    if not view.sheet.hidden_rows or not leaves_hidden_rows_out(view, row, label):
        return rows
    return tuple(one for one in rows if one not in view.sheet.hidden_rows)


def leaves_hidden_rows_out(view: TableView, row: int, label: str) -> bool:
    """Whether a total counts only rows that are shown, by its own formula or by those of the totals it is made of."""
    formula = view.formula(row, label) or ""
    if ignores_hidden_rows(formula):
        return True
    areas = [area for sheet, area in references(formula, view.table.sheet) if sheet == view.table.sheet]
    if not areas or any((area.first_row, area.last_row) != (row, row) for area in areas):
        return False
    beside = [view.formula(row, one.label) or "" for one in view.number_columns if _reads(areas, row, one.position)]
    return bool(beside) and all(map(ignores_hidden_rows, beside))


def _reads(areas: Sequence[Area], row: int, position: int) -> bool:
    return any((row, position) in area for area in areas)


def is_rounding(total: Total) -> bool:
    """Whether rounding the rows one by one can make the whole difference."""
    unit = Fraction(1, 10) ** decimals_shown(total.figure, total.code)
    return abs(total.displayed - total.printed) * 2 <= len(total.rows) * unit


def adds_up_once_corrected(view: TableView, total: Total) -> bool:
    """Whether the total is right once the rows that contradict their notation are set right."""
    decimals = decimals_shown(total.figure, total.code)
    corrections = [
        rounded(mistake.figure, decimals) - (view.shown(row, total.label) or Fraction(0))
        for row in total.rows
        for mistake in mistakes(view, row)
        if mistake.label == total.label
    ]
    return bool(corrections) and same_figure(total.displayed + sum(corrections, Fraction(0)), total.printed, decimals)


def follows_another_total(view: TableView, total: Total) -> bool:
    """Whether a total is calculated from another total of its row that is wrong: that one is the mistake to mend."""
    formula = view.formula(total.row, total.label)
    if formula is None or summed_areas(formula) is not None:
        return False
    read = [area for sheet, area in references(formula, view.table.sheet) if sheet == view.table.sheet]
    return any(
        other.row == total.row
        and other.label != total.label
        and any((total.row, view.table.column(other.label).position) in area for area in read)
        and other.outcome == "stored differ"
        for other in totals(view)
    )


def is_summed_ratio(view: TableView, label: str) -> bool:
    """Whether the total of a ratio column is the sum of the rows' ratios instead of the ratio of the totals."""
    return label in view.remember(_summed_ratios)


def _summed_ratios(view: TableView) -> frozenset[str]:
    return frozenset(label for label in view.expressions if _is_summed_ratio(view, label))


def _is_summed_ratio(view: TableView, label: str) -> bool:
    total_row = view.table.total_row
    if total_row is None or view.total_kind(label) != "own":
        return False
    actual, expected = view.stored(total_row, label), view.expected(total_row, label)
    if actual is None or expected is None:
        return False
    decimals = precision(view, total_row, label)
    if same_figure(actual, expected, decimals):
        return False
    rows, body = view.table.body_rows, view.body(label)
    if rows == view.table.body_rows and body.kinds <= {float} and _is_surely_the_sum(body, float(actual)):
        return len(rows) > 1
    if not body.kinds <= {float}:
        rows = tuple(row for row in rows if view.number(row, label) is not None)
    return len(rows) > 1 and any(same_figure(actual, add(view, label, rows), decimals) for add in (_stored, _displayed))


def goes_with_the_sums(view: TableView, label: str) -> bool:
    """Whether a ratio's total is right by the sums of its operands: then the mistake is a printed total of these."""
    total_row = view.table.total_row
    actual = None if total_row is None else view.stored(total_row, label)
    if total_row is None or actual is None:
        return False
    operands = {ref.label for ref in columns_of(view.expressions[label]) if ref.table is None}
    sums = {
        total.label: total.displayed
        for total in totals(view)
        if total.row == total_row and total.label in operands and total.outcome == "stored differ"
    }
    expected = view.expected(total_row, label, instead=sums) if sums else None
    decimals = precision(view, total_row, label)
    return expected is not None and any(
        same_figure(actual, expected * scale, decimals) for scale in scales(view, total_row, label)
    )


def is_balance(view: TableView, row: int, label: str, rows: Sequence[int]) -> bool:
    """Whether rows are periods and the total repeats the first or the last: a balance or running total, no sum."""
    unit = view.table.unit_column
    if unit is None or len(rows) < 2 or view.stored(row, label) is None:
        return False
    return view.stored(row, label) in (view.stored(rows[0], label), view.stored(rows[-1], label)) and all(
        _PERIOD.match(view.unit_name(one)) or read_format(view.sheet.number_format(one, unit.position)).is_date
        for one in rows
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
