"""Everything officers asked version 2 to say, in one file: every key is accepted and kept."""

from datetime import date, time
from pathlib import Path

from tests.spec.test_parts import loaded
from xl_addin.campaign.column_plan import plan_table
from xl_addin.campaign.sharing.shared import Shared

TEXT = """\
spec_version: 2
key: dot_cao_diem
title: [ĐỢT CAO ĐIỂM]
document: {number: 12/KH-UBND, day: 2023-12-01, issuer: ỦY BAN NHÂN DÂN XÃ, issuer_in_text: Ủy ban nhân dân xã,
  place: Xã, kind: Kế hoạch, authority: TM. ỦY BAN NHÂN DÂN, signer: CHỦ TỊCH}
parameters:
  target: {value: 1000, label: Chỉ tiêu}
  threshold: {value: "50%", label: Ngưỡng}
  uplift_low: {value: "15%", label: Tăng thêm khi dưới ngưỡng}
  uplift_high: {value: "10%", label: Tăng thêm khi từ ngưỡng}
  weight: {value: 1, label: Trọng số}
results:
  basis: daily
  beyond_quota: allow
  fall: needs_reason
  missing: keep
  indicators:
    - {key: activate, quota: "quota.10", plan: linear}
    - {key: sim, quota: "quota.12", plan: linear}
unit_sets:
  - {key: commune, level: xã, units: [Xã Một]}
  - {key: hamlets, level: thôn, parent: commune, units: [{name: Ấp 1, parent: Xã Một}, {name: Ấp 2, parent: Xã Một}]}
  - {key: forces, level: lực lượng, units: [Công an xã, Xã đội], aliases: {Công an xã: [CAX]}}
tables:
  - key: t
    sheet: Lực lượng
    units: forces
    columns:
      - {number: "1", role: unit, heading: Lực lượng}
      - {number: "2", heading: Quân số}
      - {number: "4", heading: Chỉ tiêu, apportion: {target: target, by: "2", at_most: none}}
  - key: quota
    sheet: Chỉ tiêu
    units: hamlets
    columns:
      - {number: "1", role: index, heading: STT}
      - {number: "2", role: unit, heading: Thôn}
      - {number: "3", heading: Số công dân}
      - {number: "5", heading: Số hộ}
      - {number: "6", heading: Giao cho thôn, apportion: {target: target, by: "3", within: parent, at_most: none}}
      - {number: "7", heading: Đã có}
      - {number: "8", role: date, heading: Ngày tuyên truyền}
      - {number: "9", heading: Đạt}
      - {number: "10", heading: Chỉ tiêu, round: up,
         formula: "if({7} < threshold * {5}, uplift_low, uplift_high) * {5}"}
      - {number: "11", heading: Tỷ trọng, formula: "{3} / total({3})"}
      - {number: "12", heading: Xếp hạng, formula: "rank({9})", ties: competition}
      - {number: "13", role: text, heading: Ghi chú, optional: true}
      - {apportion: {rows: quota.6, columns: t.4, by: weight}, heading: "{unit}"}
deadlines:
  - {name: Báo cáo ngày, every: day, at: "07:30", offset_days: 1}
  - {name: Thống kê tuần, every: monday}
  - {name: Danh sách không đủ điều kiện, before: 2023-12-18, interim: true}
quota_changes:
  - {unit: Ấp 1, indicator: activate, from: 2024-04-16, change: -9, reason: Danh sách không đủ điều kiện}
commendation:
  require: ["rate >= 100%", "missing_days = 0", "on_time >= 90%", "false_reports = 0", "reach_per_official >= 10"]
reports:
  - {template: bao-cao-ngay.docx, every: day}
  - {template: tong-hop.xlsx}
  - {html: tien-do.html}
unit_sheets: {files: one_per_unit, indicators: side_by_side}
"""


def test_every_key_is_accepted_and_kept(tmp_path: Path) -> None:
    for name in ("bao-cao-ngay.docx", "tong-hop.xlsx"):
        (tmp_path / name).write_bytes(b"")
    spec = loaded(TEXT, tmp_path)
    results = spec.results
    assert results is not None and spec.commendation is not None and spec.unit_sheets is not None
    assert (results.basis, results.beyond_quota, results.fall, results.missing) == (
        "daily",
        "allow",
        "needs_reason",
        "keep",
    )
    assert [(one.key, one.quota, one.plan) for one in results.indicators] == [
        ("activate", "quota.10", "linear"),
        ("sim", "quota.12", "linear"),
    ]
    assert [(one.key, one.level, one.parent) for one in spec.unit_sets] == [
        ("commune", "xã", None),
        ("hamlets", "thôn", "commune"),
        ("forces", "lực lượng", None),
    ]
    assert spec.unit_sets[2].aliases == {"Công an xã": ("CAX",)}
    daily, weekly, interim = spec.deadlines
    assert (daily.every, daily.at, daily.offset_days, weekly.every) == ("day", time(7, 30), 1, "monday")
    assert (interim.before, interim.interim) == (date(2023, 12, 18), True)
    [change] = spec.quota_changes
    assert (change.unit, change.indicator, change.change) == ("Ấp 1", "activate", -9)
    assert len(spec.commendation.require) == 5
    assert [(one.template and Path(one.template).name, one.html, one.every) for one in spec.reports] == [
        ("bao-cao-ngay.docx", None, "day"),
        ("tong-hop.xlsx", None, None),
        (None, "tien-do.html", None),
    ]
    assert (spec.unit_sheets.files, spec.unit_sheets.indicators) == ("one_per_unit", "side_by_side")


def test_every_column_has_its_plan(tmp_path: Path) -> None:
    for name in ("bao-cao-ngay.docx", "tong-hop.xlsx"):
        (tmp_path / name).write_bytes(b"")
    spec = loaded(TEXT, tmp_path)
    table = spec.table("quota")
    plans = {plan.label: plan.source for plan in plan_table(spec, table)}
    shared = [label for label, source in plans.items() if isinstance(source, Shared)]
    calculated = [label for label, source in plans.items() if source is not None and label not in shared]
    assert calculated == ["10", "11", "12"]
    assert len(shared) == 3 and shared[0] == "6", "the quota, and a column for each of the two forces"
    assert [column.heading for column in table.columns][-2:] == ["Công an xã", "Xã đội"]
    assert [(column.label, column.role) for column in table.columns if column.in_words] == [
        ("8", "date"),
        ("13", "text"),
    ]
