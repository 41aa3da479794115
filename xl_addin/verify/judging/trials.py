"""Calculate formulas and notation side by side, on the rows as they are and with random inputs."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from xl_addin.case.agreement import near, rows_in_doubt, scales, verdict
from xl_addin.case.case import Case
from xl_addin.case.formula_text import core, floors_at_zero
from xl_addin.case.table_cells import TableCells
from xl_addin.case.table_view import TableView
from xl_addin.engine.recalculate import recalculate
from xl_addin.notation import columns_of, rounds, whole_columns_of
from xl_addin.table.rows.total_formula import sum_of_rows
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book, Sheet
from xl_addin.workbook.model.run_parts import overlaid
from xl_addin.workbook.model.runs import Stretch

TRIALS = 2
# So many differently calculated rows of a table are tried; beyond them the figures alone decide.
ROWS_TRIED = 200
# Two formulas that mean the same differ by binary noise only.
TOLERANCE = Fraction(1, 10**6)
_ROUNDING = ("ROUND", "INT(", "TRUNC(", "CEILING", "FLOOR", "MOD(", "QUOTIENT")


@dataclass(frozen=True)
class Trial:
    """A cell whose formula and notation differ for the same operands."""

    row: int
    label: str
    inputs: Mapping[str, Fraction]
    actual: Fraction
    expected: Fraction


def contradicting(case: Case) -> Iterator[tuple[TableView, Trial]]:
    """Every formula that contradicts its column's notation, once for each form of a column."""
    chosen = [{label: _representatives(view, label) for label in view.expressions} for view in case.views]
    tried = [sorted({row for rows in by_label.values() for row in rows})[:ROWS_TRIED] for by_label in chosen]
    if not any(tried):
        return
    trials = [_with_random_inputs(case, tried, seed) for seed in range(TRIALS)]
    for index, view in enumerate(case.views):
        for label, rows in chosen[index].items():
            for row in rows:
                views = [views[index] for views in trials] if row in tried[index] else []
                found = _contradiction(view, views, row, label)
                if found is not None:
                    yield view, found


def _contradiction(view: TableView, trials: Sequence[TableView], row: int, label: str) -> Trial | None:
    """The evidence against a formula: the row as it is, else the first trial that tells it from the notation."""
    if verdict(view, row, label) == "wrong":
        found = _difference(view, row, label)
        if found is not None:
            return found
    if _rounds_inside(view, row, label):
        return None
    return next((found for trial in trials if (found := _difference(trial, row, label)) is not None), None)


def _representatives(view: TableView, label: str) -> list[int]:
    """A row for every form of formula in a column: the first whose figure is wrong, else the first."""
    wrong = {row for row in rows_in_doubt(view, label) if verdict(view, row, label) == "wrong"}
    found = []
    for rows in view.body(label).rows_by_form.values():
        found.append(next((row for row in rows if row in wrong), rows[0]) if wrong else rows[0])
    return sorted(found)


def _rounds_inside(view: TableView, row: int, label: str) -> bool:
    formula = core(view.formula(row, label) or "").upper()
    return not rounds(view.expressions[label]) and any(name in formula for name in _ROUNDING)


def _difference(view: TableView, row: int, label: str) -> Trial | None:
    """Where formula and notation differ in this row by more than noise, the evidence."""
    bare = replace(view, spec=None) if view.spec else view
    actual, expected = view.stored(row, label), bare.expected(row, label)
    if actual is None or expected is None:
        return None
    if expected < 0 and floors_at_zero(view.formula(row, label) or ""):
        expected = Fraction(0)
    is_ratio = view.natures.get(label) == "ratio"
    factors = (Fraction(1), Fraction(100), Fraction(1, 100)) if is_ratio else scales(view, row, label)
    if any(near(actual, expected * factor, TOLERANCE) for factor in factors):
        return None
    inputs = {
        ref.label: figure
        for ref in columns_of(view.expressions[label])
        if ref.table is None and (figure := view.stored(row, ref.label)) is not None
    }
    return Trial(row, label, inputs, actual, expected)


def _with_random_inputs(case: Case, tried: Sequence[Sequence[int]], seed: int) -> tuple[TableView, ...]:
    """The tables with random numbers for the typed figures of the tried rows, their formulas recalculated.

    Only the tried rows keep their formulas, without outer rounding where the notation does not round; everything else
    is a plain value, but for the totals of columns that a notation totals.
    """
    chance = random.Random(seed)
    sheets = {sheet.name: _without_formulas(sheet) for sheet in case.fresh.sheets}
    # One copy of a column, however many tables stand in it.
    contents: dict[tuple[str, int], tuple[dict[int, int], dict[int, str]]] = {}
    for view, rows in zip(case.views, tried, strict=True):
        rounding = {label for label, expression in view.expressions.items() if rounds(expression)}
        totalled = {ref.label for expression in view.expressions.values() for ref in whole_columns_of(expression)}
        for column in view.number_columns:
            source = view.sheet.columns.get(column.position, EMPTY_COLUMN)
            values, formulas = contents.setdefault((view.table.sheet, column.position), ({}, {}))
            for row in rows:
                formula = source.formulas.get(row)
                if formula is not None:
                    formulas[row] = formula if column.label in rounding else core(formula)
                elif view.number(row, column.label) is not None:
                    values[row] = chance.randint(1_000, 99_999)
            total_row = view.table.total_row
            if column.label in totalled and total_row is not None and rows:  # `{3}/total({3})` may be written C9/C$20
                formulas[total_row] = "=" + sum_of_rows(view.table.body_rows, column.position)
    columns = {name: dict(sheet.columns) for name, sheet in sheets.items()}
    for (name, position), (values, formulas) in contents.items():
        trial = columns[name].get(position, EMPTY_COLUMN)
        drawn = overlaid(trial.values, [Stretch(row, [float(figure)]) for row, figure in sorted(values.items())])
        columns[name][position] = replace(trial, values=drawn, formulas=formulas)
    sheets = {name: replace(sheet, columns=columns[name]) for name, sheet in sheets.items()}
    book: Book = replace(case.fresh, sheets=tuple(sheets.values()))
    fresh = recalculate(book, case.functions).book
    by_name = {sheet.name: sheet for sheet in fresh.sheets}
    views = tuple(replace(view, cells=TableCells(view.table, by_name[view.table.sheet])) for view in case.views)
    by_key = {view.spec.key: view for view in views if view.spec}
    return tuple(replace(view, peers=by_key) for view in views)


def _without_formulas(sheet: Sheet) -> Sheet:
    return replace(sheet, columns={index: replace(column, formulas={}) for index, column in sheet.columns.items()})
