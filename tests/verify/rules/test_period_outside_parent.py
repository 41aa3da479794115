from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.spec.model import PeriodSpec, Spec

Make = Callable[..., Any]


@pytest.mark.parametrize(("start", "end", "outside"), [
    ("phase1_start", "phase2_end", False),
    ("phase1_end", "phase2_end", True),
    ("phase1_start", "phase1_start", True),
])  # fmt: skip
def test_a_period_lies_in_its_parent(
    published: Make, findings: Make, spec: Spec, start: str, end: str, outside: bool
) -> None:
    whole = PeriodSpec(key="whole", name="Cả đợt", start=start, end=end)
    part = spec.periods[0].model_copy(update={"parent": "whole"})
    nested = spec.model_copy(update={"periods": (whole, part, *spec.periods[1:])})
    found = [one for one in findings(*published().sheets, spec=nested) if one.code == "D604"]
    assert len(found) == outside
    assert all("Cả đợt" in one.message.vi and "20/6/2023" in one.message.vi for one in found)
