"""`xl-addin fix` on real files."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from xl_addin.workbook.reading.read import read_book

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([Path(sys.executable).with_name("xl-addin"), "demo", "-o", folder], check=True, capture_output=True)
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        program = Path(sys.executable).with_name("xl-addin")
        return subprocess.run(
            [program, "fix", *arguments],
            cwd=tmp_path,
            env={**os.environ, "XL_ADDIN_LANG": "vi"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


def test_the_safe_part_is_mended_and_the_rest_is_named(run: Run, demo: Path, tmp_path: Path) -> None:
    source = (demo / "cong-bo.xlsx").read_bytes()
    done = run(demo / "cong-bo.xlsx", "-o", "sua.xlsx", "--diff")
    assert done.returncode == 1, done.stderr
    assert 'Giai đoạn 1!L20: 209 → =IF(K20=0,"",(J20/K20)/25)' in done.stdout
    assert "Sửa 2 điểm: V304 (2)" in done.stdout
    assert "--unsafe" in done.stdout and "U501 (2)" in done.stdout
    assert read_book(tmp_path / "sua.xlsx")["Giai đoạn 1"].value(20, 12) == pytest.approx(18.5306, abs=1e-4)
    assert (demo / "cong-bo.xlsx").read_bytes() == source


def test_a_copy_with_hidden_precision_adds_up_as_displayed_afterwards(run: Run, demo: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(demo / "phan-bo.xlsx")
    for row in range(9, 20):
        book["Giai đoạn 1"].cell(row, 4).value = f"=C{row}*500000/C$20"
    book.save(tmp_path / "an-so-le.xlsx")
    done = run("an-so-le.xlsx", "-o", "sua.xlsx", "--unsafe")
    assert done.returncode == 0, done.stdout + done.stderr
    sheet = read_book(tmp_path / "sua.xlsx")["Giai đoạn 1"]
    assert sheet.value(20, 4) == 500_000
    assert sheet.value(15, 4) == 50_837
    for column in (4, 7, 8, 9, 10):
        figures = [sheet.value(row, column) for row in range(9, 21)]
        assert all(isinstance(figure, int) for figure in figures)
        assert sum(figures[:-1]) == figures[-1]  # type: ignore[arg-type]


def test_nothing_is_written_without_saying_where(run: Run, demo: Path, tmp_path: Path) -> None:
    source = demo / "cong-bo.xlsx"
    before = source.read_bytes()
    for arguments in ((), ("-o", source), ("-o", "x.xlsx", "--in-place")):
        done = run(source, *arguments)
        assert done.returncode == 2 and "Traceback" not in done.stderr
    dry = run(source, "--dry-run", "--unsafe", "--diff")
    assert dry.returncode == 1 and "Giai đoạn 1!D17: 72.168 → 72.167" in dry.stdout
    assert source.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_mended_nothing_is_written_and_that_is_said(run: Run, demo: Path, tmp_path: Path) -> None:
    done = run(demo / "phan-bo.xlsx", "-o", "sua.xlsx")
    assert done.returncode == 0, done.stderr
    assert "Không có gì tự sửa được." in done.stdout
    assert "Không ghi sua.xlsx: không có gì thay đổi." in done.stdout
    assert not (tmp_path / "sua.xlsx").exists()


def test_in_place_when_asked_for(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "bang.xlsx").write_bytes((demo / "cong-bo.xlsx").read_bytes())
    assert run("bang.xlsx", "--in-place").returncode == 1
    assert read_book(tmp_path / "bang.xlsx")["Giai đoạn 1"].formula(20, 12) is not None


def test_only_the_codes_asked_for(run: Run, demo: Path) -> None:
    assert "Không có gì" in run(demo / "cong-bo.xlsx", "--dry-run", "--ignore", "V3").stdout
    assert "V304 (2)" in run(demo / "cong-bo.xlsx", "--dry-run", "--select", "V304,F").stdout
    others = run(demo / "cong-bo.xlsx", "--dry-run", "--select", "F").stdout
    assert "Sửa được thêm 6 điểm ngoài các mã đã chọn: V302 (4), V304 (2)" in others
    assert "Còn 3 điểm phải tự sửa: U501 (2), V302 (1)" in others
    unknown = run(demo / "cong-bo.xlsx", "--dry-run", "--select", "Q9")
    assert unknown.returncode == 2 and "Q9" in unknown.stderr


def test_bad_input_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"%PDF-1.7")
    done = run("x.xlsx", "-o", "y.xlsx")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "y.xlsx").exists()


def test_the_settings_of_the_folder_count(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "cong-bo.xlsx").write_bytes((demo / "cong-bo.xlsx").read_bytes())
    settings = tmp_path / "xl-addin.toml"
    settings.write_text('ignore = ["V304"]\n', encoding="utf-8")
    done = run("cong-bo.xlsx", "--dry-run")
    assert "Không có gì" in done.stdout and "V304" not in done.stdout
    settings.write_text('select = ["V304"]\n', encoding="utf-8")
    done = run("cong-bo.xlsx", "--dry-run")
    assert done.returncode == 0 and "V304 (2)" in done.stdout and "V302" not in done.stdout
    settings.write_text('fail-on = "mild"\n', encoding="utf-8")
    assert run("cong-bo.xlsx", "--dry-run").stderr.startswith("xl-addin.toml:1: ")


def test_of_two_codes_that_fit_the_longer_counts(run: Run, demo: Path) -> None:
    assert "V304 (2)" in run(demo / "cong-bo.xlsx", "--dry-run", "--select", "V304", "--ignore", "V3").stdout
