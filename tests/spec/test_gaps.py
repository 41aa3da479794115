"""What officers wanted to say and version 1 could not: accepted, or refused with place and remedy."""

from pathlib import Path

import pytest

from tests.spec.test_parts import SPEC
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec

ROUND_UP = 'formula: "{5} / 7", round: up'
TARGET = 'apportion: {target: goal, by: "{4} + {6}", at_most: none, at_least: 10}'
NOTE = "role: text, heading: Ghi chú, optional: true"


@pytest.mark.parametrize(
    ("wanted", "old", "new"),
    [
        ("a threshold", ROUND_UP, 'formula: "if({4} < 50% * {5}, 15%, 10%) * {5}"'),
        ("rounding up", ROUND_UP, 'formula: "ceil({5}/7)"'),
        ("rounding up as Excel says it", ROUND_UP, 'formula: "roundup({5}/7, 0)"'),
        ("a rank", ROUND_UP, 'formula: "rank({5})"'),
        ("a share of a total", ROUND_UP, 'formula: "{5}/total({5})"'),
        ("a share of a total, said wrongly", ROUND_UP, 'formula: "{5}/sum({5})"'),
        ("a text column", NOTE, "role: text, heading: Ghi chú"),
        ("a date column", NOTE, "role: date, heading: Ngày"),
        ("days from dates", ROUND_UP, 'formula: "last_day - first_day"'),
        ("a parameter in a notation", '"9", ' + ROUND_UP, '"9=5/{days}"'),
        ("a weekday for a date", "before: 2025-03-18", "before: Thứ Hai"),
        ("a last day that is accepted", "before: 2025-03-18", "until: 2025-03-18"),
        ("a parent's share", TARGET, 'apportion: {target: goal, by: "4", within: parent}'),
        ("no cap", TARGET, 'apportion: {target: goal, by: "4", at_most: none}'),
        ("a floor by number", TARGET, 'apportion: {target: goal, by: "4", at_least: 10}'),
        ("several weights", TARGET, 'apportion: {target: goal, by: "{4}+{6}", at_most: none}'),
        ("an optional column", "heading: Số hộ", "heading: Số hộ, optional: true"),
        ("weights of days", "skip: [2025-03-12]", "plan: {2025-03-12: 5}"),
        ("a period per unit", "start: 2025-03-25", "start: {5}"),
        ("two-way shares", "rows: work.3", "rows: work.2"),
        ("a part of another file", "reports:", "include: chung.yaml\nreports:"),
        ("yesterday's figure", ROUND_UP, 'formula: "previous({5})"'),
        ("nothing to share", "value: 1000", "value: 0"),
    ],
)
def test_what_was_wanted_is_accepted_or_refused_with_its_place(wanted: str, old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.yaml"
    text = SPEC.replace(old, new, 1)
    assert text != SPEC or old == new or new in SPEC, wanted
    path.write_text(text, encoding="utf-8")
    try:
        load_spec(str(path))
    except Problem as problem:
        line = next(number for number, each in enumerate(text.splitlines(), 1) if new.splitlines()[0] in each)
        for language in ("vi", "en"):
            told = problem.line(language).splitlines()
            places = [int(each.removeprefix(f"{path}:").split(":")[0]) for each in told]
            assert any(abs(place - line) <= 3 for place in places), (wanted, told)
            assert all(any(mark in each for mark in (";", ":", ",")) for each in told), "a remedy, or what is possible"


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        (ROUND_UP, 'formula: "{5}/sum({5})"', "total({5})"),
        ("before: 2025-03-18", "before: Thứ Hai", "phải là ngày viết dạng 2023-06-20 hoặc tên một tham số ngày"),
        ("start: 2025-03-25", "start: {5}", "ghi thành một cột `role: date`"),
        ("skip: [2025-03-12]", "plan: {2025-03-12: 5}", "`plan`: không có trường này"),
        ("reports:", "include: chung.yaml\nreports:", "`include`: không có trường này"),
        (ROUND_UP, 'formula: "previous({5})"', "previous"),
    ],
)
def test_what_stays_refused_says_what_to_do(old: str, new: str, remedy: str, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.yaml"
    path.write_text(SPEC.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_spec(str(path))
    assert remedy in caught.value.line("vi")
