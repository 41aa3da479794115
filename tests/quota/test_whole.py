"""Stated roundings."""

from fractions import Fraction

import pytest

from xl_addin.quota.whole import whole


@pytest.mark.parametrize(
    ("value", "up", "nearest", "down"),
    [("2275/10", 228, 228, 227), ("-5/2", -2, -3, -3), ("7/3", 3, 2, 2), ("-7/3", -2, -2, -3), ("4", 4, 4, 4)],
)
def test_each_rounding_does_what_it_says(value, up, nearest, down):
    exact = Fraction(value)
    assert (whole(exact, "up"), whole(exact, "nearest"), whole(exact, "down")) == (up, nearest, down)
