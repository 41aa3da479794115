"""What `spec_version: 2` can say: every key is accepted, kept, and refused in a file of version 1."""

from datetime import date, time
from fractions import Fraction
from pathlib import Path

import pytest

from xl_addin.notation import BinaryOperation, ColumnRef
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec

SPEC = """\
spec_version: 2
key: dot_cao_diem
title: ["CHỈ TIÊU TỪ NGÀY {first_day} ĐẾN NGÀY {last_day}"]
document: {number: 12/KH-UBND, day: 2025-03-03, issuer: ỦY BAN NHÂN DÂN XÃ, issuer_in_text: Ủy ban nhân dân xã,
  place: Xã, kind: Kế hoạch, authority: TM. ỦY BAN NHÂN DÂN, signer: CHỦ TỊCH, recipients: ["{unit}"]}
parameters:
  target: {value: 1000, label: Chỉ tiêu}
  goal: {value: "target * 80%", label: Phấn đấu}
  first_day: {value: 2025-03-10, label: Ngày bắt đầu}
  last_day: {value: first_day + 14, label: Ngày kết thúc}
  days: {value: last_day - first_day + 1, label: Số ngày}
  report_time: {value: "07:30", label: Giờ báo cáo}
  receiver: {value: Công an xã, label: Nơi nhận báo cáo}
unit_sets:
  - {key: hamlets, level: thôn, units: [Ấp 1, {name: Ấp 2, code: "02", aliases: [Ấp Hai]}]}
  - {key: forces, level: lực lượng, aliases: {Công an xã: [CAX]}, units: [Công an xã, Xã đội]}
tables:
  - key: quota
    sheet: Chỉ tiêu
    units: hamlets
    columns:
      - {number: "1", role: index, heading: STT}
      - {number: "2", role: unit, heading: Thôn}
      - {number: "3", role: code, heading: Mã, optional: true}
      - {number: "4", heading: Số công dân}
      - number: "5"
        heading: Chỉ tiêu
        key: activate
        apportion: {target: goal, by: "{4} + {6}", at_most: none, at_least: 10}
      - {number: "6", heading: Số hộ}
      - {number: "7", role: date, heading: Ngày tuyên truyền}
      - {number: "8", role: text, heading: Ghi chú, optional: true}
      - {number: "9", formula: "{5} / 7", round: up, heading: Mỗi ngày}
  - key: work
    sheet: Lực lượng
    units: forces
    columns:
      - {number: "1", role: unit, heading: Lực lượng}
      - {number: "2", heading: Số người}
      - {number: "3", heading: Chỉ tiêu, apportion: {target: "{quota.5}", by: equally}}
      - {apportion: {rows: work.3, columns: quota.5}, heading: "{unit}"}
periods:
  - {key: drive, name: Đợt cao điểm, start: first_day, end: last_day, working_days: true, skip: [2025-03-12]}
  - {key: rest, name: Bổ sung, start: 2025-03-25, end: 2025-03-31}
deadlines:
  - {name: Báo cáo ngày, every: day, at: "07:30", offset_days: 1, period: drive, from: hamlets, to: Công an xã}
  - {name: Thống kê tuần, every: monday, via: Văn phòng, form: bao-cao-ngay, covers: số tài khoản đã kích hoạt}
  - {name: Danh sách không đủ điều kiện, before: 2025-03-18, interim: true}
  - {name: Báo cáo tổng kết, until: last_day}
results:
  basis: cumulative
  indicators: [{key: activate, quota: quota.5, plan: linear}]
quota_changes:
  - {unit: Ấp Hai, indicator: activate, from: 2025-03-16, change: -9, reason: Danh sách không đủ điều kiện}
commendation: {require: ["rate >= 100%", "missing_days = 0"]}
reports: [{template: bao-cao-ngay.xlsx, every: day}, {html: tien-do.html}]
unit_sheets: {files: one_per_unit, indicators: side_by_side}
"""


def loaded(text: str, tmp_path: Path, **parameters: str) -> Spec:
    path = tmp_path / "dot_cao_diem.yaml"
    path.write_text(text, encoding="utf-8")
    return load_spec(str(path), parameters)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("target: goal", "target: 80"),
        ('by: "{4} + {6}"', "by: 4"),
        ('by: "{4} + {6}"', 'by: "4", within: 7'),
        ('formula: "{5} / 7"', "formula: 12"),
        ('number: "6"', "number: 6"),
        ("start: 2025-03-25", "table: quota, quota: 4, start: 2025-03-25"),
    ],
)
def test_a_formula_or_column_that_is_a_number_needs_no_quotes(old: str, new: str, tmp_path: Path) -> None:
    field, _, figure = new.rpartition(": ") if "quota" not in new else ("quota", "", "4")
    without = loaded(SPEC.replace(old, new, 1), tmp_path)
    quoted = new.replace(f"{field}: {figure}", f'{field}: "{figure}"')
    assert quoted != new
    assert without == loaded(SPEC.replace(old, quoted, 1), tmp_path)


