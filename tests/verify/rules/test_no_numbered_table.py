from collections.abc import Callable
from typing import Any

from xl_addin.spec.model import Spec

Make = Callable[..., Any]


def test_a_book_without_a_table(sheet: Make, found_in: Make) -> None:
    assert found_in(sheet([["Tham số", "Giá trị"], ["Chỉ tiêu", 500000]])) == [("S702", None)]


def test_one_table_in_one_of_the_sheets_is_enough(sheet: Make, small: Make, found_in: Make) -> None:
    assert found_in(sheet([["Tham số", 5]], name="Tham số"), small()) == []


def test_a_spec_that_knows_none_of_the_tables(small: Make, findings: Make, spec: Spec) -> None:
    [found] = findings(small(), spec=spec)
    assert (found.code, found.cell, found.severity.name) == ("S702", None, "NOTE")
    assert "binh_phuoc" in found.message.vi
