"""What cells hold, written range by range: every call to Excel takes about a millisecond."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from xl_addin.formula.cells import Area, CellRef
from xl_addin.workbook.edits.edit import Plain, SetFormula, SetNumberFormat, SetValue

if TYPE_CHECKING:
    import xlwings

_INT32 = 2**31


def set_number_formats(live: "xlwings.Book", edits: Sequence[SetNumberFormat]) -> None:
    """Give cells their number formats."""
    for text in dict.fromkeys(edit.number_format for edit in edits):
        for sheet, area in blocks(edit.cell for edit in edits if edit.number_format == text):
            _range(live, sheet, area).number_format = text


def set_values(live: "xlwings.Book", edits: Sequence[SetValue]) -> None:
    """Give cells their values."""
    contents = {edit.cell: typed(edit.value) for edit in edits}
    for sheet, area in blocks(contents):
        _range(live, sheet, area).value = _rows(contents, sheet, area)


def set_formulas(live: "xlwings.Book", edits: Sequence[SetFormula]) -> None:
    """Give cells their formulas."""
    contents = {edit.cell: edit.formula for edit in edits}
    for sheet, area in blocks(contents):
        rows = _rows(contents, sheet, area)
        _range(live, sheet, area).formula = rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def typed(value: Plain) -> Plain:
    """A value as Excel must be given it to hold just that.

    Excel reads what it is given as if it were typed: `=7-8`, `1/2` and `007` would not stay texts.
    """
    if isinstance(value, str):
        return value if value == "" or _stays_text(value) else f"'{value}"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _INT32:
        return float(value)
    return value


def _stays_text(text: str) -> bool:
    """Whether Excel takes no such text for a number, a date, a truth value, an error or a formula."""
    return text[0].isalpha() and not any(sign.isdigit() for sign in text) and text.casefold() not in ("true", "false")


def blocks(cells: Iterable[CellRef]) -> Iterator[tuple[str, Area]]:
    """Rectangles that hold exactly these cells: runs down the columns, joined where neighbours run alike."""
    columns: dict[tuple[str, int], list[int]] = {}
    for cell in cells:
        columns.setdefault((cell.sheet, cell.column), []).append(cell.row)
    spans: dict[tuple[str, int, int], list[int]] = {}
    for (sheet, column), rows in sorted(columns.items()):
        for first, last in _runs(sorted(rows)):
            spans.setdefault((sheet, first, last), []).append(column)
    for (sheet, first, last), across in spans.items():
        for left, right in _runs(across):
            yield sheet, Area(first, left, last, right)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of consecutive numbers; the numbers are sorted."""
    for _, stretch in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in stretch]
        yield members[0], members[-1]


def _rows(contents: Mapping[CellRef, Plain], sheet: str, area: Area) -> list[list[Plain]]:
    return [
        [contents[CellRef(sheet, row, column)] for column in range(area.first_column, area.last_column + 1)]
        for row in range(area.first_row, area.last_row + 1)
    ]


def _range(live: "xlwings.Book", sheet: str, area: Area) -> "xlwings.Range":
    return live.sheets[sheet].range((area.first_row, area.first_column), (area.last_row, area.last_column))
