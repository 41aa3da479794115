"""The command line on real files, as an officer or a CI job runs it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from xl_addin.workbook.reading.read import read_book

FIGURES = Path(__file__).parent.parent / "formulas_spec" / "published" / "binh_phuoc_phase1.csv"
GOLDEN = Path(__file__).parent / "golden"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `xl-addin` in an empty folder: the finished process, with its output as text."""

    def run(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        program = Path(sys.executable).with_name("xl-addin")
        environment = {**os.environ, "XL_ADDIN_LANG": "vi", **variables}
        return subprocess.run(
            [program, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8"
        )

    return run


DEMO_FILES = {
    "cong-bo.xlsx", "cong-bo.html", "phan-bo.xlsx", "phieu-don-vi.xlsx", "phieu-don-vi.json",
    "so-don-vi.xlsx", "so-don-vi-da-dien.xlsx",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    program = Path(sys.executable).with_name("xl-addin")
    subprocess.run([program, "demo", "-o", folder], check=True, capture_output=True)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_demo_writes_its_files_and_says_what_was_found(run: Run, tmp_path: Path) -> None:
    done = run("demo")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == DEMO_FILES
    assert "cong-bo.xlsx: 15 điểm sai" in done.stdout
    assert "phan-bo.xlsx: kiểm tra không thấy sai" in done.stdout
    assert "11 phiếu đơn vị" in done.stdout


def test_the_demo_is_reproducible(run: Run, demo: Path, tmp_path: Path) -> None:
    run("demo")
    for name in sorted(name for name in DEMO_FILES if name.endswith(".xlsx")):
        ours, again = read_book(demo / name, file=name), read_book(tmp_path / "out" / name, file=name)
        assert ours == again


def test_verify_needs_no_spec(run: Run, demo: Path) -> None:
    done = run("verify", "--format", "json", demo / "cong-bo.xlsx")
    assert done.returncode == 1
    (file,) = json.loads(done.stdout)["files"]
    found = {(one["code"], one["sheet"], one["cell"]): (one["expected"], one["actual"]) for one in file["diagnostics"]}
    assert found == {
        ("V302", "Giai đoạn 1", "D20"): (500001, 500000),
        ("V302", "Giai đoạn 1", "G20"): (234584, 234583),
        ("V302", "Giai đoạn 1", "H20"): (132809, 132808),
        ("V302", "Giai đoạn 1", "J20"): (391923, 391922),
        ("V304", "Giai đoạn 1", "L20"): (pytest.approx(18.53, abs=0.005), 209),
        ("U501", "Giai đoạn 2", "B9"): ("Phước Long", "Phú Quốc"),
        ("U501", "Giai đoạn 2", "B10"): ("Đồng Xoài", "Đông Xoài"),
        ("V302", "Giai đoạn 2", "C20"): (362984, 362985),
        ("V304", "Giai đoạn 2", "H20"): (pytest.approx(5.28, abs=0.005), 60),
    }


def test_verifying_a_campaigns_book_loads_nothing_slow_that_it_does_not_need(demo: Path) -> None:
    slow = "asyncio concurrent formulas jinja2 multiprocessing numpy openpyxl pydantic rich ruamel ssl tempfile tomllib"
    program = f"""
import sys
from xl_addin.cli.main import commands
assert commands.main(["verify", sys.argv[1]], standalone_mode=False) == 0
print(sorted(set({slow!r}.split()) & sys.modules.keys()))
"""
    command = [sys.executable, "-c", program, str(demo / "phan-bo.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_verify_with_the_spec_finds_what_the_sheet_does_not_say(run: Run, demo: Path) -> None:
    done = run("verify", "--spec", "binh_phuoc", "--format", "json", demo / "cong-bo.xlsx")
    (file,) = json.loads(done.stdout)["files"]
    found = [[one["code"], one["sheet"], one["cell"]] for one in file["diagnostics"]]
    assert found == json.loads((GOLDEN / "cong-bo.findings.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["phan-bo.xlsx", "phieu-don-vi.xlsx"])
@pytest.mark.parametrize("options", [(), ("--spec", "binh_phuoc")])
def test_what_we_make_verifies_clean(run: Run, demo: Path, name: str, options: tuple[str, ...]) -> None:
    done = run("verify", *options, demo / name)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_copy_with_hidden_precision_is_recognised(run: Run, demo: Path, tmp_path: Path) -> None:
    """As the office made its table: column 4 unrounded and shown as whole numbers, column 12 rounded."""
    book = openpyxl.load_workbook(demo / "phan-bo.xlsx")
    sheet = book["Giai đoạn 1"]
    for row in range(9, 20):
        sheet.cell(row, 4).value = f"=C{row}*500000/C$20"
        sheet.cell(row, 12).value = f"=ROUND((J{row}/K{row})/25,0)"
    book.save(tmp_path / "an-so-le.xlsx")
    done = run("verify", "--format", "json", "an-so-le.xlsx")
    (file,) = json.loads(done.stdout)["files"]
    found = {(one["code"], one["cell"]): (one["expected"], one["actual"]) for one in file["diagnostics"]}
    assert found[("V303", "D20")] == (500001, 500000)
    assert not any(code == "V302" for code, _ in found)


def test_fill_an_offices_own_workbook(run: Run, demo: Path, tmp_path: Path) -> None:
    shutil.copy(demo / "cong-bo.xlsx", tmp_path / "bang.xlsx")
    before = (tmp_path / "bang.xlsx").read_bytes()
    done = run("fill", "bang.xlsx", "-o", "day-du.xlsx", "--sheet", "Giai đoạn 1", "--target", "4=500000", "--diff")
    assert done.returncode == 0, done.stderr
    assert "Giai đoạn 1!D15: 50.838 → 50.837" in done.stdout
    assert "Giai đoạn 1!G9: 14.893 → =D9-E9" in done.stdout
    assert (tmp_path / "bang.xlsx").read_bytes() == before
    sheet = read_book(tmp_path / "day-du.xlsx")["Giai đoạn 1"]
    assert [sheet.value(20, column) for column in (4, 7, 10)] == [500000, 234583, 391922]


def test_new_then_unit_sheets(run: Run, tmp_path: Path) -> None:
    assert run("new", "binh_phuoc", "--data", FIGURES, "--param", "target=510000", "-o", "book.xlsx").returncode == 0
    assert read_book(tmp_path / "book.xlsx")["Giai đoạn 1"].value(20, 4) == 510000
    done = run("unit-sheets", "book.xlsx", "--template", "phieu-don-vi", "--spec", "binh_phuoc", "-o", "phieu.xlsx")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "phieu.json").read_text(encoding="utf-8"))
    sheets = [sheet.name for sheet in read_book(tmp_path / "phieu.xlsx").sheets if sheet.visible]
    assert [unit["sheet"] for unit in manifest["units"]] == sheets[1:]
    assert len(manifest["units"]) == 11
    # Results and remarks for every day of both periods.
    assert [len(unit["entries"]) for unit in manifest["units"]] == [4] * 11


@pytest.mark.parametrize(
    "command",
    [
        ("demo",),
        ("new", "binh_phuoc", "--data", FIGURES, "-o", "x.xlsx"),
        ("fill", "bang.xlsx", "-o", "x.xlsx"),
        ("unit-sheets", "phan-bo.xlsx", "-o", "x.xlsx"),
    ],
)
def test_a_dry_run_writes_nothing(run: Run, demo: Path, tmp_path: Path, command: tuple[str | Path, ...]) -> None:
    shutil.copy(demo / "cong-bo.xlsx", tmp_path / "bang.xlsx")
    shutil.copy(demo / "phan-bo.xlsx", tmp_path / "phan-bo.xlsx")
    before = snapshot(tmp_path)
    done = run(*command, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Sẽ ghi" in done.stdout
    assert snapshot(tmp_path) == before


BAD_FILES = {
    "chu.xlsx": b"STT,ten\n1,A\n",
    "rong.xlsx": b"",
    "cut.xlsx": b"PK\x03\x04 cut short",
    "ma-hoa.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.mark.parametrize("name", [*BAD_FILES, "khong-co.xlsx"])
@pytest.mark.parametrize(
    "command",
    [
        ("verify",),
        ("fill", "-o", "x.xlsx"),
        ("fix", "-o", "x.xlsx"),
        ("recalc", "--check"),
        ("unit-sheets", "-o", "x.xlsx"),
        ("new", "binh_phuoc"),
    ],
)
def test_bad_files_are_one_line_and_exit_2(run: Run, tmp_path: Path, name: str, command: tuple[str, ...]) -> None:
    for bad, content in BAD_FILES.items():
        (tmp_path / bad).write_bytes(content)
    before = snapshot(tmp_path)
    arguments = ("new", "binh_phuoc", "--data", name, "-o", "x.xlsx") if command[0] == "new" else (*command, name)
    done = run(*arguments, "--lang", "en")
    assert done.returncode == 2
    said = (done.stderr or done.stdout).strip()
    assert name in said and "Traceback" not in said
    assert len(said.splitlines()) == 1
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("data", "options", "expected"),
    [
        ("2,3,5,6,11\nA,10,1,1,1\nB,20,1,1,1\n", ("--param", "target=31"), "30"),
        ("2,3,5,6,11\n", (), "unit"),
        ("2,3,5,6,11\nA,-10,1,1,1\n", (), "row 2"),
        ("2,3,5,6,11\nA,10,1,1,1\nA,20,1,1,1\n", (), "already stands in row 2"),
        ("2,3,5,6,11\nA,10,1,x,1\n", (), "row 2"),
    ],
)
def test_infeasible_campaigns_name_the_bound(
    run: Run, tmp_path: Path, data: str, options: tuple[str, ...], expected: str
) -> None:
    (tmp_path / "units.csv").write_text(data, encoding="utf-8")
    done = run("new", "binh_phuoc", "--data", "units.csv", *options, "-o", "x.xlsx", "--lang", "en")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("units.csv: ") and expected in done.stderr
    assert not (tmp_path / "x.xlsx").exists()


def test_a_result_never_overwrites_its_source(run: Run, demo: Path, tmp_path: Path) -> None:
    shutil.copy(demo / "cong-bo.xlsx", tmp_path / "bang.xlsx")
    before = snapshot(tmp_path)
    assert run("fill", "bang.xlsx", "-o", "bang.xlsx", "--target", "4=500000").returncode == 2
    assert snapshot(tmp_path) == before


def test_a_book_excel_has_open_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"the office's")
    (tmp_path / "~$x.xlsx").write_bytes(b"\x06office" + b" " * 158)
    done = run("new", "binh_phuoc", "--data", FIGURES, "-o", "x.xlsx")
    assert done.returncode == 2 and "x.xlsx" in done.stderr
    assert (tmp_path / "x.xlsx").read_bytes() == b"the office's"


def test_one_unreadable_file_does_not_stop_the_rest(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "hong.xlsx").write_bytes(b"nothing")
    done = run("verify", "--format", "json", "hong.xlsx", demo / "phan-bo.xlsx", demo / "cong-bo.xlsx")
    assert done.returncode == 2
    assert [file["status"] for file in json.loads(done.stdout)["files"]] == ["unreadable", "ok", "findings"]


def test_a_book_without_numbered_table_is_reported(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["một danh sách", "không có dòng số cột"])
    book.save(tmp_path / "danh-sach.xlsx")
    done = run("verify", "danh-sach.xlsx")
    assert done.returncode != 0 and "S702" in done.stdout


def test_english_on_request(run: Run, demo: Path) -> None:
    assert "the total says 500,000" in run("verify", demo / "cong-bo.xlsx", "--lang", "en").stdout
    assert "the total says 500,000" in run("verify", demo / "cong-bo.xlsx", XL_ADDIN_LANG="en").stdout


def test_libreoffice_agrees_with_every_formula_the_demo_writes(
    demo: Path, libreoffice: Callable[[Path, str], Path]
) -> None:
    for name in ("phan-bo.xlsx", "phieu-don-vi.xlsx"):
        ours, theirs = read_book(demo / name), read_book(libreoffice(demo / name, "xlsx"))
        cells = [ref for ref, _ in ours.formula_cells()]
        assert cells
        for ref in cells:
            value, other = (book[ref.sheet].value(ref.row, ref.column) for book in (ours, theirs))
            # LibreOffice stores an empty text as no value at all
            same = value == (pytest.approx(other, rel=1e-12) if isinstance(other, float) else other)
            assert same or (value, other) == ("", None), f"{name} {ref}: {value} and {other}"


def test_parameters_go_with_a_spec(run: Run, tmp_path: Path) -> None:
    changes = ("--param", "target=510000", "--param", "phase2_end=30/9/2023")
    run("new", "binh_phuoc", "--data", FIGURES, *changes, "-o", "book.xlsx")
    asked = run("verify", "book.xlsx", "--spec", "binh_phuoc", "--param", "target=500000")
    assert (asked.returncode, asked.stdout.count("V305")) == (1, 1)
    assert run("verify", "book.xlsx", "--param", "target=510000").returncode == 2


def test_a_book_that_keeps_its_parameters_is_held_to_them(run: Run, tmp_path: Path) -> None:
    changes = ("--param", "target=510000", "--param", "phase2_end=30/9/2023", "--param", "phase2_share=66,7%")
    run("new", "binh_phuoc", "--data", FIGURES, *changes, "-o", "book.xlsx")
    verified = run("verify", "book.xlsx", "--spec", "binh_phuoc")
    assert "V305" not in verified.stdout
    cut = run("unit-sheets", "book.xlsx", "--spec", "binh_phuoc", "-o", "phieu.xlsx")
    assert (cut.returncode, cut.stderr) == (0, "")
    first = json.loads((tmp_path / "phieu.json").read_text(encoding="utf-8"))["units"][0]
    assert first["schedules"][1]["end"] == "2023-09-30"


@pytest.mark.parametrize("asked", ["4=12.5", "4=500000.5", "4=-3", "4=1e5", "4=1.00"])
def test_a_whole_to_share_is_never_misread(run: Run, demo: Path, tmp_path: Path, asked: str) -> None:
    done = run("fill", demo / "cong-bo.xlsx", "--target", asked, "-o", "filled.xlsx")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not any(tmp_path.iterdir())


def test_a_whole_to_share_may_group_its_digits(run: Run, demo: Path) -> None:
    for asked in ("Giai đoạn 1.4=500.000", "Giai đoạn 1.4=500,000", "Giai đoạn 1.4=500 000"):
        done = run("fill", demo / "cong-bo.xlsx", "--target", asked, "-o", "filled.xlsx", "--dry-run")
        assert "chia 500.000 theo" in done.stdout, done.stderr


@pytest.mark.parametrize("name", ["filled", "filled.csv", "filled.json", "filled.xls"])
def test_a_workbook_is_not_written_under_another_ending(run: Run, demo: Path, tmp_path: Path, name: str) -> None:
    done = run("unit-sheets", demo / "phan-bo.xlsx", "-o", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "filled.xlsx" in done.stderr
    assert not any(tmp_path.iterdir())


def test_of_several_files_all_are_written_or_none(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "phieu.json").mkdir()
    done = run("unit-sheets", demo / "phan-bo.xlsx", "-o", "phieu.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("phieu.json: ")
    assert [path.name for path in tmp_path.iterdir()] == ["phieu.json"]


def test_a_file_in_the_place_of_the_demos_folder_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    done = run("demo")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("out: ")


def test_one_figure_is_reported_once(run: Run, tmp_path: Path) -> None:
    """Invented: a unit beyond its quota, without a team."""
    (tmp_path / "units.csv").write_text("2;3;5;6;11\nXã bịa A;1000;900;5;0\nXã bịa B;3000;10;5;2\n", encoding="utf-8")
    made = run("new", "binh_phuoc", "--data", "units.csv", "--param", "target=400", "-o", "book.xlsx")
    assert made.stdout.splitlines()[1:] == [
        "book.xlsx: 3 điểm sai",
        "  I403 negative-count: 1",
        "  I405 missing-value: 2",
    ]
    (file,) = json.loads(run("verify", "--format", "json", "book.xlsx").stdout)["files"]
    found = [(one["code"], one["sheet"], one["cell"]) for one in file["diagnostics"]]
    assert found == [("I403", "Giai đoạn 1", "G9"), ("I405", "Giai đoạn 1", "L9"), ("I405", "Giai đoạn 2", "H9")]


def test_usage_errors_speak_the_language_asked_for(run: Run) -> None:
    assert "--param needs --spec" in run("verify", "book.xlsx", "--param", "target=1", "--lang", "en").stderr
    assert "--param cần có --spec" in run("verify", "book.xlsx", "--param", "target=1", "--lang", "vi").stderr
    assert "The report's format." in run("verify", "--lang=en", "--help").stdout
