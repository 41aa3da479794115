"""What a unit sheet's template can say: the campaign, the unit's figures, its schedule."""

from collections.abc import Sequence
from typing import cast

from xl_addin.campaign.cutting.sender import letterhead_values, recipients_of, signature_values
from xl_addin.campaign.cutting.short_names import sheet_names
from xl_addin.campaign.cutting.unit_figures import Columns, TemplateValues, by_heading, is_ratio, table_values
from xl_addin.campaign.cutting.unit_periods import SpreadQuota, spread_quotas, steps, timeline, unit_periods
from xl_addin.campaign.cutting.units.unit_rows import UnitInTables
from xl_addin.campaign.duties import duties, duties_of
from xl_addin.case.match_spec import match_spec
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Book


def campaign_context(
    book: Book,
    tables: Sequence[NumberedTable],
    units: Sequence[UnitInTables],
    spec: Spec | None,
    taken_names: Sequence[str],
) -> TemplateValues:
    """Everything the expressions of a unit sheet's template can name.

    Without a spec `document`, `title`, periods, deadlines and notes are empty, so that `{%tr if document %}` leaves
    their rows out; letterhead, signature and recipients are then those of the office's own sheet. Raises Problem for a
    quota that is no number.
    """
    keys = table_keys(tables, spec)
    spread = [one for one in spread_quotas(spec) if not (spec and _of_others(one.table, keys, spec))]
    quotas = _key_quotas(tables, keys, spread, spec)
    names = sheet_names([unit.name for unit in units], taken_names)
    return {
        "title": [spec.fill_in(line) for line in spec.title] if spec else [],
        "document": _document(spec),
        "letterhead": letterhead_values(spec, book, tables),
        "signature": signature_values(spec, book, tables),
        "deadlines": duties(spec) if spec else [],
        "notes": [spec.fill_in(note) for note in spec.notes] if spec else [],
        "key_quotas": [
            {"index": index, "label": column.label, "heading": heading}
            for index, (_, column, heading) in enumerate(quotas, start=1)
        ],
        "timeline": timeline(spread, spec) if spec else None,
        "units": [
            {
                "index": index,
                "name": unit.name,
                "sheet": sheet,
                "code": unit.code,
                "recipients": recipients_of(spec, unit.name, book, tables),
                "deadlines": duties_of(unit.name, keys, spec) if spec else [],
                **_figures(book, tables, keys, unit, quotas, spread, spec),
            }
            for index, (unit, sheet) in enumerate(zip(units, names, strict=True), start=1)
        ],
    }


def _figures(
    book: Book,
    tables: Sequence[NumberedTable],
    keys: Sequence[str],
    unit: UnitInTables,
    quotas: Sequence[tuple[int, TableColumn, str]],
    spread: Sequence[SpreadQuota],
    spec: Spec | None,
) -> TemplateValues:
    """A unit's tables, what the index shows of them, its periods; a figure that only one table has also by heading."""
    own = [
        table_values(book, table, key, rows, known, spec)
        for table, key, rows, known in zip(tables, keys, unit.rows, _specs(keys, spec), strict=True)
    ]
    columns = [one["columns"] for one in own]
    periods = unit_periods(book, tables, keys, unit, own, spread, spec) if spec else []
    return {
        **by_heading([column for table in columns for column in cast("Columns", table)]),
        "key_quotas": [cast("Columns", columns[table])[column.label] for table, column, _ in quotas],
        "tables": own,
        "periods": periods,
        "steps": steps(periods),
    }


def _of_others(table: str, keys: Sequence[str], spec: Spec) -> bool:
    """Whether a table's rows are units of another set than those of the tables that are cut."""
    own = {one.units for one in spec.tables if one.key in keys}
    return table not in keys and bool(own) and spec.table(table).units not in own


def table_keys(tables: Sequence[NumberedTable], spec: Spec | None) -> list[str]:
    """What each table is called: its key in the spec, else its sheet; Problem where two may be the same of the spec."""
    matched = match_spec(tables, spec).decided()
    return [known.key if known else table.sheet for table, known in zip(tables, matched, strict=True)]


def _specs(keys: Sequence[str], spec: Spec | None) -> list[TableSpec | None]:
    """What the spec says of each table, by its key."""
    return [next((one for one in spec.tables if one.key == key), None) if spec else None for key in keys]


def _document(spec: Spec | None) -> TemplateValues | None:
    if spec is None:
        return None
    fields = ("number", "day", "parent", "issuer", "issuer_in_text", "place", "kind", "authority", "signer")
    return {name: getattr(spec.document, name) for name in fields}


def _key_quotas(
    tables: Sequence[NumberedTable], keys: Sequence[str], spread: Sequence[SpreadQuota], spec: Spec | None
) -> list[tuple[int, TableColumn, str]]:
    """(table, column, heading) of what the index shows: what is spread over days, else each table's last sum.

    That is its last calculated column, else the last one headed `Chỉ tiêu`, else its last column of figures.
    """
    found = [
        (keys.index(one.table), tables[keys.index(one.table)].column(one.label), one.name)
        for one in spread
        if one.table in keys and one.label in tables[keys.index(one.table)].labels
    ]
    if found:
        return found
    for index, (table, known) in enumerate(zip(tables, _specs(keys, spec), strict=True)):
        figures = [column for column in table.columns if column.role == "number"]
        numbers = [column for column in figures if not is_ratio(column, table, known, spec)]
        calculated = [column for column in numbers if column.notation]
        quotas = [column for column in numbers if "chỉ tiêu" in folded(column.heading)]
        for column in (calculated or quotas or numbers)[-1:]:
            found.append((index, column, column.heading))
    return found
