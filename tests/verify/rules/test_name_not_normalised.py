import unicodedata
from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_names_that_only_look_right(small: Make, findings: Make) -> None:
    names = {(3, 2): unicodedata.normalize("NFD", "An Bình"), (4, 2): "Bình  Minh", (5, 2): "Cửa Lân\u200b"}
    found = findings(small(names))
    assert [(one.code, one.cell, one.expected, one.severity.name) for one in found] == [
        ("U504", "B3", "An Bình", "NOTE"),
        ("U504", "B4", "Bình Minh", "NOTE"),
        ("U504", "B5", "Cửa Lân", "NOTE"),
    ]


def test_a_name_wrapped_on_two_lines(small: Make, found_in: Make) -> None:
    assert found_in(small({(3, 2): "Xã\nAn Bình"})) == []
