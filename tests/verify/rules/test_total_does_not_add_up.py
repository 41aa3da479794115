from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_total_that_is_not_the_sum(small: Make, findings: Make) -> None:
    found = findings(small({(7, 3): 10010, (7, 5): 6610, (7, 6): 33.97}))
    assert [(one.code, one.cell, one.expected, one.actual) for one in found] == [
        ("V302", "C7", 10000, 10010),
        ("V302", "E7", 6600, 6610),
    ]


def test_an_empty_total_is_no_total(small: Make, found_in: Make) -> None:
    assert found_in(small({(7, 4): "", (7, 6): ""})) == []


def test_a_column_of_prices_has_no_sum(small: Make, found_in: Make) -> None:
    assert found_in(small({(1, 4): "Đơn giá", (7, 4): 850, (2, 5): 5, (2, 6): 6})) == []


def test_rows_rounded_one_by_one_are_to_be_apportioned(published: Make, findings: Make) -> None:
    found = findings(published().sheets[0])
    assert found[0].advice is not None and "phần dư lớn nhất" in found[0].advice.vi


def test_a_dash_counts_as_zero_in_a_total(small: Make, found_in: Make) -> None:
    none_done = {(4, 4): "-", (4, 5): 2000, (4, 6): "-", (7, 4): 2900, (7, 5): 7100, (7, 6): 29}
    assert found_in(small(none_done)) == []
    assert found_in(small({**none_done, (7, 4): 3400, (7, 5): 6600, (7, 6): 34})) == [("V302", "D7"), ("V302", "E7")]


def test_balances_of_periods_are_not_summed(sheet: Make, found_in: Make) -> None:
    heads = [["Tháng", "Đầu kỳ", "Tăng", "Giảm", "Cuối kỳ"], ["A", 1, 2, 3, "4=1+2-3"]]
    months = [["Tháng 1", 100, 20, 10, 110], ["Tháng 2", 110, 30, 20, 120], ["Tháng 3", 120, 10, 30, 100]]
    assert found_in(sheet([*heads, *months, ["Cộng", 100, 60, 60, 100]])) == []
    assert found_in(sheet([*heads, *months, ["Cộng", 100, 60, 60, "=E5"]])) == []
    assert found_in(sheet([*heads, *months, ["Cộng", 100, 70, 60, 100]])) == [("V302", "C6")]
    communes = [[f"Xã {number}", *figures] for number, (_, *figures) in enumerate(months)]
    assert ("V302", "B6") in found_in(sheet([*heads, *communes, ["Cộng", 100, 60, 60, 100]]))


def test_a_total_that_leaves_hidden_rows_out_is_the_sum_of_those_shown(calculated: Make, found_in: Make) -> None:
    totals = {(7, column): f"=SUBTOTAL(109,{letter}3:{letter}6)" for column, letter in ((3, "C"), (4, "D"), (5, "E"))}
    assert found_in(calculated(totals, hidden_rows=[4])) == []


def test_a_ratio_of_the_right_sums_is_no_second_mistake(small: Make, found_in: Make) -> None:
    assert found_in(small({(7, 4): 3500})) == [("V302", "D7")]


def test_a_total_calculated_from_a_wrong_total_is_no_second_mistake(calculated: Make, found_in: Make) -> None:
    difference = {(7, 5): "=C7-D7"}
    assert found_in(calculated({(7, 3): "=SUM(C3:C5)", **difference})) == [("F204", "C7")]
    assert found_in(calculated({(7, 3): "=SUM(C3:C6)", (7, 4): "=SUM(D3:D6)", **difference})) == []
    assert ("V302", "E7") in found_in(calculated({(7, 5): "=C7-D7-10"}))
