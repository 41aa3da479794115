"""What officers type: numbers kept as texts, numbers a thousand times too small."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import compress

from xl_addin.case.table_view import TableView
from xl_addin.table.model import TableColumn

_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009\u200b\t"))
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d+))?")
# `025110` is a code or an account: as a number it would lose its zero. Small counts are written `05` on purpose.
_PLAIN = re.compile(r"[+-]?(?!0\d{2})\d+(?:[.,]\d+)?")


def number_in_text(text: str) -> Fraction | None:
    """The number a text shows, Vietnamese or English separators: `48.692`, `1 234`, `57,41%`; else None."""
    bare = text.translate(_SPACES).lstrip("'")
    percent = bare.endswith("%")
    bare = bare.removesuffix("%")
    grouped = _GROUPED.fullmatch(bare)
    if grouped and not bare.lstrip("+-").startswith("0"):
        whole = bare[: grouped.start(2) - 1] if grouped[2] else bare
        digits = whole.replace(grouped[1], "") + ("." + grouped[2] if grouped[2] else "")
    elif _PLAIN.fullmatch(bare):
        digits = bare.replace(",", ".")
    else:
        return None
    return Fraction(digits) / (100 if percent else 1)


def may_be_decimal(text: str) -> bool:
    """Whether the only separator of a number could mean decimals as well as thousands: `48.692`, not `48.692,5`."""
    bare = text.translate(_SPACES).lstrip("'").removesuffix("%")
    grouped = _GROUPED.fullmatch(bare)
    return grouped is not None and grouped[2] is None and bare.count(grouped[1]) == 1


def texts_for_numbers(view: TableView) -> Iterator[tuple[int, TableColumn, str, Fraction]]:
    """The typed cells of rows and totals that hold a number as text: row, column, text, number."""
    total = () if view.table.total_row is None else (view.table.total_row,)
    for column in view.number_columns:
        body = view.body(column.label)
        texts = compress(body.rows, (type(value) is str for value in body.values)) if str in body.kinds else ()
        for row in (*texts, *total):
            value = view.value(row, column.label)
            if isinstance(value, str) and view.formula(row, column.label) is None:
                number = number_in_text(value)
                if number is not None:
                    yield row, column, value, number


def misread_rows(view: TableView, label: str) -> tuple[int, ...]:
    """The typed figures of a column that are a thousandth of what they should be, by their neighbours."""
    if view.body(label).is_whole:
        return ()
    figures = dict(view.body(label).typed())
    suspects = {row: value for row, value in figures.items() if not float(value).is_integer()}
    others = [value for row, value in figures.items() if row not in suspects]
    if not suspects or len(others) < 3 or len(suspects) > len(others) / 2 or _median(others) < 1000:
        return ()
    smallest, largest = min(others), max(others)
    fitting = [
        row
        for row, value in suspects.items()
        if abs(value * 1000 - round(value * 1000)) < 1e-6 and smallest / 10 <= value * 1000 <= largest * 10
    ]
    return tuple(fitting) if len(fitting) == len(suspects) else ()


def _median(figures: list[int | float]) -> float:
    """As `statistics` has it, which takes longer to load than a small book to check."""
    ordered, middle = sorted(figures), len(figures) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
