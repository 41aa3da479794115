from collections.abc import Callable
from typing import Any

from fixtures.tables import make_sheet

Make = Callable[..., Any]


def test_hidden_decimals(calculated: Make, findings: Make) -> None:
    # A third of 1 000 three times is shown as 333 each.
    shares = {(row, 3): "=1000/3" for row in (3, 4, 5)} | {(6, 3): 4000}
    found = findings(calculated(shares, formats={3: "#,##0", 5: "#,##0.000000000", 6: "0.00"}))
    assert ("V303", "C7", 4999, 5000) in [(one.code, one.cell, one.expected, one.actual) for one in found]
    assert not any(one.code == "V302" for one in found)


def test_decimals_that_are_shown_are_no_trouble(calculated: Make, found_in: Make) -> None:
    halves = {(3, 4): 400.5, (4, 4): 499.5}
    assert found_in(calculated(halves, formats={4: "#,##0.0", 5: "#,##0.0", 6: "0.00"})) == []


def test_thirds_of_a_notation_are_fractions_to_whoever_sees_their_decimals(findings: Make) -> None:
    def found(decimals: str) -> list[str]:
        cells = {
            **{(1, column): heading for column, heading in enumerate(("Đơn vị", "Số hộ", "Mỗi ngày", "Chép"), 1)},
            **{(2, column): number for column, number in enumerate(("1", "2", "(3)=(2)/7", "(4)=(3)"), 1)},
            **{(row, 1): f"Xã {row}" for row in (3, 4, 5)},
            **{(row, 2): 10 for row in (3, 4, 5)},
            **{(row, 3): f"=B{row}/7" for row in (3, 4, 5)},
            **{(row, 4): f"=C{row}" for row in (3, 4, 5)},
            (6, 1): "Tổng cộng",
            **{(6, column): f"=SUM({letter}3:{letter}5)" for column, letter in ((2, "B"), (3, "C"), (4, "D"))},
        }
        sheet = make_sheet((), changed=cells, formats=dict.fromkeys((3, 4), decimals))
        return [f"{one.code} {one.cell}" for one in findings(sheet) if one.code == "V303"]

    assert found("#,##0") == ["V303 C6", "V303 D6"]
    assert found("#,##0.0") == []
