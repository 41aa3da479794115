"""Numbers and dates in formulas."""

import pytest

from xl_addin.notation import parse_formula
from xl_addin.notation.quantity import Quantity, QuantityError, quantity

PARAMETERS: dict[str, Quantity] = {"first": "date", "last": "date", "days": "number"}


def given(formula: str) -> Quantity:
    return quantity(
        parse_formula(formula), lambda ref: "date" if ref.label == "3" else "number", PARAMETERS.__getitem__
    )


@pytest.mark.parametrize(
    "formula",
    [
        "last - first + 1",
        "{3} - first",
        "{4} / (last - first)",
        "if({3} <= last, 1, 0)",
        "max({3}, first) - first",
        "if({4} > 1, first, last) - first",
        "rank({3})",
        "first + 7 - first",
        "total({4}) / days",
    ],
)
def test_days_between_dates_are_a_number(formula: str) -> None:
    assert given(formula) == "number"


@pytest.mark.parametrize("formula", ["{3}", "first + 7", "7 + first", "first - days", "min(first, last)"])
def test_a_date_moved_by_days_is_a_date(formula: str) -> None:
    assert given(formula) == "date"


@pytest.mark.parametrize(
    "formula",
    [
        "first + last",
        "7 - first",
        "2 * first",
        "{4} / first",
        "-first",
        "round(first, 0)",
        "sum(first, 1)",
        "total({3})",
        "if({3} > 5, 1, 0)",
        "if({4} > 5, first, 0)",
        "max(first, 0)",
    ],
)
def test_nothing_else_is_done_with_a_date(formula: str) -> None:
    with pytest.raises(QuantityError):
        given(formula)
