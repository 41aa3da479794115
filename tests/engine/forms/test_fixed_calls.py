"""OFFSET, INDIRECT and the spill operator become ranges where all is written out, and are refused where it is not."""

from typing import Any

import pytest

from xl_addin.engine.forms.names import Names
from xl_addin.engine.forms.references import read_form
from xl_addin.engine.forms.table_references import tables_by_name
from xl_addin.engine.values.ranges import Moves, Range
from xl_addin.engine.values.scalars import Blocked
from xl_addin.formula.cells import Area
from xl_addin.workbook.model.book import ExcelTable, Unsupported

SHEETS = {"biểu 1": 0, "khác": 1}
TABLE = ExcelTable("Bảng", "Biểu 1", Area(1, 1, 4, 2), ("a", "b"))
NAMES = Names(SHEETS, {}, tables_by_name([TABLE], SHEETS), spills={Range(0, 2, 5, 2, 5): Range(0, 2, 5, 9, 5)})


@pytest.mark.parametrize(
    ("formula", "area", "moves"),
    [
        ("=OFFSET(A5,2,1)", (0, 7, 2, 7, 2), (True, True)),
        ("=OFFSET($A$5, -2, 0, 3, 2)", (0, 3, 1, 5, 2), (False, False)),
        ("=SUM(OFFSET(A$5:A9,1,0))", (0, 6, 1, 10, 1), (False, True)),
        ("=SUM(OFFSET(A$5:A9,1,,2))", (0, 6, 1, 7, 1), (False, False)),
        ("=SUM(OFFSET(Bảng[b],1,0))", (0, 3, 2, 5, 2), (False, False)),
        ("=SUM(OFFSET('Biểu 1'!A1,1,0))", (0, 2, 1, 2, 1), (True, True)),
        ('=INDIRECT("B3")', (0, 3, 2, 3, 2), (False, False)),
        ('=SUM(INDIRECT("Khác!$B$3:C4",TRUE))', (1, 3, 2, 4, 3), (False, False)),
        ('=SUM(INDIRECT("Bảng[a]"))', (0, 2, 1, 4, 1), (False, False)),
        ("=SUM(_xlfn.ANCHORARRAY(E2))", (0, 2, 5, 9, 5), (False, False)),
        ("=SUM('Biểu 1'!E2#)", (0, 2, 5, 9, 5), (False, False)),
    ],
)
def test_what_they_stand_for(formula: str, area: tuple[int, ...], moves: tuple[bool, bool]) -> None:
    read = read_form(formula, 0, NAMES)
    assert (read.ranges, read.moves) == ((Range(*area),), (Moves(*moves),))


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("=OFFSET(A1,B1,0)", "unsupported construct: OFFSET(A1,B1,0)"),
        ("=OFFSET(A1,ROW()-1,0)", "unsupported construct: OFFSET(A1,ROW()-1,0)"),
        ("=OFFSET(A1,1)", "unsupported construct: OFFSET(A1,1)"),
        ("=OFFSET(A5,0,0,-3,1)", "unsupported construct: OFFSET(A5,0,0,-3,1)"),
        ("=OFFSET(A1,-1,0)", "unsupported construct: OFFSET that gives #REF!"),
        ("=INDIRECT(A1)", "unsupported construct: INDIRECT(A1)"),
        ('=INDIRECT("A"&B1)', 'unsupported construct: INDIRECT("A"&B1)'),
        ('=INDIRECT("R1C1",FALSE)', 'unsupported construct: INDIRECT("R1C1",FALSE)'),
        ('=INDIRECT("Không!A1")', "missing sheet: Không"),
        ("=ANCHORARRAY(A1)", "unsupported construct: ANCHORARRAY(A1)"),
        ("=OFFSET(A1,1", "unreadable formula: OFFSET(A1,1"),
    ],
)
def test_what_is_refused(formula: str, why: str) -> None:
    with pytest.raises(Blocked) as blocked:
        read_form(formula, 0, NAMES)
    assert blocked.value.why == why


def test_a_range_may_end_where_index_says(results: Any) -> None:
    cells = {f"A{row}": row for row in range(1, 7)} | {"B1": 4, "C1": "=SUM(A2:INDEX(A1:A6,B1))"}
    cells |= {f"D{row}": f"=SUM(INDEX(A$1:A$6,2):A{row})" for row in range(1, 7)}
    cells |= {"C2": "=SUM(A1:INDEX(A4:A6,2))", "C3": "=SUM(INDEX(A1:A6,2):INDEX(A1:A6,B1))"}
    found = results(cells)
    assert (found["C1"], found["C3"]) == (9, 9)
    assert [found[f"D{row}"] for row in range(1, 7)] == [3, 2, 5, 9, 14, 20]
    # A2 and A3 could have formulas that would have to be calculated before.
    assert found["C2"] == Unsupported("unsupported construct: range between calculated cells")


def test_a_formula_waits_for_what_they_stand_for(results: Any) -> None:
    cells = {"A1": '=INDIRECT("C1")+1', "B1": "=SUM(OFFSET(C1,0,0,2,1))", "C1": "=D1*2", "C2": "=C1", "D1": 5}
    assert results(cells) == {"A1": 11, "B1": 20, "C1": 10, "C2": 10}


@pytest.mark.parametrize("formula", ["=OFFSET(" + "'" * 8000, "=OFFSET(" + " " * 8000, "=OFFSET(A1," + "[" * 8000])
def test_a_formula_made_to_take_long_is_refused_at_once(formula: str) -> None:
    with pytest.raises(Blocked):
        read_form(formula, 0, NAMES)
