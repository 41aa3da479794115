"""What the unit sheets' manifest says: who was given what, and in which cells each schedule stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xl_addin.campaign.cutting.unit_context import quotas_by_table
from xl_addin.formula.cells import Area
from xl_addin.table.finding.find import find_tables
from xl_addin.table.model import NumberedTable
from xl_addin.template.placement import Placement
from xl_addin.template.render import Rendered
from xl_addin.workbook.model.book import Sheet, Value

MANIFEST_VERSION = 1


def manifest_of(units: Sequence[Mapping[str, Any]], rendered: Rendered, about: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest (JSON-able) of the units' sheets; `units` are those of the template's context."""
    sheets = {sheet.name: sheet for sheet in rendered.book.sheets}
    placements = {placement.sheet: placement for placement in rendered.placements}
    headers = _Headers()
    return {
        "version": MANIFEST_VERSION,
        **about,
        "units": [_unit_entry(unit, sheets[unit["sheet"]], placements[unit["sheet"]], headers) for unit in units],
    }


def _unit_entry(unit: Mapping[str, Any], sheet: Sheet, placement: Placement, headers: "_Headers") -> dict[str, Any]:
    entry: dict[str, Any] = {"unit": unit["name"], "sheet": unit["sheet"], "quota": quotas_by_table(unit)}
    if unit["periods"]:
        entry["schedules"] = [
            {
                "period": period["key"],
                "start": period["start"].isoformat(),
                "end": period["end"].isoformat(),
                "quota": period["quota"],
                "columns": _columns(period, sheet, placement, headers),
            }
            for period in unit["periods"]
        ]
    return entry


def _columns(
    period: Mapping[str, Any], sheet: Sheet, placement: Placement, headers: "_Headers"
) -> dict[str, dict[str, str]]:
    """By column number the heading and the cells of a period's days; empty if the template has no table of them."""
    for rows in _rows_of_days(period, placement):
        for table in headers.tables(sheet, placement):
            if rows[0] in table.body_rows and rows[-1] in table.body_rows:
                return {
                    each.label: {
                        "heading": each.heading,
                        "cells": str(Area(rows[0], each.position, rows[-1], each.position)),
                    }
                    for each in table.columns
                }
    return {}


def _rows_of_days(period: Mapping[str, Any], placement: Placement) -> list[list[int]]:
    """The rows that stand for a period's days, one below the other: one list for each row of the template.

    They are those of a loop over the days themselves, or of another loop of as many turns within the period's own.
    """
    days = period["days"]
    by_source: dict[tuple[object, ...], tuple[list[int], list[object]]] = {}
    for row, turns in enumerate(placement.rows.turns, start=1):
        if turns:
            around = tuple((turn.loop, turn.number) for turn in turns[:-1])
            key = (placement.rows.source(row), turns[-1].loop, *around)
            rows, items = by_source.setdefault(key, ([], []))
            rows.append(row)
            items.append(turns[-1].item)
    found = []
    for rows, items in by_source.values():
        inside = any(turn.item is period for turn in placement.rows.turns_of(rows[0])[:-1])
        its_own = len(items) == len(days) and all(one is other for one, other in zip(items, days, strict=True))
        if (its_own or (inside and len(items) == len(days))) and rows[-1] - rows[0] == len(rows) - 1:
            found.append(rows)
    return found


@dataclass
class _Headers:
    """The tables of the units' sheets, found once for all sheets of the same rows under the same headers."""

    _known: dict[tuple[object, ...], list[tuple[tuple[NumberedTable, ...], list[Value]]]] = field(default_factory=dict)

    def tables(self, sheet: Sheet, placement: Placement) -> tuple[NumberedTable, ...]:
        known = self._known.setdefault((placement.template, tuple(placement.rows.sources)), [])
        for tables, header in known:
            if header == _header(sheet, tables):
                return tables
        tables = find_tables(sheet)
        known.append((tables, _header(sheet, tables)))
        return tables


def _header(sheet: Sheet, tables: Sequence[NumberedTable]) -> list[Value]:
    """What stands in the rows that tell the tables' columns."""
    rows = {row for table in tables for row in (*table.header_rows, table.number_row, table.formula_row) if row}
    return [column.values.get(row) for _, column in sorted(sheet.columns.items()) for row in sorted(rows)]
