"""Where each cell of the one version stands in the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from xl_addin.formula.cells import MAX_ROW, CellRef

FirstAndLast = tuple[int, int]
"""The first and the last of some lines."""


@dataclass(frozen=True)
class LinesThere:
    """Where the rows, or the columns, of a sheet are in the other version; a line that is not among them is nowhere.

    Behind the last filled line of either version (`end`, `other_end`) nothing stands, and line follows line.
    """

    lines: Mapping[int, int] = field(repr=False)
    end: int = MAX_ROW
    other_end: int = MAX_ROW
    gaps: Mapping[int, int] = field(default_factory=dict, repr=False)
    other_gaps: Mapping[int, int] = field(default_factory=dict, repr=False)
    """The empty lines of either version that lie where empty ones came or went, each with the number of its gap: of
    these nobody can say which is which."""

    def at(self, line: int) -> int | None:
        """Where a line is in the other version."""
        return line - self.end + self.other_end if line > self.end else self.lines.get(line)

    def may_be(self, line: int, other: int) -> bool:
        """Whether a line is this one of the other version, as far as that can be told."""
        return self.at(line) == other or (line in self.gaps and self.gaps[line] == self.other_gaps.get(other))

    @cached_property
    def is_same(self) -> bool:
        """Whether every line stands where it stood."""
        same = len(self.lines) == self.end == self.other_end
        return same and all(one == other for one, other in self.lines.items())

    @cached_property
    def known(self) -> list[int]:
        """The lines that the other version has, too, in order, but for those of gaps."""
        lines = self.lines.items()
        return sorted(line for line, there in lines if line not in self.gaps and there not in self.other_gaps)

    @cached_property
    def keeps_order(self) -> bool:
        """Whether no line overtakes another."""
        return all(self.lines[one] < self.lines[other] for one, other in pairwise(self.known))

    @cached_property
    def back(self) -> "LinesThere":
        """The way back."""
        there = {other: one for one, other in self.lines.items()}
        return LinesThere(there, self.other_end, self.end, self.other_gaps, self.gaps)

    def leads(self, span: FirstAndLast, other: FirstAndLast) -> bool:
        """Whether two ranges hold the same lines, of those that both versions have.

        So a sum that takes in an inserted row is the same sum.
        """
        lines, others = self._known_in(span), self.back._known_in(other)
        if len(lines) != len(others) or not self._end_alike(span[1], other[1]):
            return False
        if not lines:
            return all(self.may_be(one, there) for one, there in zip(span, other, strict=True))
        if self.keeps_order:
            return self.lines[lines[0]] == others[0] and self.lines[lines[-1]] == others[-1]
        return {self.lines[line] for line in lines} == set(others)

    def _known_in(self, span: FirstAndLast) -> list[int]:
        return self.known[bisect_left(self.known, span[0]) : bisect_right(self.known, span[1])]

    def _end_alike(self, last: int, other: int) -> bool:
        inside = last <= self.end and other <= self.other_end
        return inside or last == other or last - self.end == other - self.other_end


@dataclass(frozen=True)
class CellMap:
    """Rows of a sheet whose cells go by the same columns: those of a table, or all that are in none."""

    sheet: str
    other_sheet: str
    rows: LinesThere
    columns: LinesThere

    def cell(self, row: int, column: int) -> CellRef | None:
        """Where one of its cells stands in the other version."""
        at, across = self.rows.at(row), self.columns.at(column)
        return None if at is None or across is None else CellRef(self.other_sheet, at, across)


@dataclass(frozen=True)
class BookMap:
    """Where the cells of one version are in the other.

    `sheets` are the blocks of whole sheets, all their rows among them, `tables` those of rows that go by the columns
    of a table, which may have moved to another sheet.
    """

    sheets: tuple[CellMap, ...]
    tables: tuple[CellMap, ...] = ()

    @cached_property
    def sheet_blocks(self) -> Mapping[str, CellMap]:
        """The blocks of whole sheets, by the sheet's name without regard to case."""
        return {block.sheet.casefold(): block for block in self.sheets}

    @cached_property
    def _of_tables(self) -> Mapping[tuple[str, int], CellMap]:
        return {(block.sheet.casefold(), row): block for block in self.tables for row in block.rows.lines}

    def block(self, sheet: str, row: int) -> CellMap | None:
        """The block that a row is in; None on a sheet that the other version has not."""
        name = sheet.casefold()
        return self._of_tables.get((name, row)) or self.sheet_blocks.get(name)

    def rows(self, block: CellMap) -> LinesThere:
        """The rows by which a range that begins in this block goes: those of the whole sheet, where it stays there."""
        whole = self.sheet_blocks.get(block.sheet.casefold())
        return whole.rows if whole and whole.other_sheet == block.other_sheet else block.rows

    def sheet(self, name: str) -> str | None:
        """What a sheet is called in the other version; None where it has none."""
        block = self.sheet_blocks.get(name.casefold())
        return None if block is None else block.other_sheet

    @cached_property
    def is_same(self) -> bool:
        """Whether every cell stands where it stood."""
        return all(
            block.sheet == block.other_sheet and block.rows.is_same and block.columns.is_same
            for block in (*self.sheets, *self.tables)
            if block not in self.tables or block.sheet != block.other_sheet
        )
