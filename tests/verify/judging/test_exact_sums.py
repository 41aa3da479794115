from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.notation import exact
from xl_addin.verify.judging.exact_sums import printed_sum, stored_sum
from xl_addin.workbook.model.formats import displayed

FORMATS = ("General", "0", "#,##0", "0.00", "0.0%", "#,##0,", "@", "dd/mm/yyyy", '0" người"')
figures = st.lists(
    st.one_of(
        st.integers(-(10**6), 10**6).map(float),
        st.floats(-1e6, 1e6),
        st.floats(allow_nan=False, allow_infinity=False),
        st.decimals(-1000, 1000, places=3).map(float),
        st.sampled_from([0.5, 1.5, -2.5, 1.005, 2.675, 1e-10, 1.0000000015, 1e22, 2.0**53]),
    ),
    max_size=12,
)


@given(figures)
def test_a_stored_sum_is_that_of_the_decimals_people_typed(cells: list[float]) -> None:
    assert stored_sum(cells) == sum(map(exact, cells), Fraction(0))


@given(figures, st.sampled_from(FORMATS))
def test_a_printed_sum_is_that_of_the_figures_one_reads(cells: list[float], code: str) -> None:
    assert printed_sum(cells, code) == sum((displayed(cell, code) for cell in cells), Fraction(0))


@pytest.mark.parametrize(
    ("cells", "code", "expected"),
    [
        ([0.1, 0.2], "General", Fraction(3, 10)),
        ([0.5, 0.5], "0", 2),
        ([-0.5, 0.4], "#,##0", -1),
        ([0.125, 0.125], "0.0%", Fraction(1, 4)),
        ([1499.0, 1500.0], "#,##0,", 3000),
        ([], "0", 0),
    ],
)
def test_examples(cells: list[float], code: str, expected: Fraction) -> None:
    assert printed_sum(cells, code) == expected
