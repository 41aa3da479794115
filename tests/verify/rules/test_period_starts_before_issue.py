from collections.abc import Callable
from datetime import date
from typing import Any

from xl_addin.spec.load import load_spec
from xl_addin.spec.model import PeriodSpec, Spec

Make = Callable[..., Any]


def test_a_period_after_its_document(published: Make, found_in: Make, spec: Spec) -> None:
    assert "D603" not in dict(found_in(*published().sheets, spec=spec))


def test_a_period_before_its_document(published: Make, findings: Make) -> None:
    early = load_spec("binh_phuoc", {"phase1_start": "2023-05-20"})
    found = [one for one in findings(*published().sheets, spec=early) if one.code == "D603"]
    assert [one.actual for one in found] == ["20/05/2023"]
    assert "19/6/2023" in found[0].message.vi


def test_a_period_whose_parent_has_begun_is_explained_by_it(published: Make, findings: Make, spec: Spec) -> None:
    whole = PeriodSpec(key="whole", name="Đợt của huyện", start=date(2023, 5, 15), end=date(2023, 9, 20))
    part = PeriodSpec(key="part", name="Đợt của xã", start=date(2023, 6, 1), end=date(2023, 7, 1), parent="whole")
    nested = spec.model_copy(update={"periods": (whole, part)})
    found = [one for one in findings(*published().sheets, spec=nested) if one.code == "D603"]
    assert [one.actual for one in found] == ["15/05/2023"]


def test_two_quotas_over_the_same_early_days_are_one_finding(published: Make, findings: Make, spec: Spec) -> None:
    days = {"start": date(2023, 5, 20), "end": date(2023, 7, 1), "table": "phase1"}
    periods = tuple(PeriodSpec(key=f"p{column}", name=f"Cột {column}", quota=column, **days) for column in ("8", "9"))
    found = findings(*published().sheets, spec=spec.model_copy(update={"periods": periods}))
    told = [one.message.vi for one in found if one.code == "D603"]
    assert len(told) == 1 and told[0].startswith("Cột 8; Cột 9: bắt đầu ngày 20/5/2023")
