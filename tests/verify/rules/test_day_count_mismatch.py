from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from xl_addin.spec.model import Spec
from xl_addin.workbook.model.book import Column, Value

Make = Callable[..., Any]


def test_stated_days_and_dates(published: Make, findings: Make, spec: Spec) -> None:
    found = [one for one in findings(*published().sheets, spec=spec) if one.code == "D601"]
    assert [(one.sheet, one.cell, one.expected, one.actual) for one in found] == [
        ("Giai đoạn 1", "A5", 26, 25),
        ("Giai đoạn 2", "A5", 67, 65),
    ]
    assert "66" in found[1].message.vi
    assert all(one.severity.name == "WARNING" for one in found)


def test_a_sheet_that_gives_the_full_count_has_said_how_it_counts(published: Make, findings: Make, spec: Spec) -> None:
    first, second = published().sheets
    column = first.columns[1]
    note = "Bình quân chia cho 25 ngày theo kế hoạch; từ 20/6/2023 đến 15/7/2023 có 26 ngày."
    noted = replace(first, columns={**first.columns, 1: replace(column, values={**column.values, 24: note})})
    found = [one for one in findings(noted, second, spec=spec) if one.code == "D601"]
    assert [one.sheet for one in found] == ["Giai đoạn 2"]


def test_a_book_that_does_not_state_the_days_is_not_judged(published: Make, findings: Make, spec: Spec) -> None:
    sheets = [
        replace(sheet, columns={**sheet.columns, 1: replace(sheet.columns[1], values=_without_text(sheet.columns[1]))})
        for sheet in published().sheets
    ]
    assert [one for one in findings(*sheets, spec=spec) if one.code == "D601"] == []


def _without_text(column: Column) -> dict[int, Value]:
    return {row: value for row, value in column.values.items() if not (isinstance(value, str) and "ngày" in value)}


def test_five_quotas_over_the_same_days_are_one_finding(published: Make, findings: Make, spec: Spec) -> None:
    first = spec.periods[0]
    five = tuple(
        first.model_copy(update={"key": f"p{column}", "name": f"Chỉ tiêu {column}", "quota": str(column)})
        for column in range(3, 8)
    )
    found = findings(*published().sheets, spec=spec.model_copy(update={"periods": five}))
    told = [one for one in found if one.code == "D601"]
    assert [(one.sheet, one.actual) for one in told] == [("Giai đoạn 1", 25)]
    assert all(f"Chỉ tiêu {column}" in told[0].message.vi for column in range(3, 8))


def test_days_that_do_not_count_are_not_counted(published: Make, findings: Make, spec: Spec) -> None:
    first, second = spec.periods
    without_one = first.model_copy(update={"skip": (date(2023, 6, 25),)})
    skipping = spec.model_copy(update={"periods": (without_one, second)})
    found = [one for one in findings(*published().sheets, spec=skipping) if one.code == "D601"]
    assert [one.sheet for one in found] == ["Giai đoạn 2"]
