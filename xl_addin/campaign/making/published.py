"""The tables of a campaign as they were published, mistakes included: figures from `formulas_spec/published/`."""

import csv
from dataclasses import dataclass

from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.model import Spec, TableSpec

UnitFigures = dict[str, int | str]


@dataclass(frozen=True)
class PublishedTable:
    """One table's figures by column number: a mapping for every unit, and one for the total row."""

    units: tuple[UnitFigures, ...]
    total: UnitFigures


def published_table(spec: Spec, table: TableSpec) -> PublishedTable:
    """The published figures of one of the campaign's tables; Problem if the campaign ships none."""
    path = shipped_folder("formulas_spec") / "published" / f"{spec.key}_{table.key}.csv"
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
    labels = [column.label for column in table.columns]
    figures = [
        {label: int(text) if text.isdigit() else text for label, text in zip(labels, row, strict=True) if text}
        for row in rows
    ]
    *units, total = figures
    return PublishedTable(tuple(units), total)
