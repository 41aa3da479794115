"""`xl-addin verify` on folders, with settings and accepted findings, as an office's CI runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.comments import Comment

from xl_addin.cli import checking
from xl_addin.cli.commands.verify import FORMATS, verify
from xl_addin.reports import FORMATS as REPORT_FORMATS
from xl_addin.workbook.reading.read import read_book

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `xl-addin` in the test's folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        program = Path(sys.executable).with_name("xl-addin")
        environment = {**os.environ, "XL_ADDIN_LANG": "vi"}
        return subprocess.run(
            [program, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8"
        )

    return run


def save(path: Path, left: int = 60, comment: str | None = None) -> None:
    """An invented table; `left` is right if it is 60."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["STT", "Đơn vị", "Số giao", "Đã làm", "Còn lại"],
        [1, 2, 3, 4, "5=3-4"],
        [1, "An Bình", 100, 40, left],
        [2, "Bình Minh", 200, 50, 150],
        [None, "Tổng", 300, 90, left + 150],
    ):
        sheet.append(row)
    if comment:
        sheet["E3"].comment = Comment(comment, "Văn phòng")
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def codes(done: subprocess.CompletedProcess[str]) -> dict[str, list[str]]:
    return {
        Path(file["path"]).name: [one["code"] for one in file["diagnostics"]]
        for file in json.loads(done.stdout)["files"]
    }


def test_the_command_offers_every_format() -> None:
    assert FORMATS == REPORT_FORMATS


