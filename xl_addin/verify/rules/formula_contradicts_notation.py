"""F201 formula-contradicts-notation: the cells calculate something else than the column-number row states.

## What it does
Calculates formula and notation for the rows as they are and again with random inputs, and compares the results. An
outer ROUND, IFERROR, N, `IF(x="","",…)` or `MAX(0,…)` does not count, unless the notation itself rounds.

## Why it is bad
The header promises one figure and the column shows another; every reader who calculates after it gets lost.

## Example
Under `7=4-5` the cells hold `=D9+E9`. `=SUM(D9,-E9)` and `=+$D9-E9` agree with `4-5`.

## How to mend
Mend the formula in the first row and fill it down; or the notation, if the formula is right.

## What is not detected
Formulas that round inside, or cannot be calculated with random inputs, are judged by the rows alone; what cannot be
calculated at all is F209.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.kept.parameters import parameters_kept
from xl_addin.case.table_view import TableView
from xl_addin.formula.cells import address
from xl_addin.language import Text
from xl_addin.notation import Parameter, columns_of, to_excel, to_text, walk
from xl_addin.table.rows.total_formula import areas_of_rows
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.trials import Trial, contradicting
from xl_addin.verify.judging.words import EXPECTED_DECIMALS, rows_named, shortened, written
from xl_addin.verify.rule import Rule

RULE = Rule("F201", "formula-contradicts-notation", Severity.ERROR, stage="formulas")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every contradicting formula of a column, at the first row that holds it."""
    for view, trial in contradicting(case):
        same = next(rows for rows in view.body(trial.label).rows_by_form.values() if trial.row in rows)
        position = view.table.column(trial.label).position
        formula = view.formula(trial.row, trial.label)
        proper = _proper_formula(case, view, trial)
        yield RULE.found(
            view.table.sheet,
            trial.row,
            position,
            Text(
                "Cột {label} theo dòng số cột là {label} = {notation}, nhưng dòng {rows} tính bằng {formula}. "
                "Thử với {inputs}: công thức cho {actual}, dòng số cột cho {expected}.",
                "By the column-number row {label} = {notation}, but row {rows} calculates {formula}. "
                "Tried with {inputs}: the formula gives {actual}, the notation {expected}.",
            ).with_values(
                label=trial.label,
                notation=to_text(view.expressions[trial.label]),
                rows=rows_named(view, same),
                formula=shortened(formula),
                inputs=_inputs(trial),
                actual=written(trial.actual, EXPECTED_DECIMALS),
                expected=written(trial.expected, EXPECTED_DECIMALS),
            ),
            Text(
                "Đặt công thức {proper} vào ô và kéo xuống, hoặc sửa dòng số cột nếu công thức mới đúng.",
                "Put {proper} into the cell and fill down, or mend the number row if the formula is right.",
            ).with_values(proper=proper),
            expected=proper,
            actual=formula,
        )


def _proper_formula(case: Case, view: TableView, trial: Trial) -> str:
    """What should stand in the cell; the notation where a parameter has no cell or another table is read."""
    expression, kept = view.expressions[trial.label], parameters_kept(case.fresh)
    names = {node.name for node in walk(expression) if isinstance(node, Parameter)}
    if not names <= kept.keys() or any(ref.table is not None for ref in columns_of(expression)):
        return to_text(expression)
    return "=" + to_excel(
        expression,
        lambda ref: address(trial.row, view.table.column(ref.label).position),
        lambda name: kept[name].reference,
        lambda ref: areas_of_rows(view.table.body_rows, view.table.column(ref.label).position),
    )


def _inputs(trial: Trial) -> Text:
    parts = [
        Text("cột {label} = {value}", "column {label} = {value}").with_values(
            label=label, value=written(value, EXPECTED_DECIMALS)
        )
        for label, value in trial.inputs.items()
    ]
    return Text(", ".join(part.vi for part in parts), ", ".join(part.en for part in parts))
