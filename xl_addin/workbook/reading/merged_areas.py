"""The areas of merged cells as a sheet lists them."""

import re

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area, column_index

_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?(\d{1,7}):\$?(\d{1,7})", re.ASCII)


def merged_area(text: str) -> Area:
    """`A1:C2`, and as some programs write them whole columns (`A:C`) and rows (`1:2`); ValueError for anything else."""
    if match := _COLUMNS.fullmatch(text):
        first, last = sorted(map(column_index, match.groups()))
        area = Area(1, first, MAX_ROW, last)
    elif match := _ROWS.fullmatch(text):
        first, last = sorted(map(int, match.groups()))
        area = Area(first, 1, last, MAX_COLUMN)
    else:
        return Area.parse(text)
    if area.first_row < 1 or area.last_row > MAX_ROW or area.last_column > MAX_COLUMN:
        raise ValueError(f"not an area: {text!r}")
    return area
