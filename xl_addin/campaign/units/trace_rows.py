"""The rows of `Cách chia` that explain a unit's shares: they come and go with the unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xl_addin.campaign.units.moved import Moved
from xl_addin.campaign.units.named import NamedUnit, UnitPlace
from xl_addin.campaign.units.numbering import continued
from xl_addin.case.kept.explained import block_of
from xl_addin.case.kept.shares import PART, UNIT, KeptShares, shares_kept, with_removed
from xl_addin.formula.cells import CellRef, address, quoted_sheet
from xl_addin.language import Text
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.workbook.edits.edit import CellEdit, SetFormula, SetValue
from xl_addin.workbook.model.book import Book, Plain

_NOT_LISTED = Text(
    "{place}: cách chia cột {label} không có dòng của đơn vị “{name}”, nên không đổi ở đó",
    "{place}: how column {label} was shared has no row for “{name}”, so nothing changes there",
)


@dataclass(frozen=True)
class TraceRow:
    """A unit's row in a block, and the table whose column the block explains."""

    block: KeptShares
    row: int
    of: UnitPlace

    def numbers(self, book: Book, by: int) -> tuple[list[Plain], dict[int, Plain]]:
        """The row numbers of new rows behind it, and by their rows what later ones become; `by` is -1 where it goes."""
        sheet, rows = book[self.block.sheet], self.block.rows
        values = [sheet.value(row, self.block.position) for row in rows]
        new, later = continued(values, self.row - rows.start, by)
        return new, {rows[at]: number for at, number in later.items()}

    def cell(self, row: int, part: int = 0) -> CellRef:
        """A cell of a row: its number, its UNIT."""
        return self.block.cell(row, part)


def trace_rows(book: Book, unit: NamedUnit) -> tuple[list[TraceRow], list[Text]]:
    """The unit's row in every block that explains a column of one of its tables, and what to tell the user."""
    blocks = shares_kept(book)
    found, notes = [], []
    for place, label, block in _explained(book, blocks, unit.places):
        key = same_name_key(place.view.unit_name(place.row))
        sheet = book[block.sheet]
        rows = [
            row for row in block.rows if same_name_key(str(sheet.value(row, block.position + UNIT) or "")) == key != ""
        ]
        if len(rows) == 1:
            found.append(TraceRow(block, rows[0], place))
        else:
            notes.append(_NOT_LISTED.with_values(place=str(block.title_cell), label=label, name=unit.name))
    return found, notes


def renumbered(found: Sequence[TraceRow], book: Book, by: int) -> Iterator[tuple[CellRef, Plain]]:
    """The cells, where they stand before, of later rows whose number changes."""
    for each in found:
        for row, number in each.numbers(book, by)[1].items():
            yield each.cell(row), number


def lines_of_the_shares(found: Sequence[TraceRow], book: Book, unit: str, moved: Moved) -> Iterator[SetValue]:
    """The lines of the blocks say that the unit has gone, and what it had been given: so they still are true."""
    for each in found:
        sheet = book[each.block.sheet]
        part, line = each.cell(each.row, PART), each.block.line_cell
        given, said = sheet.value(part.row, part.column), sheet.value(line.row, line.column)
        if isinstance(given, int | float) and isinstance(said, str) and float(given).is_integer():
            cell = line._replace(row=moved.stays(line.sheet, line.row))
            yield SetValue(cell, with_removed(said, unit, int(given)))


def name_edit(cell: CellRef, name: str | None, named_in: CellRef) -> CellEdit:
    """What names a new unit in a block: where it has no name yet, whatever its table will call it."""
    if name is not None:
        return SetValue(cell, name)
    # An empty cell would end the block.
    return SetFormula(cell, f'={quoted_sheet(named_in.sheet)}!{address(named_in.row, named_in.column)}&""')


def _explained(
    book: Book, blocks: Sequence[KeptShares], places: Sequence[UnitPlace]
) -> Iterator[tuple[UnitPlace, str, KeptShares]]:
    for place in places:
        table = place.view.table
        for label in table.labels if blocks else ():
            block = block_of(blocks, table, label, book[table.sheet])
            if block is not None:
                yield place, label, block
