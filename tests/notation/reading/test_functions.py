"""The table of a formula's functions is true: every example reads, and becomes what it says in Excel."""

import pytest

from xl_addin.notation import ColumnRef, parse_formula
from xl_addin.notation.column_formula import column_formula
from xl_addin.notation.reading.functions import FUNCTIONS, SpecFunction


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.written)
def test_an_example_becomes_the_excel_formula_beside_it(function: SpecFunction) -> None:
    def letter(ref: ColumnRef) -> str:
        return "ABCDEFGHIJ"[int(ref.label) - 1]

    formula = column_formula(
        parse_formula(function.example),
        lambda ref: f"{letter(ref)}9",
        {"level_2_cap": "'Tham số'!$C$5"}.__getitem__,
        whole=lambda ref: [f"${letter(ref)}$9:${letter(ref)}$19"],
    )
    assert formula == f"={function.excel}"
