"""A name that is not there, wherever one is typed: what exists, and which of it is probably meant."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from xl_addin import api
from xl_addin.cli.main import commands
from xl_addin.formula.cells import CellRef
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import SetValue


@pytest.fixture
def refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """What a command says on a workbook with one invented table."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XL_ADDIN_LANG", "en")
    book = openpyxl.Workbook()
    book.active.title = "Giao quý 1"
    for row in (["TT", "Xã", "Giao", "Đạt", "Còn"], [1, 2, 3, 4, "5=3-4"], [1, "Xã A", 30, 5, 25]):
        book.active.append(row)
    book.save("so.xlsx")

    def refusal(line: str) -> str:
        done = CliRunner().invoke(commands, line.split(), prog_name="xl-addin", standalone_mode=False)
        assert isinstance(done.exception, Problem), done.exception
        return done.exception.line("en")

    return refusal


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "unit-sheets so.xlsx --template phieu-donvi -o x.xlsx",
            "phieu-donvi: there is no such template, nor an .xlsx file at that path; do you mean “phieu-don-vi”?",
        ),
        (
            "verify so.xlsx --spec binh_phuo",
            "binh_phuo: there is no such spec, nor a .yaml file at that path; do you mean “binh_phuoc”?",
        ),
        (
            "verify so.xlsx --spec binh_phuoc --param targt=1",
            "targt: spec binh_phuoc has no such parameter; do you mean “target”? There are: target, level_2_cap",
        ),
        ("explain V30", "V30: there is no such code; do you mean “V30"),
        ("explain ratio-column-sumed", "ratio-column-sumed: there is no such code; do you mean “V304”? There are: "),
        ("fill so.xlsx -o x.xlsx --target 9=1", "so.xlsx: no table has a column 9; there are: 1, 2, 3, 4, 5"),
        ("fill so.xlsx -o x.xlsx --sheet Giao", "so.xlsx: there is no sheet “Giao”; do you mean “Giao quý 1”?"),
    ],
)
def test_the_nearest_and_what_exists(refusal: Callable[[str], str], line: str, said: str) -> None:
    assert refusal(line).startswith(said)


def test_a_setting_that_is_misspelt(refusal: Callable[[str], str]) -> None:
    Path("xl-addin.toml").write_text('selct = ["V"]\n', encoding="utf-8")
    said = "xl-addin.toml:1: `selct`: there is no such setting; do you mean “select”? There are: select, ignore"
    assert refusal("verify so.xlsx").startswith(said)


def test_the_beginning_of_no_code(refusal: Callable[[str], str]) -> None:
    Path("xl-addin.toml").write_text('select = ["W3"]\n', encoding="utf-8")
    assert "no code begins with “W3”" in refusal("verify so.xlsx") and "V301" in refusal("verify so.xlsx")


def test_a_script_names_sheets_in_any_letter_case(refusal: Callable[[str], str]) -> None:
    case = api.open("so.xlsx")
    changed = api.edit(case, [SetValue(CellRef("GIAO QUÝ 1", 3, 3), 35)])
    assert changed.fresh["Giao quý 1"].value(3, 3) == 35
    assert api.open(changed.draft().data()).book["Giao quý 1"].value(3, 3) == 35
    with pytest.raises(Problem) as caught:
        api.edit(case, [SetValue(CellRef("Giao", 3, 3), 35)])
    assert caught.value.line("en") == "so.xlsx: Giao: the book has no such worksheet; do you mean “Giao quý 1”?"
