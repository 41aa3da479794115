"""`xl-addin edit`: a list of edits is shown, made, and taken back."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fixtures.foreign_books import SHEET, foreign_book

from xl_addin.cli.main import commands, main
from xl_addin.formula.cells import CellRef
from xl_addin.package.package import open_package
from xl_addin.workbook.reading.read import read_book

EDITS = [
    {"edit": "SetFormula", "cell": f"{SHEET}!E3", "formula": "=C3-D3"},
    {"edit": "SetValue", "cell": f"{SHEET}!C3", "value": 500},
    {"edit": "AddSheet", "sheet": "Ghi chú", "rows": [["a", 1]]},
    {"edit": "SetValue", "cell": "Ghi chú!A2", "value": "b"},
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("so.xlsx").write_bytes(foreign_book("chart column"))
    Path("sua.json").write_text(json.dumps(EDITS), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["edit", *arguments, "--lang", "en"])


def parts(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def test_edits_are_made_and_calculated_and_taken_back(folder: Path) -> None:
    made = run("so.xlsx", "--edits", "sua.json", "-o", "moi.xlsx", "--keep-undo", "lui.json")
    assert (made.exit_code, made.output.splitlines()[0]) == (0, "4 edits")
    book = read_book(open_package(folder / "moi.xlsx"))
    assert (book[SHEET].formula(3, 5), book[SHEET].value(3, 5)) == ("=C3-D3", 458)
    assert [book["Ghi chú"].value(row, 1) for row in (1, 2)] == ["a", "b"]
    assert (folder / "lui.json").stat().st_size < (folder / "so.xlsx").stat().st_size
    back = run("moi.xlsx", "--undo", "lui.json", "--in-place")
    assert back.exit_code == 0
    assert parts(folder / "moi.xlsx") == parts(folder / "so.xlsx")


def test_the_way_back_from_an_earlier_change_is_not_written_over(folder: Path) -> None:
    Path("ten.json").write_text(json.dumps([{"edit": "RenameSheet", "sheet": SHEET, "name": "Khác"}]), encoding="utf-8")
    once = ("so.xlsx", "--edits", "sua.json", "-o", "moi.xlsx", "--keep-undo", "lui.json")
    assert [run(*once).exit_code, run(*once).exit_code] == [0, 0]
    kept, then = Path("lui.json").read_bytes(), Path("moi.xlsx").read_bytes()
    told = run("moi.xlsx", "--edits", "ten.json", "--in-place", "--keep-undo", "lui.json")
    assert "may be the only way back from an earlier change" in str(told.exception)
    assert (Path("lui.json").read_bytes(), Path("moi.xlsx").read_bytes()) == (kept, then)
    assert run("so.xlsx", "--edits", "ten.json", "-o", "moi.xlsx", "--force", "--keep-undo", "lui.json").exit_code == 0


def test_the_way_back_does_not_take_a_workbooks_name(folder: Path) -> None:
    told = run("so.xlsx", "--edits", "sua.json", "-o", "moi.xlsx", "--keep-undo", "lui.xlsx")
    assert "such as lui.json" in str(told.exception)


def test_cells_that_lose_a_reference_are_named_before_anything_else(folder: Path) -> None:
    edits = [
        {"edit": "AddSheet", "sheet": "Tổng", "rows": []},
        {"edit": "SetFormula", "cell": "Tổng!A1", "formula": f"={SHEET}!C3"},
    ]
    Path("tong.json").write_text(json.dumps(edits), encoding="utf-8")
    assert run("so.xlsx", "--edits", "tong.json", "-o", "moi.xlsx").exit_code == 0
    Path("bo.json").write_text(json.dumps([{"edit": "DeleteSheet", "sheet": SHEET}]), encoding="utf-8")
    shown = run("moi.xlsx", "--edits", "bo.json", "--diff", "--dry-run")
    assert shown.output.splitlines()[1:3] == [f"Tổng!A1: ={SHEET}!C3 → =#REF!", f"the sheet “{SHEET}” goes"]


def test_a_dry_run_shows_and_writes_nothing(folder: Path) -> None:
    shown = run("so.xlsx", "--edits", "sua.json", "--diff", "--dry-run", "--keep-undo", "lui.json")
    assert shown.output.splitlines()[:5] == [
        f"{CellRef(SHEET, 3, 5)}: ∅ → =C3-D3",
        f"{CellRef(SHEET, 3, 3)}: 200 → 500",
        "the sheet “Ghi chú” is added",
        "Ghi chú!A2: b",
        "4 edits",
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["so.xlsx", "sua.json"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--edits", "sua.json"], "needs -o FILE, --in-place or --dry-run"),
        (["-o", "moi.xlsx"], "give one of --edits and --undo"),
        (["--edits", "sua.json", "--undo", "sua.json", "-o", "moi.xlsx"], "give one of --edits and --undo"),
        (["--undo", "sua.json", "--diff", "-o", "moi.xlsx"], "go with --edits only"),
        (["--undo", "sua.json", "-o", "moi.xlsx"], "no undo file"),
        (["--edits", "khong-co.json", "-o", "moi.xlsx"], "khong-co.json"),
        (["--edits", "so.xlsx", "-o", "moi.xlsx"], "so.xlsx: this is no JSON file"),
        (["--edits", "hong.json", "-o", "moi.xlsx"], "hong.json: [1] SetValue: the field “cell” is missing"),
        (["--edits", "trang.json", "-o", "moi.xlsx"], "so.xlsx: a/b: no sheet can be called so"),
        (["--edits", "mau.json", "-o", "moi.xlsx"], f"so.xlsx: {SHEET}: no colour: “do”"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    folder: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "hong.json").write_text('[{"edit": "SetValue"}]', encoding="utf-8")
    (folder / "trang.json").write_text('[{"edit": "AddSheet", "sheet": "a/b", "rows": []}]', encoding="utf-8")
    mark = {"edit": "Mark", "sheet": SHEET, "areas": ["A1"], "colour": "do"}
    (folder / "mau.json").write_text(json.dumps([mark]), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["edit", "so.xlsx", *arguments, "--lang", "en"])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err
    assert not (folder / "moi.xlsx").exists()
