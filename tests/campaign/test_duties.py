"""Deadlines stand on the unit sheet of whoever owes them, as documents write them."""

from datetime import date
from pathlib import Path

import pytest

from tests.spec.test_parts import SPEC
from xl_addin.campaign.duties import duties, duties_of
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import DeadlineSpec, Spec


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    path = tmp_path / "dot_cao_diem.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return load_spec(str(path))


def owing(spec: Spec, *owers: str | None) -> Spec:
    deadlines = [
        DeadlineSpec.model_validate({"name": f"Báo cáo {number}", "every": "day", "from": ower})
        for number, ower in enumerate(owers)
    ]
    return spec.model_copy(update={"deadlines": tuple(deadlines)})


def names(spec: Spec, unit: str, *tables: str) -> list[object]:
    return [duty["sender"] for duty in duties_of(unit, tables, spec)]


def test_what_a_unit_set_owes_stands_on_the_sheets_of_its_units(spec: Spec) -> None:
    asked = owing(spec, "hamlets", "forces", "work", None)
    assert names(asked, "Ấp 1", "quota") == ["hamlets", None]
    assert names(asked, "Xã đội", "work") == ["forces", "work", None]


def test_what_a_unit_owes_by_one_of_its_names_is_its_own(spec: Spec) -> None:
    asked = owing(spec, "CAX", "Xã đội", "Các tổ công nghệ số")
    assert names(asked, "Công an xã", "work") == ["CAX", "Các tổ công nghệ số"]
    assert names(asked, "Xã đội", "work") == ["Xã đội", "Các tổ công nghệ số"]


def test_a_duty_says_when_to_whom_and_what(spec: Spec) -> None:
    daily, weekly, listed, final = duties(spec)
    assert daily["text"] == "Báo cáo ngày: trước 07 giờ 30 phút hằng ngày (số liệu ngày hôm trước); gửi Công an xã"
    assert daily["first"] == date(2025, 3, 11)
    assert weekly["text"] == (
        "Thống kê tuần: thứ Hai hằng tuần; gửi qua Văn phòng; theo mẫu bao-cao-ngay; "
        "nội dung: số tài khoản đã kích hoạt"
    )
    assert listed["text"] == "Danh sách không đủ điều kiện: trước ngày 18/3/2025 (chậm nhất ngày 17/3/2025)"
    assert (final["text"], final["last_day"]) == ("Báo cáo tổng kết: chậm nhất ngày 24/3/2025", date(2025, 3, 24))
