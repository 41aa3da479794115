"""Numbers of a template are exact where they are, and rounded as in Excel."""

from decimal import Decimal
from fractions import Fraction

import pytest

from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment

NUMBERS = {"d": Decimal("0.1"), "f": Fraction(1, 3), "x": 0.1, "n": 3}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("d * 1.5", Decimal("0.15")),
        ("d + 0.2", Decimal("0.3")),
        ("1.5 - d", Decimal("1.4")),
        ("d / 0.5", Decimal("0.2")),
        ("d + f", Fraction(13, 30)),
        ("n * d", Decimal("0.3")),
        ("[d, 0.2] | sum", Decimal("0.3")),
        ("d > 0.05", True),
        ("n % 2", 1),
        ("d % 0.03", Decimal("0.01")),
        ("2.5 | round", 3.0),
        ("-2.5 | round", -3.0),
        ("2.345 | round(2)", 2.35),
        ("1.005 | round(2)", 1.01),
        ("d | round", Decimal(0)),
        ("1234 | round(-2)", 1200),
        ("f | round(2)", Decimal("0.33")),
        ("2.1 | round(0, 'ceil') | int", 3),
        ("(n | vn_number) + 1", 4),
        ("(n / 2) | vn_number | round", 2.0),
    ],
)
def test_results(source: str, expected: object) -> None:
    result = Environment(Budget()).expression(source)(NUMBERS)
    assert result == expected
    assert type(result) is type(expected)
