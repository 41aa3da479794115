"""Which columns add up, and the order of calculation."""

from itertools import pairwise

import pytest

from xl_addin.notation import CycleError, Nature, column_order, nature, parse_formula


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("{4}-{5}", "additive"),
        ("{4}*80%", "additive"),
        ("{4}/25", "additive"),
        ("target*2", "additive"),
        ("({10}/{11})/25", "ratio"),
        ("{4}/{5}*100", "ratio"),
        ("100*({4}/{5})", "ratio"),
        ("target/{5}", "ratio"),
        ("-({4}/{5})", "ratio"),
        ("{12}+{4}", "ratio"),
        ("{4}-{12}", "ratio"),
        ("{12}*{4}", "additive"),
        ("{12}*{12}", "ratio"),
        ("{4}/{12}", "additive"),
        ("{12}/{4}", "ratio"),
        ("{12}/{12}", "ratio"),
        ("{12}", "ratio"),
        ("{phase1.12}", "ratio"),
        ("{phase1.4}", "additive"),
        ("min({4},{12})", "ratio"),
        ("round({4}/{5},2)", "ratio"),
        ("sum({4},{5})", "additive"),
        ("{4}/total({4})", "ratio"),
        ("{4}/total({4})*target", "ratio"),
        ("total({4})", "ratio"),
        ("{4}*total({5})", "additive"),
        ("roundup({4}/7)", "additive"),
        ("if({12}<1, {4}, {5})", "additive"),
        ("if({4}<1, {12}, {5})", "ratio"),
        ("if({4}<1, 15%, 10%)*{5}", "additive"),
        ("rank({12})", "rank"),
        ("100-rank({4})", "rank"),
        ("rank({4})/2", "rank"),
        ("2*rank({4})", "rank"),
        ("if(rank({4})<=3, {4}, 0)", "additive"),
    ],
)
def test_nature(formula: str, expected: Nature) -> None:
    assert nature(parse_formula(formula), {"12": "ratio", "phase1.12": "ratio"}) == expected


def test_columns_are_ordered_by_what_they_read() -> None:
    formulas = {"12": "({10}/{11})/25", "9": "{7}-{8}", "10": "{4}-{6}", "8": "min({7},1)", "7": "{4}-{5}"}
    order = column_order({label: parse_formula(text) for label, text in formulas.items()})
    assert sorted(order) == sorted(formulas)
    assert order.index("7") < order.index("8") < order.index("9")
    assert order.index("10") < order.index("12")


def test_another_tables_column_of_the_same_number_is_no_cycle() -> None:
    assert column_order({"3": parse_formula("{phase1.3}-{phase1.4}")}) == ["3"]


@pytest.mark.parametrize(
    ("formulas", "circle"),
    [({"7": "{7}+1"}, {"7"}), ({"7": "{9}", "8": "{7}", "9": "{8}", "10": "{4}"}, {"7", "8", "9"})],
)
def test_a_cycle_names_its_columns(formulas: dict[str, str], circle: set[str]) -> None:
    with pytest.raises(CycleError) as caught:
        column_order({label: parse_formula(text) for label, text in formulas.items()})
    labels = caught.value.labels
    assert labels[0] == labels[-1] and set(labels) == circle
    assert all(f"{{{read}}}" in formulas[label] for label, read in pairwise(labels))


def test_a_long_chain_of_columns() -> None:
    chain = {str(number): parse_formula(f"{{{number - 1}}}") for number in range(5000, 0, -1)}
    assert column_order(chain) == [str(number) for number in range(1, 5001)]
