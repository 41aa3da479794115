"""What is no YAML is told by the slip people make; what would grow without end is refused."""

from pathlib import Path

import pytest

from tests.spec.test_parts import SPEC
from xl_addin.problem import Problem
from xl_addin.spec.load import load_spec

BOMB = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))])


@pytest.mark.parametrize(
    ("old", "new", "vietnamese", "english"),
    [
        ("title: [", "title: {first_day} - {last_day}\nnotes: [", "dấu đặc biệt ({ })", "double quotes"),
        ("key: dot_cao_diem", "key: dot: cao_diem", "dấu đặc biệt", "double quotes"),
        ("key: dot_cao_diem", "key: @dot", "dấu đặc biệt (@)", "special characters (@)"),
        ("title: [", "notes: [*khong_co]\ntitle: [", "không đúng cú pháp YAML", "not valid YAML"),
        ("spec_version: 2", "\tspec_version: 2", "phím Tab", "a tab"),
        ("key: dot_cao_diem", 'key: "dot_cao_diem', 'dấu " mở', '" is opened'),
        ("key: dot_cao_diem", "key: dot_cao_diem\n---\nkey: hai", "nhiều tài liệu", "several documents"),
        ("key: dot_cao_diem", "key: dot_cao_diem\x01", "ký tự điều khiển", "control character"),
        ("spec_version: 2", "spec_version: 2\nspec_version: 2", "xuất hiện hai lần", "stands twice"),
        ("spec_version: 2", f"spec_version: 2\n{BOMB}", "quá lớn, hoặc chứa chính nó", "too large, or holds itself"),
        ("spec_version: 2", "spec_version: 2\nnotes: &n [*n]", "phải là chữ", "must be text"),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_both_languages(old: str, new: str, vietnamese: str, english: str, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.yaml"
    path.write_text(SPEC.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_spec(str(path))
    assert vietnamese in caught.value.line("vi")
    assert english in caught.value.line("en")
    assert "expected" not in caught.value.line("en")


def test_a_value_may_stand_in_several_places(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.yaml"
    repeated = SPEC.replace("heading: Số hộ", "heading: &households Số hộ").replace(
        "heading: Ghi chú", "heading: *households"
    )
    path.write_text(repeated, encoding="utf-8")
    assert [column.heading for column in load_spec(str(path)).table("quota").columns].count("Số hộ") == 2
