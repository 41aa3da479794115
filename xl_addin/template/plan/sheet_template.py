"""A sheet of the template, understood: its marker rows, its cells ready to be written, the frame around them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from xl_addin.formula.cells import Area
from xl_addin.package.parts import Relation
from xl_addin.template.blocks.block_kind import Block, Content, SheetMarker
from xl_addin.template.plan.cell_writer import CellTemplate
from xl_addin.template.plan.style_table import Font


@dataclass(frozen=True)
class RowTemplate:
    """A row: its XML attributes but its number and height, its cells, and its height where there is one.

    `is_set` tells that somebody has set the height: else it is what the row's own texts needed.
    """

    attributes: str
    cells: tuple[CellTemplate, ...]
    height: float | None = None
    is_set: bool = False
    hidden: bool = False


EMPTY_ROW = RowTemplate("", ())


_NO_LINES: frozenset[int] = frozenset()


class LineSizes(NamedTuple):
    """How wide columns are, in characters: those that are not `usual_width`; how high the other rows, in points.

    `heights_are_set`: rows of which nothing is said do not fit their texts by themselves.
    """

    widths: Mapping[int, float]
    usual_width: float
    usual_height: float
    heights_are_set: bool

    def width(self, column: int) -> float:
        """The width of a column."""
        return self.widths.get(column, self.usual_width)


class WrappedText(NamedTuple):
    """A cell whose text runs over several lines, the cells merged with it, the largest of its fonts, its indent."""

    cell: CellTemplate
    area: Area
    font: Font
    indent: int


@dataclass(frozen=True)
class AxisBlocks:
    """The rows, or columns, of a region up to the last marker, with their blocks, and the loops around each.

    `kept` are the numbers of blocks that leave the line of their first marker where they give no other.
    """

    tree: list[Content] = field(default_factory=list)
    loops: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    last: int = 0
    kept: frozenset[int] = _NO_LINES


@dataclass(frozen=True)
class Region:
    """Cells that are laid out together, those of a sheet or of a panel: its rows, its columns, the panels in it.

    `loose_rows` and `loose_columns` are lines in which nothing stands beside panels: there are as many of them in the
    result as the panels need.
    """

    down: AxisBlocks = field(default_factory=AxisBlocks)
    across: AxisBlocks = field(default_factory=AxisBlocks)
    panels: tuple["Panel", ...] = ()
    loose_rows: frozenset[int] = _NO_LINES
    loose_columns: frozenset[int] = _NO_LINES


@dataclass(frozen=True)
class Panel:
    """A rectangle of cells that its block repeats, or leaves out: downward, or `sideways`."""

    area: Area
    block: Block
    sideways: bool
    inside: Region


USUAL_SIZES = LineSizes({}, 9.0, 15.0, False)


@dataclass
class SheetTemplate:
    """One worksheet of the template. `frame` is its XML without rows; `region` what moves in it.

    `per_item` is the `{%ts … %}` of the sheet, `wrapped` the texts that rows may have to grow for.
    """

    name: str
    part: str
    frame: etree._Element
    relations: tuple[Relation, ...]
    rows: dict[int, RowTemplate] = field(default_factory=dict)
    region: Region = field(default_factory=Region)
    per_item: SheetMarker | None = None
    sizes: LineSizes = USUAL_SIZES
    wrapped: Sequence[WrappedText] = ()

    @property
    def down(self) -> AxisBlocks:
        """The rows of the sheet itself."""
        return self.region.down

    @property
    def across(self) -> AxisBlocks:
        """The columns of the sheet itself."""
        return self.region.across

    @property
    def is_repeated(self) -> bool:
        """Whether the sheet is written once per item."""
        return self.per_item is not None and self.per_item.repeats

    @property
    def moves(self) -> bool:
        """Whether rows or columns are repeated or left out, or the whole sheet repeated."""
        return self.moves_inside or self.is_repeated

    @property
    def moves_inside(self) -> bool:
        """Whether rows or columns are repeated or left out."""
        return self.down.last > 0 or self.across.last > 0

    def cells(self) -> Iterator[CellTemplate]:
        """All cells."""
        for row in self.rows.values():
            yield from row.cells
