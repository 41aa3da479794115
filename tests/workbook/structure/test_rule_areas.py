"""Conditions and validations mean in every cell what they meant before, however lines come and go in their areas."""

import random

import pytest
from fixtures.symbolic_books import SHEETS, random_rule
from fixtures.symbolic_grid import Grid, GridSheet
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.formula.cells import Area
from xl_addin.formula.displacement import displaced
from xl_addin.formula.shift import Shift
from xl_addin.workbook.structure.rule_areas import RulePart, rule_parts

HERE, THERE = SHEETS[:2]
KINDS = ("cell", "near", "area", "running", "rows", "columns", "own", "across")


def cell_by_cell(found: list[RulePart]) -> dict[tuple[int, int], str]:
    """What each cell of the parts says."""
    said = {}
    for part in found:
        areas = [Area.parse(each) for each in part.areas.split()]
        row, column = min(each.first_row for each in areas), min(each.first_column for each in areas)
        for area in areas:
            for at in range(area.first_row, area.last_row + 1):
                for across in range(area.first_column, area.last_column + 1):
                    assert (at, across) not in said
                    said[at, across] = displaced(part.formulas[0], at - row, across - column)
    return said


@given(st.integers(0, 10**6))
def test_every_cell_says_what_the_grid_of_symbols_does(seed: int) -> None:
    chance = random.Random(seed)
    grid = Grid([GridSheet(name) for name in (HERE, THERE)])
    rows, columns = (range(first := chance.randint(1, 6), first + chance.randint(1, 8)) for _ in range(2))
    formula = random_rule(chance, grid, grid.sheet(HERE), rows, columns, kinds=KINDS)
    areas = str(Area(rows[0], columns[0], rows[-1], columns[-1]))
    sheet, axis = chance.choice((HERE, THERE)), chance.choice(("rows", "columns"))
    at, count = chance.randint(1, 14), chance.choice((-3, -2, -1, 1, 2))
    shift = Shift(sheet, "rows" if axis == "rows" else "columns", at, count)
    after = shift.sqref(areas) if sheet == HERE else areas
    said = cell_by_cell(rule_parts(areas, after, [formula], shift, here=HERE)) if after else {}
    (grid.insert if count > 0 else grid.delete)(sheet, axis, at, abs(count))
    expected = {cell: text.removeprefix("=") for cell, text in grid.formulas()[HERE].items()}
    new = {cell for cell in said if sheet == HERE and cell[0 if axis == "rows" else 1] in shift.new}
    assert {cell: text for cell, text in said.items() if cell not in new} == expected


@pytest.mark.parametrize(
    ("areas", "formula", "shift", "expected"),
    [
        # The row below the new one is compared with the one it was compared with, as Excel has it.
        ("A4:A20", "A4=A3", Shift("S", "rows", 10, 1), [("A4:A10 A12:A21", "A4=A3"), ("A11", "A11=A9")]),
        ("A4:A20", "A4=A3", Shift("S", "rows", 4, 1), [("A5", "A5=A3"), ("A6:A21", "A6=A5")]),
        ("A4:A20", "A4=A3", Shift("S", "rows", 3, 1), [("A5:A21", "A5=A4")]),
        ("A4:A20", "$B4>$C$1", Shift("S", "rows", 10, 3), [("A4:A23", "$B4>$C$1")]),
        ("A4:A20", "A4=A3", Shift("S", "rows", 10, -1), [("A4:A9 A11:A19", "A4=A3"), ("A10", "A10=#REF!")]),
        ("B:B", "B1=B2", Shift("S", "rows", 5, 2), [("B1:B3 B7:B1048576", "B1=B2"), ("B4:B6", "B4=B7")]),
        # Of another sheet, too, lines may come between.
        ("A4:A9", "T!A4>0", Shift("T", "rows", 6, 2), [("A4:A5", "T!A4>0"), ("A6:A9", "T!A8>0")]),
        ("A4:A9", "T!A4>0", Shift("S", "rows", 6, 2), [("A4:A7", "T!A4>0"), ("A8:A11", "T!A6>0")]),
        # Each part counts from its own first cell, in both directions.
        ("A4:A5 C5:C6", "A4=A3", Shift("S", "rows", 6, 1), [("A4:A5 C5:C6", "A4=A3"), ("C7", "C7=C5")]),
        # What goes on at the other end of the sheet stays in one.
        ("A1:A9", "A1=A1048576", Shift("S", "rows", 5, 1), [("A1:A10", "A1=#REF!")]),
    ],
)
def test_an_area_is_divided_where_one_formula_cannot_say_it(
    areas: str, formula: str, shift: Shift, expected: list[tuple[str, str]]
) -> None:
    after = shift.sqref(areas) if shift.concerns("S") else areas
    found = rule_parts(areas, after, [formula], shift, here="S")
    assert [(part.areas, *part.formulas) for part in found] == expected
