"""Rows of percentages are no unit's, whoever asks. Units and figures are invented."""

import pytest

from xl_addin.table.finding.find import find_tables
from xl_addin.workbook.model.book import Column, Sheet, Value

HEAD: list[tuple[Value, ...]] = [("STT", "Đơn vị", "Giao", "Đã làm"), (1, 2, 3, 4)]
UNITS: list[tuple[Value, ...]] = [(1, "An Bình", 100, 40), (2, "Bình Minh", 200, 50), (3, "Cửa Lân", 300, 60)]
TOTAL: tuple[Value, ...] = (None, "Tổng", 600, 150)


def sheet(*rows: tuple[Value, ...], percent_rows: tuple[int, ...] = ()) -> Sheet:
    lines = [*HEAD, *rows]
    columns = {}
    for at in range(1, 5):
        values = {row: line[at - 1] for row, line in enumerate(lines, 1) if line[at - 1] is not None}
        formats = dict.fromkeys(percent_rows, "0.0%") if at > 2 else {}
        columns[at] = Column(values, {}, formats)
    return Sheet("Biểu", columns)


@pytest.mark.parametrize("label", ["Hoàn thành (%)", "Tỷ lệ đạt", "% hoàn thành", "Bình quân"])
@pytest.mark.parametrize("number", [4, None])
def test_a_row_that_says_so_is_a_ratio_row_numbered_or_not(label: str, number: int | None) -> None:
    [table] = find_tables(sheet(*UNITS, (number, label, 50, 25), TOTAL))
    assert (table.body_rows, table.ratio_rows, table.total_row) == ((3, 4, 5), (6,), 7)


def test_a_row_in_which_every_figure_is_a_percentage_is_one() -> None:
    [table] = find_tables(sheet(*UNITS, (4, "Hoàn thành", 0.5, 0.25), TOTAL, percent_rows=(6,)))
    assert (table.body_rows, table.ratio_rows) == ((3, 4, 5), (6,))


def test_a_table_of_nothing_but_percentages_has_units() -> None:
    by_format = sheet(*UNITS, TOTAL, percent_rows=(3, 4, 5, 6))
    [table] = find_tables(by_format)
    assert (table.body_rows, table.ratio_rows) == ((3, 4, 5), ())
    labelled = [(number, f"Tỷ lệ {name}", given, done) for number, name, given, done in UNITS]
    [table] = find_tables(sheet(*labelled))
    assert (table.body_rows, table.ratio_rows) == ((3, 4, 5), ())


def test_a_ratio_row_is_not_in_a_sub_total() -> None:
    rows = [("I", "Khối xã", 600, 150), *UNITS, (4, "Đạt (%)", 30, 25)]
    [table] = find_tables(sheet(*rows, TOTAL))
    assert (table.subtotal_rows, table.ratio_rows) == (((3, (4, 5, 6)),), (7,))
