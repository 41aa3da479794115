"""Units of one name in different places are told by what they belong to; sheets stay readable, names unique."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from xl_addin import api
from xl_addin.campaign.cutting.short_names import sheet_names
from xl_addin.problem import Problem

Rows = list[list[Any]]
LIST: Rows = [
    ["STT", "Huyện", "Xã", "Giao"],
    [1, 2, 3, 4],
    [1, "Đồng Phú", "Tân Lập", 10],
    [2, "Đồng Phú", "Tân Tiến", 20],
    [3, "Bù Đốp", "Tân Tiến", 30],
    [4, "Bù Đốp", "Thiện Hưng", 40],
]
GROUPS: Rows = [
    ["STT", "Địa bàn", "Giao"],
    [1, 2, 3],
    ["I", "Khối Đồng Phú", "=SUM(C4:C5)"],
    [1, "Tân Lập", 10],
    [2, "Tân Tiến", 20],
    ["II", "Khối Bù Đốp", "=SUM(C7:C8)"],
    [1, "Tân Tiến", 30],
    [2, "Thiện Hưng", 40],
]


def given(rows: Rows, label: str, **asked: Any) -> dict[str, int]:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    units = api.cut(api.open(content.getvalue(), file="so.xlsx"), **asked).manifest["units"]
    assert len({unit["sheet"] for unit in units}) == len(units)
    return {unit["unit"]: unit["quota"]["Sheet"][label] for unit in units}


def test_a_name_in_two_places_is_two_units_with_the_place_behind() -> None:
    assert given(LIST, "4", unit_column="Xã") == {
        "Tân Lập": 10,
        "Tân Tiến, Đồng Phú": 20,
        "Tân Tiến, Bù Đốp": 30,
        "Thiện Hưng": 40,
    }


def test_a_place_written_once_goes_for_the_rows_below() -> None:
    rows = [[*row] for row in LIST]
    rows[3][1] = rows[5][1] = None
    assert list(given(rows, "4", unit_column="Xã")) == [
        "Tân Lập",
        "Tân Tiến, Đồng Phú",
        "Tân Tiến, Bù Đốp",
        "Thiện Hưng",
    ]


def test_a_sub_total_tells_them_apart() -> None:
    assert given(GROUPS, "3") == {
        "Tân Lập": 10,
        "Tân Tiến, Khối Đồng Phú": 20,
        "Tân Tiến, Khối Bù Đốp": 30,
        "Thiện Hưng": 40,
    }


def test_a_name_in_rows_of_several_bodies_is_still_one_unit() -> None:
    """Two agencies give the same commune tasks: their rows do not divide the list."""
    rows: Rows = [["STT", "Cơ quan", "Xã", "Giao"], [1, 2, 3, 4]]
    rows += [[1, "Sở A", "Xã Một", 1], [2, "Sở B", "Xã Một", 2], [3, "Sở A", "Xã Hai", 4]]
    assert given(rows, "4", unit_column="Xã") == {"Xã Một": 3, "Xã Hai": 4}


def test_one_name_twice_in_one_place_is_refused_as_ever() -> None:
    rows = [*GROUPS, [3, "Thiện Hưng", 5]]
    with pytest.raises(Problem, match="already stands in row 8"):
        given(rows, "3")


def test_three_thousand_names_stay_unique_readable_and_short() -> None:
    units = [f"Xã Tân Lập số {number % 41}, huyện Thuận Nam Đông {number // 41}" for number in range(3_321)]
    names = sheet_names(units, ["Mục lục"])
    assert len({name.casefold() for name in names}) == 3_321 and max(map(len, names)) <= 31
    assert (names[0], names[1]) == ("Xã Tân Lập số 0, H.…Nam Đông 0", "Xã Tân Lập số 1, H.…Nam Đông 0")
