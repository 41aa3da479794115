"""Names of sheets: at most 31 characters, each its own, still readable."""

import pytest

from xl_addin.campaign.cutting.short_names import sheet_names


@pytest.mark.parametrize(
    ("unit", "sheet"),
    [
        ("Đồng Xoài", "Đồng Xoài"),
        ("Ủy ban nhân dân xã Tân Hưng, huyện Hớn Quản", "UBND xã Tân Hưng, H. Hớn Quản"),
        ("Trường trung học cơ sở và trung học phổ thông Một", "Trường trung học…phổ thông Một"),
    ],
)
def test_long_names_are_abbreviated(unit: str, sheet: str) -> None:
    assert sheet_names([unit], []) == [sheet] and len(sheet) <= 31


def test_names_that_differ_at_the_end_still_do() -> None:
    units = [f"Ủy ban nhân dân xã Tân Hưng, huyện {name}" for name in ("Hớn Quản", "Bù Đăng")]
    assert sheet_names(units, []) == ["UBND xã Tân Hưng, H. Hớn Quản", "UBND xã Tân Hưng, huyện Bù Đăng"]


def test_equal_names_are_numbered_and_those_of_the_template_are_taken() -> None:
    assert sheet_names(["Mục lục", "Xã A", "xã a"], ["Mục lục"]) == ["Mục lục (2)", "Xã A", "xã a (2)"]
