from collections.abc import Callable
from typing import Any

from xl_addin.spec.model import Spec

Make = Callable[..., Any]


def test_a_count_below_nothing(calculated: Make, findings: Make) -> None:
    found = findings(calculated({(3, 4): 1200}))
    assert [(one.code, one.cell, one.actual) for one in found] == [("I403", "E3", -200)]
    assert found[0].severity.name == "WARNING"


def test_a_difference_may_be_negative(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated({(1, 5): "Số người tăng, giảm", (3, 4): 1200})) == []


def test_with_a_spec_every_additive_column_counts(published: Make, findings: Make, spec: Spec) -> None:
    found = findings(*published({(9, 5): 30000, (9, 7): 28211 - 30000}).sheets, spec=spec)
    assert ("I403", "G9") in [(one.code, one.cell) for one in found]
