import unicodedata

from xl_addin.unit_names.writing import plainly_written, standard_name, without_marks


def test_decomposed_letters_and_spaces_of_all_kinds() -> None:
    name = unicodedata.normalize("NFD", "Đồng\u00a0 Xoài\u200b ")
    assert plainly_written(name) == "Đồng Xoài"


def test_a_line_break_is_a_space() -> None:
    assert plainly_written("Bù Gia\nMập") == "Bù Gia Mập"


def test_the_letter_eth_becomes_the_vietnamese_letter() -> None:
    assert standard_name("Ðồng Phú") == "Đồng Phú"


def test_tone_marks_take_the_wanted_place() -> None:
    assert standard_name("Hoà  Bình") == "Hòa Bình"
    assert standard_name("Hòa Bình", "new") == "Hoà Bình"


def test_without_marks() -> None:
    assert without_marks("Đồng Xoài, Phước Long") == "Dong Xoai, Phuoc Long"