@pytest.mark.parametrize("wrong", ["target: 0.5", "target: 500.000", "target: true", "target: [80]"])
def test_a_figure_that_yaml_may_read_otherwise_needs_quotes(wrong: str, tmp_path: Path) -> None:
    assert "`target`" in refused(SPEC.replace("target: goal", wrong, 1), tmp_path).line("vi")


def test_what_bounds_a_share_is_a_column_and_no_figure(tmp_path: Path) -> None:
    problem = refused(SPEC.replace("at_most: none", "at_most: 100", 1), tmp_path)
    assert 'phải là một số cột trong dấu nháy ("3"), hoặc `none`' in problem.line("vi")


def refused(text: str, tmp_path: Path) -> Problem:
    with pytest.raises(Problem) as caught:
        loaded(text, tmp_path)
    return caught.value


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    return loaded(SPEC, tmp_path)


def test_parameters_come_from_parameters(spec: Spec) -> None:
    assert spec.number("goal") == 800
    assert spec.day("last_day") == date(2025, 3, 24)
    assert spec.number("days") == 15
    assert (
        spec.fill_in("{goal} đến {last_day}, {report_time}, {receiver}")
        == "800 đến 24/3/2025, 07 giờ 30 phút, Công an xã"
    )


def test_what_depends_on_a_parameter_follows_it(tmp_path: Path) -> None:
    spec = loaded(SPEC, tmp_path, target="2000", first_day="17/3/2025", report_time="7h45", receiver="Văn phòng")
    assert spec.number("goal") == Fraction(1600)
    assert spec.day("last_day") == date(2025, 3, 31)
    assert spec.parameters["report_time"].time() == time(7, 45)
    assert spec.parameters["receiver"].written == "Văn phòng"


def test_a_calculated_parameter_can_be_given_instead(tmp_path: Path) -> None:
    spec = loaded(SPEC, tmp_path, goal="900", last_day="31/3/2025")
    assert (spec.number("goal"), spec.number("days")) == (900, 22)


def test_every_table_has_its_units(spec: Spec) -> None:
    assert [[unit.name for unit in spec.units_of(table)] for table in spec.tables] == [
        ["Ấp 1", "Ấp 2"],
        ["Công an xã", "Xã đội"],
    ]
    forces = spec.unit_set(spec.table("work"))
    assert forces is not None
    assert forces.names_of(forces.units[0]) == ("Công an xã", "CAX")


def test_a_share_says_what_it_is_shared_by_and_what_bounds_it(spec: Spec) -> None:
    share = spec.table("quota").column("5").apportion
    assert share is not None
    assert isinstance(share.weight, BinaryOperation)
    assert (share.is_capped, share.least, share.lower) == (False, 10, None)
    equal = spec.table("work").column("3").apportion
    assert equal is not None
    assert (equal.weight, equal.is_capped) == (None, False)


def test_shares_two_ways_stand_for_a_column_a_unit(spec: Spec) -> None:
    column = spec.table("work").columns[-1]
    assert column.crossed is not None
    assert (column.crossed.rows, column.crossed.columns, column.apportion, column.label) == (
        "work.3",
        "quota.5",
        None,
        "5",
    )
    assert column.is_shared
    assert not column.is_input


def test_a_share_of_version_1_is_bounded_by_what_it_is_shared_by() -> None:
    share = load_spec("binh_phuoc").table("phase2").column("5").apportion
    assert share is not None
    assert (share.weight, share.upper, share.is_capped) == (ColumnRef("4"), "4", True)


@pytest.mark.parametrize(
    ("new", "where"),
    [
        ("unit_sets:", "`unit_sets`"),
        ("    units: hamlets", "`units`"),
        ("role: code", "`role: code`"),
        ("role: code", "`optional`"),
        ("at_most: none", "`at_most: none`"),
        ("at_most: none", "`at_least: 10`"),
        ("at_most: none", "`by: {4} + {6}`"),
        ("round: up", "`round`"),
        ("rows: work.3", "`apportion`"),
        ("skip: [2025-03-12]", "`skip`"),
        ("start: 2025-03-25", "`start: 2025-03-25`"),
        ("every: day, at", "`every`"),
        ("until: last_day", "`until`"),
        ("quota_changes:", "`quota_changes`"),
        ('value: "target * 80%"', "`value: target * 80%`"),
        ('value: "07:30"', "`value: 07:30`"),
        ("value: Công an xã", "`value: Công an xã`"),
    ],
)
def test_a_file_of_version_1_has_none_of_it(new: str, where: str, tmp_path: Path) -> None:
    text = SPEC.replace("spec_version: 2", "spec_version: 1")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if new in each)
    lines = refused(text, tmp_path).line("vi").splitlines()
    assert any(f":{line}: {where} cần phiên bản 2; hãy ghi `spec_version: 2`" in each for each in lines), lines
