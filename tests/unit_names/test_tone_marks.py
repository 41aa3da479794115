import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.unit_names.tone_marks import with_tones_placed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hòa Bình", "Hoà Bình"),
        ("Thanh Hóa", "Thanh Hoá"),
        ("Thủy Nguyên", "Thuỷ Nguyên"),
        ("khỏe", "khoẻ"),
        ("HÒA", "HOÀ"),
        ("Tuy Hòa", "Tuy Hoà"),
    ],
)
def test_open_syllables_have_two_ways(old: str, new: str) -> None:
    for written in (old, new):
        assert with_tones_placed(written, "old") == old
        assert with_tones_placed(written, "new") == new


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("hòang", "hoàng"),
        ("Qúy", "Quý"),
        ("gìa", "già"),
        ("Hùynh", "Huỳnh"),
        ("qủan", "quản"),
        ("tóan", "toán"),
        ("ngòai", "ngoài"),
        ("gíêng", "giếng"),
    ],
)
def test_slips_are_mended(slip: str, right: str) -> None:
    assert with_tones_placed(slip, "old") == right


@pytest.mark.parametrize(
    "name",
    [
        "Đồng Xoài",
        "Bù Gia Mập",
        "Đắk R'Lấp",
        "Krông Pắc",
        "Quốc Oai",
        "Nghĩa Lộ",
        "Giồng Trôm",
        "Thuận Hóa",
        "Quỳnh Phụ",
        "Khuỷu",
        "Múa",
        "Đứa",
        "của",
        "Chợ Gạo",
        "Uyển",
        "Ý Yên",
        "Mường Lát",
        "Xoóng",
        "Gì",
        "Gìn giữ",
        "Nguyễn",
        "Rượu",
        "Cửu Long",
        "Yếu",
        "Bưởi",
    ],
)
def test_right_words_stay(name: str) -> None:
    assert with_tones_placed(name, "old") == name


@given(st.text("aăâeêioôơuưyàáảãạòóỏõọqgnhct ", max_size=12))
def test_placing_twice_changes_nothing_more(text: str) -> None:
    once = with_tones_placed(text, "old")
    assert with_tones_placed(once, "old") == once
    assert with_tones_placed(with_tones_placed(once, "new"), "old") == once
