from fractions import Fraction

import pytest

from xl_addin.notation import ColumnRef
from xl_addin.spec.error import SpecError
from xl_addin.spec.invariant import parse_invariant


def test_two_formulas_and_a_sign() -> None:
    found = parse_invariant("{6} <= {5}")
    assert (found.left, found.comparison, found.right) == (ColumnRef("6"), "<=", ColumnRef("5"))


@pytest.mark.parametrize(
    ("sign", "less", "same", "more"),
    [
        ("<=", True, True, False),
        ("≤", True, True, False),
        (">=", False, True, True),
        ("≥", False, True, True),
        ("<", True, False, False),
        (">", False, False, True),
        ("=", False, True, False),
    ],
)
def test_every_comparison(sign: str, less: bool, same: bool, more: bool) -> None:
    condition = parse_invariant(f"{{6}} {sign} {{5}}")
    outcomes = [condition.holds(Fraction(figure), Fraction(2)) for figure in (1, 2, 3)]
    assert outcomes == [less, same, more]


@pytest.mark.parametrize("text", ["{6}", "{6} <= {5} <= {4}", "{6} <= ", "{6} == {5}", "", "{6} <= sum({5})"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(SpecError):
        parse_invariant(text)
