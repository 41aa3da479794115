"""A campaign's workbook from its spec and its units' figures: inputs, whole-number quotas, formulas, live checks."""

import io
from collections.abc import Mapping, Sequence

from xl_addin.campaign.column_plan import plan_table
from xl_addin.campaign.column_values import CalculatedTable, calculate_table
from xl_addin.campaign.making import styles
from xl_addin.campaign.making.body import SheetPlan, draw_body
from xl_addin.campaign.making.changes_sheet import add_changes_sheet
from xl_addin.campaign.making.inputs import CampaignInputs
from xl_addin.campaign.making.layout import TableLayout, draw_frame
from xl_addin.campaign.making.parameter_sheet import add_parameter_sheet
from xl_addin.campaign.making.scheduled import said_of_units
from xl_addin.campaign.making.trace_sheet import Shares, add_trace_sheet
from xl_addin.campaign.quota_changes import lowered
from xl_addin.campaign.sharing.shared import PARENT, Shared
from xl_addin.campaign.unit_groups import parents_by_spec
from xl_addin.engine.finish import store_fresh_values
from xl_addin.notation import Parameter, walk
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.spec.calculated import parameters_needed
from xl_addin.spec.model import Spec, TableSpec


def campaign_workbook(spec: Spec, inputs: CampaignInputs) -> bytes:
    """The .xlsx: one sheet per table, the parameters, and how the quotas were shared; see `campaign_draft`."""
    return campaign_draft(spec, inputs).data()


def campaign_draft(spec: Spec, inputs: CampaignInputs) -> Draft:
    """The workbook before it is zipped, for whoever has something to add.

    Apportioned columns hold whole numbers, every other calculated column an Excel formula with its fresh value.
    Raises Problem where a column cannot be apportioned (it names the bound).
    """
    calculated = calculate_campaign(spec, inputs)
    book = styles.new_workbook()
    sheets = {table.key: book.create_sheet(table.sheet) for table in spec.tables}
    layouts = {table.key: TableLayout(table, len(inputs.units_of(table))) for table in spec.tables}
    parameters = add_parameter_sheet(book, spec, _live_parameters(spec))
    changes = add_changes_sheet(book, spec, {table.key: inputs.units_of(table) for table in spec.tables})
    kept = add_trace_sheet(book, [share for table in spec.tables for share in _shares(spec, table, inputs, calculated)])
    plan = SheetPlan(
        spec,
        {table.key: inputs.units_of(table) for table in spec.tables},
        {table.key: said_of_units(spec, table, inputs) for table in spec.tables},
        layouts,
        calculated,
        parameters,
        kept,
        changes,
    )
    for table in spec.tables:
        draw_frame(sheets[table.key], spec, layouts[table.key])
        draw_body(sheets[table.key], plan, table)
    stream = io.BytesIO()
    book.save(stream)
    draft = Draft(open_package(stream.getvalue(), file=f"{spec.key}.xlsx"))
    store_fresh_values(draft)
    return draft


def calculate_campaign(spec: Spec, inputs: CampaignInputs) -> dict[str, CalculatedTable]:
    """The exact values of every table, in the spec's order: a table may refer to the ones before it."""
    numbers = spec.numbers
    calculated: dict[str, CalculatedTable] = {}
    for table in spec.tables:
        units = inputs.full_names(table)
        layout = TableLayout(table, len(units))

        def place(label: str, row: int | None, layout: TableLayout = layout, units: tuple[str, ...] = units) -> str:
            cell = layout.cell(layout.total_row if row is None else layout.body_rows[row], label)
            unit = "" if row is None else f" ({units[row]})"
            return f"{layout.table.sheet}!{cell}{unit}"

        calculated[table.key] = calculate_table(
            plan_table(spec, table),
            {**inputs.figures.get(table.key, {}), **lowered(spec, table, units)},
            rows=len(units),
            parameters=numbers,
            others=calculated,
            place=place,
            groups=_groups(spec, table, inputs),
            units=units,
        )
    return calculated


def _groups(spec: Spec, table: TableSpec, inputs: CampaignInputs) -> Mapping[str, Sequence[str | None]]:
    """For every column in words, and for `parent`, the group that each unit is in."""
    texts = {
        label: [None if said is None else str(said) for said in column]
        for label, column in inputs.texts.get(table.key, {}).items()
    }
    column = table.with_role("parent")
    above = inputs.parents_of(spec, table) or (None if column is None else texts.get(column.label))
    return {**texts, PARENT: above or parents_by_spec(spec, table, inputs.units_of(table))}


def _live_parameters(spec: Spec) -> frozenset[str]:
    """The parameters that formulas and targets read from their cells, and those that these are calculated from."""
    sources = [
        source for table in spec.tables for plan in plan_table(spec, table) if (source := plan.source) is not None
    ]
    expressions = [
        each for source in sources for each in (source.formulas if isinstance(source, Shared) else (source,))
    ]
    read = (node.name for expression in expressions for node in walk(expression) if isinstance(node, Parameter))
    return parameters_needed(read, spec.parameters)


def _shares(
    spec: Spec, table: TableSpec, inputs: CampaignInputs, calculated: Mapping[str, CalculatedTable]
) -> list[Shares]:
    result = calculated[table.key]
    sources = {plan.label: plan.source for plan in plan_table(spec, table) if isinstance(plan.source, Shared)}
    return [
        Shares(
            table,
            column,
            spec.fill_in(column.heading),
            inputs.units_of(table),
            sources[column.label].how(),
            result.shared[column.label],
        )
        for column in table.columns
        if column.label in sources
    ]
