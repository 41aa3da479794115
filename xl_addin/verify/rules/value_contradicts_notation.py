"""V301 value-contradicts-notation: a figure is not what its column's notation gives.

The column says `7=4-5`, the row says 14 893 where 28 211 − 13 318 is something else. Compared at the precision
the cell displays; a rounded figure under a quotient is right if it rounds right, and a note if it was only cut
off. Where a formula gives the figure, F201 judges it. Where a wrong figure was carried on into another column,
only the first is reported. Totals of additive columns are the matter of V302, summed ratios of V304. Mend the
figure, or the notation if the figure is right.
"""

from collections.abc import Iterator

from xl_addin.language import Text
from xl_addin.notation import columns_of, to_text
from xl_addin.verify.agreement import precision, same_figure, verdict
from xl_addin.verify.context import Context, TableView
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.formats import rounded
from xl_addin.verify.rule import Rule
from xl_addin.verify.totals import is_summed_ratio
from xl_addin.verify.words import figures, plain

RULE = Rule("V301", "value-contradicts-notation", Severity.ERROR)


def check(context: Context) -> Iterator[Diagnostic]:
    """One finding for every contradicting figure of the units' rows and of totals by notation."""
    for view in context.views:
        for label in view.expressions:
            for row in view.judged_rows:
                if view.formula(row, label) is None:
                    yield from _judge(view, row, label)
            total_row = view.table.total_row
            if total_row is not None and view.total_kind(label) == "own" and not is_summed_ratio(view, label):
                yield from _judge(view, total_row, label)


def _judge(view: TableView, row: int, label: str) -> Iterator[Diagnostic]:
    found = verdict(view, row, label)
    if found is None or found == "right" or _carried_on(view, row, label):
        return
    actual, expected = view.number(row, label), view.expected(row, label)
    if actual is None or expected is None:
        return
    shown = rounded(expected, max(2, precision(view, row, label)))
    values = {
        "label": label,
        "unit": view.unit_name(row),
        "actual": actual,
        "expected": shown,
        "notation": to_text(view.expressions[label]),
        "sum": figures(view, row, view.expressions[label]),
    }
    if found == "truncated":
        message = Text(
            "{unit}: cột {label} ghi {actual}; {label} = {notation} = {sum} = {expected}: "
            "đã cắt bỏ phần lẻ thay vì làm tròn.",
            "{unit}: column {label} says {actual}; {label} = {notation} = {sum} = {expected}: "
            "cut off instead of rounded.",
        )
        advice = Text("Làm tròn theo quy tắc thông thường.", "Round in the usual way.")
    else:
        message = Text(
            "{unit}: cột {label} ghi {actual}, nhưng {label} = {notation} = {sum} = {expected}.",
            "{unit}: column {label} says {actual}, but {label} = {notation} = {sum} = {expected}.",
        )
        advice = Text(
            "Sửa số ở ô này (hoặc số đầu vào của dòng), hoặc đặt công thức theo dòng số cột.",
            "Correct this figure (or the row's inputs), or let a formula calculate it.",
        )
    yield RULE.found(
        view.table.sheet,
        row,
        view.table.column(label).position,
        message.with_values(**values),
        advice,
        expected=plain(shown),
        actual=actual,
        severity=Severity.NOTE if found == "truncated" else None,
    )


def _carried_on(view: TableView, row: int, label: str) -> bool:
    """Whether the figure is right once the wrong figures it was not calculated from are set right."""
    corrected = {
        ref.label: expected
        for ref in columns_of(view.expressions[label])
        if ref.table is None
        and verdict(view, row, ref.label) == "wrong"
        and (expected := view.expected(row, ref.label)) is not None
    }
    if not corrected:
        return False
    expected = view.expected(row, label, instead=corrected)
    actual = view.stored(row, label)
    return expected is not None and actual is not None and same_figure(actual, expected, precision(view, row, label))
