"""What differs between two versions of a workbook, as data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from xl_addin.formula.cells import CellRef
from xl_addin.formula.shift import LineAxis
from xl_addin.language import Text
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Book, Value

CellKind = Literal["value", "formula", "result", "format"]
"""`value`: something typed; `formula`: a formula, or one in the place of a value; `result`: what an unchanged formula
gives; `format`: how the cell looks."""
LineKind = Literal["added", "removed", "renamed", "moved"]


@dataclass(frozen=True)
class CellSide:
    """A cell in one version: its value, and the formula that gives it."""

    cell: CellRef
    value: Value
    formula: str | None = None


@dataclass(frozen=True)
class CellChange:
    """A cell that differs. `unit` and `column` say which one it is in a table: `Đồng Xoài`, `7`."""

    kind: CellKind
    old: CellSide
    new: CellSide
    unit: str = ""
    column: str = ""
    looks: tuple[Text, ...] = ()
    """Of a format, what of it differs."""


@dataclass(frozen=True)
class LineChange:
    """A row or column that came, went, moved, or whose unit is called otherwise.

    `old` and `new` are its numbers in the sheets, None where it is not; `name` is what it is called, `was` what it was
    called before; `cells` what an added or removed one holds.
    """

    axis: LineAxis
    kind: LineKind
    old: int | None
    new: int | None
    name: str = ""
    was: str = ""
    cells: tuple[CellSide, ...] = ()


@dataclass(frozen=True)
class Section:
    """What differs in a table, in one that only one version has, or on a sheet outside its tables."""

    old: NumberedTable | None = None
    new: NumberedTable | None = None
    lines: tuple[LineChange, ...] = ()
    cells: tuple[CellChange, ...] = ()
    renumbered: int = 0
    """How many rows only have another running number because others came, went or moved."""
    moved_from: str | None = None
    """The sheet from which the table has moved to this one."""

    @property
    def is_table(self) -> bool:
        """Whether it is about a table."""
        return self.old is not None or self.new is not None

    @property
    def is_new_or_gone(self) -> bool:
        """Whether only one version has the table."""
        return self.is_table and (self.old is None or self.new is None)

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.lines or self.cells or self.is_new_or_gone or self.renumbered or self.moved_from)


@dataclass(frozen=True)
class Other:
    """Something that differs and is not compared cell by cell: what it is, and where or from what to what."""

    what: Text
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetDifference:
    """A sheet of either version. One that only one has has no sections; `moved` is one that overtook others."""

    old: str | None
    new: str | None
    moved: bool = False
    sections: tuple[Section, ...] = ()
    others: tuple[Other, ...] = ()

    @property
    def name(self) -> str:
        """What it is called now, or was."""
        return self.new if self.new is not None else self.old or ""

    @property
    def renamed(self) -> bool:
        """Whether it was called otherwise."""
        return None not in (self.old, self.new) and self.old != self.new

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return self.old != self.new or self.moved or bool(self.others) or any(one.differs for one in self.sections)


@dataclass(frozen=True)
class Difference:
    """All that differs between two versions of a workbook."""

    old: Book = field(repr=False)
    new: Book = field(repr=False)
    sheets: tuple[SheetDifference, ...]
    others: tuple[Other, ...] = ()
    """What belongs to no sheet: names, parts of the file."""

    @property
    def differs(self) -> bool:
        """Whether anything does."""
        return bool(self.others) or any(sheet.differs for sheet in self.sheets)

    def cells(self) -> Iterator[CellChange]:
        """The cells that differ."""
        return (cell for sheet in self.sheets for section in sheet.sections for cell in section.cells)

    def lines(self) -> Iterator[LineChange]:
        """The rows and columns that came, went, moved or were renamed."""
        return (line for sheet in self.sheets for section in sheet.sections for line in section.lines)
