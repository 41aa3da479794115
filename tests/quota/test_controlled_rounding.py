"""A whole table in whole numbers that adds up."""

from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from xl_addin.quota.controlled_rounding import round_table
from xl_addin.quota.whole import whole


@st.composite
def tables(draw, most_rows=6, most_columns=5, denominators=8):
    width = draw(st.integers(1, most_columns))
    cell = st.fractions(-9, 9, max_denominator=denominators)
    return draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=most_rows))


def with_totals(table):
    """Row by row, each followed by its total; below, the column totals and the total of all."""
    wide = [[*row, sum(row)] for row in table]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def displayed(result):
    rows = [[*row, total] for row, total in zip(result.cells, result.row_totals, strict=True)]
    return [*rows, [*result.column_totals, result.total]]


def movement(exact, rounded):
    return sum(
        abs(whole_number - value)
        for values, whole_numbers in zip(exact, rounded, strict=True)
        for value, whole_number in zip(values, whole_numbers, strict=True)
    )


@given(tables())
def test_everything_adds_up_and_moves_to_a_neighbour(table):
    result = round_table(table)
    assert displayed(result) == with_totals(result.cells)
    for values, whole_numbers in zip(with_totals(table), displayed(result), strict=True):
        for value, whole_number in zip(values, whole_numbers, strict=True):
            assert whole_number in (floor(value), ceil(value))


@given(tables(most_rows=3, most_columns=3, denominators=4))
def test_no_other_rounding_moves_less(table):
    exact = with_totals(table)
    choices = [sorted({floor(cell), ceil(cell)}) for row in table for cell in row]
    width = len(table[0])
    least = min(
        movement(exact, candidate)
        for cells in product(*choices)
        for candidate in [with_totals([cells[i : i + width] for i in range(0, len(cells), width)])]
        if all(
            whole_number in (floor(value), ceil(value))
            for values, whole_numbers in zip(exact, candidate, strict=True)
            for value, whole_number in zip(values, whole_numbers, strict=True)
        )
    )
    assert movement(exact, displayed(round_table(table))) == least


@given(tables())
def test_plain_rounding_stays_where_it_adds_up(table):
    plain = [[whole(cell, "nearest") for cell in row] for row in table]
    shown = [[whole(cell, "nearest") for cell in row] for row in with_totals(table)]
    if shown == with_totals(plain):
        assert displayed(round_table(table)) == shown


def test_five_indicators_over_seven_areas():
    """Minh Thắng's indicators spread by made-up populations: each stays what was assigned."""
    indicators, populations = [33, 6, 731, 63, 731], [410, 380, 355, 290, 260, 240, 150]
    everyone = sum(populations)
    result = round_table([[Fraction(quota * area, everyone) for quota in indicators] for area in populations])
    assert result.column_totals == tuple(indicators)
    assert result.total == sum(result.row_totals) == sum(indicators)


def test_thirds_in_a_square():
    result = round_table([[Fraction(1, 3)] * 3] * 3)
    assert result.row_totals == result.column_totals == (1, 1, 1)
    assert sorted(cell for row in result.cells for cell in row) == [0] * 6 + [1] * 3


def test_a_table_of_five_hundred_rows_adds_up():
    table = [[Fraction((row * 7919 + column * 104_729) % 99_991, 97) for column in range(12)] for row in range(500)]
    result = round_table(table)
    assert displayed(result) == with_totals(result.cells)


def test_linear_programming_finds_nothing_that_moves_less():
    """The cheapest rounding of forty rows by six columns, by another algorithm (HiGHS)."""
    table = [[Fraction((row * 7919 + column * 104_729) % 9_973, 97) for column in range(6)] for row in range(40)]
    exact = with_totals(table)
    cells = [cell for line in exact for cell in line]
    costs = [ceil(cell) + floor(cell) - 2 * float(cell) for cell in cells]  # of going up instead of down
    height, width = len(exact), len(exact[0])
    balances, lacking = [], []
    for line in [
        *(range(row * width, (row + 1) * width) for row in range(height)),
        *(range(column, height * width, width) for column in range(width)),
    ]:
        *parts, total = line
        balances.append([(index in parts) - (index == total) for index in range(len(cells))])
        lacking.append(floor(cells[total]) - sum(floor(cells[index]) for index in parts))
    free = [(0, int(cell.denominator != 1)) for cell in cells]
    best = linprog(costs, A_eq=balances, b_eq=lacking, bounds=free)
    least = best.fun + sum(float(cell - floor(cell)) for cell in cells)
    assert float(movement(exact, displayed(round_table(table)))) == pytest.approx(least)


@given(tables(most_rows=4, most_columns=3, denominators=3))
def test_ranks_decide_between_roundings_that_move_equally_little(table):
    ranks = [[row * len(table[0]) + column for column in range(len(table[0]))] for row in range(len(table))]
    result, other = round_table(table, ranks), round_table(table)
    assert movement(with_totals(table), displayed(result)) == movement(with_totals(table), displayed(other))


def test_of_equals_the_lowest_ranks_go_up():
    halves = [[Fraction(1, 2)]] * 4
    assert round_table(halves, [[0], [1], [2], [3]]).cells == ((1,), (1,), (0,), (0,))
    assert round_table(halves, [[3], [2], [1], [0]]).cells == ((0,), (0,), (1,), (1,))


def test_whole_tables_and_empty_ones_stay():
    assert round_table([[1, 2], [-3, 4]]).cells == ((1, 2), (-3, 4))
    assert (round_table([]).cells, round_table([]).total) == ((), 0)
    assert round_table([[], []]).row_totals == (0, 0)


def test_rows_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="same length"):
        round_table([[1, 2], [3]])
