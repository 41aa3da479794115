"""Formulas that name an Excel table which is repeated with its block: they are read by the cells the table has.

Every copy of the table has a name of its own, which a formula that is copied, or stands outside of the block, cannot
know; what its cells become is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xl_addin.engine.forms.table_references import by_address
from xl_addin.formula.cells import Area, CellRef
from xl_addin.template.language.cell_text import has_markup
from xl_addin.template.plan.cell_writer import CellTemplate, Workshop, compiled_formula, depends_on_place_only
from xl_addin.template.plan.sheet_template import Region, SheetTemplate
from xl_addin.workbook.model.book import Book, ExcelTable, Sheet


def with_addresses(sheets: Mapping[str, SheetTemplate], tables: Sequence[ExcelTable], workshop: Workshop) -> None:
    """Let the formulas of all sheets name the cells of the repeated ones among these tables."""
    repeated = tuple(table for table in tables if _is_repeated(table.area, sheets[table.sheet].region))
    if not repeated:
        return
    book = Book("", tuple(Sheet(name) for name in sheets), tables=repeated)
    for sheet in sheets.values():
        for number, row in sheet.rows.items():
            cells = tuple(
                _by_address(cell, CellRef(sheet.name, number, cell.column), book, workshop) for cell in row.cells
            )
            sheet.rows[number] = replace(row, cells=cells)


def _is_repeated(area: Area, region: Region) -> bool:
    """Whether a whole table stands in a loop, its headings with it."""
    rows, columns = region.down.loops, region.across.loops
    in_rows = set(rows.get(area.first_row, ())) & set(rows.get(area.last_row, ()))
    in_columns = set(columns.get(area.first_column, ())) & set(columns.get(area.last_column, ()))
    corners = (area.first_row, area.first_column), (area.last_row, area.last_column)
    around = [panel for panel in region.panels if all(corner in panel.area for corner in corners)]
    return bool(in_rows or in_columns or around)


def _by_address(cell: CellTemplate, place: CellRef, book: Book, workshop: Workshop) -> CellTemplate:
    if not callable(cell.write) or not cell.written.startswith("=") or has_markup(cell.written):
        return cell
    formula = by_address(cell.written[1:], book, place)
    if formula == cell.written[1:]:
        return cell
    write = compiled_formula(workshop, formula, cell.style)
    return replace(cell, write=write, written=f"={formula}", only_place=depends_on_place_only(formula))
