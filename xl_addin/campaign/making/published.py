"""The tables of a campaign as they were published, mistakes included: figures from `formulas_spec/published/`."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec

UnitFigures = dict[str, int | float | str | date]


@dataclass(frozen=True)
class PublishedTable:
    """One table's cells by column number: a mapping for every unit, and one for the total row where there is one."""

    units: tuple[UnitFigures, ...]
    total: UnitFigures


def is_published(spec: Spec, table: TableSpec) -> bool:
    """Whether the published figures of one of the campaign's tables are shipped."""
    return _file(spec, table).is_file()


def published_table(spec: Spec, table: TableSpec) -> PublishedTable:
    """The published figures of one of the campaign's tables; Problem if the campaign ships none."""
    path = _file(spec, table)
    if not path.is_file():
        raise Problem(
            Text(
                vi="chiến dịch này không kèm số liệu đã công bố",
                en="no published figures are shipped for this campaign",
            ),
            file=path.name,
        )
    with path.open(encoding="utf-8", newline="") as lines:
        _headings, _numbers, *rows = csv.reader(lines)
    cells = [_row(table, row) for row in rows]
    return PublishedTable(tuple(cells[:-1]), cells[-1]) if table.has_total_row else PublishedTable(tuple(cells), {})


def _file(spec: Spec, table: TableSpec) -> Path:
    return shipped_folder("formulas_spec") / "published" / f"{spec.key}_{table.key}.csv"


def _row(table: TableSpec, texts: Sequence[str]) -> UnitFigures:
    """A line's cells."""
    return {column.label: _cell(column, text) for column, text in zip(table.columns, texts, strict=True) if text}


def _cell(column: ColumnSpec, text: str) -> int | float | str | date:
    if column.role == "date":
        return date.fromisoformat(text)
    if text.isdigit():
        return int(text)
    return float(text) if column.role == "number" and text.replace(".", "", 1).isdigit() else text
