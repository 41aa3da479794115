"""Whole columns at once."""

from fractions import Fraction

import numpy as np
import pytest

from xl_addin.notation import ColumnRank, ColumnRef, compile_numpy, parse_formula

COLUMNS = {ColumnRef("4"): np.array([28211.0, 10.0]), ColumnRef("5"): np.array([13318.0, 0.0])}


@pytest.mark.parametrize(
    ("formula", "values"),
    [
        ("{4}-{5}", [14893, 10]),
        ("{4}/{5}*0", [0, np.nan]),
        ("-{4}+cap", [-15711, 12490]),
        ("min({4}-{5}, cap)", [12500, 10]),
        ("max({4}, {5}, 11)", [28211, 11]),
        ("sum({4}, {5}, 1)", [41530, 11]),
        ("round({4}*0.05, 0)", [1411, 1]),
        ("round({4}/{5}, 2)", [2.12, np.nan]),
        ("20%", [0.2, 0.2]),
        ("if({4} > cap, {4}, -1)", [28211, -1]),
        ("if({4} > cap and {5} > 0 or not {5} = 0, 1, 2)", [1, 2]),
        ("if({4} / {5} > 1, 1, 2)", [1, np.nan]),
        ("{4} / total({4})", [28211 / 28221, 10 / 28221]),
        ("rank({4})", [1, 2]),
        ("roundup(1.1 * 30 + {5} * 0)", [33, 33]),
        ("rounddown({4} / 7, 1)", [4030.1, 1.4]),
        ("ceil({4} / 7)", [4031, 2]),
        ("floor(-{4} / 7)", [-4031, -2]),
    ],
)
def test_values_row_by_row(formula: str, values: list[float]) -> None:
    computed = compile_numpy(parse_formula(formula), {"cap": Fraction(12_500)}.__getitem__)(COLUMNS)
    np.testing.assert_allclose(computed, values, rtol=1e-15)


def test_round_is_excels_at_decimal_ties() -> None:
    column = {ColumnRef("1"): np.array([1.005, 0.285, 2.5, -2.5, 650 * 0.35])}
    hundredths = compile_numpy(parse_formula("round({1}, 2)"))(column)
    wholes = compile_numpy(parse_formula("round({1}, 0)"))(column)
    assert hundredths.tolist() == [1.01, 0.29, 2.5, -2.5, 227.5]
    assert wholes.tolist() == [1, 0, 3, -3, 228]


def test_ranks_leave_out_what_is_no_figure() -> None:
    column = {ColumnRef("1"): np.array([3.0, np.nan, 5.0, 5.0, 1.0])}
    competition = compile_numpy(ColumnRank(ColumnRef("1")))(column)
    dense = compile_numpy(ColumnRank(ColumnRef("1"), "dense"))(column)
    np.testing.assert_equal(competition, [3, np.nan, 1, 1, 4])
    np.testing.assert_equal(dense, [2, np.nan, 1, 1, 3])


def test_the_given_columns_stay_as_they_are() -> None:
    column = {ColumnRef("4"): np.array([1.0, 2.0])}
    compile_numpy(parse_formula("{4}"))(column)[0] = 9
    assert column[ColumnRef("4")].tolist() == [1, 2]


def test_what_is_not_given_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        compile_numpy(parse_formula("{6}"))(COLUMNS)
    with pytest.raises(KeyError, match="cap"):
        compile_numpy(parse_formula("cap"))(COLUMNS)
