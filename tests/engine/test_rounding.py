"""The ROUND family: Excel's results at decimal ties, and what must hold for every number."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Context, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.engine.functions.rounding import _clearly_rounded, rounded
from xl_addin.workbook.model.book import CellError, Value

Result = Callable[[str], Value]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=ROUND(650*35%,0)", 228),
        ("=ROUND(1.005,2)", 1.01),
        ("=ROUND(0.285,2)", 0.29),
        ("=ROUND(2.675,2)", 2.68),
        ("=ROUND(2.5,0)", 3),
        ("=ROUND(-2.5,0)", -3),
        ("=ROUND(1250,-2)", 1300),
        ("=ROUND(-1250,-2)", -1300),
        ("=ROUND(49,-2)", 0),
        ("=ROUND(50,-2)", 100),
        ("=ROUND(50837.50007,0)", 50838),
        ("=ROUND(1234567890123456,0)", 1234567890123460),
        ("=ROUND(5,400)", 5),
        ("=ROUND(5,-400)", 0),
        ("=ROUND(2.75,1.9)", 2.8),
        ("=ROUND(,0)", 0),
        ("=ROUND(TRUE,0)", 1),
        ('=ROUND("x",0)', CellError("#VALUE!")),
        ("=ROUND(1/0,0)", CellError("#DIV/0!")),
        ("=ROUNDDOWN(4.35*100,0)", 435),
        ("=ROUNDDOWN(-1.9,0)", -1),
        ("=ROUNDDOWN(1999,-3)", 1000),
        ("=ROUNDUP(1.1*3,1)", 3.3),
        ("=ROUNDUP(-1.1,0)", -2),
        ("=ROUNDUP(3001,-3)", 4000),
        ("=TRUNC(-1.9)", -1),
        ("=TRUNC(8.989,2)", 8.98),
        ("=MROUND(1250,100)", 1300),
        ("=MROUND(6.05,0.1)", 6),
        ("=MROUND(7.05,0.1)", 7.1),
        ("=MROUND(-7,-2)", -8),
        ("=MROUND(-7,2)", CellError("#NUM!")),
        ("=MROUND(7,0)", 0),
        ("=CEILING(2.1,1)", 3),
        ("=CEILING(-2.5,2)", -2),
        ("=CEILING(-2.5,-2)", -4),
        ("=CEILING(2.5,-2)", CellError("#NUM!")),
        ("=CEILING(0.1*3,0.1)", 0.3),
        ("=FLOOR(0.3,0.1)", 0.3),
        ("=FLOOR(-2.5,2)", -4),
        ("=FLOOR(5,0)", CellError("#DIV/0!")),
        ("=CEILING.MATH(-5.5,2,-1)", -6),
        ("=CEILING.MATH(-8.1,2)", -8),
        ("=FLOOR.MATH(-8.1,2)", -10),
        ("=FLOOR.MATH(-5.5,2,-1)", -4),
        ("=QUOTIENT(-10,3)", -3),
        ("=QUOTIENT(1,0)", CellError("#DIV/0!")),
        ("=INT(-8.9)", -9),
        ("=MOD(-3,2)", 1),
        ("=MOD(3,-2)", -1),
    ],
)
def test_as_excel(result: Result, formula: str, expected: Value) -> None:
    assert result(formula) == expected


@given(st.integers(-(10**9), 10**9), st.integers(0, 5))
def test_a_decimal_tie_goes_away_from_zero(whole: int, decimals: int) -> None:
    tie = Decimal(whole) + Decimal(5).scaleb(-decimals - 1) * (1 if whole >= 0 else -1)
    expected = tie.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert rounded(float(tie), decimals) == float(expected)


@given(st.floats(-1e15, 1e15, allow_nan=False), st.integers(-10, 10))
def test_mirrored_and_settled(value: float, decimals: int) -> None:
    once = rounded(value, decimals)
    assert rounded(-value, decimals) == -once
    assert rounded(once, decimals) == once
    # half a place, and what Excel's 15 significant digits take away before
    assert abs(once - value) <= 0.5000001 * 10.0**-decimals + abs(value) * 1e-14


@given(
    st.one_of(
        st.floats(allow_nan=False, allow_infinity=False),
        st.floats(-1e7, 1e7),
        st.integers(-(10**9), 10**9).map(lambda number: number / 1000),
        st.integers(-(10**9), 10**9).map(lambda number: number / 1000 * 1.1),
    ),
    st.integers(-17, 17),
    st.sampled_from([ROUND_HALF_UP, ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR]),
)
@settings(max_examples=1000, deadline=None)
def test_the_quick_way_gives_the_bits_of_decimal_arithmetic(value: float, decimals: int, direction: str) -> None:
    quick = _clearly_rounded(value, decimals, direction)
    exact = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), direction, Context(prec=700))
    assert quick is None or repr(quick) == repr(float(exact))
