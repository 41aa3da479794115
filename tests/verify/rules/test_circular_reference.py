from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_total_that_adds_itself(calculated: Make, found_in: Make) -> None:
    assert found_in(calculated({(7, 4): "=SUM(D3:D7)"})) == [("F207", "D7")]
