"""Whatever is wrong with a spec is said in our words: no kind of the library's errors is without its text."""

import copy
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML

from tests.spec.test_parts import SPEC
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec
from xl_addin.spec.model import Spec
from xl_addin.spec.parts.part import Part
from xl_addin.spec.reading.messages import MESSAGES, message

WRONG: tuple[Any, ...] = (
    None,
    1,
    -1,
    10**30,
    0.5,
    -5.5,
    1e308,
    float("nan"),
    float("inf"),
    True,
    "",
    "x",
    "a b",
    "x" * 300,
    "1e5",
    "500.000",
    "2023-06-20",
    "31/02/2023",
    "07:30",
    "99:99",
    [],
    ["x"],
    [1],
    [[]],
    [None],
    {},
    {"x": 1},
    {"x": None},
    {1: 2},
    {5: None},
    {"name": 1},
    date(2023, 6, 20),
    datetime(2023, 6, 20, 1),
    b"x",
)
LIBRARY_WORDS = ("Input should", "valid ", "constrained", "unable to", "String should", "Keys should", "[type=")
EVERYTHING = SPEC.replace(
    "  basis: cumulative", "  basis: cumulative\n  beyond_quota: warn\n  fall: allow\n  missing: keep"
).replace(
    "role: date, heading: Ngày tuyên truyền}",
    "role: date, heading: Ngày tuyên truyền, group: Lịch, key: day, width: 12.5, "
    "schedule: {period: drive, units_per_day: 2}}",
).replace(
    'heading: Số công dân}',
    'heading: Số công dân, total: sum, kind: count, floor: 0, number_format: "0"}',
).replace(
    "at_least: 10}", "at_least: 10, within: parent, together: all, method: dhondt, tie: first}"
).replace(
    '{number: "9", formula: "{5} / 7", round: up, heading: Mỗi ngày}',
    '{number: "9", formula: "{5} / 7", round: up, heading: Mỗi ngày}\n'
    '      - {number: "10", formula: "{5} + {6}", heading: Cộng}\n'
    '      - {number: "11", heading: Đã có, key: had}\n      - {number: "12", heading: Giảm, lowers: had}\n'
    '    title: [Bảng]\n    has_total: true\n    total_label: Tổng\n    invariants: ["{6} <= {4}"]',
).replace(
    "  - {key: rest, name: Bổ sung, start: 2025-03-25, end: 2025-03-31}",
    "  - {key: rest, name: Bổ sung, start: 2025-03-25, end: 2025-03-31, stated_days: days, table: quota, quota: '4', "
    "parent: drive}",
) + """\
units: [Ấp 1, {name: Ấp 2, parent: Xã}]
suppressions: [{code: V302, sheet: Chỉ tiêu, cell: D20, reason: đã duyệt}]
notes: [Mỗi cán bộ vận động 10 người.]
"""  # fmt: skip


DATA: dict[str, Any] = YAML(typ="safe", pure=True).load(EVERYTHING)


