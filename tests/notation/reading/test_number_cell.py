"""Cells of a column-number row, and cells that are no such thing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.notation import BinaryOperation, ColumnRef, Constant, NotationError, parse_notation, read_number_cell


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (7, "7"), (7.0, "7"), (48692, "48692"), ("7", "7"), ("(7)", "7"), ("[7]", "7"), (" 07 ", "7"),
        ("（７）", "7"), ("A", "A"), ("(B)", "B"), ("I", "I"), ("VIII", "VIII"), ("X", "X"), ("1a", "1a"),
        ("7.1", "7.1"), ("Cột 7", "7"), ("cột (7)", "7"), ("(Cột số 7)", "7"), ("①", "1"), ("⑺", "7"),
    ],
)  # fmt: skip
def test_labels(value: str | int | float, label: str) -> None:
    assert read_number_cell(value) == (label, None)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("7=4-5", "7"),
        ("(5)=(3)/(4)*100", "5"),
        ("Cột 9 = Cột 3 + Cột 5", "9"),
        ("(7=4-5)", "7"),
        ("7 (=4-5)", "7"),
        ("C=A+B", "C"),
        ("７＝４－５", "7"),
    ],
)
def test_notations(value: str, label: str) -> None:
    assert read_number_cell(value) == (label, parse_notation(value))


@pytest.mark.parametrize(
    "value",
    [
        "STT", "Tổng", "Tổng cộng", "TT", "x", "", "  ", "50%", "12.500", "4-5", "15/7/2023", "Số 7", "=4-5",
        "Ghi chú = lý do", "Doanh thu tính thuế (3)=(1)-(2)", "Địa bàn", -1, 7.5, True, False,
        float("nan"), float("inf"), "7" * 9000,
    ],
    ids=lambda value: ascii(value)[:24],
)  # fmt: skip
def test_other_cells(value: str | int | float) -> None:
    assert read_number_cell(value) is None


@pytest.mark.parametrize("days", [3, 4, 25, 100])
@pytest.mark.parametrize("written", ["5=4/{days}", "(5)=(4)/{days}", "5=4/({days})", "Cột 5 = Cột 4 : {days}"])
def test_a_named_constant_is_a_figure_whatever_columns_there_are(written: str, days: int) -> None:
    cell = read_number_cell(written, {"days": Constant(Fraction(days), name="days")})
    assert cell is not None and cell[0] == "5" and cell[1] is not None
    [reading] = cell[1].readings(["1", "2", "3", "4", "5", "25", "100"])
    assert reading == BinaryOperation("/", ColumnRef("4"), Constant(Fraction(days)))


def test_a_named_constant_may_be_a_percentage_but_nothing_is_divided_by_one() -> None:
    constants = {"rate": Constant(Fraction(20), name="rate")}
    cell = read_number_cell("5=4x{rate}%", constants)
    assert cell is not None and cell[1] is not None
    assert cell[1].readings("12345") == (BinaryOperation("*", ColumnRef("4"), Constant(Fraction(1, 5))),)
    for text in ("5=4/{rate}%", "5=4{rate}", "5={rate}4", "5=4/{other}"):
        with pytest.raises(NotationError):
            read_number_cell(text, constants)


@pytest.mark.parametrize(("value", "position"), [("7=", 2), ("7=4-năm", 4), ("(7) = (4", 8), ("A = xem ghi chú", 4)])
def test_a_notation_that_cannot_be_read_is_an_error(value: str, position: int) -> None:
    with pytest.raises(NotationError) as caught:
        read_number_cell(value)
    assert caught.value.position == position


@given(st.text() | st.text("()[]0123456789=+-IVXabA. Cột"), st.integers() | st.floats())
def test_any_cell_is_read_or_refused(text: str, number: int | float) -> None:
    for value in (text, number):
        try:
            cell = read_number_cell(value)
        except NotationError as error:
            assert isinstance(value, str) and 0 <= error.position <= len(value)
        else:
            assert cell is None or cell[1] is None or cell[1].target == cell[0]
