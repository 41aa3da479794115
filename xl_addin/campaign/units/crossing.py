"""Whole rows come and go: what else stands in them."""

from collections.abc import Collection, Iterator, Sequence

from xl_addin.campaign.units.linked import sheet_read
from xl_addin.campaign.units.named import NamedUnit
from xl_addin.formula.cells import CellRef
from xl_addin.formula.reference import references
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Book

_THROUGH = Text(
    "dòng {row} của trang “{sheet}” còn đi qua bảng {area}, nơi đơn vị này không ở dòng đó; hãy để mỗi bảng một trang",
    "row {row} of sheet “{sheet}” goes through the table {area}, too, where the unit is not in that row; put the two "
    "on sheets of their own",
)
_BESIDE = Text(
    "cùng dòng bị xóa còn có ô ngoài bảng, cũng mất: {cells}",
    "with the rows go cells that stand beside the table: {cells}",
)
_READ_ELSEWHERE = Text(
    "{cells}: đọc riêng dòng của “{name}” mà không ở bảng liên kết nào, nên đơn vị mới chưa có ở đó",
    "{cells}: read the row of “{name}” by itself and are in no linked table, so the new unit is not there yet",
)


def check_free(unit: NamedUnit, rows: Sequence[tuple[str, int]]) -> None:
    """Raise Problem where these rows of sheets go through a table in which the unit has no row there."""
    for sheet, row in rows:
        own = [place.view.table for place in unit.places if place.sheet == sheet and place.row <= row <= place.last + 1]
        for view in (*unit.others, *unit.without, *(place.view for place in unit.places)):
            area = view.table.area
            if view.sheet.name == sheet and area.first_row < row <= area.last_row and view.table not in own:
                raise Problem(_THROUGH.with_values(row=str(row), sheet=sheet, area=str(area)), place=unit.name)


def beside(unit: NamedUnit) -> Iterator[Text]:
    """What to say of cells that go with the unit's rows although they stand in none of its tables."""
    own: dict[str, set[int]] = {}
    rows: dict[str, set[int]] = {}
    for place in unit.places:
        own.setdefault(place.sheet, set()).update(column.position for column in place.view.table.columns)
        rows.setdefault(place.sheet, set()).update(range(place.row, place.last + 1))
    for place in {place.sheet: place for place in unit.places}.values():
        cells = [
            CellRef(place.sheet, row, index)
            for index, column in sorted(place.view.sheet.columns.items())
            if index not in own[place.sheet]
            for row in sorted(rows[place.sheet])
            if column.values.get(row) is not None and row not in column.formulas
        ]
        if cells:
            yield _BESIDE.with_values(cells=[str(cell) for cell in cells])


def read_elsewhere(unit: NamedUnit, book: Book) -> Iterator[Text]:
    """What to say of cells of other sheets that read the unit's row by itself: new ones get no row there."""
    own = {place.sheet for place in unit.places}
    rows = {(place.sheet.casefold(), place.row) for place in unit.places}
    cells = [
        cell
        for cell, formula in book.formula_cells()
        if cell.sheet not in own and "!" in formula and _reads_one(formula, cell.sheet, rows)
    ]
    if cells:
        yield _READ_ELSEWHERE.with_values(cells=[str(cell) for cell in cells], name=unit.name)


def _reads_one(formula: str, here: str, rows: Collection[tuple[str | None, int]]) -> bool:
    """Whether it names cells of one of these rows alone."""
    return any(
        len(numbers) == 1 and (sheet_read(each, here), next(iter(numbers))) in rows
        for each in references(formula)
        if (numbers := {line.number for line in each.rows})
    )
