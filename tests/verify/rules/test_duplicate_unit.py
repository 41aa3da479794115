from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_unit_twice(small: Make, findings: Make) -> None:
    found = findings(small({(5, 2): "AN BÌNH"}))
    assert [(one.code, one.cell) for one in found] == [("U502", "B5")]
    assert "dòng 3" in found[0].message.vi


def two_places(*, coded: bool = False) -> list[list[Any]]:
    return [
        ["STT", "Huyện", "Xã", "Mã xã" if coded else "Ghi chú", "Giao"],
        [1, 2, 3, 4, 5],
        [1, "Đồng Phú", "Tân Lập", "25441", 10],
        [2, "Đồng Phú", "Tân Tiến", "25442", 20],
        [3, "Bù Đốp", "Tân Tiến", "25443", 30],
        [4, "Bù Đốp", "Thiện Hưng", "25444", 40],
    ]


def test_one_name_in_two_places_or_with_two_codes_is_two_units(sheet: Make, found_in: Make) -> None:
    assert "U502" not in dict(found_in(sheet(two_places())))
    one_place = {(5, 2): "Đồng Phú"}
    assert dict(found_in(sheet(two_places(), changed=one_place))).get("U502") == "C5"
    assert "U502" not in dict(found_in(sheet(two_places(coded=True), changed=one_place)))
