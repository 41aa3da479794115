"""Sums that list cells one by one take in new cells and let go of old ones; areas do so by themselves."""

import pytest

from xl_addin.campaign.units.formulas.listed_sums import with_rows, without_rows


@pytest.mark.parametrize(
    ("formula", "longer"),
    [
        ("=D9+D10+D11", "=D9+D10+D12+D13+D11"),
        ("=SUM(D9,D10,D11)", "=SUM(D9,D10,D12,D13,D11)"),
        ("=SUM(D8:D10)", "=SUM(D8:D10,D12,D13)"),
        ("=SUM(D8:D13)", "=SUM(D8:D13)"),
        ("=D9+D11", None),
        ("=D10*2", None),
    ],
)
def test_new_rows_are_listed_behind_the_one_they_are_like(formula: str, longer: str | None) -> None:
    assert with_rows(formula, 10, [12, 13]) == longer


@pytest.mark.parametrize(
    ("formula", "shorter"),
    [
        ("=D9+D10+D11", "=D9+D11"),
        ("=D10+D11", "=D11"),
        ("=D9+D10", "=D9"),
        ("=SUM(D10,D11)", "=SUM(D11)"),
        ("=SUM(D9,D10)", "=SUM(D9)"),
        ("=SUM(D10)+D11", "=SUM(0)+D11"),
        ("=SUBTOTAL(9,D10)", "=SUBTOTAL(9,0)"),
        ("=D10", "=0"),
        ("=SUM(D9:D11)", None),
        ("=D10/D11", None),
    ],
)
def test_a_row_that_goes_is_listed_no_longer(formula: str, shorter: str | None) -> None:
    assert without_rows(formula, [10]) == shorter
