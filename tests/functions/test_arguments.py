from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.functions.arguments import FunctionError, day, flag, number, rows_of, text, whole
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.serial_dates import serial_of

DIV0 = CellError("#DIV/0!")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, 0),
        (True, 1),
        (28211.0, 28211),
        (0.1 + 0.2, Fraction(3, 10)),
        ("28211", 28211),
        (" -0,5 ", Fraction(-1, 2)),
        ("57,41%", Fraction(5741, 10000)),
        ("1.000.000", 1_000_000),
        (date(2024, 6, 20), 45463),
    ],
)
def test_cells_as_numbers(cell: object, value: object) -> None:
    assert number(cell) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("1.234", "#VALUE!"), ("chưa có", "#VALUE!"), ("", "#VALUE!"), (DIV0, "#DIV/0!"), (float("nan"), "#NUM!")],
)
def test_what_is_no_number(cell: object, code: str) -> None:
    with pytest.raises(FunctionError, match=code):
        number(cell)  # type: ignore[arg-type]


def test_whole_numbers() -> None:
    assert whole(499999.99999999994) == 500000
    for cell in (0.5, 1e15):
        with pytest.raises(FunctionError, match="#NUM!"):
            whole(cell)


def test_cells_as_texts() -> None:
    assert [text(cell) for cell in (None, "a", 7.0, 0.1 + 0.2, True, 12)] == ["", "a", "7", "0.3", "TRUE", "12"]


@pytest.mark.parametrize("cell", [45463.75, "20/6/2024", "20-06-2024", "20.6.2024", "2024-06-20", date(2024, 6, 20)])
def test_cells_as_dates(cell: object) -> None:
    assert day(cell) == date(2024, 6, 20)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "#VALUE!"),
        (True, "#VALUE!"),
        ("6/20/2024", "#VALUE!"),
        ("hôm nay", "#VALUE!"),
        (0.0, "#NUM!"),
        (60.0, "#NUM!"),
        (2_958_466.0, "#NUM!"),
        (DIV0, "#DIV/0!"),
    ],
)
def test_what_is_no_date(cell: object, code: str) -> None:
    with pytest.raises(FunctionError, match=code):
        day(cell)  # type: ignore[arg-type]


@given(st.dates(date(1900, 1, 1)))
def test_a_date_and_its_serial_number(when: date) -> None:
    assert day(serial_of(when)) == when


def test_cells_as_flags() -> None:
    assert [flag(cell) for cell in (True, 2.0, "Có", " đúng ", "TRUE")] == [True] * 5
    assert [flag(cell) for cell in (False, 0, None, "không", "sai")] == [False] * 5
    with pytest.raises(FunctionError, match="#VALUE!"):
        flag("chắc vậy")


def test_what_callers_hand_over() -> None:
    assert rows_of(7) == ((7,),)
    assert rows_of([[1, ""], [None, Decimal("2.5")]]) == ((1, None), (None, 2.5))
    assert rows_of([1, 2]) == ((1,), (2,))
    assert rows_of(datetime(2024, 6, 20, 7, 30)) == ((date(2024, 6, 20),),)