def test_a_folder_is_checked_in_parallel_and_in_order(run: Run, tmp_path: Path) -> None:
    for name in ("d", "b", "c", "a"):
        save(tmp_path / "bieu" / f"{name}.xlsx", left=61 if name == "c" else 60)
    (tmp_path / "bieu" / "hong.xlsx").write_bytes(b"%PDF-1.7")
    (tmp_path / "bieu" / "~$a.xlsx").write_bytes(b"x")
    done = run("verify", "bieu", "--format", "json", "--jobs", "2")
    assert (done.returncode, done.stderr) == (2, "")
    assert codes(done) == {"a.xlsx": [], "b.xlsx": [], "c.xlsx": ["V301"], "d.xlsx": [], "hong.xlsx": ["C801"]}
    assert list(codes(done)) == ["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "hong.xlsx"]
    text = run("verify", "bieu").stdout
    assert text.index("a.xlsx") < text.index("c.xlsx: 1 lỗi") < text.index("hong.xlsx: ")
    assert text.endswith("5 tệp: 1 tệp có phát hiện, 1 tệp không kiểm tra được; 1 lỗi.\n")


def test_an_empty_folder_cannot_be_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    done = run("verify", "trong")
    assert done.returncode == 2 and "không có sổ tính nào" in done.stdout


def test_select_and_ignore(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx", left=61)
    assert run("verify", "a.xlsx", "--ignore", "V301").returncode == 0
    assert run("verify", "a.xlsx", "--select", "U,S").returncode == 0
    assert run("verify", "a.xlsx", "--select", "V3").returncode == 1
    wrong = run("verify", "a.xlsx", "--select", "V9")
    assert wrong.returncode == 2 and "không có mã nào bắt đầu bằng “V9”" in wrong.stderr


def test_settings_of_a_folder_and_options_before_them(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "a" / "a.xlsx", left=61)
    save(tmp_path / "b" / "b.xlsx", left=61)
    (tmp_path / "a" / "xl-addin.toml").write_text('ignore = ["V301"]\n', encoding="utf-8")
    assert codes(run("verify", "a", "b", "--format", "json")) == {"a.xlsx": [], "b.xlsx": ["V301"]}
    assert codes(run("verify", "a", "--ignore", "U501", "--format", "json")) == {"a.xlsx": ["V301"]}


def test_a_code_asked_for_is_looked_for_although_the_settings_leave_it_out(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx", left=61)
    (tmp_path / "xl-addin.toml").write_text('ignore = ["V301"]\n', encoding="utf-8")
    assert run("verify", "a.xlsx").returncode == 0
    assert run("verify", "a.xlsx", "--select", "V").returncode == 0
    assert run("verify", "a.xlsx", "--select", "V301").returncode == 1
    assert run("verify", "a.xlsx", "--select", "V301", "--ignore", "V301").returncode == 2


def test_clean_files_are_summed_up_in_one_sentence(run: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        save(tmp_path / name)
    last = run("verify", ".").stdout.splitlines()[-1]
    assert last == "2 tệp: 0 tệp có phát hiện, 0 tệp không kiểm tra được; không phát hiện sai sót nào."


def test_settings_that_are_not_valid_are_one_line(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx")
    (tmp_path / "xl-addin.toml").write_text('fail-on = "x"\n', encoding="utf-8")
    done = run("verify", "a.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "xl-addin.toml:1: `fail-on`: phải là note, warning hoặc error\n"


def test_a_spec_or_parameter_of_the_settings_that_does_not_exist_names_their_line(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx")
    settings = tmp_path / "xl-addin.toml"
    settings.write_text('fail-on = "error"\nspec = "ke-hoach.yaml"\n', encoding="utf-8")
    assert run("verify", "a.xlsx").stderr.startswith("xl-addin.toml:2: ke-hoach.yaml: không có đặc tả này")
    settings.write_text('spec = "binh_phuoc"\n[parameters]\nmuc_tieu = 1\n', encoding="utf-8")
    assert run("verify", "a.xlsx").stderr.startswith("xl-addin.toml:3: muc_tieu: đặc tả binh_phuoc không có")
    assert run("verify", "a.xlsx", "--spec", "ke-hoach.yaml").stderr.startswith("ke-hoach.yaml: ")


def test_a_comment_accepts_a_finding(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx", left=61, comment="Văn phòng:\nxl-addin: bỏ qua V301 – chờ số liệu của huyện")
    assert run("verify", "a.xlsx").returncode == 0
    save(tmp_path / "b.xlsx", comment="xl-addin: bỏ qua V301 – chờ số liệu của huyện")
    done = run("verify", "b.xlsx", "--fail-on", "note", "--format", "json")
    assert (done.returncode, codes(done)) == (1, {"b.xlsx": ["C802"]})


def test_explain_a_code_and_list_them(run: Run) -> None:
    assert "Cộng dồn cột bình quân" in run("explain", "V304").stdout
    assert "## Why it is bad" in run("explain", "v304", "--lang", "en").stdout
    assert run("explain", "total-does-not-add-up").stdout.startswith("# V302")
    listed = run("explain").stdout.splitlines()
    assert [line[:4] for line in listed] == sorted(line[:4] for line in listed) and len(listed) > 30
    unknown = run("explain", "V999")
    assert unknown.returncode == 2 and "V999" in unknown.stderr


def test_a_copy_with_marks_and_a_findings_sheet(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "a.xlsx", left=61)
    before = (tmp_path / "a.xlsx").read_bytes()
    assert run("verify", "a.xlsx", "--annotate", "b.xlsx").returncode == 1
    assert (tmp_path / "a.xlsx").read_bytes() == before
    copy = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert copy.sheetnames == ["Sheet", "Kết quả kiểm tra"]
    listed = copy["Kết quả kiểm tra"]
    assert (listed["C5"].value, listed["E5"].value) == ("V301", "E3")
    assert listed["E5"].hyperlink.location == "Sheet!E3" or "E3" in listed["E5"].hyperlink.location
    assert [str(one.sqref) for one in copy["Sheet"].conditional_formatting] == ["E3"]
    assert copy["Sheet"]["E3"].comment.author == "xl-addin"
    assert "Lỗi V301" in copy["Sheet"]["E3"].comment.text
    again = run("verify", "b.xlsx", "--annotate", "c.xlsx", "--lang", "en")
    assert again.returncode == 1
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames == ["Sheet", "Verification"]


def test_annotate_refuses_its_source_and_many_workbooks(run: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        save(tmp_path / name, left=61)
    before = (tmp_path / "a.xlsx").read_bytes()
    assert run("verify", "a.xlsx", "--annotate", "a.xlsx").returncode == 2
    assert run("verify", ".", "--annotate", "c.xlsx").returncode == 2
    assert run("verify", "a.xlsx", "--annotate", "c.pdf").returncode == 2
    assert (tmp_path / "a.xlsx").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("report", ["b.xlsx", "./b.xlsx", "dau.xlsx"])
def test_a_report_never_replaces_a_workbook(run: Run, tmp_path: Path, report: str) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        save(tmp_path / name, left=61)
    before = (tmp_path / "b.xlsx").read_bytes()
    done = run("verify", "b.xlsx", "--format", "html", "--annotate", "dau.xlsx", "-o", report)
    assert (done.returncode, done.stdout) == (2, "")
    assert run("verify", ".", "--format", "json", "-o", "b.xlsx").returncode == 2
    assert (tmp_path / "b.xlsx").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_a_book_that_changes_after_it_was_read_is_annotated_as_it_was_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    save(path, left=59)
    check_jobs = checking.check_jobs

    def checked_while_somebody_saves(*arguments: object) -> object:
        found = check_jobs(*arguments)  # type: ignore[arg-type]
        save(path, left=61)
        return found

    monkeypatch.setattr(checking, "check_jobs", checked_while_somebody_saves)
    options = [str(path), "--annotate", str(tmp_path / "b.xlsx")]
    assert CliRunner().invoke(verify, options, standalone_mode=False).return_value == 1
    sheet = read_book(tmp_path / "b.xlsx").sheets[0]
    assert 59 in [value for column in sheet.columns.values() for value in column.values.values()]
