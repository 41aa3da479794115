"""What the rows of a table say besides figures: as the data tell it, and the days that a schedule gives out."""

from xl_addin.campaign.making.data.unit_texts import Said
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.layout import FIRST_BODY_ROW, TableLayout
from xl_addin.campaign.schedules import free_turns
from xl_addin.problem import Problem
from xl_addin.spec.model import Spec, TableSpec


def said_of_units(spec: Spec, table: TableSpec, inputs: CampaignInputs) -> dict[str, tuple[Said, ...]]:
    """What each column in words says of the units, by column number; Problem where a period is too short for them."""
    units = len(inputs.units_of(table))
    said = dict(inputs.texts.get(table.key, {}))
    for column in table.columns:
        if column.schedule is None:
            continue
        try:
            said[column.label] = tuple(free_turns(spec, column.schedule, [None] * units))
        except Problem as problem:
            cell = TableLayout(table, units).cell(FIRST_BODY_ROW, column.label)
            raise Problem(problem.text, place=f"{table.sheet}!{cell}") from problem
    return said
