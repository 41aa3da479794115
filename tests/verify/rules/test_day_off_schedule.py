"""The days of Cẩm Ngọc's hamlets, one of them changed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fixtures.tables import make_sheet

from xl_addin.spec.load import load_spec
from xl_addin.workbook.model.book import Value
from xl_addin.workbook.model.serial_dates import serial_of

Make = Callable[..., Any]


def schedule(third: Value) -> Any:
    days: list[Value] = [float(serial_of(date(2022, 11, 29))), float(serial_of(date(2022, 11, 30))), third]
    rows = [[index, f"Thôn {index}", day, None] for index, day in enumerate(days, 1)]
    headings: list[Value] = ["STT", "Thôn", "Thời gian tuyên truyền - hướng dẫn", "Ghi chú"]
    return make_sheet([headings, [1, 2, 3, 4], *rows], name="Lịch tuyên truyền", formats={3: "dd/mm/yyyy"})


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (float(serial_of(date(2022, 12, 1))), None),
        ("01/12/2022", None),
        (float(serial_of(date(2022, 12, 6))), "nằm ngoài đợt Tuyên truyền"),
        (float(serial_of(date(2022, 12, 4))), "ngày nghỉ"),
        (float(serial_of(date(2022, 11, 30))), "đã có 1 đơn vị"),
        ("sáng thứ Hai", "không phải ngày"),
        (None, "“Thôn 3” chưa có ngày"),
    ],
)
def test_a_day_that_does_not_fit_is_said_at_its_cell(findings: Make, day: Value, said: str | None) -> None:
    spec = load_spec("cam_ngoc", {"skipped_days": "04/12/2022"})
    found = [one for one in findings(schedule(day), spec=spec) if one.code == "D605"]
    assert [(str(one.cell).rpartition("!")[2], said in one.message.vi) for one in found if said] == (
        [("C5", True)] if said else []
    )
    assert len(found) == (said is not None)
