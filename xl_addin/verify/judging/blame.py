"""Which figure of a row is the mistake, where several columns contradict one another.

A wrong input makes every column calculated from it look wrong; a wrong result makes the columns calculated from
it look wrong. Either way there is one mistake to mend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.case.agreement import is_plain_sum, precision, same_figure, verdict
from xl_addin.case.table_view import TableView
from xl_addin.notation import columns_of
from xl_addin.workbook.model.formats import decimals_shown


@dataclass(frozen=True)
class Mistake:
    """A figure that must change, what it should be, and the other columns that show it."""

    label: str
    figure: Fraction
    shown_by: tuple[str, ...] = ()


def mistakes(view: TableView, row: int) -> tuple[Mistake, ...]:
    """The figures of a row that contradict the notation, each with what it should be."""
    wrong = [
        label
        for label in view.expressions
        if verdict(view, row, label) == "wrong" and not _carried_on(view, row, label)
    ]
    if len(wrong) > 1:
        common = _mistaken_operand(view, row, wrong)
        if common is not None:
            return (common,)
    return tuple(Mistake(label, expected) for label in wrong if (expected := view.expected(row, label)) is not None)


def _carried_on(view: TableView, row: int, label: str) -> bool:
    """Whether the figure is right once the wrong figures it was not calculated from are set right."""
    corrected = {
        ref.label: expected
        for ref in columns_of(view.expressions[label])
        if ref.table is None
        and verdict(view, row, ref.label) == "wrong"
        and (expected := view.expected(row, ref.label)) is not None
    }
    return bool(corrected) and _holds(view, row, label, corrected)


def _mistaken_operand(view: TableView, row: int, wrong: Sequence[str]) -> Mistake | None:
    """The typed operand all these columns share, if one other figure in its place makes all of them right."""
    shared = set.intersection(
        *({ref.label for ref in columns_of(view.expressions[label]) if ref.table is None} for label in wrong)
    )
    for operand in view.table.labels:
        if operand not in shared or operand in view.expressions or view.formula(row, operand) is not None:
            continue
        figure = _implied(view, row, wrong, operand)
        if figure is not None and all(_holds(view, row, label, {operand: figure}) for label in wrong):
            return Mistake(operand, figure, tuple(wrong))
    return None


def _implied(view: TableView, row: int, wrong: Sequence[str], operand: str) -> Fraction | None:
    """The operand's figure by the first column that only adds and subtracts; None if there is none."""
    stated = view.number(row, operand)
    for label in wrong:
        if stated is None or not is_plain_sum(view.expressions[label]):
            continue
        zero = view.expected(row, label, instead={operand: Fraction(0)})
        one = view.expected(row, label, instead={operand: Fraction(1)})
        actual = view.stored(row, label)
        if zero is None or one is None or actual is None or one == zero:
            continue
        figure = (actual - zero) / (one - zero)
        decimals = max(0, decimals_shown(stated, view.number_format(row, operand)))
        return figure if (figure * 10**decimals).denominator == 1 else None
    return None


def _holds(view: TableView, row: int, label: str, instead: dict[str, Fraction]) -> bool:
    expected, actual = view.expected(row, label, instead=instead), view.stored(row, label)
    return expected is not None and actual is not None and same_figure(actual, expected, precision(view, row, label))
