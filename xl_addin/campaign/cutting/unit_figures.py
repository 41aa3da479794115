"""What a table says of one unit: its figures by column, its rows one by one."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from xl_addin.campaign.cutting.units.unit_rows import RowsOfUnit
from xl_addin.notation import nature
from xl_addin.spec.column_notation import readings_by_spec
from xl_addin.spec.model import Spec, TableSpec
from xl_addin.table.headings import is_ratio_heading
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.template.language.named import NamedList
from xl_addin.workbook.model.book import Book, CellError, Sheet, Unsupported, Value
from xl_addin.workbook.model.formats import is_percent
from xl_addin.workbook.model.linked import linked_sum

TemplateValues = dict[str, object]


Columns = NamedList[Mapping[str, object]]
"""Figures of a unit from left to right; `columns['7']` is the one of column 7."""


def _columns(columns: Iterable[Mapping[str, object]]) -> Columns:
    return NamedList(columns, lambda column: (str(column["label"]), str(column["heading"])))


def table_values(
    book: Book, table: NumberedTable, key: str, own: RowsOfUnit, spec: TableSpec | None, campaign: Spec | None
) -> TemplateValues:
    """A table for a unit: `columns` are its figures, summed over several rows; `rows` are these rows themselves.

    Ratios are not summed: a unit with several rows has none, and `figures` are the columns that say something of it.
    `campaign` fills in the spec's headings.
    """
    sheet = book[table.sheet]
    columns = [column for column in table.columns if column.role in ("number", "text")]
    headings = {column: _heading(column, spec, campaign) for column in columns}
    ratios = [column for column in columns if is_ratio(column, table, spec, campaign)]
    whole = _columns(
        _column(column, headings[column], *_whole(sheet, table, own, column, ratios)) for column in columns
    )
    names = table.row_names or (table.unit_column if own.head else None)
    return {
        "key": key,
        "title": _title(table, spec, campaign),
        "sheet": table.sheet,
        "unit_line": table.unit_line,
        "columns": whole,
        # Asked once here: a template would ask for every column of every unit.
        "figures": [one for one in whole if one["value"] is not None] if len(own.rows) > 1 else list(whole),
        "has_several_rows": len(own.rows) > 1,
        "row_heading": names.heading if names else "",
        "rows": [
            _row(sheet, number, row, columns, headings, names, spec) for number, row in enumerate(own.rows, start=1)
        ],
        **by_heading(whole),
        **_by_key(whole, spec),
    }


def _row(
    sheet: Sheet,
    number: int,
    row: int,
    columns: Sequence[TableColumn],
    headings: Mapping[TableColumn, str],
    names: TableColumn | None,
    spec: TableSpec | None,
) -> TemplateValues:
    cells = _columns(
        _column(column, headings[column], sheet.value(row, column.position), sheet.number_format(row, column.position))
        for column in columns
        if names is None or column.position != names.position
    )
    name = None if names is None else sheet.value(row, names.position)
    return {
        "index": number,
        "name": "" if name is None else name,
        "columns": cells,
        **by_heading(cells),
        **_by_key(cells, spec),
    }


def by_heading(columns: Sequence[Mapping[str, object]]) -> TemplateValues:
    """Figures by their headings; a heading that stands twice names none, nor does one of the names used otherwise."""
    names = [str(one["heading"]) for one in columns]
    return {
        name: one["value"]
        for name, one in zip(names, columns, strict=True)
        if name and names.count(name) == 1 and name not in _OTHER_NAMES
    }


def _by_key(columns: Columns, spec: TableSpec | None) -> TemplateValues:
    labels = {str(one["label"]): one["value"] for one in columns}
    keys = {column.key: column.label for column in spec.columns} if spec else {}
    return {key: labels[label] for key, label in keys.items() if key and label in labels and key not in _OTHER_NAMES}


_OTHER_NAMES = frozenset(
    {"key", "title", "sheet", "unit_line", "columns", "figures", "has_several_rows", "row_heading", "rows", "index"}
    | {"name", "code", "key_quotas", "tables", "periods", "steps", "recipients", "changes", "deadlines"}
)


def _column(column: TableColumn, heading: str, value: Value, number_format: str) -> TemplateValues:
    return {
        "label": column.label,
        "number_text": column.number_text,
        "heading": heading,
        # What has no value is left empty: a unit sheet is no place for an Excel error.
        "value": None if isinstance(value, CellError | Unsupported) else value,
        "number_format": number_format,
    }


def _whole(
    sheet: Sheet, table: NumberedTable, own: RowsOfUnit, column: TableColumn, ratios: Sequence[TableColumn]
) -> tuple[Value, str]:
    """What a column says of the unit as a whole, and its number format."""
    row = own.head or own.rows[0]
    number_format = sheet.number_format(row, column.position)
    if own.head or len(own.rows) == 1:
        return sheet.value(row, column.position), number_format
    if column.role != "number" or column in ratios or is_percent(number_format):
        return None, number_format
    values = [sheet.value(row, column.position) for row in own.rows]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    return (linked_sum(_exact_sum(numbers), numbers) if numbers else None), number_format


def _exact_sum(numbers: Sequence[int | float]) -> int | float:
    whole = sum(Decimal(repr(number)) for number in numbers)
    return int(whole) if whole == int(whole) else float(whole)


def is_ratio(column: TableColumn, table: NumberedTable, spec: TableSpec | None, campaign: Spec | None) -> bool:
    """Whether nobody may add the column up: a ratio or a rank, as the spec reads its number, else as the sheet does."""
    stated = next((each for each in spec.columns if each.label == column.label), None) if spec else None
    if stated is not None and stated.kind is not None:
        return stated.kind == "ratio"
    readings = column.notation and readings_by_spec(column.notation, table.labels, stated, campaign)
    expression = readings[0] if readings else None if stated is None else stated.expression
    if expression is not None and nature(expression, {}) != "additive":
        return True
    return is_ratio_heading(column.heading)


def _title(table: NumberedTable, spec: TableSpec | None, campaign: Spec | None) -> str:
    """The spec's own title of the table; a sheet repeats the campaign's above it."""
    return " ".join(map(campaign.fill_in, spec.title)) if spec and campaign and spec.title else table.title


def _heading(column: TableColumn, spec: TableSpec | None, campaign: Spec | None) -> str:
    found = [each for each in spec.columns if each.label == column.label] if spec else []
    if not campaign or not found:
        return column.heading
    return " – ".join(campaign.fill_in(text) for text in (found[0].group, found[0].heading) if text)
