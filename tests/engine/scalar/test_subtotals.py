"""SUBTOTAL and AGGREGATE: what they leave out, and what they refuse. Results by number are in the conformance table."""

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.workbook.model.book import CellError, Unsupported, Value

Results = Callable[..., dict[str, Value]]
CELLS: dict[str, Value] = {"A1": 4, "A2": 2, "A3": "=1/0", "A4": "=SUBTOTAL(9,A1:A2)", "A5": "=AGGREGATE(9,4,A1:A2)"}
DIV0, NUM, VALUE = CellError("#DIV/0!"), CellError("#NUM!"), CellError("#VALUE!")


@pytest.mark.parametrize(
    ("option", "expected"), [("", DIV0), (0, DIV0), (1, DIV0), (2, 6), (3, 6), (4, DIV0), (5, DIV0), (6, 18), (7, 18)]
)
def test_what_an_option_leaves_out(results: Results, option: object, expected: Value) -> None:
    assert results(CELLS | {"C1": f"=AGGREGATE(9,{option},A1:A5)"})["C1"] == expected


def test_hidden_rows_count_where_an_option_tells_them(results: Results, make_sheet: Any) -> None:
    formulas = {f"C{option + 1}": f"=AGGREGATE(9,{option},A1:A2)" for option in range(8)}
    found = results(make_sheet("S", CELLS | formulas, hidden_rows=frozenset({2})))
    assert [found[f"C{option + 1}"] for option in (1, 3, 5, 7)] == [4, 4, 4, 4]
    assert {found[f"C{option + 1}"] for option in (0, 2, 4, 6)} == {Unsupported("hidden rows may be filtered out")}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=AGGREGATE(12,6,A1:A3)", 3),
        ("=AGGREGATE(13,6,E1:E4)", 2),
        ("=AGGREGATE(13,6,A1:A3)", CellError("#N/A")),
        ("=AGGREGATE(14,6,A1:A3,1)", 4),
        ("=AGGREGATE(15,6,A1:A3,3)", NUM),
        ("=AGGREGATE(16,6,E1:E4,0.5)", 2),
        ("=AGGREGATE(17,6,E1:E4,4)", 7),
        ("=AGGREGATE(18,6,E1:E3,0.25)", 1),
        ("=AGGREGATE(19,6,E1:E3,1)", 1),
        ("=AGGREGATE(16,6,H1:H2,0.5)", NUM),
        ("=AGGREGATE(16,4,A1:A3,0.5)", DIV0),
        # The largest of the rows that meet a condition: the others are divided by 0 and left out.
        ('=AGGREGATE(14,6,E1:E4/(F1:F4="có"),1)', 2),
        ("=AGGREGATE(G1,G2,E1:E4)", 12),
        ("=AGGREGATE(14,6,E1:E4)", VALUE),
        ("=AGGREGATE(20,6,E1:E4)", VALUE),
        ("=AGGREGATE(9,8,E1:E4)", VALUE),
        ("=SUBTOTAL(G1,E1:E4)", 12),
        ("=SUBTOTAL(112,E1:E4)", VALUE),
        ("=SUBTOTAL(50,E1:E4)", VALUE),
        ("=SUBTOTAL(A3,E1:E4)", DIV0),
    ],
)
def test_results(results: Results, formula: str, expected: Value) -> None:
    cells = CELLS | {"E1": 1, "E2": 2, "E3": 2, "E4": 7, "F1": "có", "F3": "có", "G1": 9, "G2": 6}
    assert results(cells | {"C1": formula})["C1"] == expected


@pytest.mark.parametrize("formula", ["=SUBTOTAL(9,A1:A5)", "=SUBTOTAL(9,A1+1)", "=AGGREGATE(9,6)"])
def test_what_nobody_vouches_for_is_unsupported(results: Results, formula: str) -> None:
    assert isinstance(results(CELLS | {"C1": formula})["C1"], Unsupported)
