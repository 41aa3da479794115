"""V306 part-exceeds-whole: a part is more than the whole it belongs to.

## What it does
Holds every row to the invariants a spec states (`{6} <= {5}`), and columns headed “Trong đó …” to the “Tổng số” on
their left. A total row is only reported where every row above it holds.

## Why it is bad
More accounts activated than records collected, more poor households than households: one of the two figures is
wrong, and sums and percentages made of them will be too.

## Example
Column 5 “Thu nhận hồ sơ” says 13.318, column 6 “Kích hoạt tài khoản” 13.381, under the invariant `{6} <= {5}`.

## How to mend
Compare both figures with their source. If the part may rightly exceed the whole, take the invariant out of the spec.

## What is not detected
Without a spec, parts whose heading does not say “Trong đó” beside a “Tổng số”, columns of shares and prices, and
tables where a third or more of the rows do not hold: there the heading must mean something else. Percentages over 100
are no finding: a quota may be exceeded.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from xl_addin.case.case import Case
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.notation import ColumnRef, Expression, columns_of
from xl_addin.spec.invariant import Invariant
from xl_addin.table.headings import is_ratio_heading
from xl_addin.table.words import folded
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.words import heading_of, plain, written
from xl_addin.verify.rule import Rule

RULE = Rule("V306", "part-exceeds-whole", Severity.ERROR)
# Without a spec the rows themselves must show that the heading means parts.
MOST_ROWS = Fraction(2, 3)
_PART = "trong đó"
_WHOLES = ("tổng cộng", "tổng", "cộng", "số lượng")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every row and condition that does not hold, at the condition's first column."""
    for view in case.views:
        rows = _rows(view)
        for condition in view.spec.conditions if view.spec else ():
            yield from _breaches(view, condition, rows)
        for condition in _parts_of_wholes(view):
            judged = [row for row in view.table.body_rows if _sides(view, row, condition) is not None]
            holding = [row for row in judged if _holds(view, row, condition)]
            if len(judged) >= 3 and len(holding) >= MOST_ROWS * len(judged):
                yield from _breaches(view, condition, rows)


def _rows(view: TableView) -> tuple[Sequence[int], Sequence[int]]:
    """The units' rows, and the rows that sum them."""
    sums = [row for row, _ in view.table.subtotal_rows]
    return view.table.body_rows, (*sums, *((view.table.total_row,) if view.table.total_row else ()))


def _breaches(view: TableView, condition: Invariant, rows: tuple[Sequence[int], Sequence[int]]) -> Iterator[Diagnostic]:
    units, sums = rows
    wrong = [row for row in units if not _holds(view, row, condition)]
    yield from (_found(view, row, condition) for row in wrong or sums if not _holds(view, row, condition))


def _holds(view: TableView, row: int, condition: Invariant) -> bool:
    """Whether the condition holds by the stored or by the displayed figures, or cannot be judged."""
    stored, shown = _sides(view, row, condition), _sides(view, row, condition, as_displayed=True)
    return stored is None or condition.holds(*stored) or (shown is not None and condition.holds(*shown))


def _sides(
    view: TableView, row: int, condition: Invariant, *, as_displayed: bool = False
) -> tuple[Fraction, Fraction] | None:
    left = view.calculated(row, condition.left, as_displayed=as_displayed)
    right = view.calculated(row, condition.right, as_displayed=as_displayed)
    return None if left is None or right is None else (left, right)


def _found(view: TableView, row: int, condition: Invariant) -> Diagnostic:
    sides = _sides(view, row, condition)
    assert sides is not None
    at = next(ref.label for ref in (*columns_of(condition.left), *columns_of(condition.right)) if ref.table is None)
    return RULE.found(
        view.table.sheet,
        row,
        view.table.column(at).position,
        Text(
            "{unit}: {left} {broken} {right} ({first} và {second}); điều kiện là {condition}.",
            "{unit}: {left} is {broken} {right} ({first} and {second}); the condition is {condition}.",
        ).with_values(
            unit=view.unit_name(row),
            left=_named(view, condition.left),
            right=_named(view, condition.right),
            broken=condition.broken,
            first=written(sides[0]),
            second=written(sides[1]),
            condition=condition.text,
        ),
        Text("Đối chiếu cả hai số với số gốc và sửa số sai.", "Compare both figures with their source."),
        expected=f"{condition.comparison} {plain(sides[1])}",
        actual=plain(sides[0]),
    )


def _named(view: TableView, side: Expression) -> Text:
    """A column by number and heading; anything else as the formula it is."""
    if isinstance(side, ColumnRef) and side.table is None:
        text = Text("cột {label} ({heading})", "column {label} ({heading})")
        return text.with_values(label=side.label, heading=heading_of(view, side.label))
    return Text("vế tính được", "the calculated side")


def _parts_of_wholes(view: TableView) -> Iterator[Invariant]:
    """`{part} <= {whole}` for columns headed “Trong đó …” directly right of their “Tổng số”."""
    columns = view.table.columns
    for index, column in enumerate(columns):
        group, found, _ = folded(column.heading).partition(_PART)
        if not found or column.role != "number" or is_ratio_heading(column.heading):
            continue
        before = [one for one in columns[:index] if _PART not in folded(one.heading)]
        whole = before[-1] if before else None
        if whole is None or whole.role != "number" or view.natures.get(whole.label) != "additive":
            continue
        rest = folded(whole.heading).removeprefix(group).strip(" :")
        is_whole = rest in _WHOLES or rest.startswith("tổng số")
        if is_whole and folded(whole.heading).startswith(group) and view.natures.get(column.label) == "additive":
            yield Invariant(
                f"{{{column.label}}} <= {{{whole.label}}}", ColumnRef(column.label), "<=", ColumnRef(whole.label)
            )
