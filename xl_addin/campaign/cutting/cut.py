"""Cut an office's workbook into unit sheets: verify it, find its tables, render the template."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xl_addin.campaign.cutting.changes import earlier, found_in
from xl_addin.campaign.cutting.files.names import file_name
from xl_addin.campaign.cutting.issue import Issue, issue_of
from xl_addin.campaign.cutting.manifest.model import Manifest
from xl_addin.campaign.cutting.master_links import linked_figures
from xl_addin.campaign.cutting.named_template import named_template
from xl_addin.campaign.cutting.unit_sheets import UnitSheets, prepared, unit_sheets
from xl_addin.campaign.cutting.units.of_set import set_cut, tables_of_set
from xl_addin.campaign.cutting.units.unit_column import with_unit_columns
from xl_addin.campaign.cutting.units.unit_rows import Level, UnitInTables, numbers_of, tables_of_units, units_of
from xl_addin.campaign.cutting.wrong_figures import WrongFigures, errors_in
from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable
from xl_addin.template.template import Template
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.verify import verify
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.other_formats import no_formulas

_NO_TABLE = Text(
    "không có bảng nào có dòng số cột (1, 2, 3, …) để cắt phiếu",
    "there is no table with a column-number row (1, 2, 3, …) to cut",
)


@dataclass(frozen=True)
class WhichUnits:
    """Which units: the column that names them, their level, some by name or code, and of which unit set."""

    unit_column: str | None = None
    level: Level | None = None
    only: tuple[str, ...] = ()
    unit_set: str | None = None


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

    def of(self, numbers: Sequence[int]) -> "ToCut":
        """Only the units at these of its places, and of the errors those in what they are given."""
        listed = dict(zip(self.numbers, self.units, strict=True))
        units = tuple(listed[number] for number in numbers)
        return replace(self, units=units, numbers=tuple(numbers), errors=errors_in(self.errors, self.tables, units))

    def issue(
        self,
        template: Template,
        spec: Spec | None,
        *,
        number: int = 1,
        since: Manifest | None = None,
        also_unchanged: bool = False,
        links: str | None = None,
    ) -> Issue:
        """What the units are given, as `issue_of` says; with `links`, the way to the book, figures lead there."""
        issue = issue_of(
            linked_figures(self.book, self.tables, template) if links else self.book,
            self.tables,
            self.units,
            template,
            spec=spec,
            errors=self.errors,
            number=number,
            since=since,
            also_unchanged=also_unchanged,
        )
        return replace(issue, master=links)

    def file_names(self, issue: Issue, before: Manifest | None = None) -> list[str]:
        """The file names of an issue's units: `01 Phước Long.xlsx`, the number being that among all units.

        A unit that has a file from `before`, an earlier issue in the same folder, keeps its name.
        """
        known = earlier(before) if before else {}
        were = [found_in(known, unit) for unit in issue.assigned]
        names = self._file_names(issue)
        kept = [was.file or name if was else name for was, name in zip(were, names, strict=True)]
        return kept if len(set(kept)) == len(kept) else names

    def _file_names(self, issue: Issue) -> list[str]:
        digits = max(2, len(str(self.count)))
        numbers = dict(zip((unit.name for unit in self.units), self.numbers, strict=True))
        return [f"{numbers[unit.unit]:0{digits}} {file_name(unit.unit)}.xlsx" for unit in issue.assigned]


def cut(
    book: Book,
    *,
    template: str,
    spec: Spec | None,
    which: WhichUnits = EVERY_UNIT,
    even_with_errors: bool = False,
    links: str | None = None,
) -> UnitSheets:
    """The unit sheets of a workbook, by a shipped template's name or an .xlsx file.

    Every formula of the workbook is calculated anew; cached values are not trusted. With `links`, the way from the
    sheets to the workbook, figures are formulas that lead there.
    Raises Problem where the workbook has no numbered table, its unit is in doubt (UnitColumnInDoubt) or its tables do
    not list the same units, WrongFigures for errors in the cells that are cut, unless they are to be cut all the same:
    then the manifest says so.
    """
    _, sheets = cut_anew(
        book, template=template, spec=spec, which=which, even_with_errors=even_with_errors, links=links
    )
    assert sheets is not None, "no earlier issue leaves a unit out"
    return sheets


def cut_anew(
    book: Book,
    *,
    template: str,
    spec: Spec | None,
    which: WhichUnits,
    even_with_errors: bool,
    number: int = 1,
    since: Manifest | None = None,
    links: str | None = None,
) -> tuple[Issue, UnitSheets | None]:
    """What is issued, and its sheets: None where no unit's assignment is another than in `since`, an earlier issue.

    `number` counts the issues. `links` and Problem as `cut` says.
    """
    found = to_cut(book, spec, which, even_with_errors=even_with_errors)
    opened = named_template(template)
    issue = found.issue(opened, spec, number=number, since=since, links=links)
    return issue, unit_sheets(issue, opened, prepared(opened, spec)) if issue.units else None


def to_cut(book: Book, spec: Spec | None, which: WhichUnits, *, even_with_errors: bool) -> ToCut:
    """Find the units and verify what they are given; Problem as `cut` says."""
    if not book.formulas_seen:
        raise no_formulas(book)
    case = Case(book, spec)
    if not case.tables:
        raise Problem(_NO_TABLE, file=book.file)
    key = set_cut(spec, which.unit_set)
    found, specs = tables_of_set(case.tables, case.matched.decided(book.file), key, book.file)
    tables = tables_of_units(with_unit_columns(book, found, specs, which.unit_column))
    units = units_of(case.fresh, tables, level=which.level, several_rows=which.unit_column is not None)
    numbers = numbers_of(units, which.only, book.file)
    chosen = tuple(units[number - 1] for number in numbers)
    errors = errors_in(verify(case).diagnostics, tables, chosen)
    if errors and not even_with_errors:
        raise WrongFigures(errors, book.file)
    return ToCut(case.fresh, tables, chosen, numbers, len(units), errors)
