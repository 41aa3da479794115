"""Where a trouble that spreads through formulas starts."""

from collections.abc import Collection, Iterator

from xl_addin.case.formula_text import references
from xl_addin.engine.forms.table_references import by_address
from xl_addin.formula.cells import CellRef
from xl_addin.workbook.model.book import Book


def roots(book: Book, troubled: Collection[CellRef]) -> Iterator[CellRef]:
    """The troubled cells that read no other troubled cell: the causes, in sheet order."""
    by_sheet: dict[str, dict[int, list[int]]] = {}
    for cell in troubled:
        by_sheet.setdefault(cell.sheet.casefold(), {}).setdefault(cell.column, []).append(cell.row)
    sheets = {sheet.name: (index, sheet) for index, sheet in enumerate(book.sheets)}
    for cell in sorted(troubled, key=lambda one: (sheets[one.sheet][0], one.row, one.column)):
        formula = sheets[cell.sheet][1].formula(cell.row, cell.column)
        if formula is None or not _reads_any(by_address(formula, book, cell), cell, by_sheet):
            yield cell


def _reads_any(formula: str, cell: CellRef, by_sheet: dict[str, dict[int, list[int]]]) -> bool:
    for name, area in references(formula, cell.sheet):
        for column, rows in by_sheet.get(name.casefold(), {}).items():
            if area.first_column <= column <= area.last_column and any(
                area.first_row <= row <= area.last_row
                and (name.casefold(), row, column) != (cell.sheet.casefold(), cell.row, cell.column)
                for row in rows
            ):
                return True
    return False
