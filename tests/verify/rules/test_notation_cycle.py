from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_columns_that_need_each_other(small: Make, found_in: Make) -> None:
    assert found_in(small({(2, 4): "4=3-5"})) == [("N103", "D2")]
