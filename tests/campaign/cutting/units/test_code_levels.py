"""Rows over their parts as codes say are no units beside these: asked about, or cut by one level, sums right."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from xl_addin import api
from xl_addin.campaign.cutting.units.unit_rows import UnitLevelInDoubt
from xl_addin.problem import Problem

Rows = list[list[Any]]
HEADER: Rows = [["Mã", "Địa bàn", "Nam", "Nữ"], ["A", "B", 1, 2]]
DECIMAL: Rows = [
    ["70", "Bình Phước", 30, 31],
    ["70.1", "Đồng Xoài", 18, 19],
    ["70.2", "Bù Đăng", 12, 12],
    ["75", "Đồng Nai", 41, 44],
    ["75.1", "Biên Hòa", 20, 22],
    ["75.2", "Long Khánh", 21, 22],
]
INDUSTRY: Rows = [
    ["C", "Chế biến", 77, 810],
    ["10", "Thực phẩm", 65, 720],
    ["101", "Thịt", 40, 310],
    ["102", "Thủy sản", 25, 410],
    ["11", "Đồ uống", 12, 90],
    ["G", "Bán buôn", 51, 180],
    ["46", "Bán buôn khác", 51, 180],
]
BUDGET: Rows = [
    ["6000", "Tiền lương", 900, 880],
    ["6001", "Lương ngạch bậc", 700, 690],
    ["6003", "Lương hợp đồng", 200, 190],
    ["6100", "Phụ cấp lương", 150, 140],
    ["6101", "Chức vụ", 60, 60],
    ["6113", "Trách nhiệm", 90, 80],
]
TWO_COLUMNS: Rows = [
    ["Mục", "Tiểu mục", "Nội dung", "Dự toán", "Quyết toán"],
    [1, 2, 3, 4, 5],
    *([int(code), None, *rest] if code.endswith("00") else [None, int(code), *rest] for code, *rest in BUDGET),
]


def case_of(rows: Rows) -> api.Case:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return api.open(content.getvalue(), file="so.xlsx")


def given(case: api.Case, label: str, **asked: Any) -> dict[str, int]:
    """What each unit is given in a column."""
    return {unit["unit"]: unit["quota"]["Sheet"][label] for unit in api.cut(case, **asked).manifest["units"]}


@pytest.mark.parametrize(
    ("rows", "group", "row"),
    [
        ([*HEADER, *DECIMAL], "Bình Phước", "Đồng Xoài"),
        ([*HEADER, *INDUSTRY], "Thực phẩm", "Thịt"),
        ([*HEADER, *BUDGET], "Tiền lương", "Lương ngạch bậc"),
        (TWO_COLUMNS, "Tiền lương", "Lương ngạch bậc"),
    ],
)
def test_which_level_is_meant_is_asked(rows: Rows, group: str, row: str) -> None:
    with pytest.raises(UnitLevelInDoubt) as caught:
        given(case_of(rows), "1")
    assert (caught.value.group, caught.value.row) == (group, row)
    assert "--level group hoặc --level row" in caught.value.line("vi")


@pytest.mark.parametrize(
    ("rows", "label", "total"),
    [
        ([*HEADER, *DECIMAL], "1", 71),
        ([*HEADER, *INDUSTRY], "1", 128),
        ([*HEADER, *BUDGET], "2", 1020),
        (TWO_COLUMNS, "4", 1050),
    ],
)
def test_cut_by_rows_the_units_have_the_total_together(rows: Rows, label: str, total: int) -> None:
    assert sum(given(case_of(rows), label, level="row").values()) == total


def test_cut_by_groups_the_rows_above_are_the_units() -> None:
    assert given(case_of([*HEADER, *DECIMAL]), "1", level="group") == {"Bình Phước": 30, "Đồng Nai": 41}
    assert given(case_of([*HEADER, *BUDGET]), "1", level="group") == {"Tiền lương": 900, "Phụ cấp lương": 150}


def test_a_row_that_no_group_would_be_given_is_named() -> None:
    with pytest.raises(Problem) as caught:
        given(case_of([*HEADER, *INDUSTRY]), "1", level="group")
    assert "Sheet!B7" in caught.value.line("vi") and "Đồ uống" in caught.value.line("vi")


@pytest.mark.parametrize(
    "codes", [["10", "101", "102"], ["6000", "6001", "6002"], ["25190", "25195", "25198"], ["1", "2", "3"]]
)
def test_codes_alone_make_no_parts_of_rows_that_do_not_add_up(codes: list[str]) -> None:
    rows: Rows = [*HEADER, *([code, f"Xã {code}", 7, 5] for code in codes)]
    assert len(given(case_of(rows), "1")) == 3


@pytest.mark.parametrize("total", [None, 25])
def test_figures_that_are_sums_by_chance_make_no_parts(total: int | None) -> None:
    """Commune 25190 has what 25195 and 25198 have together; 25202 stands beside them, and the total counts all."""
    rows: Rows = [*HEADER]
    rows += [
        [code, f"Xã {code}", figure, None] for code, figure in (("25190", 8), ("25195", 5), ("25198", 3), ("25202", 9))
    ]
    if total:
        rows.append([None, "Tổng cộng", total, None])
    assert list(given(case_of(rows), "1").values()) == [8, 5, 3, 9]


def test_dates_are_no_codes() -> None:
    rows: Rows = [["Ngày", "Đơn vị", "Giao"], [1, 2, 3]]
    rows += [[date(2015, 12, day), f"Xã {day}", figure] for day, figure in ((12, 3), (15, 2), (19, 1))]
    assert len(given(case_of(rows), "3")) == 3
