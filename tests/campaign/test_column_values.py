from fractions import Fraction

import pytest

from xl_addin.campaign.column_values import ColumnPlan, calculate_table
from xl_addin.campaign.sharing.shared import Shared
from xl_addin.notation import ColumnRef, Constant, CycleError, parse_formula
from xl_addin.problem import Problem

WHOLE = Constant(Fraction(10))


def formula(label: str, text: str, **options: object) -> ColumnPlan:
    return ColumnPlan(label, parse_formula(text), **options)  # type: ignore[arg-type]


def test_columns_are_calculated_after_what_they_need_whatever_their_order() -> None:
    plans = [formula("1", "{2} + {3}"), ColumnPlan("2"), formula("3", "{2} * 2")]
    result = calculate_table(plans, {"2": [1, 2]}, rows=2)
    assert result.values["1"] == (3, 6)
    assert result.totals == {"2": 3, "3": 6, "1": 9}


def test_the_total_of_a_ratio_is_its_own_formula_and_an_empty_row_does_not_spoil_a_sum() -> None:
    plans = [ColumnPlan("1"), ColumnPlan("2"), formula("3", "{1} / {2}"), formula("4", "{3} * {1}")]
    result = calculate_table(plans, {"1": [6, 5], "2": [4, 0]}, rows=2)
    assert result.values["3"] == (Fraction(3, 2), None)
    assert result.totals["3"] == Fraction(11, 4)
    assert result.total_kinds == {"1": "sum", "2": "sum", "3": "own", "4": "sum"}
    assert result.values["4"] == (9, None)
    assert result.totals["4"] == 9


def test_a_ratio_that_is_entered_has_no_total_and_neither_has_a_ratio_made_from_it() -> None:
    plans = [ColumnPlan("1", kind="ratio"), formula("2", "{1} * 2")]
    result = calculate_table(plans, {"1": [Fraction(1, 2)]}, rows=1)
    assert result.total_kinds == {"1": "none", "2": "none"}
    assert result.totals == {"1": None, "2": None}


def test_a_shared_column_adds_up_and_feeds_the_next_one() -> None:
    plans = [
        ColumnPlan("1"),
        ColumnPlan("2", Shared(WHOLE, ColumnRef("1"), at_most="1")),
        formula("3", "{1} - {2}"),
        ColumnPlan("4", Shared(parse_formula("round(0.5 * {3}, 0)"), ColumnRef("3"), at_most="3")),
    ]
    result = calculate_table(plans, {"1": [7, 7, 7]}, rows=3)
    assert result.values["2"] == (4, 3, 3)
    assert result.values["3"] == (3, 4, 4)
    assert result.totals["4"] == 6
    assert result.shared["4"].outcome.parts == (2, 2, 2)


def test_other_tables_are_read_row_by_row_and_in_their_totals() -> None:
    first = calculate_table([ColumnPlan("1")], {"1": [4, 6]}, rows=2)
    second = calculate_table([formula("1", "{first.1} / 2", total="own")], {}, rows=2, others={"first": first})
    assert second.values["1"] == (2, 3)
    assert second.totals["1"] == 5


def test_a_floor_holds_in_rows_and_in_an_own_total() -> None:
    result = calculate_table([ColumnPlan("1"), formula("2", "{1} - 5", floor=0)], {"1": [3, 9]}, rows=2)
    assert result.values["2"] == (0, 4)
    assert result.totals["2"] == 4


@pytest.mark.parametrize(
    ("weights", "whole", "said"),
    [
        ([3, 4], 10, "add up to 7"),
        ([3, -4], 1, "negative"),
        ([3, None], 1, "has no figure for unit 2"),
        ([0, 0], 1, "are 0"),
        ([3, 4], -1, "it must be a whole number, 0 or more"),
        ([], 5, "no units"),
    ],
)
def test_what_cannot_be_shared_is_a_problem_at_the_cell(weights: list[int | None], whole: int, said: str) -> None:
    plans = [ColumnPlan("1"), ColumnPlan("2", Shared(Constant(Fraction(whole)), ColumnRef("1"), at_most="1"))]
    with pytest.raises(Problem) as problem:
        calculate_table(plans, {"1": weights}, rows=len(weights), place=lambda label, row: f"{label}/{row}")
    assert said in problem.value.text.en
    assert problem.value.place in {"2/None", "1/1"}


def test_columns_that_need_each_other_are_named() -> None:
    with pytest.raises(CycleError) as cycle:
        calculate_table([formula("1", "{2}"), formula("2", "{1}")], {}, rows=1)
    assert set(cycle.value.labels) == {"1", "2"}
