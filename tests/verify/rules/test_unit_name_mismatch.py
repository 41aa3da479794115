from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_another_name_in_the_same_place(small: Make, findings: Make) -> None:
    found = findings(small(name="Biểu 1"), small({(4, 2): "Bình Mình"}, name="Biểu 2"))
    assert [(one.code, one.sheet, one.cell, one.expected, one.actual) for one in found] == [
        ("U501", "Biểu 2", "B4", "Bình Minh", "Bình Mình")
    ]


def test_another_order_and_another_case_are_none(small: Make, found_in: Make) -> None:
    turned = {(3, 2): "Bình Minh", (4, 2): "An Bình"}
    assert found_in(small(name="Biểu 1"), small(turned, name="Biểu 2")) == []
    assert found_in(small(name="Biểu 1"), small({(3, 2): "AN BÌNH"}, name="Biểu 2")) == []


def test_tables_of_different_units(small: Make, found_in: Make) -> None:
    others = {(row, 2): f"Ấp {row}" for row in range(3, 7)}
    assert found_in(small(name="Biểu 1"), small(others, name="Biểu 2")) == []
