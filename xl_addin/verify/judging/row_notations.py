"""Formulas a table states down its rows: `(3)=(1)-(2)` or `I=II+III` where other rows have their number."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.case.agreement import same_figure
from xl_addin.case.table_view import TableView
from xl_addin.notation import Expression, Notation, NotationError, columns_of, evaluate, exact, read_number_cell
from xl_addin.workbook.model.formats import decimals_shown

# Where a row's number may stand: under STT, under Mã số, before the name.
_BESIDE = ("index", "text", "unit")


@dataclass(frozen=True)
class RowFormula:
    """What a row states, in the labels of other rows."""

    row: int
    label: str
    expression: Expression


@dataclass(frozen=True)
class RowMistake:
    """A figure (of the column `label`) that is not what its row states, and the figures that should give it."""

    stated: RowFormula
    label: str
    operands: Mapping[str, Fraction]
    expected: Fraction
    actual: int | float


def row_mistakes(view: TableView) -> Iterator[RowMistake]:
    """The figures that are not what their rows state; of those that follow from one another only the first cause.

    Columns of ratios are left alone: the share of a difference is no difference of shares.
    """
    stated, rows = _stated(view)
    if not stated:
        return
    for column in view.number_columns:
        if view.natures.get(column.label) != "ratio":
            wrong = [one for formula in stated if (one := _judged(view, formula, column.label, rows)) is not None]
            corrected = {one.stated.label: one.expected for one in wrong}
            yield from (one for one in wrong if not _follows(view, one, corrected))


def _judged(view: TableView, formula: RowFormula, label: str, rows: Mapping[str, int]) -> RowMistake | None:
    actual = view.number(formula.row, label)
    if actual is None:
        return None
    names = [ref.label for ref in columns_of(formula.expression)]
    stored = {name: view.stored(rows[name], label) for name in names}
    shown = {name: view.shown(rows[name], label) for name in names}
    known = {name: figure for name, figure in stored.items() if figure is not None}
    expected = _outcome(formula.expression, known)
    printed = _outcome(formula.expression, {name: figure for name, figure in shown.items() if figure is not None})
    if expected is None:
        return None
    decimals = decimals_shown(actual, view.number_format(formula.row, label))
    if any(one is not None and same_figure(exact(actual), one, decimals) for one in (expected, printed)):
        return None
    return RowMistake(formula, label, known, expected, actual)


def _follows(view: TableView, mistake: RowMistake, corrected: Mapping[str, Fraction]) -> bool:
    """Whether the figure is right once wrong figures it is calculated from are set right."""
    relevant = {name: figure for name, figure in corrected.items() if name in mistake.operands}
    if not relevant:
        return False
    outcome = _outcome(mistake.stated.expression, {**mistake.operands, **relevant})
    decimals = decimals_shown(mistake.actual, view.number_format(mistake.stated.row, mistake.label))
    return outcome is not None and same_figure(exact(mistake.actual), outcome, decimals)


def _outcome(expression: Expression, figures: Mapping[str, Fraction]) -> Fraction | None:
    try:
        return evaluate(expression, lambda ref: figures[ref.label])
    except (KeyError, ZeroDivisionError):
        return None


def _stated(view: TableView) -> tuple[list[RowFormula], dict[str, int]]:
    """The rows that state a formula, and every row by its label; a label that stands twice names no row."""
    if not _may_state(view):
        return [], {}
    read = {row: found for row in _rows(view) if (found := _read(view, row)) is not None}
    counted = Counter(label for label, _ in read.values())
    rows = {label: row for row, (label, _) in read.items() if counted[label] == 1}
    stated = []
    for row, (label, notation) in read.items():
        readings = notation.readings(tuple(rows)) if notation is not None and label in rows else ()
        if len(readings) == 1:
            needed = columns_of(readings[0])
            if needed and all(ref.table is None and ref.label in rows and ref.label != label for ref in needed):
                stated.append(RowFormula(row, label, readings[0]))
    return stated, rows


def _may_state(view: TableView) -> bool:
    """A quick look: hardly any table states formulas in its rows."""
    beside = [column for column in view.table.columns if column.role in _BESIDE]
    for column in beside:
        sums = [view.sheet.value(row, column.position) for row in _sum_rows(view)]
        together = "\0".join(value for value in (*view.cells.at(column).values, *sums) if isinstance(value, str))
        if "=" in together or "＝" in together:
            return True
    return False


def _sum_rows(view: TableView) -> list[int]:
    total = () if view.table.total_row is None else (view.table.total_row,)
    return [*(row for row, _ in view.table.subtotal_rows), *total]


def _rows(view: TableView) -> list[int]:
    return sorted({*view.table.body_rows, *_sum_rows(view)})


def _read(view: TableView, row: int) -> tuple[str, Notation | None] | None:
    """The row's label and what it states, from what stands beside its name; a name counts only if it is a formula."""
    beside = [column for column in view.table.columns if column.role in _BESIDE]
    for column in sorted(beside, key=lambda one: _BESIDE.index(one.role)):
        value = view.sheet.value(row, column.position)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        if column.role == "unit" and "=" not in str(value):
            continue
        try:
            found = read_number_cell(value)
        except NotationError:
            continue
        if found is not None:
            return found
    return None
