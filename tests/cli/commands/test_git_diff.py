"""`git diff` of workbooks, by the real Git: added, changed, renamed and deleted ones, and one that is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

GIT = shutil.which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="Git is not installed")


def written(path: Path, figure: int) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    for row in (["Đơn vị", "Chỉ tiêu", "Đã thu"], [1, 2, 3], ["An Bình", figure, 700], ["Bình Minh", 520, 80]):
        sheet.append(row)
    made.save(path)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "config", "diff.xlsx.command", f'"{sys.executable}" -m xl_addin git-diff')
    (folder / ".gitattributes").write_text("*.xlsx diff=xlsx\n")
    written(folder / "so.xlsx", 48)
    (folder / "ghi-chu.txt").write_text("một\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    return folder


def git(folder: Path, *arguments: str) -> str:
    identity = {f"GIT_{who}_{what}": "a@b.vn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        [GIT or "git", *arguments],
        cwd=folder,
        env={**os.environ, **identity, "XL_ADDIN_LANG": "vi", "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_git_diff_says_what_changed_in_a_workbook(repository: Path) -> None:
    written(repository / "so.xlsx", 50)
    (repository / "ghi-chu.txt").write_text("hai\n", encoding="utf-8")
    said = git(repository, "diff")
    assert "diff --xl-addin a/so.xlsx b/so.xlsx\nBiểu 1\n  bảng A1:C4\n    B3 (An Bình, cột 2): 48 → 50\n" in said
    assert "-một\n+hai\n" in said


def test_git_log_says_what_came_and_went(repository: Path) -> None:
    git(repository, "rm", "-q", "so.xlsx")
    written(repository / "moi.xlsx", 7)
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    said = git(repository, "log", "-1", "-p", "--ext-diff", "--no-renames")
    assert "diff --xl-addin a/moi.xlsx b/moi.xlsx\nsổ tính mới\ntrang tính “Biểu 1”: 12 ô\n  bảng A1:C4: 2 dòng" in said
    assert "diff --xl-addin a/so.xlsx b/so.xlsx\nsổ tính đã xóa\n" in said


def test_a_renamed_workbook_is_compared_under_both_names(repository: Path) -> None:
    git(repository, "mv", "so.xlsx", "so-2.xlsx")
    said = git(repository, "diff", "--cached", "-M")
    assert said == "" or "a/so.xlsx b/so-2.xlsx\n" in said


def test_a_file_that_is_no_workbook_is_said_in_one_line_and_stops_nothing(repository: Path) -> None:
    (repository / "so.xlsx").write_bytes(b"PK\x03\x04 half")
    (repository / "ghi-chu.txt").write_text("hai\n", encoding="utf-8")
    said = git(repository, "diff")
    assert "b/so.xlsx: " in said
    assert "-một\n+hai\n" in said
