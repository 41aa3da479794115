"""V301 value-contradicts-notation: a figure is not what its column's notation gives.

## What it does
Calculates every notation for every row and compares at the precision the cell displays; a rounded figure under a
quotient is right if it rounds right, and a note if it was only cut off. One mistake is one finding: a wrong figure
carried on into another column is reported once, an input that puts several columns wrong instead of them.
Formulas that rows state, `(3)=(1)-(2)` in place of a row's number, are held to in the same way down the columns.

## Why it is bad
The table contradicts its own header; whoever calculates after it gets another figure.

## Example
The column says `7=4-5`, the row says 14 993 where 28 211 − 13 318 is 14 893.

## How to mend
Mend the figure or the row's inputs, or let a formula calculate it; mend the notation if the figure is right.

## What is not detected
Cells with a formula (F201 judges them), totals of additive columns (V302), summed ratios (V304), and rows of
percentages under an additive notation.
"""

from collections.abc import Iterator
from fractions import Fraction

from xl_addin.case.agreement import precision, rows_in_doubt, scales, verdict
from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.notation import exact, to_text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.blame import Mistake, mistakes
from xl_addin.verify.judging.row_notations import row_mistakes
from xl_addin.verify.judging.totals import goes_with_the_sums, is_summed_ratio
from xl_addin.verify.judging.words import figures, heading_of, plain, written
from xl_addin.verify.rule import Cause, Rule
from xl_addin.workbook.model.formats import decimals_shown, is_percent, rounded

RULE = Rule(
    "V301",
    "value-contradicts-notation",
    Severity.ERROR,
    causes=(
        Cause("cell", frozenset({"F202"})),
        Cause("row", frozenset({"I402"})),
    ),
    judges_figures=True,
)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every mistaken figure of the units' rows and of totals that follow the notation."""
    for view in case.views:
        for row in sorted({row for label in view.expressions for row in rows_in_doubt(view, label)}):
            for mistake in mistakes(view, row):
                if view.formula(row, mistake.label) is None:
                    yield _input(view, row, mistake) if mistake.shown_by else _wrong(view, row, mistake.label)
            for label in view.expressions:
                if view.formula(row, label) is None and verdict(view, row, label) == "truncated":
                    yield _truncated(view, row, label)
        total_row = view.table.total_row
        for label in view.expressions:
            if total_row is not None and view.total_kind(label) == "own" and not is_summed_ratio(view, label):
                outcome = verdict(view, total_row, label)
                if outcome == "wrong" and goes_with_the_sums(view, label):
                    continue
                if outcome == "wrong":
                    yield _wrong(view, total_row, label)
                elif outcome == "truncated":
                    yield _truncated(view, total_row, label)
    for view in case.all_views:
        yield from _in_rows(view)


def _in_rows(view: TableView) -> Iterator[Diagnostic]:
    """Typed figures that are not what their own row states."""
    for mistake in row_mistakes(view):
        stated = mistake.stated
        if view.formula(stated.row, mistake.label) is not None:
            continue
        decimals = max(2, decimals_shown(mistake.actual, view.number_format(stated.row, mistake.label)))
        inputs = [
            Text("{name} = {figure}", "{name} = {figure}").with_values(name=name, figure=written(figure))
            for name, figure in mistake.operands.items()
        ]
        yield RULE.found(
            view.table.sheet,
            stated.row,
            view.table.column(mistake.label).position,
            Text(
                "Dòng {label} ghi {actual}, nhưng theo bảng {label} = {notation} = {expected} ({inputs}).",
                "Row {label} says {actual}, but by the table {label} = {notation} = {expected} ({inputs}).",
            ).with_values(
                label=stated.label,
                actual=written(mistake.actual),
                notation=to_text(stated.expression),
                expected=written(mistake.expected),
                inputs=Text("; ".join(one.vi for one in inputs), "; ".join(one.en for one in inputs)),
            ),
            Text(
                "Sửa số ở ô này hoặc ở các dòng mà nó được tính từ đó.",
                "Correct this figure or those of the rows it is calculated from.",
            ),
            expected=plain(rounded(mistake.expected, decimals)),
            actual=mistake.actual,
        )


def _wrong(view: TableView, row: int, label: str) -> Diagnostic:
    return _found(
        view,
        row,
        label,
        Text(
            "{unit}: cột {label} ghi {actual}, nhưng {label} = {notation} = {sum} = {expected}.",
            "{unit}: column {label} says {actual}, but {label} = {notation} = {sum} = {expected}.",
        ),
        Text(
            "Sửa số ở ô này (hoặc số đầu vào của dòng), hoặc đặt công thức theo dòng số cột.",
            "Correct this figure (or the row's inputs), or let a formula calculate it.",
        ),
        Severity.ERROR,
    )


def _truncated(view: TableView, row: int, label: str) -> Diagnostic:
    return _found(
        view,
        row,
        label,
        Text(
            "{unit}: cột {label} ghi {actual}; {label} = {notation} = {sum} = {expected}: "
            "đã cắt bỏ phần lẻ thay vì làm tròn.",
            "{unit}: column {label} says {actual}; {label} = {notation} = {sum} = {expected}: "
            "cut off instead of rounded.",
        ),
        Text("Làm tròn theo quy tắc thông thường.", "Round in the usual way."),
        Severity.NOTE,
    )


def _found(view: TableView, row: int, label: str, message: Text, advice: Text, severity: Severity) -> Diagnostic:
    expected = view.expected(row, label)
    assert expected is not None  # there was a verdict
    actual = view.number(row, label)
    assert actual is not None
    code = view.number_format(row, label)
    scale = min(scales(view, row, label), key=lambda factor: abs(exact(actual) - expected * factor))
    shown = rounded(expected * scale, max(2, precision(view, row, label)))
    return RULE.found(
        view.table.sheet,
        row,
        view.table.column(label).position,
        message.with_values(
            label=label,
            unit=view.unit_name(row),
            actual=_percentage(exact(actual)) if is_percent(code) else written(actual),
            expected=_percentage(shown)
            if is_percent(code)
            else _percentage(shown / 100)
            if scale > 1
            else written(shown),
            notation=to_text(view.expressions[label]),
            sum=figures(view, row, view.expressions[label]),
        ),
        advice,
        expected=plain(shown),
        actual=actual,
        severity=severity,
    )


def _percentage(share: Fraction) -> Text:
    digits = written(share * 100)
    return Text(digits.vi + "%", digits.en + "%")


def _input(view: TableView, row: int, mistake: Mistake) -> Diagnostic:
    """An input several columns disagree with in the same way."""
    actual = view.number(row, mistake.label)
    return RULE.found(
        view.table.sheet,
        row,
        view.table.column(mistake.label).position,
        Text(
            "{unit}: cột {label} ({heading}) ghi {actual}, nhưng các cột {others} tính từ nó đều ứng với {figure}.",
            "{unit}: column {label} ({heading}) says {actual}, but columns {others} calculated from it all go with "
            "{figure}.",
        ).with_values(
            unit=view.unit_name(row),
            label=mistake.label,
            heading=heading_of(view, mistake.label),
            actual=written(actual),
            others=", ".join(mistake.shown_by),
            figure=written(mistake.figure),
        ),
        Text(
            "Đối chiếu số gốc: sửa ô này, hoặc tính lại các cột {others}.",
            "Compare with the source: correct this cell, or calculate columns {others} again.",
        ).with_values(others=", ".join(mistake.shown_by)),
        expected=plain(mistake.figure),
        actual=actual,
    )
