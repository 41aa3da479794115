"""Cut a book's tables into one sheet per unit, with an index and a manifest for later consolidation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xl_addin.campaign.cutting.entry_cells import entry_cells, prepare_entries
from xl_addin.campaign.cutting.issue import Issue
from xl_addin.campaign.cutting.manifest.in_file import with_manifest
from xl_addin.campaign.cutting.manifest.model import Manifest, UnitIssue
from xl_addin.campaign.cutting.manifest.of_sheets import EntryFinder
from xl_addin.campaign.cutting.master_links import link_to_master
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.template.language.faults import Faults
from xl_addin.template.render import Rendered, render_workbook
from xl_addin.template.template import Template

_SHEET_OF_A_UNIT = Text(
    "trang mẫu của đơn vị phải tên là {{ unit.sheet }} và ô A1 bắt đầu bằng {%ts for unit in units %}",
    "a unit's template sheet must be named {{ unit.sheet }} and its cell A1 begin with {%ts for unit in units %}",
)
_NO_SHEET = Text(
    "mẫu không tạo trang “{sheet}” cho đơn vị “{unit}”; {rule}",
    "the template makes no sheet “{sheet}” for the unit “{unit}”; {rule}",
)
_NO_TEMPLATE = Text(
    "tệp này không phải mẫu phiếu: không trang nào được chép cho từng đơn vị; {rule}",
    "this is no template of unit sheets: no sheet of it is repeated for each unit; {rule}",
)


@dataclass(frozen=True)
class UnitSheets:
    """The workbook of unit sheets with its manifest inside; `listed` is that manifest."""

    rendered: Rendered
    listed: Manifest

    @property
    def manifest(self) -> dict[str, Any]:
        """The manifest as JSON keeps it."""
        return self.listed.as_json()

    @property
    def units(self) -> tuple[UnitIssue, ...]:
        """Its units."""
        return self.listed.units

    def data(self) -> bytes:
        """The workbook as a file."""
        return self.rendered.draft.data()


def prepared(template: Template, spec: Spec | None) -> EntryFinder:
    """Make a template ready for the sheets of a campaign, once however many files are cut: what units fill in."""
    cells = entry_cells(template)
    prepare_entries(template, cells, spec)
    return EntryFinder(cells)


def unit_sheets(issue: Issue, template: Template, entries: EntryFinder) -> UnitSheets:
    """The sheets of an issue; every formula carries its value, none calls the add-in. `entries` are `prepared`.

    Raises Problem where the template is wrong or makes no sheet for a unit.
    """
    rendered = render_workbook(template, issue.context)
    _check_every_unit_has_its_sheet(issue.units, rendered, template.file)
    manifest = issue.manifest.model_copy(update={"units": _issued(issue, rendered, entries)})
    if issue.master:
        link_to_master(rendered.draft, issue.master, issue.units)
    return UnitSheets(with_manifest(rendered, manifest), manifest)


def _issued(issue: Issue, rendered: Rendered, entries: EntryFinder) -> tuple[UnitIssue, ...]:
    """What every unit was given, and where in its sheet it fills in."""
    sheets = {sheet.name: sheet for sheet in rendered.book.sheets}
    placements = {placement.sheet: placement for placement in rendered.placements}
    return tuple(
        given.model_copy(update={"entries": entries.entries(unit, sheets[given.sheet], placements[given.sheet])})
        for unit, given in zip(issue.units, issue.assigned, strict=True)
    )


def check_template(template: Template) -> None:
    """Raise Problem for what shows before there is any data: mistakes of the template, and that it is for no units."""
    Faults(dict.fromkeys(template.faults)).raise_any(template.file)
    if not any(sheet.is_repeated for sheet in template.sheets.values()):
        raise Problem(_NO_TEMPLATE.with_values(rule=_SHEET_OF_A_UNIT), file=template.file)


def _check_every_unit_has_its_sheet(units: Sequence[Mapping[str, Any]], rendered: Rendered, file: str) -> None:
    names = {placement.sheet for placement in rendered.placements}
    for unit in units:
        if unit["sheet"] not in names:
            raise Problem(
                _NO_SHEET.with_values(sheet=unit["sheet"], unit=unit["name"], rule=_SHEET_OF_A_UNIT),
                file=file,
            )
