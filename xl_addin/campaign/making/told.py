"""The texts and days of a table's columns: from the data, from what the spec knows of the units, from a schedule."""

from xl_addin.campaign.making.data_texts import Told
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.layout import FIRST_BODY_ROW, TableLayout
from xl_addin.problem import Problem
from xl_addin.quota.schedule import turns
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec
from xl_addin.spec.parts.schedules import ScheduleSpec
from xl_addin.spec.parts.units import UnitSpec
from xl_addin.unit_names.comparing import same_name_key


def told_columns(spec: Spec, table: TableSpec, inputs: CampaignInputs) -> dict[str, tuple[Told, ...]]:
    """What each column that holds no figures says in the units' rows, by column number.

    Raises Problem where a period is too short for a schedule.
    """
    units = inputs.units_of(table)
    told = dict(inputs.texts.get(table.key, {}))
    for column in table.columns:
        if column.schedule is not None:
            told[column.label] = _turns(spec, table, column, column.schedule, len(units))
        elif column.is_told:
            from_data = told.get(column.label, (None,) * len(units))
            known = _known(spec, table, column, units)
            told[column.label] = tuple(text or own for text, own in zip(from_data, known, strict=True))
    return told


def _turns(spec: Spec, table: TableSpec, column: ColumnSpec, schedule: ScheduleSpec, units: int) -> tuple[Told, ...]:
    period = spec.period(schedule.period)
    try:
        return tuple(
            turns(
                units,
                spec.day(period.start),
                spec.day(period.end),
                per_day=spec.units_per_day(schedule),
                working_days=period.working_days,
                holidays=spec.skipped(period),
            )
        )
    except Problem as problem:
        cell = TableLayout(table, units).cell(FIRST_BODY_ROW, column.label)
        raise Problem(problem.text, place=f"{table.sheet}!{cell}") from problem


def _known(spec: Spec, table: TableSpec, column: ColumnSpec, units: tuple[str, ...]) -> list[Told]:
    """What the spec itself knows of the units: their codes and the units they lie in."""
    if column.role not in ("code", "parent"):
        return [None] * len(units)
    unit_set = spec.unit_set(table)
    known: dict[str, UnitSpec] = {}
    for unit in spec.units_of(table):
        for name in unit_set.names_of(unit) if unit_set else (unit.name, *unit.aliases):
            known[same_name_key(name)] = unit
    found = [known.get(same_name_key(unit)) for unit in units]
    return [(unit.code if column.role == "code" else unit.parent) if unit else None for unit in found]
