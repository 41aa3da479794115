from collections.abc import Callable
from dataclasses import replace
from typing import Any

Make = Callable[..., Any]
OLD = {(1, 2): "§¬n vÞ", (3, 2): "B×nh Ph­íc", (4, 2): "§ång Xoµi"}


def test_old_texts_are_reported_once_for_each_sheet(small: Make, findings: Make) -> None:
    found = [one for one in findings(small(OLD)) if one.code == "U505"]
    assert [(one.cell, one.expected, one.actual) for one in found] == [("B1", "Đơn vị", "§¬n vÞ")]
    assert "3 ô" in found[0].message.vi and "TCVN3" in found[0].message.vi


def test_vni_is_told_apart(small: Make, findings: Make) -> None:
    found = [one for one in findings(small({(3, 2): "Phöôùc Long, Ñoàng Xoaøi"})) if one.code == "U505"]
    assert [(one.cell, one.expected) for one in found] == [("B3", "Phước Long, Đồng Xoài")]
    assert "VNI" in found[0].message.en


def test_unicode_and_other_languages_are_left_alone(small: Make, found_in: Make) -> None:
    assert (
        found_in(small({(3, 2): "Phước Long", (4, 2): "Saint-Étienne-du-Rouvray", (5, 2): "Münster am Böhmerwald"}))
        == []
    )


def test_hidden_sheets_are_nobodys_reading(small: Make, found_in: Make) -> None:
    assert "U505" not in dict(found_in(replace(small(OLD), visible=False), small(name="Biểu 2")))
