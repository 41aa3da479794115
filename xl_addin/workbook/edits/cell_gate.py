"""Why a cell must not be written: what Excel itself would refuse, or would repair when it opens the file.

Only the sheet that is written into is looked at, and of it what lies over its cells. Whatever else a book holds
(charts, pictures, controls, macros …) is no reason.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import NamedTuple

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, Area, CellRef, RowColumn, address
from xl_addin.formula.excel_limits import is_too_deep, is_too_long
from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, related
from xl_addin.package.safe_xml import broken_xml
from xl_addin.problem import Problem
from xl_addin.workbook.edits.cell_edits import Wanted, WantedContent
from xl_addin.workbook.model.book import Sheet

LONGEST_TEXT = 32_767


@dataclass(frozen=True)
class Obstacle:
    """A kind of cell that cannot be written: what it is in the documents' words, and what the user is told."""

    kind: str
    text: Text


OFF_GRID = Obstacle(
    "a cell beyond the last row or column of a sheet",
    Text(vi="ô nằm ngoài trang tính", en="the cell lies beyond the grid"),
)
MERGED = Obstacle(
    "a cell under a merged one",
    Text(
        vi="ô bị gộp trong vùng {area}; chỉ ghi được vào ô đầu của vùng, hãy bỏ gộp ô",
        en="the cell is merged into {area}; only the first cell of it can be written, unmerge it",
    ),
)
ARRAY = Obstacle(
    "a cell of an array formula (Ctrl+Shift+Enter) or what-if table that fills several cells",
    Text(
        vi="ô thuộc công thức mảng {area}; hãy xóa công thức mảng này trong Excel rồi chạy lại",
        en="the cell is part of the array formula {area}; clear that formula in Excel and run again",
    ),
)
SPILL = Obstacle(
    "a cell that a dynamic array formula spills into, its own cell excepted",
    Text(
        vi="ô nằm trong vùng tràn {area} của công thức ở ô {anchor}; hãy sửa hoặc xóa công thức ở ô {anchor}",
        en="the cell lies where the formula of {anchor} spills ({area}); change or clear the formula of {anchor}",
    ),
)
PIVOT = Obstacle(
    "a cell of a pivot table",
    Text(
        vi="không sửa được ô trong PivotTable “{name}” ({area}); hãy sửa dữ liệu nguồn rồi làm mới (Refresh)",
        en="the cell is part of the pivot table “{name}” ({area}); change its source and refresh it",
    ),
)
TABLE_HEADER = Obstacle(
    "the heading of an Excel table (Insert > Table)",
    Text(
        vi="ô là tiêu đề của một bảng Excel (Table); hãy đổi tiêu đề trong Excel",
        en="the cell heads an Excel table; change that heading in Excel",
    ),
)
LONG_TEXT = Obstacle(
    "a text of more than 32,767 characters",
    Text(
        vi="văn bản dài hơn 32.767 ký tự, một ô không chứa được; hãy rút ngắn hoặc chia ra nhiều ô",
        en="a text of more than 32,767 characters, which no cell holds; shorten it or use several cells",
    ),
)
LONG_FORMULA = Obstacle(
    "a formula of more than 8,192 characters",
    Text(
        vi="công thức dài hơn 8.192 ký tự, Excel không nhận; hãy rút gọn hoặc chia ra nhiều ô",
        en="a formula of more than 8,192 characters, which Excel does not take; shorten it or use several cells",
    ),
)
DEEP_FORMULA = Obstacle(
    "a formula with functions within functions of more than 64 levels",
    Text(
        vi="công thức lồng hàm quá 64 tầng, Excel không nhận; hãy chia ra nhiều ô",
        en="a formula with functions within functions of more than 64 levels, which Excel does not take; "
        "use several cells",
    ),
)
OBSTACLES = (OFF_GRID, MERGED, ARRAY, SPILL, PIVOT, TABLE_HEADER, LONG_TEXT, LONG_FORMULA, DEEP_FORMULA)
"""Everything that a cell is refused for."""


