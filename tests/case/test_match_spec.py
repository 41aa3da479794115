"""Which found table a spec means."""

from dataclasses import replace

import pytest

from xl_addin.case.match_spec import match_spec
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.table.model import NumberedTable, TableColumn

SPEC = load_spec("binh_phuoc")


def found(sheet: str, headings: dict[str, str]) -> NumberedTable:
    columns = tuple(
        TableColumn(label, position, heading, label, None, "number")
        for position, (label, heading) in enumerate(headings.items(), start=2)
    )
    return NumberedTable(sheet, (6,), 7, (8, 9), 10, columns)


def as_in_the_spec(sheet: str, key: str) -> NumberedTable:
    return found(sheet, {column.label: SPEC.fill_in(column.heading) for column in SPEC.table(key).columns})


def test_the_sheets_name_is_enough_where_the_numbers_fit() -> None:
    table = found("Giai đoạn 2", {str(number): f"cột bịa {number}" for number in range(1, 9)})
    assert match_spec([table], SPEC).specs == (SPEC.table("phase2"),)


def test_headings_decide_on_a_sheet_of_another_name() -> None:
    tables = [as_in_the_spec("Biểu 02", "phase2"), as_in_the_spec("Biểu 01", "phase1")]
    assert match_spec(tables, SPEC).specs == (SPEC.table("phase2"), SPEC.table("phase1"))


def test_an_officer_may_reword_and_date_a_heading() -> None:
    table = as_in_the_spec("Biểu 01", "phase1")
    eligible = replace(table.column("3"), heading="Số công dân đủ điều kiện (đến 30/9/2025)")
    table = replace(table, columns=tuple(eligible if column.label == "3" else column for column in table.columns))
    assert match_spec([table], SPEC).specs == (SPEC.table("phase1"),)


def test_a_table_with_the_same_numbers_and_other_headings_is_not_the_specs() -> None:
    schedule = found("Phước Long", dict(zip("12345678", ["STT", "Ngày", "Chỉ tiêu trong ngày", *"abcde"], strict=True)))
    assert match_spec([schedule], SPEC).specs == (None,)


def test_two_copies_are_equally_alike_and_neither_is_taken() -> None:
    tables = [as_in_the_spec("Bản 1", "phase1"), as_in_the_spec("Bản 2", "phase1"), as_in_the_spec("Bản 3", "phase2")]
    matched = match_spec(tables, SPEC)
    assert matched.specs == (None, None, SPEC.table("phase2"))
    [undecided] = matched.undecided
    assert (undecided.spec.key, list(undecided.tables)) == ("phase1", tables[:2])
    with pytest.raises(Problem, match=r"Bản 1!.* Bản 2!.*phase1"):
        matched.decided("sổ.xlsx")


def test_of_two_copies_the_one_on_the_specs_own_sheet_is_taken() -> None:
    tables = [as_in_the_spec("Bản cũ", "phase1"), as_in_the_spec("giai đoạn 1", "phase1")]
    assert match_spec(tables, SPEC).specs == (None, SPEC.table("phase1"))


def test_a_table_equally_like_two_of_the_spec_is_neither() -> None:
    twin = SPEC.table("phase1").model_copy(update={"key": "twin", "sheet": "Biểu 9"})
    spec = SPEC.model_copy(update={"tables": (SPEC.table("phase1"), twin)})
    matched = match_spec([as_in_the_spec("Bản 1", "phase1")], spec)
    assert matched.specs == (None,)
    assert [each.spec.key for each in matched.undecided] == ["phase1", "twin"]


def test_without_a_spec_no_table_is_of_one() -> None:
    assert match_spec([as_in_the_spec("Bản 1", "phase1")], None).specs == (None,)
