from collections.abc import Callable
from typing import Any

from xl_addin.workbook.reading.read import read_book

Make = Callable[..., Any]
HIDDEN = {"C3": "=1000/3", "C4": "=1000/3", "C5": "=4000/3", "C6": "=2000/2"} | {f"D{row}": 100 for row in range(3, 7)}
WHOLE = {"C": "#,##0", "E": "#,##0", "F": "0.0"}


def test_hidden_decimals_become_whole_shares_and_formulas_follow(book_file: Make, fixed: Make, changes: Make) -> None:
    data = book_file(HIDDEN, formats=WHOLE)
    assert changes(fixed(data)) == {}
    result = fixed(data, unsafe=True)
    shares = changes(result)
    assert (shares.pop("C6"), sum(shares.values())) == (1000, 2000)
    assert all(abs(shares[cell] - exact) < 1 for cell, exact in (("C3", 1000 / 3), ("C4", 1000 / 3), ("C5", 4000 / 3)))
    assert {one.code for one in result.fixed} == {"V303"}
    assert result.remaining == ()
    sheet = read_book(result.data)["Biểu 1"]
    for column in (3, 5):
        assert sheet.value(7, column) == sum(int(str(sheet.value(row, column))) for row in range(3, 7))


def test_groups_and_the_whole_add_up_together(book_file: Make, fixed: Make) -> None:
    grid = [
        ["STT", "Đơn vị", "Chỉ tiêu giao", "Số người"],
        [1, 2, 3, 4],
        ["I", "Khối xã", "=SUM(C4:C6)", "=SUM(D4:D6)"],
        *([n, f"Xã {name}", "=500/7", 1] for n, name in enumerate("ABC", 1)),
        ["II", "Khối phường", "=SUM(C8:C11)", "=SUM(D8:D11)"],
        *([n, f"Phường {name}", "=500/7", 1] for n, name in enumerate("DEGH", 1)),
        [None, "Tổng cộng", "=C3+C7", "=D3+D7"],
    ]
    result = fixed(book_file(grid=grid, formats={"C": "#,##0"}), unsafe=True)
    assert result.remaining == ()
    sheet = read_book(result.data)["Biểu 1"]
    shares = [sheet.value(row, 3) for row in (4, 5, 6, 8, 9, 10, 11)]
    assert set(shares) == {71, 72} and sum(int(str(one)) for one in shares) == sheet.value(12, 3) == 500


def test_typed_shares_rounded_one_by_one_take_typed_results_along(book_file: Make, fixed: Make, changes: Make) -> None:
    typed: dict[str, object] = {f"F{row}": None for row in range(3, 8)} | {"F2": 6}
    for row, (share, done) in enumerate([(334, 100), (334, 100), (333, 100), (4000, 1000)], 3):
        typed |= {f"C{row}": share, f"D{row}": done, f"E{row}": share - done}
    result = fixed(book_file({**typed, "C7": 5000, "D7": 1300, "E7": 3700}), unsafe=True)
    assert changes(result) == {"C6": 3999, "E6": 2999}
    assert result.remaining == ()


def test_a_count_that_is_off_by_one_is_no_share(book_file: Make, fixed: Make, changes: Make) -> None:
    result = fixed(book_file({"C1": "Số hộ", "C2": 3, "E2": 5, "C7": 10001, "D7": 3400, "E7": 6600}), unsafe=True)
    assert changes(result) == {}
    assert "V302" in [one.code for one in result.remaining]
