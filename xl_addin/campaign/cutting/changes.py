"""What has changed in a unit's assignment since an earlier issue: old and new figure, for the unit's sheet."""

from collections.abc import Iterator, Mapping
from typing import Any

from xl_addin.campaign.cutting.manifest.model import AssignedFigure, Manifest, UnitIssue
from xl_addin.language import short_date
from xl_addin.unit_names.comparing import same_name_key


def earlier(since: Manifest) -> Mapping[str, UnitIssue]:
    """The units of an earlier issue by name as names are compared, and by code."""
    by_name = {same_name_key(unit.unit): unit for unit in since.units}
    return by_name | {f"#{unit.code}": unit for unit in since.units if unit.code}


def found_in(units: Mapping[str, UnitIssue], unit: UnitIssue) -> UnitIssue | None:
    """The same unit of an earlier issue: by code, else by name; None where it had none."""
    return (units.get(f"#{unit.code}") if unit.code else None) or units.get(same_name_key(unit.unit))


def changes(unit: Mapping[str, Any], now: UnitIssue, was: UnitIssue | None) -> list[dict[str, object]]:
    """Every figure that is another: table, row, column number and heading, `old` and `new` (None where there is none).

    `unit` is that of the template's context, `now` and `was` its assignments.
    """
    if was is None:
        return []
    found = list(_periods(unit, was))
    for table in unit["tables"]:
        key = table["key"]
        columns = {one["label"] or one["heading"]: one for one in table["columns"]}
        told = {"table": table["title"] or table["sheet"]}
        found += [
            told | {"row": "", **_said(columns.get(label), label), "old": old, "new": new}
            for label, old, new in _different(was.quota.get(key, {}), now.quota[key])
        ]
        rows_were, rows_are = _rows(was, key), _rows(now, key)
        for row in dict.fromkeys([*rows_were, *rows_are]):
            found += [
                told | {"row": row, **_said(columns.get(label), label), "old": old, "new": new}
                for label, old, new in _different(rows_were.get(row, {}), rows_are.get(row, {}))
            ]
    return found


def _rows(issue: UnitIssue, table: str) -> Mapping[str, Mapping[str, AssignedFigure]]:
    return {row.name: row.quota for row in (issue.rows or {}).get(table, ())}


def _said(column: Mapping[str, object] | None, label: str) -> dict[str, object]:
    if column is None:
        return {"label": label, "heading": "", "number_format": "General"}
    return {name: column[name] for name in ("label", "heading", "number_format")}


def _different(
    was: Mapping[str, AssignedFigure], now: Mapping[str, AssignedFigure]
) -> Iterator[tuple[str, AssignedFigure, AssignedFigure]]:
    for label in dict.fromkeys([*was, *now]):
        if was.get(label) != now.get(label):
            yield label, was.get(label), now.get(label)


def _periods(unit: Mapping[str, Any], was: UnitIssue) -> Iterator[dict[str, object]]:
    known = {one.period: one for one in was.schedules or ()}
    for period in unit["periods"]:
        old = known.get(period["key"])
        if old and (old.start, old.end) != (period["start"], period["end"]):
            days = [
                f"{short_date(first)} – {short_date(last)}"
                for first, last in ((old.start, old.end), (period["start"], period["end"]))
            ]
            yield {
                "table": period["name"], "row": "", "label": "", "heading": period["name"], "number_format": "General",
                "old": days[0], "new": days[1],
            }  # fmt: skip
