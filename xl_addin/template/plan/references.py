"""References in formulas follow the rows they mean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from xl_addin.formula.cells import Area
from xl_addin.formula.reference import Reference, pieces, references
from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.plan.row_map import OUTSIDE, Origin, RowMap


class ReferenceFault(TemplateFault):
    """A reference that has no meaning in the result."""


@dataclass(frozen=True)
class Target:
    """What a sheet's name in a formula stands for: the name to write (None leaves it), and where its rows went."""

    prefix: str | None
    rows: RowMap | None
    own: bool


FindTarget = Callable[[str | None], Target]
Copies = Literal["meant", "first", "all"]


def rewritten(formula: str, origin: Origin, find_target: FindTarget, *, copies: Copies = "meant") -> str:
    """The formula as it reads at `origin` in the result; ReferenceFault where a reference means nothing there.

    `copies` says which copies of a repeated row a reference stands for: those it means in a cell's formula; the
    `first` only (links, repeated header rows; one cell always has somewhere to lead, even if its row was left out);
    or `all` (charts).
    """
    return "".join(
        _placed(piece, origin, find_target, copies) if isinstance(piece, Reference) else piece.text
        for piece in pieces(formula)
    )


def _placed(reference: Reference, origin: Origin, find_target: FindTarget, copies: Copies) -> str:
    sheet = reference.sheet
    if sheet is not None and sheet.is_gone:
        return reference.written
    target = find_target(sheet.written if sheet else None)
    if target.rows is None or not reference.rows:
        return reference.with_parts(prefix=target.prefix)
    span = _rows(reference, target.rows, origin if target.own else OUTSIDE, copies)
    if span is None:
        raise ReferenceFault(_means_nothing(reference.bare))
    first, last = span
    if len(reference.rows) == 1:
        one = reference.with_parts(rows=[first], prefix=target.prefix)
        # One cell of the template may have become several.
        return one if first == last else f"{one}:{reference.with_parts(rows=[last], prefix='')}"
    return reference.with_parts(rows=span if _is_in_order(reference) else span[::-1], prefix=target.prefix)


def _is_in_order(reference: Reference) -> bool:
    return reference.rows[0].number <= reference.rows[-1].number


def _rows(reference: Reference, rows: RowMap, origin: Origin, copies: Copies) -> tuple[int, int] | None:
    ends = reference.rows[0], reference.rows[-1]
    low, high = ends if _is_in_order(reference) else ends[::-1]
    first, last = low.number, high.number
    if copies == "all":
        return rows.span(first, last)
    if copies == "first" and reference.is_one_cell:
        return (rows.landing(first),) * 2
    if copies == "first":
        areas = rows.areas(Area(first, 1, last, 1))
        return (areas[0].first_row, areas[0].last_row) if areas else None
    if not reference.is_one_cell:
        return rows.span(first, last, origin, absolute=(low.fixed, high.fixed))
    if not low.fixed and rows.is_repeated(first, origin):
        raise ReferenceFault(_means_many(reference.bare))
    row = rows.row(first, origin, absolute=low.fixed)
    return None if row is None else (row, row)


def _means_many(reference: str) -> Text:
    column, row = (
        reference.rstrip("0123456789"),
        reference.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    )
    return Text(
        f"{reference} ở dòng được lặp: viết {reference}:{reference} cho mọi bản sao, {column}${row} cho bản sao đầu",
        f"{reference} is in a repeated row: write {reference}:{reference} for all copies, {column}${row} for the first",
    )


def _means_nothing(reference: str) -> Text:
    return Text(
        f"{reference} chỉ tới dòng không có trong kết quả; hãy đặt công thức trong cùng {{%tr if %}}",
        f"{reference} refers to a row that is not in the result; put the formula into the same {{%tr if %}}",
    )


def stays_on_its_sheet(formula: str) -> bool:
    """Whether no reference of a formula names a sheet: where its rows went is then all it depends on."""
    return all(reference.sheet is None for reference in references(formula))


def sheets_named(formula: str) -> set[str]:
    """The names of the sheets a formula refers to."""
    return {reference.sheet.name for reference in references(formula) if reference.sheet}
