"""Results that only one version has up to date: calculated anew they are the same, but people see what is stored."""

from collections.abc import Iterator

from xl_addin.comparing.book_map import BookMap
from xl_addin.comparing.cells import SheetCells, same_result
from xl_addin.comparing.result import Other
from xl_addin.formula.cells import CellRef, address
from xl_addin.language import Text
from xl_addin.workbook.model.book import Unsupported, Value

_STALE = Text(
    "{count} kết quả lưu trong tệp khác nhau, tính lại thì như nhau; ô đầu tiên {cell}: {before} → {after}",
    "{count} results are stored otherwise and calculated anew are the same; the first, {cell}: {before} → {after}",
)


def stale_results(old: SheetCells, new: SheetCells, where: BookMap) -> Iterator[Other]:
    """How many formulas of a sheet differ only in the results stored with them, and the first of them.

    What was never calculated is calculated when the file is opened: it is no difference.
    """
    found: list[tuple[CellRef, Value, Value]] = []
    for column, cells in old.stored.columns.items():
        for row in cells.formulas:
            before = cells.values.get(row)
            block = where.block(old.stored.name, row) if before is not None else None
            place = block.cell(row, column) if block else None
            if place is None or place.sheet != new.stored.name:
                continue
            after = new.stored.value(place.row, place.column)
            if after is None or same_result(before, after) or new.stored.formula(place.row, place.column) is None:
                continue
            fresh, other = old.fresh.value(row, column), new.fresh.value(place.row, place.column)
            if not isinstance(fresh, Unsupported) and not isinstance(other, Unsupported) and same_result(fresh, other):
                found.append((place, before, after))
    if found:
        place, before, after = min(found, key=lambda each: (each[0].row, each[0].column))
        cell = address(place.row, place.column)
        yield Other(_STALE.with_values(count=len(found), cell=cell, before=before, after=after))
