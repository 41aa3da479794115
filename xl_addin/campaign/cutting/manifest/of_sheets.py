"""The manifest of sheets that were cut: what every unit was given, what each of its entry cells means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from xl_addin.campaign.cutting.manifest.model import (
    AssignedFigure,
    AssignedFigures,
    Entry,
    Indicator,
    RowAssigned,
    Schedule,
    UnitIssue,
    checksum_of,
)
from xl_addin.formula.cells import Area, RowColumn
from xl_addin.table.finding.find import find_tables
from xl_addin.table.model import NumberedTable
from xl_addin.template.placement import Axis, Placement, Turn
from xl_addin.workbook.model.book import Sheet, Value

EntryCells = Mapping[str, Sequence[RowColumn]]


def assignment_of(unit: Mapping[str, Any]) -> UnitIssue:
    """What a unit is given; `unit` is that of the template's context."""
    tables = unit["tables"]
    quota = {table["key"]: _figures(table["columns"]) for table in tables}
    rows = {
        table["key"]: tuple(
            RowAssigned(name=str(row["name"] or row["index"]), quota=_figures(row["columns"])) for row in table["rows"]
        )
        for table in tables
        if len(table["rows"]) > 1
    } or None
    schedules = tuple(
        Schedule(period=one["key"], start=one["start"], end=one["end"], quota=one["quota"]) for one in unit["periods"]
    )
    return UnitIssue(
        unit=unit["name"],
        code=unit["code"] or None,
        sheet=unit["sheet"],
        checksum=checksum_of(quota, rows, schedules or None),
        quota=quota,
        rows=rows,
        schedules=schedules or None,
    )


def _figures(columns: Sequence[Mapping[str, Any]]) -> AssignedFigures:
    """By column number, by heading where a column has none; whole numbers as such."""
    return {one["label"] or one["heading"]: _figure(one["value"]) for one in columns}


def _figure(value: AssignedFigure) -> AssignedFigure:
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass
class EntryFinder:
    """Finds the entry cells of sheets; `cells` are those of the template, by its sheets.

    The tables of units' sheets are found once for all sheets of the same rows under the same headers.
    """

    cells: EntryCells
    _known: dict[tuple[object, ...], list[tuple[tuple[NumberedTable, ...], list[Value]]]] = field(default_factory=dict)

    def entries(self, unit: Mapping[str, Any], sheet: Sheet, placement: Placement) -> tuple[Entry, ...]:
        """A unit's entry cells and what each means, from the left column to the right."""
        places = self.cells.get(placement.template, ())
        if not places:
            return ()
        tables = self._tables(sheet, placement)
        meaning = _Meaning(unit)
        found = []
        for source in places:
            by_column: dict[int, list[_Copy]] = {}
            for row, column, turns in placement.copies(*source):
                by_column.setdefault(column, []).append((row, *meaning.of(turns)))
            for column, copies in by_column.items():
                for run in _runs(copies):
                    (first, about, start), (last, _, end) = run[0], run[-1]
                    indicator = Indicator(**about, **_named(sheet, tables, first, column))
                    cells = Area(first, column, last, column)
                    found.append(Entry(cells=str(cells), indicator=indicator, first_day=start, last_day=end))
        return tuple(sorted(found, key=lambda entry: (entry.area.first_row, entry.area.first_column)))

    def _tables(self, sheet: Sheet, placement: Placement) -> tuple[NumberedTable, ...]:
        panels = tuple((panel.area, panel.top, panel.left, _sources(panel.rows)) for panel in placement.panels)
        key = placement.template, _sources(placement.rows), _sources(placement.columns), panels
        known = self._known.setdefault(key, [])
        for tables, header in known:
            if header == _header(sheet, tables):
                return tables
        tables = find_tables(sheet)
        known.append((tables, _header(sheet, tables)))
        return tables


def _sources(axis: Axis) -> tuple[int, ...]:
    return tuple(placed.source for placed in axis.lines.placed)


_Copy = tuple[int, dict[str, str], date | None]


def _runs(copies: Sequence[_Copy]) -> Iterator[list[_Copy]]:
    """Copies one below the other that mean the same on one day after the other."""

    def begins(pair: tuple[int, _Copy]) -> object:
        index, (row, about, day) = pair
        return row - index, tuple(about.items()), day and day - timedelta(days=index)

    for _, run in groupby(enumerate(copies), key=begins):
        yield [copy for _, copy in run]


class _Meaning:
    """What the turns of loops say of a cell: the period, the table, the row of the unit, the day."""

    def __init__(self, unit: Mapping[str, Any]) -> None:
        self._about: dict[int, dict[str, str]] = {}
        for period in unit["periods"]:
            self._about[id(period)] = {"period": period["key"], "table": period["table"], "column": period["label"]}
        for table in unit["tables"]:
            self._about[id(table)] = {"table": table["key"]}
            for row in table["rows"]:
                self._about[id(row)] = {"table": table["key"], "row": str(row["name"] or row["index"])}

    def of(self, turns: Iterable[Turn]) -> tuple[dict[str, str], date | None]:
        about: dict[str, str] = {}
        day: date | None = None
        for turn in turns:
            about |= self._about.get(id(turn.item), {})
            if isinstance(turn.item, Mapping) and isinstance(turn.item.get("date"), date):
                day = turn.item["date"]
        return about, day


def _named(sheet: Sheet, tables: Sequence[NumberedTable], row: int, position: int) -> dict[str, str]:
    """The heading and number of the column a cell stands in, else the text left of it."""
    for table in tables:
        if row in table.body_rows:
            for column in table.columns:
                if column.position == position:
                    return {"heading": column.heading, "number": column.label}
    for left in range(position - 1, 0, -1):
        value = sheet.value(row, left)
        if isinstance(value, str) and value.strip():
            return {"heading": " ".join(value.split()).rstrip(" :.…")}
    return {}


def _header(sheet: Sheet, tables: Sequence[NumberedTable]) -> list[Value]:
    """What stands in the rows that tell the tables' columns."""
    rows = {row for table in tables for row in (*table.header_rows, table.number_row, table.formula_row) if row}
    return [column.values.get(row) for _, column in sorted(sheet.columns.items()) for row in sorted(rows)]
