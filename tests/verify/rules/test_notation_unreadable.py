from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_notation_that_cannot_be_read(small: Make, found_in: Make) -> None:
    assert found_in(small({(2, 5): "5=3-"})) == [("N101", "E2")]