def places(part: object, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if place:
        yield place
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, one in inner:
        yield from places(one, (*place, step))


def errors(whole: dict[str, Any]) -> list[Any]:
    try:
        Spec.model_validate(whole)
    except ValidationError as error:
        return list(error.errors())
    return []


def changes() -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """The spec with each of its values replaced by each wrong one, left out, or joined by one that is too many."""
    for place in places(DATA):
        for wrong in (*WRONG, "left out", "one more"):
            whole = copy.deepcopy(DATA)
            part: Any = whole
            for step in place[:-1]:
                part = part[step]
            if wrong == "left out":
                del part[place[-1]]
            elif wrong == "one more":
                if isinstance(part, dict):
                    part["khong_co"] = 1
            else:
                part[place[-1]] = wrong
            yield place, whole


def test_the_spec_that_is_spoilt_has_every_field_there_is() -> None:
    stated = {place[-1] for place in places(DATA)}
    fields = {field.validation_alias or name for part in parts() for name, field in part.model_fields.items()}
    # `ties` goes with a rank, which is tried with the notation.
    assert fields - stated <= {"ties"}


def parts(part: type[BaseModel] = Part) -> list[type[BaseModel]]:
    return [one for sub in part.__subclasses__() for one in (sub, *parts(sub))]


def test_every_error_is_told_in_our_words() -> None:
    kinds: set[str] = set()
    for place, whole in changes():
        for details in errors(whole):
            kinds.add(details["type"])
            said = message(details)
            assert said.vi and said.en and said.vi != said.en, (place, details)
            assert not any(word in said.vi + said.en for word in LIBRARY_WORDS), (place, said)
            assert "{" not in re.sub(r"\{(\d|unit)\}", "", said.vi), (place, said)
    assert kinds - {"value_error"} <= MESSAGES.keys()
    assert MESSAGES.keys() - kinds <= {"float_type", "float_parsing", "greater_than"} | kinds


def refused(text: str, tmp_path: Path) -> Problem:
    path = tmp_path / "ke-hoach.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_spec(str(path))
    return caught.value


def changed(old: str, new: str) -> tuple[str, int]:
    assert old in EVERYTHING
    text = SPEC.replace(old, new, 1)
    return text, next(number for number, line in enumerate(text.splitlines(), 1) if new.splitlines()[0] in line)


@pytest.mark.parametrize(
    ("old", "new", "vietnamese", "english"),
    [
        (
            "day: 2025-03-03",
            'day: "2025-03-03"',
            "“2025-03-03” là ngày viết như chữ; hãy viết 2025-03-03, không có dấu nháy",
            "date typed as text",
        ),
        ("day: 2025-03-03", "day: 3/3/2025", "hãy viết 2025-03-03", "write 2025-03-03"),
        ("day: 2025-03-03", "day: 31/2/2025", "không có ngày “31/2/2025”", "is no day"),
        ("value: 2025-03-10", 'value: "10/3/2025"', "hãy viết 2025-03-10", "write 2025-03-10"),
        ("before: 2025-03-18", "before: Thứ Hai", "hoặc tên một tham số ngày", "name of a date parameter"),
        ("until: last_day", "until: lastday", "có phải “last_day”?", "do you mean “last_day”?"),
        ("end: 2025-03-31", "end: 2025-02-28", "ngày bắt đầu sau ngày kết thúc", "first day is after the last"),
        ("start: 2025-03-25", "start: {5}", "thành một cột `role: date`", "column of `role: date`"),
        ("skip: [2025-03-12]", "skip: [12]", "phải là ngày", "must be a date"),
        ('at: "07:30", offset', 'at: "25:00", offset', "phải là giờ trong ngày", "must be a time of day"),
        ("offset_days: 1", "offset_days: -1", "không được nhỏ hơn 0", "at least 0"),
        ("every: monday", "every: mondy", "có phải `monday`?", "do you mean `monday`?"),
        ("every: monday,", "", "cần đúng một trong `before`", "exactly one of `before`"),
        ("every: monday,", "every: monday, until: last_day,", "đang có: until, every", "it has: until, every"),
        ("until: last_day", "until: last_day, offset_days: 1", "chỉ đi với `every`", "goes with `every`"),
        ("form: bao-cao-ngay", "form: bao-cao-nay", "có phải “bao-cao-ngay.xlsx”?", "do you mean “bao-cao-ngay.xlsx”?"),
        ("from: hamlets", "from: hamlet", "có phải “hamlets”?", "do you mean “hamlets”?"),
        ('"target * 80%"', '"targt * 80%"', "không có tham số targt; có phải “target”?", "no parameter targt"),
        ('"target * 80%"', '"target * receiver"', "tham số receiver là chữ, không phải số", "is a text, not a number"),
        ('"target * 80%"', '"{4} * target"', "không tính được từ cột {4}", "calculated from column {4}"),
        ('"target * 80%"', '"target * "', "ký tự thứ", "character"),
        ('"target * 80%"', '"target / (target - target)"', "chia cho 0", "division by zero"),
        ('"target * 80%"', '"goal + target"', "goal → goal", "goal → goal"),
        ("first_day + 14", "first_day + last_day", "tính vòng quanh nhau: last_day → last_day", "need each other"),
        ("first_day + 14", "first_day * 2", "ngày chỉ cộng, trừ được", "only days are added"),
        ("first_day + 14", "first_day - 999999", "không ra một ngày nào", "no day of the calendar"),
        ("value: 1000,", "value: 1.2.3,", "phải là số nguyên (500000)", "whole number (500000)"),
        ("units: hamlets", "units: hamlet", "không có bộ đơn vị hamlet; có phải “hamlets”?", "no unit set hamlet"),
        ("    units: hamlets\n", "", "hãy ghi bảng này dùng bộ nào", "say which this table uses"),
        ("level: thôn,", "level: thôn, parent: communes,", "không có bộ đơn vị communes", "no unit set communes"),
        ("level: thôn,", "level: thôn, parent: hamlets,", "vòng quanh: hamlets → hamlets", "lie in each other"),
        (
            "units: [Công an xã, Xã đội]",
            "units: [Công an xã, Ấp 1]",
            "đơn vị “Ấp 1” đã có trong bộ hamlets",
            "already in the set hamlets",
        ),
        ("units: [Công an xã, Xã đội]", "units: [Công an xã, công an xã]", "xuất hiện hai lần", "stands twice"),
        (
            "units: [Công an xã, Xã đội]",
            "units: [{name: Công an xã, parent: Ấp 1}]",
            "không ghi `parent` là bộ nào",
            "does not say of which set",
        ),
        ("level: lực lượng,", "level: lực lượng, parent: hamlets,", "", ""),
        (
            "aliases: {Công an xã: [CAX]}",
            "aliases: {Công an: [CAX]}",
            "có phải “Công an xã”?",
            "do you mean “Công an xã”?",
        ),
        ("at_most: none", 'at_most: "44"', "phân bổ theo cột 44", "shared by column 44"),
        ("at_least: 10", "at_least: -1", "số nguyên không âm", "not below 0"),
        ('by: "{4} + {6}"', 'by: "{4} + {66}"', "không có cột 66", "no column 66"),
        ("rows: work.3", "rows: work.33", "bảng work không có cột 33", "no column 33"),
        ("columns: quota.5", "columns: quotas.5", "có phải “quota”?", "do you mean “quota”?"),
        ('heading: "{unit}"', "heading: Công an", "phải có {unit}", "holds {unit}"),
        ("round: up, heading", "ties: dense, heading", "chỉ dùng cùng hàm xếp hạng", "goes with a rank"),
        (
            '{number: "6", heading',
            '{number: "6", round: up, heading',
            "chỉ dùng cho cột tính theo công thức",
            "columns with a formula",
        ),
        ("role: text, heading", 'role: text, formula: "{5}", heading', "không tính toán được", "is not calculated"),
        ("indicator: activate", "indicator: activat", "có phải “activate”?", "do you mean “activate”?"),
        ("unit: Ấp Hai", "unit: Ấp Ba", "không có đơn vị Ấp Ba", "no unit Ấp Ba"),
        ("quota: quota.5", "quota: '5'", "như `quota.10`", "such as `quota.10`"),
        (
            "template: bao-cao-ngay.xlsx",
            "template: khong-co.docx",
            "không có mẫu khong-co.docx",
            "no template khong-co.docx",
        ),
        ("{html: tien-do.html}", "{name: Tiến độ}", "đúng một trong `template`", "exactly one of `template`"),
        ('require: ["rate >= 100%"', 'require: ["rate"', "so sánh hai vế", "compares two formulas"),
        (
            'optional: true}\n      - {number: "4"',
            'optional: có}\n      - {number: "4"',
            "phải là true hoặc false",
            "must be true or false",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_possible(
    old: str, new: str, vietnamese: str, english: str, tmp_path: Path
) -> None:
    text, line = changed(old, new) if new else (SPEC.replace(old, "", 1), 0)
    assert text != SPEC
    if not vietnamese:
        path = tmp_path / "ke-hoach.yaml"
        path.write_text(text, encoding="utf-8")
        assert load_spec(str(path)).key == "dot_cao_diem"
        return
    found = refused(text, tmp_path)
    lines = [each for each in found.line("vi").splitlines() if vietnamese in each]
    assert lines, found.line("vi")
    assert english in found.line("en")
    assert lines[0].startswith(f"{tmp_path / 'ke-hoach.yaml'}:")
    number = int(lines[0].removeprefix(str(tmp_path / "ke-hoach.yaml")).split(":")[1])
    assert not line or abs(number - line) <= 2, lines
