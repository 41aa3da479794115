"""Whether the formula of a total adds the rows it stands for."""

from collections import Counter
from dataclasses import dataclass

from xl_addin.case.formula_text import is_subtotal, summed_areas
from xl_addin.case.table_view import TableView
from xl_addin.verify.judging.totals import is_balance


@dataclass(frozen=True)
class RangeFault:
    """What is wrong with the rows a total's formula adds."""

    missed: tuple[int, ...]
    twice: tuple[int, ...]
    foreign: tuple[int, ...]


def range_fault(view: TableView, row: int, label: str, rows: tuple[int, ...]) -> RangeFault | None:
    """How the rows a plain sum in this column adds differ from those it should; None if they do not.

    A total may add the units or the sub-totals that stand for them. Cells without a number do no harm.
    """
    formula = view.formula(row, label)
    areas = summed_areas(formula) if formula else None
    position = view.table.column(label).position
    if is_balance(view, row, label, rows):
        return None
    if not areas or any(area.first_column != position or area.last_column != position for area in areas):
        return None
    whole = (rows[0], rows[-1], rows[-1] - rows[0] + 1) if rows else None
    if not view.table.subtotal_rows and [(one.first_row, one.last_row, len(rows)) for one in areas] == [whole]:
        return None
    counted: Counter[int] = Counter()
    leaves_out = is_subtotal(formula or "")
    subtotals = {sub: parts for sub, parts in view.table.subtotal_rows if sub != row}
    for area in areas:
        for one in range(area.first_row, min(area.last_row, area.first_row + 100_000) + 1):
            if leaves_out and is_subtotal(view.formula(one, label) or ""):
                continue
            counted.update(subtotals[one] if one in subtotals and row not in subtotals[one] else (one,))
    wanted = set(rows)
    ratio_rows = set(view.table.ratio_rows)
    fault = RangeFault(
        missed=tuple(one for one in rows if not counted[one]),
        twice=tuple(one for one in rows if counted[one] > 1),
        foreign=tuple(
            sorted(
                one
                for one in counted
                if one not in wanted and one not in ratio_rows and view.number(one, label) is not None
            )
        ),
    )
    return fault if fault.missed or fault.twice or fault.foreign else None
