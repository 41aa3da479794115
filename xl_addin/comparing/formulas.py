"""Whether two formulas are one: each refers to the cells that the other refers to, wherever they stand now."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from xl_addin.comparing.book_map import BookMap, FirstAndLast, LinesThere
from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, CellRef
from xl_addin.formula.reference import Coordinate, Reference, pieces
from xl_addin.formula.relative import RelativeForm, relative_form
from xl_addin.formula.tokens import ADDRESSES, Token

_FORMS_KEPT = 4096


class _Read(NamedTuple):
    """The references at the same places of two formulas filled down, as they read in these rows."""

    row: int
    other_row: int
    pairs: tuple[tuple[Reference, Reference], ...]


class SameFormula:
    """Whether formulas of one version are those of the other, in books of which `where` says what went where."""

    def __init__(self, where: BookMap) -> None:
        self._where = where
        self._read = lru_cache(maxsize=_FORMS_KEPT)(self._read_both)

    def __call__(self, old: str, cell: CellRef, new: str, other: CellRef) -> bool:
        """Whether the formula `old`, standing in `cell`, is `new`, standing in `other`."""
        if self._where.is_same and old == new:
            return True
        return self.forms(relative_form(old, cell.row), cell, relative_form(new, other.row), other)

    def forms(self, old: RelativeForm, cell: CellRef, new: RelativeForm, other: CellRef) -> bool:
        """The same of formulas that are filled down."""
        read = self._read(old, new, cell.row, other.row)
        if read is None:
            return False
        down, other_down = cell.row - read.row, other.row - read.other_row
        return all(self._same(*pair, cell.sheet, other.sheet, down, other_down) for pair in read.pairs)

    def _read_both(self, old: RelativeForm, new: RelativeForm, row: int, other_row: int) -> _Read | None:
        """None where the formulas differ in more than the cells they name."""
        here, there = pieces(old.at(row)), pieces(new.at(other_row))
        if len(here) != len(there):
            return None
        pairs = []
        for one, other in zip(here, there, strict=True):
            if isinstance(one, Token) and isinstance(other, Token):
                if one.text != other.text and (one.kind == "text" or one.text.casefold() != other.text.casefold()):
                    return None
            elif isinstance(one, Reference) and isinstance(other, Reference) and self._alike(one, other):
                pairs.append((one, other))
            else:
                return None
        return _Read(row, other_row, tuple(pairs))

    def _alike(self, old: Reference, new: Reference) -> bool:
        """Whether two references can be the same, whichever cells they name."""
        if old.kind != new.kind or _fixed(old) != _fixed(new) or len(old.rows) != len(new.rows):
            return False
        if _is_elsewhere(old) or _is_elsewhere(new):
            return old.written.casefold() == new.written.casefold()
        return old.kind in ADDRESSES or old.bare.casefold() == new.bare.casefold()

    def _same(self, old: Reference, new: Reference, sheet: str, other_sheet: str, down: int, other_down: int) -> bool:
        if _is_elsewhere(old):
            return True
        sheet, there = old.sheet.first if old.sheet else sheet, new.sheet.first if new.sheet else other_sheet
        last, other_last = (one.sheet.last if one.sheet else None for one in (old, new))
        rows, others = _span(old.rows, down, MAX_ROW), _span(new.rows, other_down, MAX_ROW)
        block = self._where.block(sheet, rows[0])
        if block is None or (last is None) != (other_last is None):
            return old.written == new.written
        if block.other_sheet.casefold() != there.casefold():
            return False
        if last is not None:
            # What is referred to on several sheets stays where lines of one of them move.
            return (self._where.sheet(last), old.bare) == (other_last, new.bare)
        if old.kind not in ADDRESSES:
            return True
        columns, across = _span(old.columns, 0, MAX_COLUMN), _span(new.columns, 0, MAX_COLUMN)
        if old.is_one_cell:
            return block.rows.may_be(rows[0], others[0]) and block.columns.may_be(columns[0], across[0])
        return _leads(self._where.rows(block), rows, others, MAX_ROW) and _leads(
            block.columns, columns, across, MAX_COLUMN
        )


def _is_elsewhere(reference: Reference) -> bool:
    """Whether it is to another workbook, or to what is no more."""
    prefix = reference.sheet
    return prefix is not None and (prefix.book is not None or prefix.is_gone)


def _fixed(reference: Reference) -> list[bool]:
    return [line.fixed for line in (*reference.rows, *reference.columns)]


def _span(lines: Sequence[Coordinate], moved: int, size: int) -> FirstAndLast:
    numbers = [line.number if line.fixed else line.number + moved for line in lines] or [1, size]
    return min(numbers), max(numbers)


def _leads(axis: LinesThere, span: FirstAndLast, other: FirstAndLast, size: int) -> bool:
    return span == other if (1, size) in (span, other) else axis.leads(span, other)
