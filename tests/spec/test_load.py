"""Specs: the shipped one loads, parameters are set anew, every error names its line."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from xl_addin.problem import Problem
from xl_addin.shipped import shipped_folder
from xl_addin.spec.due import last_day
from xl_addin.spec.load import load_spec, shipped_specs

SHIPPED = (shipped_folder("formulas_spec") / "binh_phuoc.yaml").read_text(encoding="utf-8")


def problem(text: str, tmp_path: Path) -> Problem:
    path = tmp_path / "ke-hoach.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_spec(str(path))
    return caught.value


def changed(*changes: tuple[str, str]) -> str:
    text = SHIPPED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def line_of(part: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_every_shipped_spec_loads() -> None:
    assert "binh_phuoc" in shipped_specs()
    for name in shipped_specs():
        assert load_spec(name).key == name


def test_a_path_loads_the_same_as_the_name() -> None:
    assert load_spec(str(shipped_folder("formulas_spec") / "binh_phuoc.yaml")) == load_spec("binh_phuoc")


def test_parameters_are_set_anew() -> None:
    spec = load_spec(
        "binh_phuoc",
        {"target": "510000", "phase2_share": "82,5%", "phase1_start": "21/6/2023", "phase1_end": "2023-07-16"},
    )
    assert spec.number("target") == 510000
    assert spec.number("phase2_share") == Fraction(825, 1000)
    assert spec.day("phase1_start") == date(2023, 6, 21)
    assert spec.day("phase1_end") == date(2023, 7, 16)
    assert spec.number("level_2_cap") == 12500


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("targt", "1", "có phải “target”? Có: target, level_2_cap"),
        ("level_2_cap", "12.500", "có hai cách đọc; hãy viết 12500 hoặc 12.5000"),
        ("target", "nhiều", "không phải số nguyên"),
        ("target", "57,4%", "không phải số nguyên"),
        ("phase2_share", "nhiều", "không phải số"),
        ("target", "20/6/2023", "không phải số nguyên"),
        ("phase1_end", "32/1/2023", "không phải ngày"),
        ("phase1_end", "25", "không phải ngày"),
    ],
)
def test_a_parameter_that_does_not_fit_names_the_option(name: str, value: str, said: str) -> None:
    with pytest.raises(Problem) as caught:
        load_spec("binh_phuoc", {name: value})
    line = caught.value.line("vi")
    assert line.startswith(f"{name}: ")
    assert said in line


def test_deadlines_follow_their_parameters() -> None:
    spec = load_spec("binh_phuoc", {"final_report": "2025-10-05"})
    assert [last_day(deadline, spec) for deadline in spec.deadlines] == [date(2023, 7, 16), date(2025, 10, 4)]


def test_dates_set_anew_must_still_follow_each_other() -> None:
    with pytest.raises(Problem, match="first day is after the last"):
        load_spec("binh_phuoc", {"phase1_end": "1/6/2023"})


def test_an_unknown_name_lists_the_shipped_specs() -> None:
    with pytest.raises(Problem, match="binh_phuoc"):
        load_spec("binh_phuc")


@pytest.mark.parametrize(
    ("old", "new", "vietnamese", "english"),
    [
        ("role: index", "rol: index", "`rol`: không có trường này; có phải “role”?", "do you mean “role”?"),
        ("day: 2023-06-19", "day: 19/6", "`day`: phải là ngày", "must be a date"),
        ("value: 500000,", "value: 500.000,", "phải là số nguyên", "must be a whole number"),
        ("value: 500000,", 'value: "500.000",', "hiểu hai cách", "reads two ways"),
        ("value: 12500,", "value: true,", "phải là số nguyên", "must be a whole number"),
        ("spec_version: 1", "spec_version: 3", "một trong: 1, 2", "one of: 1, 2"),
        ('"7=4-5"', '"7=4-55"', "bảng phase1 không có cột 55", "table phase1 has no column 55"),
        ('"7=4-5"', '"7=4-"', "số cột `7=4-`: ", "column number `7=4-`: "),
        ("formula: min({7}, level_2_cap)", "formula: min({7} level_2_cap)", "ký tự thứ", "character"),
        ("min({7}, level_2_cap)", "min({7}, cap)", "không có tham số cap", "no parameter cap"),
        ("min({7}, level_2_cap)", "min({7}, data_date)", "data_date là ngày", "data_date is a date"),
        ("min({7}, level_2_cap)", "phase1_end + 7", "kết quả là một ngày", "the result is a date"),
        ("min({7}, level_2_cap)", "'if({7} > phase1_end, 1, 2)'", "phase1_end là ngày: ", "phase1_end is a date: "),
        ("min({7}, level_2_cap)", "min({7}, {1})", "cột 1 (STT, `role: index`) không phải", "column 1 (STT"),
        ("min({7}, level_2_cap)", "previous({7})", "Chưa có hàm previous", "previous (the figure"),
        ('"{phase1.3} -', '"{phase3.3} -', "không có bảng phase3", "no table phase3"),
        ("min({7}, level_2_cap)", '"{7}/sum({7})"', "tổng của cả cột viết total({7})", "write total({7})"),
        ("min({7}, level_2_cap)", "max({7})", "chỉ có một giá trị", "has one value only"),
        ("{target: target,", '{target: "sum({33})",', "không có cột 33", "no column 33"),
        ('{phase1_days}"', '{phase1_day}"', "{phase1_day} không phải", "{phase1_day} is no"),
        (
            '/{phase1_days}"',
            '/{phase1_end}"',
            "phase1_end là ngày, không phải số",
            "phase1_end is a date, not a number",
        ),
        ("start: phase1_start", "start: phase1_days", "phải là ngày", "must be a date"),
        ("start: phase1_start", "start: phase2_end", "ngày bắt đầu sau", "first day is after"),
        ("stated_days: phase1_days", "stated_days: data_date", "phải là số ngày", "number of days"),
        ('quota: "10"', 'quota: "100"', "không có cột 100", "no column 100"),
        ("period: phase2}", "period: phase3}", "không có kỳ phase3", "no period phase3"),
        ("before: final_report", "before: target", "không có tham số ngày target", "no date parameter target"),
        ("before: final_report", "before: no_such", "không có tham số ngày no_such", "no date parameter no_such"),
        ("sheet: Giai đoạn 2", "sheet: giai đoạn 1", "xuất hiện hai lần", "stands twice"),
        ("sheet: Giai đoạn 2", "sheet: 'Đợt [2]'", "tên trang tính", "sheet name"),
        ("key: to_activate", 'key: "quota"', "xuất hiện hai lần", "stands twice"),
    ],
)
def test_an_error_names_its_line(old: str, new: str, vietnamese: str, english: str, tmp_path: Path) -> None:
    text = changed((old, new))
    found = problem(text, tmp_path)
    place = f"{tmp_path / 'ke-hoach.yaml'}:{line_of(new, text)}: "
    assert found.line("vi").startswith(place)
    assert vietnamese in found.line("vi")
    assert english in found.line("en")
    assert "\n" not in found.line("vi")


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ('number: "11"', 'number: "10"', "key: phase1\n", "số cột 10 xuất hiện hai lần"),
        ('"7=4-5"', '"7=4-9"', "7=4-9", "{phase1.7} → {phase1.8} → {phase1.9} → {phase1.7}"),
        ("    sheet: Giai đoạn 1\n", "", "- key: phase1", "`sheet`: thiếu trường này"),
        ('role: unit, heading: Địa bàn, key: unit, width: 16}\n      - {number: "3"', 'heading: Địa bàn}\n      - {number: "3"', "- key: phase1", "đúng một cột mang vai trò"),  # noqa: E501
        ('{target: target, by: "3"', "{target: target, by: '33'", "by: '33'", "không có cột 33"),
    ],
)  # fmt: skip
def test_an_error_of_a_whole_part_names_where_it_begins(old: str, new: str, at: str, said: str, tmp_path: Path) -> None:
    text = changed((old, new))
    found = problem(text, tmp_path).line("vi")
    number = int(found.removeprefix(str(tmp_path / "ke-hoach.yaml")).split(":")[1])
    assert said in found
    assert abs(number - line_of(at.strip(), text)) <= 1


def test_all_errors_of_a_file_come_at_once_in_its_order(tmp_path: Path) -> None:
    text = changed(("role: index", "rol: index"), ("day: 2023-06-19", "day: 19/6"), ("key: load", "key: Tải"))
    lines = problem(text, tmp_path).line("en").splitlines()
    numbers = [line_of(part, text) for part in ("day: 19/6", "rol: index", "key: Tải")]
    assert [int(line.split(":")[1]) for line in lines] == numbers
    assert all(line.startswith(str(tmp_path)) for line in lines)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: [1\nb: 2", ":2: ", "không đúng cú pháp YAML"),
        ("a: 1\na: 2", ":2: ", "trường `a` xuất hiện hai lần"),
        ("", ":1: ", "phải gồm các trường"),
        ("- a\n- b", ":1: ", "phải gồm các trường"),
        ("[" * 5000, ":1: ", "không đúng cú pháp YAML"),
        ("a: \x00", ":1: ", "không đúng cú pháp YAML"),
        ("a: !!python/object:os.system x", ":1: ", "`a`: không có trường này"),
    ],
)
def test_what_is_no_spec_is_refused_in_one_line(text: str, place: str, said: str, tmp_path: Path) -> None:
    found = problem(text, tmp_path).line("vi")
    assert place in found.splitlines()[0]
    assert said in found
    # What the library says of it is English.
    assert "expected" not in found


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so-tinh.yaml"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(Problem, match="UTF-8"):
        load_spec(str(path))
    with pytest.raises(Problem, match="cannot be read"):
        load_spec(str(tmp_path))
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(Problem, match="too large"):
        load_spec(str(path))


@pytest.mark.parametrize(
    ("addition", "said"),
    [
        ("    invariants: ['{99} <= {3}']", "không có cột 99"),
        ("    invariants: ['{4} {3}']", "điều kiện phải so sánh"),
        ("    invariants: ['{4} <= khong_co']", "không có tham số khong_co"),
    ],
)
def test_an_invariant_that_cannot_be_held_names_its_line(addition: str, said: str, tmp_path: Path) -> None:
    text = changed(("    sheet: Giai đoạn 1\n", f"    sheet: Giai đoạn 1\n{addition}\n"))
    line = problem(text, tmp_path).line("vi")
    assert said in line
    assert f":{line_of('invariants', text)}: " in line


@pytest.mark.parametrize(
    ("addition", "said"),
    [
        ("suppressions: [{code: V30, reason: x}]", "mã như V302"),
        ("suppressions: [{code: V302, cell: d20, reason: x}]", "địa chỉ ô như D20"),
        ("suppressions: [{code: V302, reason: ' '}]", "phải ghi lý do"),
        ("suppressions: [{code: V302}]", "thiếu trường này"),
    ],
)
def test_a_suppression_needs_a_code_and_a_reason(addition: str, said: str, tmp_path: Path) -> None:
    text = changed(("key: binh_phuoc\n", f"key: binh_phuoc\n{addition}\n"))
    line = problem(text, tmp_path).line("vi")
    assert said in line
    assert f":{line_of('suppressions', text)}: " in line


def test_a_period_lies_in_one_that_exists(tmp_path: Path) -> None:
    text = SHIPPED.replace("key: phase2, name", "key: phase2, parent: khong_co, name")
    assert text != SHIPPED, "the shipped spec writes its periods on one line"
    assert "không có kỳ khong_co" in problem(text, tmp_path).line("vi")


@pytest.mark.parametrize("text", ["500000", "500.000", "500,000", "500 000"])
def test_a_whole_to_share_may_group_its_digits(text: str) -> None:
    assert load_spec("binh_phuoc", {"target": text}).number("target") == 500_000


@pytest.mark.parametrize(("text", "number"), [("57,4%", "0.574"), ("0.5", "0.5"), ("25", "25"), ("1 200,5", "1200.5")])
def test_other_figures_are_read_as_people_write_them(text: str, number: str) -> None:
    assert load_spec("binh_phuoc", {"phase2_share": text}).number("phase2_share") == Fraction(number)


def test_days_between_two_dates_are_a_number(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.yaml"
    text = changed(("min({7}, level_2_cap)", '"{7} / (phase1_end - phase1_start + 1)"'))
    path.write_text(text, encoding="utf-8")
    numbers = load_spec(str(path)).numbers
    assert numbers["phase1_end"] - numbers["phase1_start"] + 1 == 26
