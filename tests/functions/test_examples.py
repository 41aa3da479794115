"""Every documented example gives its result in Python and in a recalculated workbook, as one cell and spilt."""

from datetime import date

import pytest

from xl_addin.engine.recalculate import recalculate
from xl_addin.formula.cells import Area, CellRef
from xl_addin.functions.arguments import Cell, CellRows
from xl_addin.functions.example import Example
from xl_addin.functions.registry import UserFunction, user_functions
from xl_addin.workbook.model.book import Book, Column, Sheet, Value
from xl_addin.workbook.model.serial_dates import serial_of

EXAMPLES = [(function, example) for function in user_functions() for example in function.examples]
BELOW = 50
"""The row of the formula, below every example's cells."""


def in_excel(cell: Cell) -> Value:
    """A cell as a workbook keeps it: a date is its serial number."""
    return serial_of(cell) if isinstance(cell, date) else cell


def sheet_of(example: Example) -> Sheet:
    columns: dict[int, dict[int, Value]] = {}
    for row, cells in enumerate(example.sheet, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                columns.setdefault(column, {})[row] = in_excel(cell)
    height, width = shape(example.result)
    made = {column: Column(values) for column, values in columns.items()}
    first = made.get(1, Column())
    made[1] = Column(first.values, {BELOW: example.call})
    arrays = {(BELOW, 1): Area(BELOW, 1, BELOW + height - 1, width)} if isinstance(example.result, tuple) else {}
    return Sheet("Sheet1", made, arrays=arrays)


def shape(result: Cell | CellRows) -> tuple[int, int]:
    return (len(result), len(result[0])) if isinstance(result, tuple) else (1, 1)


@pytest.mark.parametrize(("function", "example"), EXAMPLES, ids=lambda value: getattr(value, "call", None))
def test_in_python(function: UserFunction, example: Example) -> None:
    assert example.call.startswith(f"={function.name}(")
    assert function.call(*example.arguments()) == example.result


@pytest.mark.parametrize(("function", "example"), EXAMPLES, ids=lambda value: getattr(value, "call", None))
def test_in_a_recalculated_workbook(function: UserFunction, example: Example) -> None:
    values = recalculate(Book("example.xlsx", (sheet_of(example),)), functions=user_functions()).values
    height, width = shape(example.result)
    rows = example.result if isinstance(example.result, tuple) else ((example.result,),)
    found = tuple(
        tuple(values[CellRef("Sheet1", BELOW + row, 1 + column)] for column in range(width)) for row in range(height)
    )
    assert found == tuple(tuple(map(in_excel, row)) for row in rows)


def test_as_typed_with_vietnamese_settings() -> None:
    example = Example('=CT_PHANTRAM(0.57405,"a;b",,A$1:$B$2,-1234)', "")
    assert example.as_typed() == '=CT_PHANTRAM(0,57405;"a;b";;A$1:$B$2;-1234)'
