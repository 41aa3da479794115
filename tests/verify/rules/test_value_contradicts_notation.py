from collections.abc import Callable
from typing import Any

Make = Callable[..., Any]


def test_a_wrong_figure(small: Make, found_in: Make) -> None:
    assert found_in(small({(4, 5): 1501})) == [("V301", "E4")]


def test_a_rounded_quotient_is_right_and_a_cut_one_a_note(small: Make, findings: Make) -> None:
    # 667 / 2000 is 33,35 %: 33,4 rounds right, 33,3 is only cut off, 33,2 is wrong.
    right, cut, wrong = (
        findings(small({(4, 4): 667, (4, 5): 1333, (7, 4): 3567, (7, 5): 6433, (7, 6): 35.67, (4, 6): share}))
        for share in (33.4, 33.3, 33.2)
    )
    assert right == ()
    assert [(one.cell, one.severity.name) for one in cut] == [("F4", "NOTE")]
    assert [(one.cell, one.severity.name) for one in wrong] == [("F4", "ERROR")]


def test_a_percentage_may_be_kept_as_a_fraction(small: Make, found_in: Make) -> None:
    shares = {(3, 6): 0.4, (4, 6): 0.25, (5, 6): 0.5, (6, 6): 0.25, (7, 6): 0.34}
    assert found_in(small(shares, formats={6: "0%"})) == []


def test_an_input_that_puts_several_columns_wrong_is_the_one_finding(published: Make, findings: Make) -> None:
    # Column 4 feeds 7=4-5 and 10=4-6: both go with 28 211.
    found = findings(published({(9, 4): 28311}).sheets[0])
    assert [(one.cell, one.expected, one.actual) for one in found if one.code == "V301"] == [("D9", 28211, 28311)]


def test_a_wrong_result_carried_on_is_reported_once(small: Make, found_in: Make) -> None:
    # Column 6 was calculated from the right column 5.
    carried = {(2, 6): "6=5-4", (3, 6): 200, (4, 6): 1000, (5, 6): 0, (6, 6): 2000, (7, 6): 3200}
    assert found_in(small({**carried, (1, 6): "Chênh lệch", (4, 5): 1510})) == [("V301", "E4")]


def test_a_ratio_row_is_not_judged_by_an_additive_notation(sheet: Make, found_in: Make) -> None:
    grid = [
        ["STT", "Chỉ tiêu", "Năm trước", "Năm nay", "Tăng thêm"],
        [1, 2, 3, 4, "5=4-3"],
        [1, "Hồ sơ", 10, 15, 5],
        [2, "Tài khoản", 20, 25, 5],
        [3, "Tỷ lệ hoàn thành (%)", 50, 60, 20],
        [4, "Lượt truy cập", 30, 31, 1],
    ]
    assert found_in(sheet(grid)) == []


def test_a_share_may_be_kept_as_a_percentage_under_any_heading_of_shares(sheet: Make, found_in: Make) -> None:
    def table(heading: str, notation: str, code: str = "General") -> Any:
        rows = [[n, f"Xã {n}", 200, 10 * n, 5 * n] for n in (1, 2, 3)]
        heads = ["STT", "Đơn vị", "Được giao", "Đã làm", heading]
        return sheet([heads, [1, 2, 3, 4, notation], *rows], formats={5: code})

    for heading, notation, code in (
        ("Kết quả", "5=4/3x100%", "General"),
        ("Kết quả", "5=4/3 (%)", "General"),
        ("Kết quả", "5=4/3", '0.0"%"'),
        ("Tỷ lệ hoàn thành", "5=4/3", "General"),
        ("So với được giao", "(5)=(4)/(3)", "General"),
    ):
        assert found_in(table(heading, notation, code)) == [], (heading, notation)
    assert {code for code, _ in found_in(table("Bình quân", "5=4/3"))} == {"V301"}


def test_messages_tell_apart_what_differs_in_the_third_decimal(sheet: Make, findings: Make) -> None:
    def message(row: list[Any], notation: str, code: str) -> str:
        rows = [[1, "An", 1000, 400, 0.4], [2, "Bình", *row]]
        grid = [["STT", "Xã", "Được giao", "Đã làm", "Kết quả"], [1, 2, 3, 4, notation], *rows]
        [found] = [one for one in findings(sheet(grid, formats={5: code})) if one.cell == "E4"]
        return str(found.message.vi)

    assert "ghi 57,1%, nhưng 5 = 4/3 = 574 / 1.000 = 57,4%." in message([1000, 574, 0.571], "5=4/3", "0.0%")
    assert "ghi 57,1, nhưng 5 = 4/3 = 574 / 1.000 = 57,4%." in message([1000, 574, 57.1], "5=4/3 (%)", "General")
    difference = message([2.1234, 1.0001, 1.1243], "5=3-4", "General")
    assert "ghi 1,1243, nhưng 5 = 3-4 = 2,1234 − 1,0001 = 1,1233." in difference


def test_a_dash_is_zero(sheet: Make, findings: Make) -> None:
    rows = [[1, "An", 120, "-", 100], [2, "Bình", 70, 70, "–"], [3, "Cẩm", 50, 40, 10], [4, "Dung", 9, "x", 4]]
    [found] = findings(sheet([["STT", "Xã", "Tổng số", "Nam", "Nữ"], ["A", "B", "1=2+3", 2, 3], *rows]))
    assert (found.code, found.cell, found.expected) == ("V301", "C3", 100)
    assert "0 + 100" in found.message.vi


def test_a_factor_headed_as_percentage_may_be_kept_either_way(sheet: Make, found_in: Make) -> None:
    def table(*column5: Any) -> Any:
        rows = [[1, "An", 1000, 20, column5[0]], [2, "Bình", 2000, 10, column5[1]], [3, "Cẩm", 500, 4, column5[2]]]
        return sheet([["STT", "Xã", "Dân số", "Tỷ lệ (%)", "Chỉ tiêu"], [1, 2, 3, 4, "5=3x4"], *rows])

    assert found_in(table(200, 200, 20)) == []
    assert found_in(table("=C3*D3/100", "=C4*D4%", "=ROUND(C5*D5/100,0)")) == []
    assert found_in(table(200, 210, 20)) == [("V301", "E4")]
