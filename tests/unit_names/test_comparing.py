import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.unit_names.comparing import same_name_key, same_name_keys


def test_ways_of_writing_one_name_have_one_key() -> None:
    ways = ("Xã Hòa Thuận", "xã  hoà thuận ", unicodedata.normalize("NFD", "XÃ HÒA THUẬN"), "Xã\nHòa\u200b Thuận")
    assert len({same_name_key(way) for way in ways}) == 1


def test_other_names_have_other_keys() -> None:
    assert same_name_key("Đông Tiến") != same_name_key("Đồng Tiến")
    assert same_name_key("Xã An Bình") != same_name_key("Phường An Bình")


@given(st.lists(st.text(st.sampled_from("hòaHOÀuý ỳÐđx1\u0300\u00a0\u200b\n\0-"), max_size=8), max_size=5))
def test_many_names_get_the_keys_each_has(names: list[str]) -> None:
    assert same_name_keys(names) == [same_name_key(name) for name in names]
