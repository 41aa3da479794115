from collections.abc import Callable
from typing import Any

from xl_addin.spec.model import Spec

Make = Callable[..., Any]

# Invented figures.
PARTS: list[list[object]] = [
    ["STT", "Xã", "Số hộ", None, None],
    [None, None, "Tổng số", "Trong đó: hộ nghèo", "Trong đó: hộ cận nghèo"],
    [1, 2, 3, 4, 5],
    [1, "An Bình", 120, 12, 20],
    [2, "Bình Minh", 95, 8, 11],
    [3, "Cửa Lân", 240, 31, 18],
    [4, "Đông Hà", 80, 9, 7],
    [None, "Tổng", 535, 60, 56],
]
MERGES = ("C1:E1", "A1:A2", "B1:B2")


def with_condition(spec: Spec, condition: str, key: str = "phase1") -> Spec:
    tables = tuple(
        table.model_copy(update={"invariants": (condition,)}) if table.key == key else table for table in spec.tables
    )
    return spec.model_copy(update={"tables": tables})


def test_a_stated_condition_names_row_and_figures(published: Make, findings: Make, spec: Spec) -> None:
    conditioned = with_condition(spec, "{11} <= {6}")
    book = published({(9, 6): 10, (9, 10): 28211 - 10})
    found = [one for one in findings(*book.sheets, spec=conditioned) if one.code == "V306"]
    assert [(one.cell, one.actual) for one in found] == [("K9", 42)]
    assert "lớn hơn" in found[0].message.vi and "{11} <= {6}" in found[0].message.vi


def test_what_holds_is_not_reported(published: Make, found_in: Make, spec: Spec) -> None:
    assert "V306" not in dict(found_in(*published().sheets, spec=with_condition(spec, "{4} <= {3}")))


def test_without_a_spec_parts_stay_within_their_total(sheet: Make, found_in: Make) -> None:
    assert found_in(sheet(PARTS, merges=MERGES)) == []
    changed = {(5, 4): 108, (8, 4): 160}
    assert found_in(sheet(PARTS, merges=MERGES, changed=changed)) == [("V306", "D5")]


def test_a_total_is_a_consequence_of_its_rows(sheet: Make, found_in: Make) -> None:
    changed = {(5, 4): 1008, (8, 4): 1060}
    assert found_in(sheet(PARTS, merges=MERGES, changed=changed)) == [("V306", "D5")]


def test_where_most_rows_do_not_hold_the_heading_means_something_else(sheet: Make, found_in: Make) -> None:
    changed = {(4, 4): 1200, (5, 4): 800, (6, 4): 3100, (8, 4): 5109}
    assert found_in(sheet(PARTS, merges=MERGES, changed=changed)) == []
