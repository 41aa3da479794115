from collections.abc import Callable
from datetime import date
from typing import Any

from xl_addin.spec.model import DeadlineSpec, Spec

Make = Callable[..., Any]


def test_a_report_due_before_its_period_ends_or_the_document(published: Make, findings: Make, spec: Spec) -> None:
    deadlines = (
        DeadlineSpec(name="Báo cáo tổng kết", before=date(2023, 9, 20), period="phase2"),
        DeadlineSpec(name="Báo cáo nhanh", before=date(2023, 6, 19)),
        DeadlineSpec(name="Báo cáo giai đoạn 1", before=date(2023, 7, 16), period="phase1"),
    )
    hurried = spec.model_copy(update={"deadlines": deadlines})
    found = [one for one in findings(*published().sheets, spec=hurried) if one.code == "D602"]
    assert [one.actual for one in found] == ["19/09/2023", "18/06/2023"]


def test_interim_and_recurring_reports_are_due_within_their_period(published: Make, found_in: Make, spec: Spec) -> None:
    deadlines = (
        DeadlineSpec(name="Danh sách không đủ điều kiện", before=date(2023, 8, 20), period="phase2", interim=True),
        DeadlineSpec(name="Báo cáo ngày", every="day", period="phase2"),
        DeadlineSpec(name="Báo cáo tổng kết", until=date(2023, 9, 20), period="phase2"),
    )
    assert "D602" not in dict(found_in(*published().sheets, spec=spec.model_copy(update={"deadlines": deadlines})))


def test_an_interim_report_is_not_due_before_its_document(published: Make, found_in: Make, spec: Spec) -> None:
    early = DeadlineSpec(name="Danh sách", until=date(2023, 6, 18), interim=True)
    assert "D602" in dict(found_in(*published().sheets, spec=spec.model_copy(update={"deadlines": (early,)})))
