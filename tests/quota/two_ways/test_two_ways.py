"""Hamlets and forces: rows and columns agree with both margins."""

from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xl_addin.problem import Problem
from xl_addin.quota.two_ways.transport import transported
from xl_addin.quota.two_ways.two_ways import Side, apportion_two_ways


def side(totals, letter="r"):
    return Side([f"{letter}{index}" for index, _ in enumerate(totals, start=1)], totals)


def column_sums(table):
    return [sum(column) for column in zip(*table, strict=True)]


@st.composite
def margins(draw, most_lines=5, most=30):
    """Row and column totals of some table of whole numbers."""
    width = draw(st.integers(1, most_lines))
    row = st.lists(st.integers(0, most), min_size=width, max_size=width)
    table = draw(st.lists(row, min_size=1, max_size=most_lines))
    return table, [sum(row) for row in table], column_sums(table)


def check_agreement(result, rows, columns):
    assert [sum(row) for row in result.shares] == [sum(row) for row in result.parts] == list(rows)
    assert column_sums(result.shares) == column_sums(result.parts) == list(columns)
    for parts, shares in zip(result.parts, result.shares, strict=True):
        assert all(part in (floor(share), ceil(share)) for part, share in zip(parts, shares, strict=True))


@given(margins())
def test_both_sides_agree_and_every_cell_is_next_to_its_share(given_margins):
    _, rows, columns = given_margins
    result = apportion_two_ways(side(rows), side(columns, "c"))
    check_agreement(result, rows, columns)
    for total, shares in zip(rows, result.shares, strict=True):
        assert list(shares) == [Fraction(total * column, sum(rows) or 1) for column in columns]


@given(margins(), st.randoms(use_true_random=False))
def test_with_weights_of_zero_they_agree_wherever_there_is_a_way(given_margins, chance):
    table, rows, columns = given_margins
    weights = [[chance.randint(1, 9) if cell or chance.random() < 0.5 else 0 for cell in row] for row in table]
    result = apportion_two_ways(side(rows), side(columns, "c"), weights)
    check_agreement(result, rows, columns)
    assert not any(
        part and not weight
        for parts, line in zip(result.parts, weights, strict=True)
        for part, weight in zip(parts, line, strict=True)
    )


@given(margins())
def test_equal_weights_are_no_weights(given_margins):
    _, rows, columns = given_margins
    weights = [[Fraction(7, 3)] * len(columns) for _ in rows]
    plain, weighted = (apportion_two_ways(side(rows), side(columns, "c"), each) for each in (None, weights))
    for shares, others in zip(plain.shares, weighted.shares, strict=True):
        assert all(abs(share - other) < Fraction(1, 10**4) for share, other in zip(shares, others, strict=True))


def test_weights_that_fit_already_are_the_shares():
    weights = [[Fraction(3, 2), Fraction(5, 2)], [Fraction(1, 2), Fraction(9, 2)]]
    result = apportion_two_ways(side([4, 5]), side([2, 7], "c"), weights)
    for shares, line in zip(result.shares, weights, strict=True):
        assert all(abs(share - weight) < Fraction(1, 10**6) for share, weight in zip(shares, line, strict=True))


def test_a_textbook_fit():
    """Row and column factors: the odds of the weights (2·3 / 1·4) are those of the shares."""
    (a, b), (c, d) = apportion_two_ways(side([40, 60]), side([50, 50], "c"), [[2, 1], [4, 3]]).shares
    assert abs(a * d / (b * c) - Fraction(2 * 3, 1 * 4)) < Fraction(1, 10**6)


def test_ia_dom_hamlets_and_forces():
    """2 887 activations; the hamlets' and forces' own quotas are made up."""
    hamlets, forces = [620, 540, 498, 455, 410, 364], [1200, 700, 500, 300, 187]
    result = apportion_two_ways(side(hamlets), side(forces, "c"))
    check_agreement(result, hamlets, forces)


def test_cells_that_no_way_fills_get_nothing():
    """The first force may go to one hamlet only and takes all of it."""
    result = apportion_two_ways(side([5, 6, 7]), side([6, 12], "c"), [[1, 1], [1, 0], [1, 1]])
    assert result.parts == ((0, 5), (6, 0), (0, 7))


def test_what_can_hardly_be_fitted_still_agrees():
    rows, columns = [10**9, 10**9 + 1], [10**9 - 1, 10**9 + 2]
    result = apportion_two_ways(side(rows), side(columns, "c"), [[1, 10**12], [10**12, 1]])
    check_agreement(result, rows, columns)


@pytest.mark.parametrize(
    ("rows", "columns", "weights", "said"),
    [
        ([3, 4], [5, 5], None, "các dòng cộng lại được 7, các cột cộng lại được 10, lệch 3"),
        ([3, -4], [5, 5], None, "r2: tổng phải chia là số âm (-4)"),
        ([3, 4], [3, 4], [[1, -1], [1, 1]], "r1, c2: căn cứ phân bổ là số âm (-1)"),
        (
            [5, 6, 7],
            [4, 14],
            [[1, 1], [1, 0], [1, 1]],
            "r2 phải nhận 6, nhưng những nơi chia được cho các dòng này (c1)",
        ),
        (
            [5, 6],
            [4, 7],
            [[0, 0], [1, 1]],
            "r1 phải nhận 5, nhưng những nơi chia được cho các dòng này (không có cột nào)",
        ),
    ],
)
def test_what_cannot_agree_is_named(rows, columns, weights, said):
    with pytest.raises(Problem) as raised:
        apportion_two_ways(side(rows), side(columns, "c"), weights)
    assert said in raised.value.text.vi


@given(margins(most_lines=4, most=4), st.randoms(use_true_random=False))
def test_a_way_is_refused_only_where_some_rows_need_more_than_their_columns_have(given_margins, chance):
    _, rows, columns = given_margins
    height, width = len(rows), len(columns)
    is_open = [[chance.random() < 0.5 for _ in columns] for _ in rows]
    way = transported(rows, columns, is_open)

    def lacks(chosen):
        reached = {column for row in chosen for column in range(width) if is_open[row][column]}
        return sum(rows[row] for row in chosen) > sum(columns[column] for column in reached)

    subsets = [[row for row in range(height) if mask >> row & 1] for mask in range(2**height)]
    assert bool(way.short) == any(map(lacks, subsets))
    if way.short:
        assert lacks(way.short)
    else:
        assert [sum(line) for line in way.amounts] == rows
        assert column_sums(way.amounts) == columns


@given(margins(most_lines=2, most=3), st.randoms(use_true_random=False))
def test_a_cell_is_free_exactly_where_some_way_fills_it(given_margins, chance):
    table, rows, columns = given_margins
    is_open = [[cell > 0 or chance.random() < 0.2 for cell in row] for row in table]
    cells = [(row, column) for row in range(len(rows)) for column in range(len(columns)) if is_open[row][column]]
    assume(len(cells) <= 7)
    filled = set()
    for amounts in product(*(range(min(rows[row], columns[column]) + 1) for row, column in cells)):
        sums = [0] * len(rows), [0] * len(columns)
        for (row, column), amount in zip(cells, amounts, strict=True):
            sums[0][row] += amount
            sums[1][column] += amount
        if sums == (rows, columns):
            filled |= {cell for cell, amount in zip(cells, amounts, strict=True) if amount}
    free = transported(rows, columns, is_open).free
    assert filled == {(row, column) for row, line in enumerate(free) for column, is_free in enumerate(line) if is_free}
