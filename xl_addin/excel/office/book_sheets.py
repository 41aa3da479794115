"""Unit sheets in the open book: which are cut anew, which stay as they are, and what the book lists of all of them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from xl_addin.campaign.cutting.changes import earlier, found_in
from xl_addin.campaign.cutting.manifest.in_file import SHEET
from xl_addin.campaign.cutting.manifest.model import Manifest, UnitIssue
from xl_addin.campaign.cutting.manifest.reading import IssuedSheets, manifest_in
from xl_addin.campaign.cutting.named_template import named_template
from xl_addin.campaign.cutting.unit_sheets import UnitSheets, prepared, unit_sheets
from xl_addin.excel.office.cutting import Cutting
from xl_addin.excel.office.filled_sheets import CarriedOver
from xl_addin.excel.office.which_sheets import WhoseSheets
from xl_addin.problem import Problem
from xl_addin.template.plan.references import sheets_named
from xl_addin.workbook.model.book import Book


@dataclass(frozen=True)
class SheetsAnew:
    """A workbook whose sheets `names` come into the open book, in the place of those of its sheets in `gone`.

    `gone` leads from an old sheet to the one in its place. `units` are those that were asked for, `manifest` lists
    everybody who has a sheet then.
    """

    filled: CarriedOver
    names: tuple[str, ...]
    gone: Mapping[str, str]
    units: tuple[UnitIssue, ...]
    manifest: Manifest
    no_longer_there: tuple[str, ...] = ()

    def order(self, sheets: Sequence[str]) -> tuple[str, ...]:
        """The sheets of the book in their order afterwards, told what they are now."""
        there = [self.gone.get(name, name) for name in sheets if name.casefold() != SHEET]
        return (*there, *(name for name in self.names if name not in there), SHEET)


def issued_before(book: Book) -> IssuedSheets | None:
    """The unit sheets that stand in the open book, None without any that can be read."""
    with suppress(Problem):
        return manifest_in(book)
    return None


def sheets_anew(book: Book, chosen: WhoseSheets, how: Cutting, before: IssuedSheets | None) -> SheetsAnew | None:
    """Cut the chosen units anew, with an index of all that have a sheet; None where no quota has changed.

    `book` is the open one, `before` what was cut into it. Problem as `unit_sheets`.
    """
    template = named_template(how.template)
    number = 1 + (before.manifest.issue if before else 0)
    issue = chosen.units.issue(template, how.spec, number=number, since=chosen.since)
    if not issue.units:
        return None
    asked = {unit.unit for unit in issue.assigned}
    known = _there(before)
    # The index lists whoever has a sheet; errors in what others were given earlier are none of this issue.
    everybody = chosen.everybody.issue(template, how.spec)
    wanted = [
        place
        for place, unit in zip(chosen.everybody.numbers, everybody.assigned, strict=True)
        if unit.unit in asked or found_in(known, unit)
    ]
    listed = replace(chosen.everybody.of(wanted), errors=chosen.units.errors)
    whole = listed.issue(template, how.spec, number=number, since=chosen.since, also_unchanged=True)
    sheets = unit_sheets(whole, template, prepared(template, how.spec))
    names = _brought(sheets, asked, known)
    units = [unit for unit in sheets.units if unit.sheet in names]
    manifest = sheets.listed.model_copy(
        update={"units": tuple(unit if unit in units else found_in(known, unit) for unit in sheets.units)}
    ).with_others(before.manifest if before else None)
    were = {was.sheet: unit.sheet for unit in units if (was := found_in(known, unit))}
    gone = were | {name: name for name in _beside(sheets) if before and name in {sheet.name for sheet in book.sheets}}
    filled = CarriedOver().with_book(sheets.data(), units, _only(before, were) if before and were else None)
    return SheetsAnew(filled, names, gone, tuple(unit for unit in units if unit.unit in asked), manifest, issue.gone)


def _there(before: IssuedSheets | None) -> Mapping[str, UnitIssue]:
    """The units whose sheets are still there."""
    if before is None:
        return {}
    units = tuple(unit for unit in before.manifest.units if before.sheets[unit.unit] is not None)
    return earlier(before.manifest.model_copy(update={"units": units}))


def _brought(sheets: UnitSheets, asked: set[str], known: Mapping[str, UnitIssue]) -> tuple[str, ...]:
    """The sheets that come: the index, those asked for, and those that are called otherwise by now.

    All of them where formulas in these lead to the others: they would lead out of the book.
    """
    everything = tuple(sheet.name for sheet in sheets.rendered.book.sheets if sheet.visible)
    stay = {
        unit.sheet
        for unit in sheets.units
        if unit.unit not in asked and (was := found_in(known, unit)) and was.sheet == unit.sheet
    }
    come = tuple(name for name in everything if name not in stay)
    folded = {name.casefold() for name in stay}
    led_to = {
        name.casefold()
        for sheet in sheets.rendered.book.sheets
        if sheet.name in come
        for column in sheet.columns.values()
        for formula in set(column.formulas.values())
        for name in sheets_named(formula)
    }
    return everything if led_to & folded else come


def _beside(sheets: UnitSheets) -> tuple[str, ...]:
    """The sheets that are of no unit: the index."""
    units = {unit.sheet for unit in sheets.units}
    return tuple(sheet.name for sheet in sheets.rendered.book.sheets if sheet.visible and sheet.name not in units)


def _only(before: IssuedSheets, names: Mapping[str, str]) -> IssuedSheets:
    """Of earlier sheets those with these names: the others stay, and the book has sheets of its own."""
    assert before.book is not None
    units = tuple(unit for unit in before.manifest.units if unit.sheet in names)
    book = replace(before.book, sheets=tuple(sheet for sheet in before.book.sheets if sheet.name in names))
    return IssuedSheets(before.manifest.model_copy(update={"units": units}), before.sheets, book)
