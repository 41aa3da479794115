"""The published tables of Bình Phước, as a re-typed sheet: another start cell, merged headers, extra columns."""

import csv
from pathlib import Path

import pytest

from xl_addin.formula.cells import Area
from xl_addin.shipped import shipped_folder
from xl_addin.table.finding.find import find_tables
from xl_addin.workbook.model.book import Column, Sheet, Value

PUBLISHED = shipped_folder("formulas_spec") / "published"
# Headings merged over neighbours, by phase: first and last column number, text.
GROUPS = {1: [(5, 6, "Kết quả"), (7, 9, "Chỉ tiêu đăng ký, thu nhận hồ sơ")], 2: []}


def rows_of(phase: int) -> list[list[Value]]:
    with Path(PUBLISHED / f"binh_phuoc_phase{phase}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [[int(cell) if cell.isdigit() else cell or None for cell in row] for row in csv.reader(file)]


def retyped(phase: int, row: int, column: int, *, notes: bool = True) -> Sheet:
    """Letterhead and titles above, headers over two rows, an unnumbered code on the left, a check row and notes."""
    heading, numbers, *body = rows_of(phase)
    columns: dict[int, dict[int, Value]] = {}
    merges: list[Area] = []

    def put(at: int, position: int, value: Value, last_row: int = 0, last_position: int = 0) -> None:
        if value is not None:
            columns.setdefault(position, {})[at] = value
        if last_row or last_position:
            merges.append(Area(at, position, last_row or at, last_position or position))

    last = column + len(heading) - 1
    put(row, column, "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC", last_position=column + 3)
    put(row, column + 4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", last_position=last)
    put(row + 1, column, "BẢNG PHÂN BỔ CHỈ TIÊU\nTỪ NGÀY 20/6/2023", last_position=last)
    put(row + 2, last - 1, "ĐVT: tài khoản", last_position=last)
    grouped = {n: (first, end, text) for first, end, text in GROUPS[phase] for n in range(first, end + 1)}
    for n, text in enumerate(heading, 1):
        position = column + n - 1
        if n not in grouped:
            put(row + 3, position, text, last_row=row + 4)
            continue
        first, end, group = grouped[n]
        if n == first:
            put(row + 3, position, group, last_position=column + end - 1)
        put(row + 4, position, text)
    put(row + 3, column - 1, "Mã", last_row=row + 4)
    put(row + 3, last + 1, "Ghi chú", last_row=row + 4)
    for i, cells in enumerate([numbers, *body]):
        for n, value in enumerate(cells):
            put(row + 5 + i, column + n, value)
    if notes:
        below = row + 5 + len(body) + 1
        put(below, column + 1, "Kiểm tra: cột 4, phải bằng 0")
        put(below, column + 3, 1)
        put(below + 2, column, "Ghi chú: số liệu tính đến ngày 18/6/2023")
        put(below + 4, last - 2, "TM. ỦY BAN NHÂN DÂN")
    return Sheet("Biểu", {p: Column(values) for p, values in columns.items()}, tuple(merges))


@pytest.mark.parametrize(("row", "column"), [(1, 2), (7, 4), (40, 30)])
@pytest.mark.parametrize("phase", [1, 2])
def test_the_published_table_is_found_wherever_it_stands(phase: int, row: int, column: int) -> None:
    (table,) = find_tables(retyped(phase, row, column))
    heading, numbers, *_ = rows_of(phase)
    assert table.number_row == row + 5
    assert table.header_rows == (row + 3, row + 4)
    assert table.body_rows == tuple(range(row + 6, row + 17))
    assert table.total_row == row + 17
    assert [one.position for one in table.columns] == list(range(column, column + len(heading)))
    assert [one.number_text for one in table.columns] == [str(number) for number in numbers]
    assert [one.role for one in table.columns] == ["index", "unit"] + ["number"] * (len(heading) - 2)
    assert table.unit_line == "ĐVT: tài khoản"
    assert table.title == "BẢNG PHÂN BỔ CHỈ TIÊU TỪ NGÀY 20/6/2023"


def test_the_published_notation_is_read() -> None:
    (first,), (second,) = find_tables(retyped(1, 1, 2)), find_tables(retyped(2, 1, 2))
    stated = {column.label: column.notation.text for column in first.columns if column.notation}
    assert stated == {"7": "7=4-5", "9": "9=7-8", "10": "10=4-6", "12": "12=(10/11)/25"}
    assert [column.label for column in second.columns if column.notation] == ["8"]
    assert first.column("7").heading.startswith("Chỉ tiêu đăng ký, thu nhận hồ sơ Chỉ tiêu đăng ký")


def test_notes_and_check_rows_change_nothing() -> None:
    assert find_tables(retyped(1, 3, 5)) == find_tables(retyped(1, 3, 5, notes=False))
