"""`xl-addin rows`: lines come and go, what is lost is named first, nothing is written that cannot follow."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from fixtures.books import RawBook, Written

from xl_addin.cli.main import commands
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Sheet
from xl_addin.workbook.reading.read import read_book


def table(book, sheet) -> None:
    sheet.write_formula("B13", "=SUM(B1:B12)", None, 1)
    sheet.write_formula("D12", "=B12+$B$5", None, 1)
    book.add_worksheet("Khác").write_formula("A1", "='Bảng'!B5", None, 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xlsxwriter_book: Written) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("so.xlsx").write_bytes(xlsxwriter_book(table))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["rows", *arguments, "--lang", "en"])


def refused(*arguments: str) -> str:
    problem = run(*arguments).exception
    assert isinstance(problem, Problem)
    return problem.line("en")


def sheet_in(path: str) -> Sheet:
    return read_book(open_package(Path(path)))["Bảng"]


def test_rows_like_another_come_calculated_and_the_total_takes_them_in(folder: Path) -> None:
    done = run(
        "so.xlsx",
        "--sheet",
        "bảng",
        "--insert",
        "13",
        "--count",
        "2",
        "--like",
        "12",
        "--stretch-total",
        "-o",
        "x.xlsx",
    )
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "Bảng: insert rows 13:14")
    sheet = sheet_in("x.xlsx")
    assert [sheet.formula(row, 4) for row in (12, 13, 14)] == ["=B12+$B$5", "=B13+$B$5", "=B14+$B$5"]
    assert (sheet.value(14, 4), sheet.formula(15, 2), sheet.value(15, 2)) == (4, "=SUM(B1:B14)", 66)


def test_without_a_model_rows_are_empty(folder: Path) -> None:
    assert run("so.xlsx", "--sheet", "Bảng", "--insert", "13", "--in-place").exit_code == 0
    sheet = sheet_in("so.xlsx")
    assert sheet.formula(13, 4) is None
    assert sheet.formula(14, 2) == "=SUM(B1:B12)"


def test_columns_are_named_by_letters(folder: Path) -> None:
    done = run("so.xlsx", "--sheet", "Bảng", "--columns", "--delete", "A", "-o", "x.xlsx")
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "Bảng: delete columns A")
    assert sheet_in("x.xlsx").formula(13, 1) == "=SUM(A1:A12)"


def test_cells_that_lose_a_reference_are_named_first_and_a_dry_run_writes_nothing(folder: Path) -> None:
    before = Path("so.xlsx").read_bytes()
    done = run("so.xlsx", "--sheet", "Bảng", "--delete", "5:6", "--dry-run")
    assert done.output.splitlines() == [
        "2 formula cells lose a reference (#REF!); if that is not meant, change them first:",
        "Bảng!D12: =B12+$B$5 → =B10+#REF!",
        "Khác!A1: ='Bảng'!B5 → =#REF!",
        "Bảng: delete rows 5:6",
    ]
    assert Path("so.xlsx").read_bytes() == before
    assert list(folder.iterdir()) == [folder / "so.xlsx"]


def named_and_printed(book, sheet) -> None:
    table(book, sheet)
    book.define_name("Đơn_giá", "='Bảng'!$B$5")
    sheet.print_area("A5:C5")


def test_what_else_loses_a_reference_is_named_behind_the_cells(folder: Path, xlsxwriter_book: Written) -> None:
    Path("so.xlsx").write_bytes(xlsxwriter_book(named_and_printed))
    done = run("so.xlsx", "--sheet", "Bảng", "--delete", "5", "--dry-run", "--diff")
    assert done.output.splitlines() == [
        "2 formula cells, 2 other things lose a reference (#REF!); if that is not meant, change them first:",
        "Bảng!D12: =B12+$B$5 → =B11+#REF!",
        "Khác!A1: ='Bảng'!B5 → =#REF!",
        "the print area on the sheet “Bảng”: Bảng!$A$5:$C$5 → ∅",
        "the name “Đơn_giá”: 'Bảng'!$B$5 → #REF!",
        "Bảng: delete rows 5",
    ]


def test_what_takes_the_lines_back_is_kept_as_by_edit(folder: Path) -> None:
    before = Path("so.xlsx").read_bytes()
    run("so.xlsx", "--sheet", "Bảng", "--delete", "5:6", "-o", "x.xlsx", "--keep-undo", "lui.json")
    CliRunner().invoke(commands, ["edit", "x.xlsx", "--undo", "lui.json", "-o", "lui.xlsx"], catch_exceptions=False)
    then, now = (open_package(data) for data in (before, Path("lui.xlsx").read_bytes()))
    assert {name: now.read(name) for name in now.names} == {name: then.read(name) for name in then.names}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--insert", "D"), "one row such as 12"),
        (("--insert", "5:9"), "one row such as 12"),
        (("--insert", "5", "--like", "4:6"), "one row such as 12"),
        (("--columns", "--insert", "5"), "one column such as D"),
        (("--columns", "--delete", "5"), "columns such as D or D:F"),
        (("--insert", "5", "--delete", "6"), "one of --insert, --insert-after and --delete"),
        (("--delete", "6", "--count", "2"), "go with --insert only"),
    ],
)
def test_what_is_asked_for_in_a_wrong_way_is_told(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("so.xlsx", "--sheet", "Bảng", *arguments, "-o", "x.xlsx")
    assert done.exit_code == 2
    assert told in done.output


def test_of_several_sheets_one_is_to_be_chosen(folder: Path) -> None:
    assert refused("so.xlsx", "--insert", "5", "-o", "x.xlsx") == (
        "so.xlsx: the book has several worksheets; choose one with --sheet: Bảng, Khác"
    )
    assert refused("so.xlsx", "--sheet", "Bẳng", "--insert", "5", "-o", "x.xlsx").startswith("so.xlsx: Bẳng: ")


def test_what_cannot_follow_is_named_and_nothing_is_written(folder: Path, raw_book: RawBook) -> None:
    rows = '<sheetData><row r="4"><c r="A4"><f t="array" ref="A4:A6">B4:B6</f></c></row></sheetData>'
    Path("mang.xlsx").write_bytes(raw_book(rows))
    told = refused("mang.xlsx", "--insert", "5", "-o", "x.xlsx")
    assert told.startswith("mang.xlsx: S!A4:A6: the array formula A4:A6 would be cut")
    assert not Path("x.xlsx").exists()


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = openpyxl.Workbook()
    made.active.title = "Bảng"
    for row in [["STT", "Đơn vị", "Số hộ"], [1, 2, 3], [1, "An", 5], [2, "Bình", 6], [3, "12", 7]]:
        made.active.append(row)
    made.active.append([None, "Tổng", "=SUM(C3:C5)"])
    made.save("so.xlsx")
    return tmp_path


def test_a_unit_comes_in_by_name_and_can_be_taken_back(units: Path) -> None:
    done = run("so.xlsx", "--insert-after", "an", "--name", "Mới", "-o", "x.xlsx", "--keep-undo", "lui.json", "--diff")
    assert (done.exit_code, done.output.splitlines()[:4]) == (
        0,
        ["Bảng: insert rows 4", "Bảng!A4: ∅ → 2", "Bảng!B4: ∅ → Mới", "Bảng!A5: 2 → 3"],
    )
    assert [sheet_in("x.xlsx").value(4, column) for column in (1, 2)] == [2, "Mới"]
    assert sheet_in("x.xlsx").formula(7, 3) == "=SUM(C3:C6)"
    back = CliRunner().invoke(commands, ["edit", "x.xlsx", "--undo", "lui.json", "-o", "y.xlsx"])
    assert back.exit_code == 0
    before, after = (open_package(Path(name)) for name in ("so.xlsx", "y.xlsx"))
    assert {name: before.read(name) for name in before.names} == {name: after.read(name) for name in after.names}


def test_what_is_no_line_is_a_units_name(units: Path) -> None:
    assert run("so.xlsx", "--delete", "Bình", "-o", "x.xlsx").exit_code == 0
    assert [sheet_in("x.xlsx").value(row, 2) for row in (3, 4)] == ["An", "12"]
    assert refused("so.xlsx", "--delete", "Binh", "-o", "y.xlsx") == (
        "so.xlsx: Binh: no table has a unit of this name; do you mean: “Bình” (other accents)? Write the very name"
    )
    assert not Path("y.xlsx").exists()
    assert run("so.xlsx", "--insert-after", "12", "--name", "Mới", "-o", "z.xlsx").exit_code == 0
    assert sheet_in("z.xlsx").value(6, 2) == "Mới"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--insert", "5", "--name", "A"), "--name go with --insert-after only"),
        (("--delete", "5", "--reshare"), "--spec and --reshare go with a unit's name only"),
        (("--insert-after", "An", "--like", "5"), "go with a row's number only"),
    ],
)
def test_options_of_units_and_of_lines_are_not_mixed(units: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("so.xlsx", *arguments, "-o", "x.xlsx")
    assert done.exit_code == 2
    assert told in done.output
