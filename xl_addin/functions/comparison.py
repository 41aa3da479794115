"""When two figures count as the same."""

from fractions import Fraction

# What binary fractions lose on the way through a few operations, relative to the figure.
_FLOAT_NOISE = Fraction(1, 10**9)


def same_number(one: Fraction, other: Fraction) -> bool:
    """Whether two numbers differ by no more than binary noise."""
    return abs(one - other) <= _FLOAT_NOISE * max(abs(other), Fraction(1))
