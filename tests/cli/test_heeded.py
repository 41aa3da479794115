"""No option is dropped in silence: what would have no effect is refused, in one line, before the work."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from xl_addin.case.case import Case
from xl_addin.cli.main import commands
from xl_addin.cli.usage import told_usage
from xl_addin.problem import Problem


@pytest.fixture(autouse=True)
def _two_books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XL_ADDIN_LANG", "en")
    book = openpyxl.Workbook()
    for row in (["TT", "Xã", "Giao", "Đạt", "Còn"], ["A", "B", 3, 4, "5=3-4"], [1, "Xã A", 30, 5, 25]):
        book.active.append(row)
    book.save("a.xlsx")
    book.save("b.xlsx")


def refusal(arguments: Sequence[str]) -> str:
    import click

    done = CliRunner().invoke(commands, arguments, prog_name="xl-addin", standalone_mode=False)
    assert done.output == ""
    assert isinstance(done.exception, click.UsageError | Problem), done.exception
    problem = done.exception if isinstance(done.exception, Problem) else told_usage(done.exception)
    return problem.line("en")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("fill a.xlsx -o x.xlsx --target 4=1 --target 4=2", "xl-addin fill --target: 4 is given twice; give it once"),
        ("fill a.xlsx -o x.xlsx --by 4=3 --by 4=3", "xl-addin fill --by: 4 is given twice; give it once"),
        ("fill a.xlsx -o x.xlsx --param target=1", "xl-addin fill: --param needs --spec"),
        (
            "new binh_phuoc --data a.xlsx -o x.xlsx --param target=1 --param target=2",
            "xl-addin new --param: target is given twice; give it once",
        ),
        ("verify a.xlsx --select ,", "xl-addin verify --select: there is no code in it"),
        ("verify a.xlsx --select=", "xl-addin verify --select: the value is empty"),
        ("verify a.xlsx --output=", "xl-addin verify --output: the value is empty"),
        ("fill a.xlsx -o x.xlsx --sheet=", "xl-addin fill --sheet: the value is empty"),
        ("recalc a.xlsx --dry-run", "xl-addin recalc: --dry-run needs -o"),
        ("recalc a.xlsx --check --force", "xl-addin recalc: --force needs -o"),
        ("recalc a.xlsx --check --backup", "xl-addin recalc: --backup needs -o"),
        ("fix a.xlsx --dry-run --backup", "xl-addin fix: --backup needs -o or --in-place"),
        ("verify a.xlsx --backup", "xl-addin verify: --backup needs -o or --annotate"),
        ("recalc a.xlsx --check -o x.xlsx", "xl-addin recalc: choose one of -o, --check, --set"),
        ("fix a.xlsx --in-place -o x.xlsx", "xl-addin fix: choose one of -o and --in-place"),
        ("fix a.xlsx --in-place --force", "xl-addin fix: --force needs -o"),
        ("fix a.xlsx --dry-run --select V3 --ignore V3", "xl-addin fix: V3 stands in both --select and --ignore"),
        ("verify a.xlsx --force", "xl-addin verify: --force needs --annotate"),
        ("verify a.xlsx b.xlsx --annotate x.xlsx", "xl-addin verify: --annotate takes one workbook"),
        (
            "verify a.xlsx --all --format html",
            "xl-addin verify: --all is for --format text; html always holds everything",
        ),
        ("verify a.xlsx --select V,F2 --ignore F2", "xl-addin verify: F2 stands in both --select and --ignore"),
    ],
)
def test_an_option_without_effect_is_refused(line: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Case, "open", lambda *_, **__: pytest.fail("the work was begun"))
    assert refusal(line.split()) == said


@pytest.mark.parametrize("arguments", [["verify", ""], ["verify", "a.xlsx", " "], ["recalc", ""]])
def test_an_empty_name_is_no_file(arguments: list[str]) -> None:
    """`verify ""` would be the folder one stands in."""
    assert refusal(arguments).endswith(": the value is empty")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("fill a.xlsx -o x.xlsx --target B=100", "a.xlsx: Sheet!B2: column B counts rows or names units"),
        (
            "fill a.xlsx -o x.xlsx --target 4=1 --target Sheet.4=2",
            "a.xlsx: Sheet!D2: column 4 is given a whole to share twice",
        ),
        ("fill a.xlsx -o x.xlsx --sheet Shet", "a.xlsx: there is no sheet “Shet”; do you mean “Sheet”?"),
        ("recalc a.xlsx --set C3=1 --set Sheet!c3=2", "--set: cell Sheet!C3 is given twice; give it once"),
        ("recalc a.xlsx --set Shet!C3=1", "a.xlsx: --set: there is no sheet “Shet”; do you mean “Sheet”?"),
    ],
)
def test_what_only_the_workbook_can_tell_is_refused_too(line: str, said: str) -> None:
    assert refusal(line.split()).startswith(said)
    assert not Path("x.xlsx").exists()
