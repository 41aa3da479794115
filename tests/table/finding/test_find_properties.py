"""Where a table stands and what surrounds it changes nothing. All figures are made up."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.cells import Area
from xl_addin.table.finding.find import find_tables
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.model.book import Column, Sheet, Value

Grid = list[list[Value]]
NAMES = st.sampled_from(["Xã A", "Xã Cộng Hòa", "Phường 1", "Thôn Đông", "Bù Gia Mập", "Ấp 3", "Tổ 12"])


@st.composite
def tables(draw: st.DrawFn) -> Grid:
    """A header row, a number row, units with figures and, sometimes, a total."""
    figures = draw(st.integers(2, 6))
    units = draw(st.integers(1, 8))
    body: Grid = [[row + 1, draw(NAMES), *(draw(st.integers(0, 900)) for _ in range(figures))] for row in range(units)]
    width = figures + 2
    numbers: list[Value] = [*range(1, width), f"{width}={width - 1}*2"]
    head: Grid = [["STT", "Địa bàn", *(f"Chỉ số {chr(65 + n)}" for n in range(figures))], numbers]
    if draw(st.booleans()):
        body.append([None, "Tổng cộng", *(sum(int(str(row[n])) for row in body) for n in range(2, width))])
    return head + body


def placed(grid: Grid, row: int, column: int, around: Sheet | None = None) -> Sheet:
    columns = {position: dict(one.values) for position, one in around.columns.items()} if around else {}
    for i, cells in enumerate(grid):
        for j, value in enumerate(cells):
            if value is not None:
                columns.setdefault(column + j, {})[row + i] = value
    return Sheet("Biểu", {position: Column(values) for position, values in columns.items()})


def shifted(table: NumberedTable, rows: int, columns: int) -> NumberedTable:
    return replace(
        table,
        header_rows=tuple(row + rows for row in table.header_rows),
        number_row=table.number_row + rows,
        body_rows=tuple(row + rows for row in table.body_rows),
        total_row=None if table.total_row is None else table.total_row + rows,
        columns=tuple(replace(column, position=column.position + columns) for column in table.columns),
        subtotal_rows=tuple((row + rows, tuple(part + rows for part in parts)) for row, parts in table.subtotal_rows),
    )


@given(tables(), st.integers(0, 60), st.integers(0, 40))
def test_shifting_a_table_shifts_what_is_found(grid: Grid, rows: int, columns: int) -> None:
    (here,) = find_tables(placed(grid, 1, 1))
    assert find_tables(placed(grid, 1 + rows, 1 + columns)) == (shifted(here, rows, columns),)


@given(tables())
def test_every_unit_and_the_total_are_found(grid: Grid) -> None:
    (table,) = find_tables(placed(grid, 1, 1))
    units = [row for row, cells in enumerate(grid, 1) if isinstance(cells[0], int) and row > 2]
    assert list(table.body_rows) == units
    assert table.total_row == (len(grid) if grid[-1][0] is None else None)
    assert len(table.labels) == len(grid[0])


LETTERHEAD: Grid = [
    ["UBND TỈNH X", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["Số: 96/KH-UBND", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [None],
]
NOTES = st.sampled_from(
    [
        "Ghi chú: số liệu tính đến ngày 18/6/2023",
        "Nơi nhận:",
        "Kiểm tra: cột 4, phải bằng 0",
        "Ngày 18 tháng 6 năm 2023",
        "Nguồn: Công an tỉnh",
    ]
)


@given(tables(), NOTES, st.integers(0, 3), st.integers(1, 2))
def test_a_letterhead_above_and_a_note_below_change_nothing(grid: Grid, note: str, gap: int, column: int) -> None:
    top = len(LETTERHEAD) + 1
    alone = find_tables(placed(grid, top, 1))
    around = placed(LETTERHEAD, 1, 1)
    around = placed([[note, None, 12, 0]], top + len(grid) + gap, column, around)
    assert find_tables(placed(grid, top, 1, around)) == alone


@given(tables(), st.sets(st.integers(1, 12)))
def test_hidden_rows_are_read_like_all_others(grid: Grid, hidden: set[int]) -> None:
    sheet = placed(grid, 1, 1)
    assert find_tables(replace(sheet, hidden_rows=frozenset(hidden))) == find_tables(sheet)


@given(tables(), st.integers(1, 3))
def test_merging_a_heading_over_several_rows_changes_nothing_but_the_header(grid: Grid, rows: int) -> None:
    (flat,) = find_tables(placed(grid, 1 + rows, 1))
    tall = placed([grid[0]], 1, 1)
    tall = placed(grid[1:], 2 + rows, 1, tall)
    merges = tuple(Area(1, position, 1 + rows, position) for position in range(1, len(grid[0]) + 1))
    (table,) = find_tables(replace(tall, merges=merges))
    assert replace(table, header_rows=flat.header_rows) == flat
    assert table.header_rows == tuple(range(1, 2 + rows))


CELLS = (
    st.none() | st.integers(-3, 12) | st.sampled_from(["A", "(2)", "3=1+2", "4=3-", "I", "Tổng", "STT", "ĐVT: người"])
)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=14), st.lists(st.tuples(*[st.integers(1, 9)] * 4), max_size=3))
def test_no_sheet_is_too_strange(grid: Grid, corners: list[tuple[int, int, int, int]]) -> None:
    merges = tuple(Area(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners)
    for table in find_tables(replace(placed(grid, 1, 1), merges=merges)):
        rows = [*table.body_rows, *(row for row, _ in table.subtotal_rows), *filter(None, [table.total_row])]
        assert len(rows) == len(set(rows))
        assert all(row > table.number_row > max(table.header_rows) for row in rows or [table.number_row + 1])
        assert all(set(parts) <= set(table.body_rows) for _, parts in table.subtotal_rows)
