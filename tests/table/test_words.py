import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.table import words

LABELS = (
    "Tổng cộng", "CỘNG:", "T. cộng", "t.cộng", "Tong so", "cong", "Toàn tỉnh", "Cả nước", "Grand total", "Subtotal",
    "Sum", "Tổng thu ngân sách", "Cộng mục I", "  Tổng số (I+II)",
)  # fmt: skip
NAMES = ("Tổng công ty Sông Đà", "Cộng Hòa", "Toàn Thắng", "Xã Tân Lập", "Thị trấn Chơn Thành", "Sumatra")


@pytest.mark.parametrize("label", LABELS)
def test_a_total_is_known_however_its_letters_are_composed(label: str) -> None:
    for written in (label, unicodedata.normalize("NFD", label), label.upper()):
        assert words.is_total_label(written) or words.is_whole_label(written)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_begin_alike_are_no_totals(name: str) -> None:
    assert not words.is_total_label(name)


@given(st.text(st.sampled_from("TtổôộoO ộCcảaGgrRandSsum.,:\u0302\u0309\u0323\u0301 "), max_size=14))
def test_the_quick_look_misses_no_total(text: str) -> None:
    slow = words._TOTAL.fullmatch(words.folded(text)) or words._WHOLE.fullmatch(words.folded(text))
    assert not slow or words.is_total_label(text) or words.is_whole_label(text)


@given(st.text(st.sampled_from("0123456789１.,-–—x…()+% \u00a0a"), max_size=8))
def test_numbers_and_marks_for_none_are_told_from_words(text: str) -> None:
    plain = r"[-+(]?\s*\d[\d.,\s]*\s*%?\)?|[-–—x…]+|\.{2,}"
    assert words.is_number_text(text) == (re.fullmatch(plain, text.strip()) is not None)


def test_a_hostile_text_is_told_at_once() -> None:
    assert not words.is_number_text("1" + " " * 30_000 + "x")
    assert not words.is_number_text(" " * 30_000)


def test_rows_of_ratios_and_folding() -> None:
    assert words.is_ratio_label("Đạt (%)") and words.is_ratio_label("% hoàn thành")
    assert words.is_ratio_label("Hoàn thành (%)") and words.is_ratio_label("- Tỷ lệ đạt")
    assert not words.is_ratio_label("Thuế GTGT 8%") and not words.is_ratio_label("Hỗ trợ 30 % kinh phí")
    assert words.is_ratio_label("Tỷ lệ đạt") and not words.is_ratio_label("Xã Bình Minh")
    assert words.folded("  Đồng   XOÀI ") == words.folded("Đồng Xoài")


def test_a_commune_may_be_called_like_an_average() -> None:
    assert words.is_ratio_label("Trung bình") and words.is_ratio_label("TRUNG BÌNH")
    assert not words.is_ratio_label("Trung Bình")
