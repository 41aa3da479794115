"""Cut a book's tables into one sheet per unit, with an index and a manifest for later consolidation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xl_addin.campaign.cutting.entry_cells import entry_cells, prepare_entries
from xl_addin.campaign.cutting.manifest.in_file import with_manifest
from xl_addin.campaign.cutting.manifest.model import CampaignNamed, Manifest, UnitIssue
from xl_addin.campaign.cutting.manifest.of_sheets import EntryFinder, assignment_of
from xl_addin.campaign.cutting.unit_context import campaign_context
from xl_addin.campaign.cutting.unit_rows import UnitInTables
from xl_addin.campaign.cutting.wrong_figures import noted
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable
from xl_addin.template.language.faults import Faults
from xl_addin.template.render import Rendered, render_workbook
from xl_addin.template.template import Template
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.workbook.model.book import Book

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
    """The workbook of unit sheets, its manifest inside, and that manifest as JSON keeps it."""

    rendered: Rendered
    manifest: dict[str, Any]

    def data(self) -> bytes:
        """The workbook as a file."""
        return self.rendered.draft.data()


def unit_sheets(
    book: Book,
    tables: Sequence[NumberedTable],
    units: Sequence[UnitInTables],
    template: Template,
    *,
    spec: Spec | None,
    errors: Sequence[Diagnostic] = (),
) -> UnitSheets:
    """One sheet per unit from a recalculated book; every formula carries its value, none calls the add-in.

    `units` are those of its `tables` that get one, `errors` those that it is cut in spite of. Raises Problem where a
    quota that is to be spread over days is no number, or the template is wrong or makes no sheet for a unit.
    """
    context = campaign_context(book, tables, units, spec, template.fixed_sheet_names)
    prepare_entries(template, spec)
    rendered = render_workbook(template, context)
    listed = context["units"]
    assert isinstance(listed, list)
    _check_every_unit_has_its_sheet(listed, rendered, template.file)
    manifest = Manifest(
        campaign=_campaign(spec),
        source=Path(book.file).name,
        # What leaves the office does not tell how its folders are called.
        template=Path(template.file).name,
        units=_issued(listed, rendered, template),
        **noted(errors),
    )
    return UnitSheets(with_manifest(rendered, manifest), manifest.as_json())


def _campaign(spec: Spec | None) -> CampaignNamed:
    if spec is None:
        return CampaignNamed()
    return CampaignNamed(
        key=spec.key, title=tuple(spec.fill_in(line) for line in spec.title), document=spec.document.number
    )


def _issued(units: Sequence[Mapping[str, Any]], rendered: Rendered, template: Template) -> tuple[UnitIssue, ...]:
    """What every unit was given, and where in its sheet it fills in."""
    sheets = {sheet.name: sheet for sheet in rendered.book.sheets}
    placements = {placement.sheet: placement for placement in rendered.placements}
    finder = EntryFinder(entry_cells(template))
    return tuple(
        assignment_of(unit).model_copy(
            update={"entries": finder.entries(unit, sheets[unit["sheet"]], placements[unit["sheet"]])}
        )
        for unit in units
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
