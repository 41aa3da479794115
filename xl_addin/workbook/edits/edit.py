"""One change to a workbook, as data. Computation returns a list of edits and touches nothing.

Two appliers carry them out: onto a file (`workbook.applying`) and onto an open workbook (`excel.live`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xl_addin.formula.cells import Area, CellRef
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem

Plain = int | float | str | bool | None
"""What a cell without a formula can be given."""


@dataclass(frozen=True)
class SetValue:
    """Put a plain value (never a formula, even if the text starts with `=`) into a cell; None empties it."""

    cell: CellRef
    value: Plain


@dataclass(frozen=True)
class SetFormula:
    """Put a formula, written with its leading `=` in English with commas, into a cell."""

    cell: CellRef
    formula: str


@dataclass(frozen=True)
class SetNumberFormat:
    """Give a cell a number format, as English Excel writes it."""

    cell: CellRef
    number_format: str


@dataclass(frozen=True)
class DeleteSheet:
    """Take a worksheet out of the book."""

    sheet: str


@dataclass(frozen=True)
class AddSheet:
    """Put a worksheet of plain values behind the others.

    `rows` start in A1, `heading` is the row in bold type; `links` leads from cells (row, column) to others of the
    book, `widths` are column widths in characters, from column A on. Texts wrap; titles above the heading run on.
    """

    sheet: str
    rows: tuple[tuple[Plain, ...], ...]
    heading: int | None = None
    links: Mapping[tuple[int, int], CellRef] = field(default_factory=dict)
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class ClearMarks:
    """Take every mark off a sheet."""

    sheet: str


@dataclass(frozen=True)
class Mark:
    """Lay a colour (`RRGGBB`) over cells until it is cleared; their own format stays as it is beneath."""

    sheet: str
    areas: tuple[Area, ...]
    colour: str


@dataclass(frozen=True)
class ClearComments:
    """Take every comment that is signed as ours (`workbook.comments`) off a sheet."""

    sheet: str


@dataclass(frozen=True)
class AddComments:
    """Put classic comments ("notes") on cells of a sheet, by (row, column); a cell that has a comment keeps its own.

    They are hidden until pointed at and as large as their text, whose first line is in bold type.
    """

    sheet: str
    texts: Mapping[tuple[int, int], str]


NO_SHEET = Text(vi="không có trang tính này trong tệp", en="the book has no such worksheet")

CellEdit = SetValue | SetFormula
SheetEdit = DeleteSheet | AddSheet | SetNumberFormat | ClearMarks | Mark | ClearComments | AddComments
Edit = CellEdit | SheetEdit

# A number put into a cell formatted as text becomes text in Excel: formats come before contents.
_ORDER: tuple[type, ...] = (
    DeleteSheet,
    AddSheet,
    SetNumberFormat,
    SetValue,
    SetFormula,
    ClearMarks,
    Mark,
    ClearComments,
    AddComments,
)


def as_spelt(edits: Sequence[Edit], sheets: Iterable[str]) -> list[Edit]:
    """The edits with their sheets as the book spells them: to Excel `GIAO` and `giao` are one sheet.

    Raises Problem, with the names that exist, for a sheet that is neither there nor among those the edits add.
    """
    names = list(sheets)
    there = {name.casefold(): name for name in names}
    then = there | {edit.sheet.casefold(): edit.sheet for edit in edits if isinstance(edit, AddSheet)}
    spelt: list[Edit] = []
    for edit in edits:
        if isinstance(edit, AddSheet):
            spelt.append(edit)
            continue
        named = edit.cell.sheet if isinstance(edit, CellEdit | SetNumberFormat) else edit.sheet
        # Sheets go before others come.
        name = (there if isinstance(edit, DeleteSheet) else then).get(named.casefold())
        if name is None:
            raise Problem(unknown(NO_SHEET, named, names), place=named)
        if name == named:
            spelt.append(edit)
        elif isinstance(edit, CellEdit | SetNumberFormat):
            spelt.append(replace(edit, cell=edit.cell._replace(sheet=name)))
        else:
            spelt.append(replace(edit, sheet=name))
    return spelt


def in_order(edits: Sequence[Edit]) -> list[Edit]:
    """The edits in the order both appliers keep: sheets go, sheets come, formats, cells, marks, comments.

    Of two edits of one kind to one place the later counts; so it does between a value and a formula of one cell.
    """
    last = {edit.cell: index for index, edit in enumerate(edits) if isinstance(edit, CellEdit)}
    kept = [edit for index, edit in enumerate(edits) if not isinstance(edit, CellEdit) or last[edit.cell] == index]
    return sorted(kept, key=lambda edit: _ORDER.index(type(edit)))
