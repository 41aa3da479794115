"""When deadlines are due: strictly before, the last day itself, again and again, and how documents write it."""

from datetime import date, datetime, time
from typing import Any

import pytest

from xl_addin.spec.due import Due, counted_days, due, in_words, last_day, next_due
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import DeadlineSpec, PeriodSpec, Spec

FIRST, LAST = date(2023, 1, 1), date(2024, 12, 31)


def deadline(**fields: Any) -> DeadlineSpec:
    return DeadlineSpec.model_validate({"name": "Báo cáo", **fields})


@pytest.fixture
def spec() -> Spec:
    """Kon Tum's fifteen days, and the two days of January in which stragglers are counted."""
    drive = PeriodSpec(key="drive", name="Đợt 15 ngày", start=date(2023, 12, 15), end=date(2023, 12, 30))
    late = PeriodSpec(key="late", name="Bổ sung", start=date(2024, 1, 2), end=date(2024, 1, 3))
    return load_spec("binh_phuoc").model_copy(update={"periods": (drive, late)})


def days(one: DeadlineSpec, spec: Spec) -> list[str]:
    return [f"{each.day:%d/%m}" for each in due(one, spec, FIRST, LAST)]


@pytest.mark.parametrize(
    ("fields", "last"),
    [
        ({"before": date(2023, 12, 18)}, date(2023, 12, 17)),
        ({"before": date(2023, 12, 18), "at": "07:30"}, date(2023, 12, 18)),
        ({"until": date(2023, 12, 18)}, date(2023, 12, 18)),
        ({"before": "final_report"}, date(2023, 9, 24)),
        ({"every": "day"}, None),
    ],
)
def test_the_last_day_of_what_is_due_once(fields: dict[str, object], last: date | None, spec: Spec) -> None:
    assert last_day(deadline(**fields), spec) == last


def test_a_daily_report_is_due_for_every_day_of_its_period(spec: Spec) -> None:
    morning = deadline(every="day", at="07:30", offset_days=1, period="drive")
    found = list(due(morning, spec, FIRST, LAST))
    assert len(found) == 16
    assert found[0] == Due(date(2023, 12, 16), time(7, 30), reports_on=date(2023, 12, 15))
    assert found[-1].day == date(2023, 12, 31)


def test_days_that_do_not_count_have_no_report(spec: Spec) -> None:
    drive = spec.periods[0].model_copy(update={"working_days": True, "skip": (date(2023, 12, 20),)})
    resting = spec.model_copy(update={"periods": (drive,)})
    assert len(counted_days(drive, resting)) == 10
    assert days(deadline(every="day", period="drive"), resting)[:5] == ["15/12", "18/12", "19/12", "21/12", "22/12"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"every": "monday", "period": "drive"}, ["18/12", "25/12"]),
        ({"every": "monday"}, ["18/12", "25/12", "01/01"]),
        ({"every": "saturday", "offset_days": 2, "period": "drive"}, ["18/12", "25/12", "01/01"]),
        ({"every": "month"}, ["31/12", "03/01"]),
        ({"every": "day", "period": "late"}, ["02/01", "03/01"]),
        ({"before": date(2023, 12, 18)}, ["17/12"]),
        ({"until": date(2025, 1, 1)}, []),
    ],
)
def test_the_days_on_which_something_is_due(fields: dict[str, object], expected: list[str], spec: Spec) -> None:
    assert days(deadline(**fields), spec) == expected


def test_without_periods_it_is_due_for_ever(spec: Spec) -> None:
    assert len(days(deadline(every="monday"), spec.model_copy(update={"periods": ()}))) == 105


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2023, 12, 16, 7, 30), date(2023, 12, 16)),
        (datetime(2023, 12, 16, 7, 31), date(2023, 12, 17)),
        (datetime(2023, 6, 1), date(2023, 12, 16)),
        (datetime(2023, 12, 31, 8), None),
    ],
)
def test_the_next_time_it_is_due(now: datetime, expected: date | None, spec: Spec) -> None:
    found = next_due(deadline(every="day", at="07:30", offset_days=1, period="drive"), spec, now)
    assert (found and found.day) == expected


def test_what_is_due_once_has_passed_at_its_hour(spec: Spec) -> None:
    evening = deadline(until=date(2023, 12, 30), at="16:00")
    assert next_due(evening, spec, datetime(2023, 12, 30, 15)) == Due(date(2023, 12, 30), time(16))
    assert next_due(evening, spec, datetime(2023, 12, 30, 17)) is None


@pytest.mark.parametrize(
    ("fields", "vietnamese", "english"),
    [
        ({"before": date(2023, 12, 18)}, "trước ngày 18/12/2023", "before 18/12/2023"),
        (
            {"before": date(2023, 12, 18), "at": "7h30"},
            "trước 07 giờ 30 phút ngày 18/12/2023",
            "before 07:30 on 18/12/2023",
        ),
        ({"until": date(2024, 2, 5)}, "chậm nhất ngày 05/02/2024", "by 05/02/2024"),
        ({"until": date(2024, 2, 5), "at": "16 giờ"}, "chậm nhất 16 giờ ngày 05/02/2024", "by 16:00 on 05/02/2024"),
        ({"every": "day", "at": "07:30"}, "trước 07 giờ 30 phút hằng ngày", "before 07:30 every day"),
        ({"every": "day"}, "hằng ngày", "every day"),
        (
            {"every": "day", "at": "07:30", "offset_days": 1},
            "trước 07 giờ 30 phút hằng ngày (số liệu ngày hôm trước)",
            "before 07:30 every day (for the day before)",
        ),
        ({"every": "monday"}, "thứ Hai hằng tuần", "every Monday"),
        ({"every": "sunday", "at": "17:00"}, "trước 17 giờ Chủ nhật hằng tuần", "before 17:00 every Sunday"),
        ({"every": "friday", "offset_days": 3}, "thứ Hai hằng tuần", "every Monday"),
        ({"every": "month"}, "ngày cuối hằng tháng", "the last day of every month"),
        (
            {"every": "month", "offset_days": 5},
            "trong 5 ngày sau khi hết tháng",
            "within 5 days of the end of every month",
        ),
    ],
)
def test_documents_write_it_so(fields: dict[str, object], vietnamese: str, english: str, spec: Spec) -> None:
    text = in_words(deadline(**fields), spec)
    assert (text.vi, text.en) == (vietnamese, english)
