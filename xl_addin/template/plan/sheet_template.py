"""A sheet of the template, understood: its marker rows, its cells ready to be written, the frame around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from xl_addin.package.parts import Relation
from xl_addin.template.blocks.block_kind import Content, SheetMarker
from xl_addin.template.plan.cell_writer import CellTemplate


@dataclass(frozen=True)
class RowTemplate:
    """A row: its XML attributes but its number, its cells, and what its height must at least hold.

    `wrapped` are (cell, width in characters) of texts that run over merged columns: Excel never fits those.
    """

    attributes: str
    cells: tuple[CellTemplate, ...]
    wrapped: tuple[tuple[CellTemplate, float], ...] = ()
    hidden: bool = False


EMPTY_ROW = RowTemplate("", ())


@dataclass
class SheetTemplate:
    """One worksheet of the template. `frame` is its XML without rows; `last_source` the last row that can move apart.

    `per_item` is the `{%ts … %}` of the sheet.
    """

    name: str
    part: str
    frame: etree._Element
    relations: tuple[Relation, ...]
    rows: Mapping[int, RowTemplate] = field(default_factory=dict)
    tree: list[Content] = field(default_factory=list)
    loops_of_rows: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    last_source: int = 0
    per_item: SheetMarker | None = None

    @property
    def is_repeated(self) -> bool:
        """Whether the sheet is written once per item."""
        return self.per_item is not None and self.per_item.repeats

    @property
    def moves(self) -> bool:
        """Whether rows are repeated or left out, or the whole sheet repeated."""
        return self.last_source > 0 or self.is_repeated
