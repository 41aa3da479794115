"""Cut an office's workbook into unit sheets: recalculate it, find its tables, render the template."""

from pathlib import Path

from xl_addin.campaign.cutting.unit_sheets import UnitSheets, unit_sheets
from xl_addin.engine.recalculate import recalculate
from xl_addin.functions.called import functions_called
from xl_addin.language import Text
from xl_addin.package.package import file_bytes
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.model import Spec
from xl_addin.table.finding.find import find_tables
from xl_addin.table.model import NumberedTable
from xl_addin.template.template import Template, open_template
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book


def cut_book(book: str | Path, *, template: str, spec: Spec | None) -> UnitSheets:
    """The unit sheets of a workbook file, by a shipped template's name or an .xlsx file.

    Every formula of the workbook is calculated anew; cached values are not trusted.
    Raises Problem where the workbook has no numbered table or its tables do not list the same units.
    """
    return cut(read_book(book), template=template, spec=spec)


def cut(book: Book, *, template: str, spec: Spec | None) -> UnitSheets:
    """The same for a book already read."""
    fresh, tables = tables_to_cut(book)
    return unit_sheets(fresh, tables, named_template(template), spec=spec)


def tables_to_cut(book: Book) -> tuple[Book, list[NumberedTable]]:
    """The recalculated book and its tables; Problem without one."""
    fresh = recalculate(book, functions_called(book)).book
    tables = [table for sheet in fresh.sheets if sheet.visible for table in find_tables(sheet)]
    if not tables:
        raise Problem(
            Text(
                "không có bảng nào có dòng số cột (1, 2, 3, …) để cắt phiếu",
                "there is no table with a column-number row (1, 2, 3, …) to cut",
            ),
            file=book.file,
        )
    return fresh, tables


def named_template(name: str) -> Template:
    """A template by the name of a shipped one or by its path."""
    shipped = shipped_folder("workbook_templates") / f"{name}.xlsx"
    path = str(shipped) if not Path(name).suffix and shipped.is_file() else name
    return open_template(file_bytes(Path(path)), file=Path(path).name if path != name else name)
