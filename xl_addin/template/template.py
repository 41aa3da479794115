"""A template, opened and understood once, however many workbooks are made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xl_addin.engine.programs import ProgramsKept
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, open_package
from xl_addin.package.parts import SheetPart, child, is_true, namespace_of, related, sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.template.checking.markup_places import raw_markup
from xl_addin.template.language.cell_text import has_markup
from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.faults import Fault, Faults
from xl_addin.template.plan.cell_writer import Workshop
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.reading.repeated_tables import with_addresses
from xl_addin.template.plan.reading.template_reading import read_sheet_template
from xl_addin.template.plan.sheet_template import SheetTemplate
from xl_addin.template.plan.string_table import StringTable
from xl_addin.template.plan.style_table import StyleTable
from xl_addin.template.write.row_pattern import RowPattern
from xl_addin.workbook.edits.style_parts import ensured_styles
from xl_addin.workbook.model.book import DateSystem
from xl_addin.workbook.reading.excel_tables import tables_of
from xl_addin.workbook.reading.read import defined_names
from xl_addin.workbook.structure.sheets.copying import cannot_be_copied

_NOT_REPEATED = Text(
    vi="trang lặp lại không giữ được {what}; hãy bỏ khỏi trang này",
    en="a sheet that is repeated cannot have {what}; remove it from this sheet",
)

_MOST_CELLS_KEPT = 100_000


@dataclass(frozen=True)
class Template:
    """An .xlsx with Jinja expressions in its cells; `faults` are the mistakes that show before there is any data.

    `names` are its defined names as `read.defined_names` gives them.
    `layouts_kept` are the layouts met so far, `patterns` the rows written for them, `programs` what the
    results' formulas are compiled to: a template that has been rendered once renders again in less time.
    """

    package: Package
    workbook: str
    styles_part: str
    strings_part: str | None
    date_system: DateSystem
    workshop: Workshop
    parts: tuple[SheetPart, ...]
    sheets: dict[str, SheetTemplate]
    names: Mapping[str, str]
    faults: tuple[Fault, ...]
    layouts_kept: dict[tuple[object, ...], Layout]
    patterns: dict[int, RowPattern]
    programs: ProgramsKept

    def forget_long_patterns(self) -> None:
        """Of long lists nothing is kept for the next result: it takes as much memory as the list itself."""
        for key, pattern in list(self.patterns.items()):
            if pattern.cells > _MOST_CELLS_KEPT:
                del self.patterns[key]
                pattern.forget_rows()

    @property
    def file(self) -> str:
        """The template's name, for messages."""
        return self.package.file

    @property
    def fixed_sheet_names(self) -> tuple[str, ...]:
        """The names of the sheets that every result has."""
        return tuple(sheet.name for sheet in self.parts if not has_markup(sheet.name))

    @property
    def other_sheets(self) -> tuple[str, ...]:
        """The names of the sheets that hold no cells: they come through as they are."""
        return tuple(sheet.name for sheet in self.parts if sheet.kind != "worksheet")


def open_template(source: Path | str | bytes, *, file: str | None = None, folders: Sequence[Path] = ()) -> Template:
    """Read a template and compile its cells; `file` names it in messages, pictures come from `folders` only.

    Raises Problem for what is not a workbook, and for one with a part that cannot follow repeated rows or sheets.
    """
    package = open_package(source, file=file)
    workbook = workbook_part(package)
    if not related(package, workbook, "styles"):
        # The standard allows a workbook without formats; its result needs them.
        draft = Draft(package)
        ensured_styles(draft)
        package = open_package(draft.data(), file=package.file)
    [styles, *_] = related(package, workbook, "styles")
    strings = next(iter(related(package, workbook, "sharedStrings")), None)
    root = package.xml(workbook)
    properties = child(root, "workbookPr")
    date_system: DateSystem = 1904 if properties is not None and is_true(properties.get("date1904")) else 1900
    workshop = Workshop(
        Environment(Budget(), folders),
        StringTable(list(package.xml(strings)) if strings else [], namespace_of(root)),
        StyleTable(package.xml(styles)),
        date_system,
    )
    parts = sheet_parts(package, workbook)
    faults = Faults()
    sheets = {
        sheet.name: read_sheet_template(package, sheet.name, sheet.part, workshop, faults)
        for sheet in parts
        if sheet.kind == "worksheet"
    }
    tables = [table for name, sheet in sheets.items() for table in tables_of(package, sheet.part, name)]
    with_addresses(sheets, tables, workshop)
    for raw in raw_markup(package, parts):
        faults.add(raw.place, raw.written, raw.stays)
    workshop.strings.keep()
    _check_parts(package, list(sheets.values()))
    return Template(
        package,
        workbook,
        styles,
        strings,
        date_system,
        workshop,
        parts,
        sheets,
        defined_names(root, [sheet.name for sheet in parts], workbook),
        tuple(faults.found),
        {},
        {},
        ProgramsKept(),
    )


def _check_parts(package: Package, sheets: list[SheetTemplate]) -> None:
    """Refuse, by name, what would be lost or left pointing at the wrong rows."""
    moving = [sheet for sheet in sheets if sheet.moves]
    for sheet in moving:
        reason = cannot_be_copied(package, sheet.part) if sheet.is_repeated else None
        if reason is not None:
            raise Problem(_NOT_REPEATED.with_values(what=reason), file=package.file, place=sheet.name)
    if moving:
        for name in package.names:
            if "/pivotcache/pivotcachedefinition" in name.lower():
                raise _cannot_follow(package, name)


def _cannot_follow(package: Package, part: str) -> Problem:
    return Problem(
        Text(
            "phần này không giữ được khi dòng hoặc trang lặp lại; hãy bỏ khỏi trang có thẻ lặp",
            "this part cannot follow repeated rows or sheets; remove it from the sheet that has markers",
        ),
        file=package.file,
        place=part,
    )
