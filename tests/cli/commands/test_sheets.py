"""`xl-addin sheets`: sheets are copied, renamed, moved and deleted in one go."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from fixtures.edited_files import edited_file
from fixtures.foreign_books import SHEET, foreign_book

from xl_addin.cli.main import commands, main
from xl_addin.formula.cells import CellRef
from xl_addin.package.package import open_package
from xl_addin.workbook.edits.edit import AddSheet, SetFormula
from xl_addin.workbook.reading.read import read_book


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    edits = [AddSheet("Cũ", (("a",),)), AddSheet("Tổng", ()), SetFormula(CellRef("Tổng", 1, 1), f"={SHEET}!C3*2")]
    Path("so.xlsx").write_bytes(edited_file(foreign_book("chart column"), edits))
    return tmp_path


def test_all_at_once_with_fresh_values(folder: Path) -> None:
    asked = ["--copy", "T1", "T2", "--rename", SHEET, "T1", "--move", "T2", "Tổng", "--delete", "Cũ"]
    done = CliRunner().invoke(commands, ["sheets", "so.xlsx", *asked, "-o", "moi.xlsx", "--lang", "en"])
    assert done.output.splitlines()[:4] == [
        "the sheet “Cũ” goes",
        f"the sheet “{SHEET}” is called “T1”",
        "the sheet “T1” is copied as “T2”",
        "the sheet “T2” comes before “Tổng”",
    ]
    book = read_book(open_package(folder / "moi.xlsx"))
    assert [sheet.name for sheet in book.sheets] == ["T1", "T2", "Tổng"]
    assert (book["Tổng"].formula(1, 1), book["Tổng"].value(1, 1)) == ("='T1'!C3*2", 400)


def test_what_loses_a_reference_is_named_first_and_taken_back(folder: Path) -> None:
    before = Path("so.xlsx").read_bytes()
    shown = CliRunner().invoke(
        commands, ["sheets", "so.xlsx", "--delete", SHEET, "--diff", "--dry-run", "--lang", "en"]
    )
    lines = [
        "1 formula cells lose a reference (#REF!); if that is not meant, change them first:",
        f"Tổng!A1: ={SHEET}!C3*2 → =#REF!*2",
        f"the sheet “{SHEET}” goes",
    ]
    assert shown.output.splitlines() == lines
    assert [each.name for each in folder.iterdir()] == ["so.xlsx"]
    asked = ["sheets", "so.xlsx", "--delete", SHEET, "--in-place", "--keep-undo", "lui.json", "--lang", "en"]
    done = CliRunner().invoke(commands, asked)
    assert done.output.splitlines()[:3] == lines
    assert read_book(open_package(folder / "so.xlsx"))["Tổng"].formula(1, 1) == "=#REF!*2"
    assert CliRunner().invoke(commands, ["edit", "so.xlsx", "--undo", "lui.json", "--in-place"]).exit_code == 0
    was, now = open_package(before), open_package(folder / "so.xlsx")
    assert [(name, was.read(name)) for name in was.names] == [(name, now.read(name)) for name in now.names]


def test_a_sheet_comes_last(folder: Path) -> None:
    done = CliRunner().invoke(commands, ["sheets", "so.xlsx", "--move-last", SHEET, "--in-place", "--lang", "en"])
    assert done.output.splitlines()[0] == f"the sheet “{SHEET}” comes last"
    assert [sheet.name for sheet in read_book(open_package(folder / "so.xlsx")).sheets] == ["Cũ", "Tổng", SHEET]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-o", "moi.xlsx"], "needs --delete, --rename, --copy, --move or --move-last"),
        (["--copy", SHEET, "T2"], "needs -o FILE, --in-place or --dry-run"),
        (["--copy", "Bản", "T2", "-o", "moi.xlsx"], "no such worksheet"),
        (["--copy", SHEET, "Tổng", "-o", "moi.xlsx"], "has this worksheet already"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    folder: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sheets", "so.xlsx", *arguments, "--lang", "en"])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err
    assert not (folder / "moi.xlsx").exists()
