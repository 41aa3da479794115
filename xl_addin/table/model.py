"""A numbered table found in a sheet: its column-number row, its units' rows, its total row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xl_addin.formula.cells import Area, CellRef
from xl_addin.language import Text
from xl_addin.notation import Notation

Role = Literal["index", "unit", "number", "text"]


@dataclass(frozen=True)
class TableColumn:
    """One column of a numbered table.

    `label` is the column's number as the table states it (`7`, `A`, `I`), `position` the sheet column,
    `heading` the header texts above it joined from top to bottom, `number_text` the cell of the
    column-number row as displayed (`7=4-5`), `notation` what it says if it states a formula,
    `unreadable` why it could not be read (then `notation` is None and rule N101 reports it).
    """

    label: str
    position: int
    heading: str
    number_text: str
    notation: Notation | None
    role: Role
    unreadable: Text | None = None


@dataclass(frozen=True)
class NumberedTable:
    """A numbered table; rows and positions are those of the sheet.

    `body_rows` are the units' rows without sub-totals and ratio rows; `subtotal_rows` pairs each sub-total row with
    the rows it sums; `ratio_rows` hold percentages or averages of others. `formula_row` is the row below
    the column numbers where that one states the formulas.

    `row_names` is what the rows are called where that is not the unit: in a list of tasks or people a unit has several
    rows. `unit_rivals` are the columns that might all be the unit's, none where there is no doubt. `unnumbered` are
    headed columns without a number that neither count the rows nor name the units.

    A spec adds `unit_codes` and `unit_parents`, the columns of the units' codes and of what they lie in, and
    `own_names` and `parent_names`, which lead from other names and codes of these, as they are compared, to their own.
    """

    sheet: str
    header_rows: tuple[int, ...]
    number_row: int
    body_rows: tuple[int, ...]
    total_row: int | None
    columns: tuple[TableColumn, ...]
    title: str = ""
    unit_line: str = ""
    subtotal_rows: tuple[tuple[int, tuple[int, ...]], ...] = ()
    ratio_rows: tuple[int, ...] = ()
    formula_row: int | None = None
    row_names: TableColumn | None = None
    unit_rivals: tuple[TableColumn, ...] = ()
    unnumbered: tuple[TableColumn, ...] = ()
    unit_codes: TableColumn | None = None
    unit_parents: TableColumn | None = None
    own_names: Mapping[str, str] = field(default_factory=dict, compare=False)
    parent_names: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def notation_row(self) -> int:
        """The row in which the table states its formulas."""
        return self.formula_row or self.number_row

    @property
    def area(self) -> Area:
        """From the first header row to the total row."""
        rows = (
            *self.header_rows,
            self.number_row,
            *self.body_rows,
            *((self.total_row,) if self.total_row else ()),
        )
        positions = [column.position for column in self.columns]
        return Area(min(rows), min(positions), max(rows), max(positions))

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns' numbers in sheet order."""
        return tuple(column.label for column in self.columns)

    @property
    def unit_column(self) -> TableColumn | None:
        """The column that names the units."""
        return next((column for column in self.columns if column.role == "unit"), None)

    def column(self, label: str) -> TableColumn:
        """The column with this number; KeyError if the table has none."""
        for column in self.columns:
            if column.label == label:
                return column
        raise KeyError(label)

    def cell(self, row: int, label: str) -> CellRef:
        """The cell of a row under a column number."""
        return CellRef(self.sheet, row, self.column(label).position)
