"""The texts of a table's sheet that copy parameters: titles, headings, column numbers, how days are counted.

A text is known again by its pattern, whatever figures it was written with: `từ ngày {start}` is `từ ngày 20/6/2023`
today and `từ ngày 21/6/2023` when the plan has moved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xl_addin.language import short_date
from xl_addin.quota.schedule import day_counts
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FIGURE = r"-?[0-9][0-9.,/-]*(?: ?%)?"
_COUNTED = "{counted_days}"


@dataclass(frozen=True)
class CopyingText:
    """A text with parameters in it: how it is known again, and as it must stand now."""

    pattern: re.Pattern[str]
    text: str

    def stands_in(self, text: str) -> bool:
        """Whether a text is this one, with whatever figures."""
        return self.pattern.fullmatch(text) is not None


def title_texts(spec: Spec, table: TableSpec) -> Iterator[CopyingText]:
    """The texts over a table, and the lines under it that say what averages divide by."""
    templates = ["\n".join(spec.title), "\n".join(table.title)]
    for template in templates:
        yield from _copying(spec, template, spec.fill_in(template))
    for template, text in _day_counts(spec, table):
        yield from _copying(spec, template, text)


def heading_texts(spec: Spec, column: ColumnSpec) -> Iterator[CopyingText]:
    """A column's heading and the one of its group."""
    for template in (column.heading, column.group or ""):
        yield from _copying(spec, template, spec.fill_in(template))


def number_text(spec: Spec, column: ColumnSpec) -> CopyingText | None:
    """What stands in the column-number row, where a parameter is a part of it: `12=(10/11)/25`."""
    return next(_copying(spec, column.number, spec.fill_in(column.number)), None)


def day_count_lines(spec: Spec, table: TableSpec) -> list[str]:
    """What the averages divide by, and how many days the calendar has: said, not corrected."""
    return [text for _, text in _day_counts(spec, table)]


def _day_counts(spec: Spec, table: TableSpec) -> Iterator[tuple[str, str]]:
    """A line's template and text; once for periods that are the same days."""
    said: set[str] = set()
    for period in spec.periods:
        if period.table != table.key or period.stated_days is None:
            continue
        counted = day_counts(spec.day(period.start), spec.day(period.end)).inclusive
        start, end = (short_date(day) if isinstance(day, date) else f"{{{day}}}" for day in (period.start, period.end))
        stated = f"{{{period.stated_days}}} ngày"
        divided = any(period.stated_days in f"{column.number} {column.formula}" for column in table.columns)
        says = f"Bình quân chia cho {stated} theo kế hoạch" if divided else f"Văn bản ghi {stated}"
        template = f"{says}; từ {start} đến {end} có {_COUNTED} ngày, kể cả ngày đầu và ngày cuối."
        if template not in said:
            said.add(template)
            yield template, spec.fill_in(template).replace(_COUNTED, str(counted))


def _copying(spec: Spec, template: str, text: str) -> Iterator[CopyingText]:
    literal, names = _PLACEHOLDER.split(template)[::2], _PLACEHOLDER.findall(template)
    if any(name in spec.parameters for name in names):
        yield CopyingText(re.compile(_FIGURE.join(map(re.escape, literal))), text)