class _Cover(NamedTuple):
    """What lies over an area, and the one cell of it that may be written all the same."""

    area: Area
    text: Text
    open: RowColumn | None = None


def check_cells(source: PartSource, part: str, sheet: Sheet, edits: Mapping[RowColumn, Wanted]) -> None:
    """Raise Problem for the first of these cells of a sheet that must not be given that content.

    `part` is the sheet's part. ValueError for a number that is none.
    """
    covers = [*_in_sheet(sheet), *_table_headings(source, part), *_pivot_tables(source, part)]
    by_row = _by_row(covers, {row for row, _ in edits})
    for (row, column), wanted in edits.items():
        cell = CellRef(sheet.name, row, column)
        refusal = _refusal((row, column), wanted, by_row.get(row, ()))
        if refusal is not None:
            raise Problem(refusal, place=str(cell))
        if wanted and isinstance(wanted.value, float) and not isfinite(wanted.value):
            raise ValueError(f"{cell}: {wanted.value} cannot be stored in a cell")


def _refusal(cell: RowColumn, wanted: Wanted, covers: Sequence[_Cover]) -> Text | None:
    """Why the cell must not be written, None if it may."""
    row, column = cell
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        return OFF_GRID.text
    if wanted is None:
        return None
    return next((cover.text for cover in covers if cell in cover.area and cell != cover.open), None) or _beyond(wanted)


def _beyond(wanted: WantedContent) -> Text | None:
    """What of a content is more than Excel takes."""
    if wanted.formula is None:
        return LONG_TEXT.text if isinstance(wanted.value, str) and is_long_text(wanted.value) else None
    if is_too_long(wanted.formula):
        return LONG_FORMULA.text
    return DEEP_FORMULA.text if is_too_deep(wanted.formula) else None


def is_long_text(text: str) -> bool:
    """Whether a text is more than a cell or comment holds; Excel counts in UTF-16."""
    return len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT


def _by_row(covers: Iterable[_Cover], rows: Collection[int]) -> Mapping[int, Sequence[_Cover]]:
    """What lies over each of these rows: thousands of edits do not each look at thousands of merges."""
    ordered = sorted(rows)
    found: dict[int, list[_Cover]] = {}
    for cover in covers:
        inside = slice(bisect_left(ordered, cover.area.first_row), bisect_right(ordered, cover.area.last_row))
        for row in ordered[inside]:
            found.setdefault(row, []).append(cover)
    return found


def _in_sheet(sheet: Sheet) -> Iterator[_Cover]:
    for merge in sheet.merges:
        yield _Cover(merge, MERGED.text.with_values(area=str(merge)), (merge.first_row, merge.first_column))
    for anchor, area in sheet.arrays.items():
        if (area.first_row, area.first_column) == (area.last_row, area.last_column):
            continue
        if anchor in sheet.spills:
            yield _Cover(area, SPILL.text.with_values(area=str(area), anchor=address(*anchor)), anchor)
        else:
            yield _Cover(area, ARRAY.text.with_values(area=str(area)))


def _table_headings(source: PartSource, part: str) -> Iterator[_Cover]:
    for table in related(source, part, "table"):
        root = source.xml(table)
        try:
            area = Area.parse(root.get("ref", ""))
        except ValueError as error:
            raise broken_xml(table) from error
        if root.get("headerRowCount", "1") != "0":
            yield _Cover(replace(area, last_row=area.first_row), TABLE_HEADER.text)


def _pivot_tables(source: PartSource, part: str) -> Iterator[_Cover]:
    for pivot in related(source, part, "pivotTable"):
        root = source.xml(pivot)
        location = child(root, "location")
        try:
            area = Area.parse("" if location is None else location.get("ref", ""))
        except ValueError as error:
            raise broken_xml(pivot) from error
        yield _Cover(area, PIVOT.text.with_values(name=root.get("name", ""), area=str(area)))
