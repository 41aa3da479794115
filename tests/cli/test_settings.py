from pathlib import Path

import pytest

from xl_addin.cli.settings import Settings, settings_for
from xl_addin.problem import Problem
from xl_addin.verify.selection import Selection


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_nearest_file_counts_alone(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[project]\nname = "x"\n[tool.xl-addin]\nselect = ["V"]\nfail-on = "error"\n')
    write(tmp_path / "bieu" / "xl-addin.toml", 'ignore = ["U501"]\nexclude = ["cu/*"]\n')
    assert settings_for(tmp_path / "a.xlsx") == Settings(tmp_path, Selection(("V",)), "error")
    inner = settings_for(tmp_path / "bieu" / "sau" / "a.xlsx")
    assert inner == Settings(tmp_path / "bieu", Selection((), ("U501",)), "warning", exclude=("cu/*",))


def test_a_pyproject_without_our_section_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "xl-addin.toml", 'fail-on = "note"\n')
    write(tmp_path / "in" / "pyproject.toml", "[project\n")
    assert settings_for(tmp_path / "in" / "a.xlsx").fail_on == "note"


def test_a_spec_is_meant_from_the_settings_folder(tmp_path: Path) -> None:
    write(tmp_path / "xl-addin.toml", 'spec = "ke-hoach.yaml"\n[parameters]\ntarget = 510000\n')
    write(tmp_path / "ke-hoach.yaml", "spec_version: 1\n")
    found = settings_for(tmp_path / "a.xlsx")
    assert (found.spec, found.parameters) == (str(tmp_path / "ke-hoach.yaml"), {"target": "510000"})
    write(tmp_path / "b" / "xl-addin.toml", 'spec = "binh_phuoc"\n')
    assert settings_for(tmp_path / "b" / "a.xlsx").spec == "binh_phuoc"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\nselct = ["V"]\n', 2, "`selct`: không có mục này"),
        ('fail-on = "error"\nselect = ["V9"]\n', 2, "không có mã nào bắt đầu bằng “V9”"),
        ('select = "V"\n', 1, "phải là danh sách chữ"),
        ('ignore = ["V"]\n\nfail-on = "never"\n', 3, "phải là note, warning hoặc error"),
        ('spec = ""\n', 1, "tên hoặc đường dẫn đặc tả"),
        ("spec = 3\n", 1, "tên hoặc đường dẫn đặc tả"),
        ('select = ["V"]\n[parameters]\ntarget = 1\n', 2, "cần có `spec`"),
        ('select = ["V"\nfail-on = 1\n', 2, "không đúng cú pháp TOML"),
    ],
)
def test_every_fault_names_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    write(tmp_path / "xl-addin.toml", text)
    with pytest.raises(Problem) as caught:
        settings_for(tmp_path / "a.xlsx")
    assert f"xl-addin.toml:{line}: " in caught.value.line("vi")
    assert said in caught.value.line("vi")


def test_in_a_pyproject_the_line_is_that_of_the_section(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.ruff]\nselect = ["E"]\n\n[tool.xl-addin]\nselect = ["X"]\n')
    with pytest.raises(Problem) as caught:
        settings_for(tmp_path / "a.xlsx")
    assert "pyproject.toml:5: " in caught.value.line("en")


@pytest.mark.parametrize("text", ["[tool]\nxl-addin = 3\n", "[project]\n[[tool.xl-addin]]\nselect = []\n"])
def test_a_section_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    write(tmp_path / "pyproject.toml", text)
    with pytest.raises(Problem) as caught:
        settings_for(tmp_path / "a.xlsx")
    assert "pyproject.toml:2: `[tool.xl-addin]` must be a table" in caught.value.line("en")
