"""Cut an office's workbook into unit sheets: verify it, find its tables, render the template."""

from dataclasses import dataclass

from xl_addin.campaign.cutting.unit_column import with_unit_columns
from xl_addin.campaign.cutting.unit_rows import Level, UnitInTables, numbers_of, tables_of_units, units_of
from xl_addin.campaign.cutting.unit_sheets import UnitSheets, unit_sheets
from xl_addin.campaign.cutting.wrong_figures import WrongFigures, errors_in
from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable
from xl_addin.template.named_templates import template_file
from xl_addin.template.template import Template, open_template
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.verify import verify
from xl_addin.workbook.model.book import Book

_NO_TABLE = Text(
    "không có bảng nào có dòng số cột (1, 2, 3, …) để cắt phiếu",
    "there is no table with a column-number row (1, 2, 3, …) to cut",
)


@dataclass(frozen=True)
class WhichUnits:
    """Which units: the column that names them, their level, and only some of them by name or code."""

    unit_column: str | None = None
    level: Level | None = None
    only: tuple[str, ...] = ()


EVERY_UNIT = WhichUnits()


@dataclass(frozen=True)
class ToCut:
    """A recalculated book, its tables that have units, the units to be cut, and the errors that stand in these.

    `numbers` are the units' places among all units, from 1; `count` is how many these are.
    """

    book: Book
    tables: tuple[NumberedTable, ...]
    units: tuple[UnitInTables, ...]
    numbers: tuple[int, ...]
    count: int
    errors: tuple[Diagnostic, ...]


def cut(
    book: Book, *, template: str, spec: Spec | None, which: WhichUnits = EVERY_UNIT, even_with_errors: bool = False
) -> UnitSheets:
    """The unit sheets of a workbook, by a shipped template's name or an .xlsx file.

    Every formula of the workbook is calculated anew; cached values are not trusted.
    Raises Problem where the workbook has no numbered table, its unit is in doubt (UnitColumnInDoubt) or its tables do
    not list the same units, WrongFigures for errors in the cells that are cut, unless they are to be cut all the same:
    then the manifest says so.
    """
    found = to_cut(book, spec, which, even_with_errors=even_with_errors)
    return unit_sheets(found.book, found.tables, found.units, named_template(template), spec=spec, errors=found.errors)


def to_cut(book: Book, spec: Spec | None, which: WhichUnits, *, even_with_errors: bool) -> ToCut:
    """Find the units and verify what they are given; Problem as `cut` says."""
    case = Case(book, spec)
    if not case.tables:
        raise Problem(_NO_TABLE, file=book.file)
    specs = case.matched.decided(book.file)
    tables = tables_of_units(with_unit_columns(book, case.tables, specs, which.unit_column))
    units = units_of(case.fresh, tables, level=which.level, several_rows=which.unit_column is not None)
    numbers = numbers_of(units, which.only, book.file)
    chosen = tuple(units[number - 1] for number in numbers)
    errors = errors_in(verify(case).diagnostics, tables, chosen)
    if errors and not even_with_errors:
        raise WrongFigures(errors, book.file)
    return ToCut(case.fresh, tables, chosen, numbers, len(units), errors)


def named_template(name: str) -> Template:
    """A template by the name of a shipped one or by its path; Problem, with the shipped ones, where it is neither."""
    found = template_file(name)
    return open_template(found.content, file=found.file, folders=[found.folder])
