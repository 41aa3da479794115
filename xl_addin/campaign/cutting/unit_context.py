"""What a unit sheet's template can say: the campaign, the unit's figures, its schedule."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

from xl_addin.campaign.cutting.sender import letterhead_values, recipients_of, signature_values
from xl_addin.campaign.cutting.short_names import sheet_names
from xl_addin.campaign.cutting.unit_figures import Columns, TemplateValues, by_heading, is_ratio, table_values
from xl_addin.campaign.cutting.units.unit_rows import UnitInTables
from xl_addin.campaign.duties import duties, duties_of
from xl_addin.case.match_spec import match_spec
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.quota.schedule import daily_quotas
from xl_addin.spec.model import PeriodSpec, Spec, TableSpec
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Book

MOST_KEY_QUOTAS = 3
"""Quotas shown beside a unit in the index."""
_NO_LIMIT = 999_999_999


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
    periods = [period for period in spec.periods if period.quota and period.table] if spec else []
    quotas = _key_quotas(tables, keys, periods, spec)
    names = sheet_names([unit.name for unit in units], taken_names)
    return {
        "title": [spec.fill_in(line) for line in spec.title] if spec else [],
        "document": _document(spec),
        "letterhead": letterhead_values(spec, book, tables),
        "signature": signature_values(spec, book, tables),
        "deadlines": duties(spec) if spec else [],
        "notes": [spec.fill_in(note) for note in spec.notes] if spec else [],
        "key_quotas": [{"label": column.label, "heading": heading} for _, column, heading in quotas],
        "units": [
            {
                "index": index,
                "name": unit.name,
                "sheet": sheet,
                "code": unit.code,
                "recipients": recipients_of(spec, unit.name, book, tables),
                "deadlines": duties_of(unit.name, keys, spec) if spec else [],
                **_figures(book, tables, keys, unit, quotas, periods, spec),
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
    periods: Sequence[PeriodSpec],
    spec: Spec | None,
) -> TemplateValues:
    """A unit's tables, what the index shows of them, its periods; a figure that only one table has also by heading."""
    own = [
        table_values(book, table, key, rows, known, spec)
        for table, key, rows, known in zip(tables, keys, unit.rows, _specs(keys, spec), strict=True)
    ]
    columns = [one["columns"] for one in own]
    return {
        **by_heading([column for table in columns for column in cast("Columns", table)]),
        "key_quotas": [cast("Columns", columns[table])[column.label] for table, column, _ in quotas],
        "tables": own,
        "periods": [_period(book, tables, keys, unit, own, period, spec) for period in periods if spec],
    }


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
    tables: Sequence[NumberedTable], keys: Sequence[str], periods: Sequence[PeriodSpec], spec: Spec | None
) -> list[tuple[int, TableColumn, str]]:
    """(table, column, heading) of what the index shows: the periods' quotas, else each table's last sum.

    That is its last calculated column, else the last one headed `Chỉ tiêu`, else its last column of figures.
    """
    found = [
        (keys.index(period.table), tables[keys.index(period.table)].column(period.quota), period.name)
        for period in periods
        if period.table in keys and period.quota in tables[keys.index(period.table)].labels
    ]
    if not found:
        for index, (table, known) in enumerate(zip(tables, _specs(keys, spec), strict=True)):
            figures = [column for column in table.columns if column.role == "number"]
            numbers = [column for column in figures if not is_ratio(column, table, known, spec)]
            calculated = [column for column in numbers if column.notation]
            quotas = [column for column in numbers if "chỉ tiêu" in folded(column.heading)]
            for column in (calculated or quotas or numbers)[-1:]:
                found.append((index, column, column.heading))
    return found[:MOST_KEY_QUOTAS]


def _period(
    book: Book,
    tables: Sequence[NumberedTable],
    keys: Sequence[str],
    unit: UnitInTables,
    own: Sequence[TemplateValues],
    period: PeriodSpec,
    spec: Spec,
) -> TemplateValues:
    """A period with the unit's quota spread over every date, first and last included."""
    if period.table not in keys:
        raise Problem(
            Text(
                "không thấy bảng “{table}” của đặc tả trong sổ; hãy đặt tên trang là “{sheet}”",
                "the spec's table “{table}” is not in the book; name its sheet “{sheet}”",
            ).with_values(table=period.table, sheet=spec.table(period.table or "").sheet),
            file=book.file,
        )
    index = keys.index(period.table)
    table = tables[index]
    label = period.quota or ""
    if label not in table.labels:
        raise Problem(
            unknown(
                Text("bảng không có cột số {label}", "the table has no column {label}").with_values(label=label),
                label,
                table.labels,
            ),
            file=book.file,
            place=table.sheet,
        )
    figure = cast("Columns", own[index]["columns"])[label]["value"]
    quota = _whole_quota(figure, book, str(table.cell(unit.rows[index].first, label)))
    start, end = spec.day(period.start), spec.day(period.end)
    return {
        "key": period.key,
        "table": period.table,
        "name": period.name,
        "start": start,
        "end": end,
        "stated_days": int(spec.number(period.stated_days)) if period.stated_days else None,
        "label": label,
        "heading": table.column(label).heading,
        "quota": quota,
        "most": _most(quota, spec),
        "days": [
            {"date": day, "quota": part}
            for day, part in daily_quotas(
                max(quota, 0), start, end, working_days=period.working_days, holidays=spec.skipped(period)
            )
        ],
    }


def _most(quota: int, spec: Spec) -> int:
    """The most that results may be without a word; where more is praised, a unit that has reached it reports on."""
    praised = spec.results is not None and spec.results.beyond_quota == "allow"
    return _NO_LIMIT if quota <= 0 and praised else max(quota, 0)


def _whole_quota(value: object, book: Book, place: str) -> int:
    """The quota as displayed, a whole number; a unit beyond its target has a negative one, and nothing left to do."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Problem(
            Text(
                "ô này phải là số (chỉ tiêu của đơn vị) mới chia được theo ngày",
                "this cell must be a number (the unit's quota) to be spread over the days",
            ),
            file=book.file,
            place=place,
        )
    return int(Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP))
