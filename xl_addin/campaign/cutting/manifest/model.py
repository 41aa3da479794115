"""What a manifest says, version 2: the model it is written and read by; docs/manifest.md is generated from it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from xl_addin.formula.cells import Area, RowColumn

VERSION: Literal[2] = 2
AssignedFigure = int | float | str | bool | None
AssignedFigures = Mapping[str, AssignedFigure]


class ManifestPart(BaseModel):
    """Every part of a manifest: unknown keys are errors, values cannot change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Indicator(ManifestPart):
    """What a figure that is filled in measures."""

    table: str | None = Field(
        default=None, description="The table of the assignment: its key in the spec, else its sheet."
    )
    column: str | None = Field(
        default=None, description="The number of that table's column whose quota is reported on."
    )
    period: str | None = Field(default=None, description="The period of the spec the days belong to.")
    row: str | None = Field(
        default=None, description="The task, person or member it is about, where a unit has several rows."
    )
    heading: str | None = Field(default=None, description="The heading above the cell, else the text left of it.")
    number: str | None = Field(default=None, description="The column number above the cell on the unit sheet.")


class Entry(ManifestPart):
    """Cells that the unit fills in: one below the other, one for each day where there are days."""

    cells: str = Field(description="The cells: `E62:E87`, or a single one.")
    indicator: Indicator = Field(description="What their figures measure.")
    first_day: date | None = Field(
        default=None, description="The day of the first cell; every next cell is the next day's."
    )
    last_day: date | None = Field(default=None, description="The day of the last cell.")

    @property
    def area(self) -> Area:
        """The cells."""
        return Area.parse(self.cells)

    def meanings(self) -> Mapping[tuple[Indicator, date | None, int], RowColumn]:
        """The cell of every meaning: an indicator and a day, or its place among cells that mean the same otherwise."""
        area = self.area
        return {
            (
                self.indicator,
                self.first_day + timedelta(days=index) if self.first_day else None,
                0 if self.first_day else index,
            ): (row, area.first_column)
            for index, row in enumerate(range(area.first_row, area.last_row + 1))
        }


class Schedule(ManifestPart):
    """A period over whose days a quota is spread."""

    period: str = Field(description="The period's key in the spec.")
    start: date = Field(description="Its first day.")
    end: date = Field(description="Its last day, included.")
    quota: int = Field(description="What is spread over its days.")


class RowAssigned(ManifestPart):
    """One of a unit's rows."""

    name: str = Field(description="What the row is called.")
    quota: AssignedFigures = Field(description="Its figures by column number.")


class UnitIssue(ManifestPart):
    """A unit, what it was given and where it fills in."""

    unit: str = Field(description="The unit's name.")
    code: str | None = Field(default=None, description="Its code, where the tables have codes.")
    sheet: str = Field(description="Its sheet as it was called when it was cut.")
    file: str | None = Field(default=None, description="Its file, where each unit has one.")
    issue: int = Field(default=1, ge=1, description="In which issue this sheet was cut.")
    checksum: str = Field(description="SHA-256 of the assignment: equal where nothing the unit was given has changed.")
    quota: Mapping[str, AssignedFigures] = Field(
        description="Its figures by table and column number, summed over its rows."
    )
    rows: Mapping[str, tuple[RowAssigned, ...]] | None = Field(
        default=None, description="Its rows by table, where it has several."
    )
    schedules: tuple[Schedule, ...] | None = Field(default=None, description="The periods its quotas are spread over.")
    entries: tuple[Entry, ...] = Field(default=(), description="The cells it fills in.")


class CampaignNamed(ManifestPart):
    """The campaign the sheets belong to."""

    key: str | None = Field(default=None, description="The spec's key.")
    title: tuple[str, ...] | None = Field(default=None, description="Its title.")
    document: str | None = Field(default=None, description="Number and sign of its document.")


class FindingNoted(ManifestPart):
    """An error that stood in the book when it was cut in spite of it."""

    code: str = Field(description="The rule's code.")
    name: str = Field(description="The rule's name.")
    sheet: str | None = Field(default=None, description="The sheet of the cell.")
    cell: str | None = Field(default=None, description="The cell.")
    message: str = Field(description="What is wrong.")


class Manifest(ManifestPart):
    """The whole manifest."""

    version: Literal[2] = Field(default=VERSION, description="The version of this format.")
    campaign: CampaignNamed = Field(default=CampaignNamed(), description="The campaign.")
    issue: int = Field(
        default=1, ge=1, description="The number of this issue: 1, then one more whenever sheets are cut anew."
    )
    source: str = Field(description="The workbook that was cut, or in which the unit was given its quota.")
    template: str | None = Field(
        default=None, description="The template; none where a whole was shared down the levels (`xl-addin cascade`)."
    )
    warning: str | None = Field(default=None, description="Said where the book had errors when it was cut.")
    errors: tuple[FindingNoted, ...] | None = Field(default=None, description="These errors.")
    units: tuple[UnitIssue, ...] = Field(description="The units.")

    def as_json(self) -> dict[str, object]:
        """The manifest as JSON keeps it, without what is not said."""
        return self.model_dump(mode="json", exclude_none=True) | {"version": VERSION}

    def with_others(self, before: "Manifest | None") -> "Manifest":
        """With the units of an earlier manifest whose sheets stay because they were not cut now."""
        names, codes = {unit.unit for unit in self.units}, {unit.code for unit in self.units if unit.code}
        # A unit that was renamed is known by its code.
        others = [unit for unit in before.units if unit.unit not in names and unit.code not in codes] if before else []
        return self.model_copy(update={"units": (*self.units, *others)})

    def as_file(self) -> bytes:
        """The file that stands beside the sheets."""
        return json.dumps(self.as_json(), ensure_ascii=False, indent=2).encode() + b"\n"


def checksum_of(
    quota: Mapping[str, AssignedFigures],
    rows: Mapping[str, tuple[RowAssigned, ...]] | None,
    schedules: tuple[Schedule, ...] | None,
) -> str:
    """The checksum of an assignment, the same for equal figures however they are written."""
    said = {
        "quota": {table: dict(figures) for table, figures in quota.items()},
        "rows": {table: [one.model_dump(mode="json") for one in found] for table, found in (rows or {}).items()},
        "schedules": [one.model_dump(mode="json") for one in schedules or ()],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
