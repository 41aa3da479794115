"""What is issued: the units that get a sheet with everything their template may say, and what holds for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xl_addin.campaign.cutting.changes import changes, earlier, found_in
from xl_addin.campaign.cutting.manifest.model import CampaignNamed, Manifest, UnitIssue
from xl_addin.campaign.cutting.manifest.of_sheets import assignment_of
from xl_addin.campaign.cutting.unit_context import campaign_context
from xl_addin.campaign.cutting.units.unit_rows import UnitInTables
from xl_addin.campaign.cutting.wrong_figures import noted
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable
from xl_addin.template.template import Template
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.workbook.model.book import Book


@dataclass(frozen=True)
class Issue:
    """`context` is what the template can name, its `units` those that get a sheet; `manifest` lists no unit yet.

    `assigned` is what each of these units is given, `unchanged` the units of the earlier issue whose sheets stay as
    they are, `gone` the names of those that are no longer there. `master` is the way to the master where figures lead
    there. It travels between processes.
    """

    context: Mapping[str, Any]
    assigned: tuple[UnitIssue, ...]
    manifest: Manifest
    unchanged: tuple[UnitIssue, ...] = ()
    gone: tuple[str, ...] = ()
    master: str | None = None

    @property
    def units(self) -> Sequence[Mapping[str, Any]]:
        """The units of the context."""
        units: Sequence[Mapping[str, Any]] = self.context["units"]
        return units

    def of_unit(self, place: int, file: str) -> "Issue":
        """The issue of one unit alone, in a file of this name: nothing in it is about another."""
        unit = {**self.units[place], "index": 1}
        given = self.assigned[place].model_copy(update={"file": file})
        return replace(self, context={**self.context, "units": [unit]}, assigned=(given,), unchanged=(), gone=())

    def beside(self, issued: Sequence[UnitIssue]) -> Manifest:
        """The manifest that stands beside the sheets: the units just issued and those whose sheets stay."""
        return self.manifest.model_copy(update={"units": (*issued, *self.unchanged)})


def issue_of(
    book: Book,
    tables: Sequence[NumberedTable],
    units: Sequence[UnitInTables],
    template: Template,
    *,
    spec: Spec | None,
    errors: Sequence[Diagnostic] = (),
    number: int = 1,
    since: Manifest | None = None,
    also_unchanged: bool = False,
) -> Issue:
    """What the units of a recalculated book's tables are given; `errors` are those that it is cut in spite of.

    With `since` only units whose assignment is another than there are left, unless `also_unchanged`, each with its
    `changes`. Raises Problem where a quota that is to be spread over days is no number.
    """
    context = campaign_context(book, tables, units, spec, template.fixed_sheet_names)
    listed: Sequence[dict[str, Any]] = context["units"]  # type: ignore[assignment]
    assigned = [assignment_of(unit) for unit in listed]
    known = earlier(since) if since else {}
    were = [found_in(known, one) for one in assigned]
    for unit, now, was in zip(listed, assigned, were, strict=True):
        unit["changes"] = changes(unit, now, was)
    differs = [
        also_unchanged or was is None or was.checksum != now.checksum for now, was in zip(assigned, were, strict=True)
    ]
    left = [unit for unit, another in zip(listed, differs, strict=True) if another]
    for index, unit in enumerate(left, start=1):
        unit["index"] = index
    context |= {"issue": number, "units": left}
    manifest = Manifest(
        campaign=_campaign(spec),
        issue=number,
        source=Path(book.file).name,
        # What leaves the office does not tell how its folders are called.
        template=Path(template.file).name,
        units=(),
        **noted(errors),
    )
    still = {id(was) for was in were if was}
    return Issue(
        context,
        tuple(
            now.model_copy(update={"issue": number}) for now, another in zip(assigned, differs, strict=True) if another
        ),
        manifest,
        tuple(was for was, another in zip(were, differs, strict=True) if was and not another),
        tuple(unit.unit for unit in (since.units if since else ()) if id(unit) not in still),
    )


def _campaign(spec: Spec | None) -> CampaignNamed:
    if spec is None:
        return CampaignNamed()
    return CampaignNamed(
        key=spec.key, title=tuple(spec.fill_in(line) for line in spec.title), document=spec.document.number
    )
