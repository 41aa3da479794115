from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_the_cell_is_named_and_what_depends_on_it_is_not(calculated: Make, findings: Make) -> None:
    found = findings(calculated({(4, 4): "=KHONGCO(3)"}))
    assert [(one.code, one.cell) for one in found] == [("F209", "D4")]
    assert "KHONGCO" in found[0].message.vi


def test_a_number_kept_as_text_is_its_own_finding(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated({(4, 4): "1.500"})) == [("I401", "D4")]
