"""`xl-addin render`: anybody's template, anybody's data."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from xl_addin.cli.main import commands
from xl_addin.problem import Problem


@pytest.fixture(autouse=True)
def _a_template_and_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XL_ADDIN_LANG", "en")
    book = openpyxl.Workbook()
    for row in (["{{ title }}"], ["{%tr for unit in rows %}"], ["{{ unit['Đơn vị'] }}", "{{ unit.Hộ }}"]):
        book.worksheets[0].append(row)
    book.worksheets[0].append(["{%tr endfor %}"])
    book.worksheets[0].append(["Cộng", "=SUM(B3:B3)"])
    book.save("mau.xlsx")
    Path("units.csv").write_text("Đơn vị;Hộ\nPhước Long;12,5\nĐồng Xoài;7\n", encoding="utf-8")
    Path("thu.yaml").write_text("title: Báo cáo\n", encoding="utf-8")


def run(*arguments: str) -> str:
    done = CliRunner().invoke(commands, ["render", *arguments], standalone_mode=False)
    if isinstance(done.exception, Problem):
        return done.exception.line("en")
    assert done.exception is None, done.exception
    return done.output


def rows(file: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(file, data_only=True).worksheets[0].values)


def test_several_files_and_a_value() -> None:
    assert run("mau.xlsx", "--data", "units.csv", "--data", "thu.yaml", "-o", "x.xlsx") == "Wrote x.xlsx\n"
    assert rows("x.xlsx") == [("Báo cáo", None), ("Phước Long", 12.5), ("Đồng Xoài", 7), ("Cộng", 19.5)]


def test_files_with_a_name_and_a_dry_run() -> None:
    told = run("mau.xlsx", "--data", "rows=units.csv", "--set", "title=Quý I", "-o", "x.xlsx", "--dry-run")
    assert told == "Would write x.xlsx\n"
    assert not Path("x.xlsx").exists()


def test_a_file_that_is_there_is_no_name_and_a_file() -> None:
    Path("rows=units.csv").write_text("title,Đơn vị,Hộ\na,b,1\n", encoding="utf-8")
    assert run("mau.xlsx", "--data", "rows=units.csv", "--set", "title=x", "-o", "x.xlsx") == "Wrote x.xlsx\n"
    assert rows("x.xlsx")[1] == ("b", 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--data", "thu.yaml"), "Sheet!A2: {%tr for unit in rows %}: there is no `rows`; there are: title"),
        (("--data", "no.csv"), "no.csv: no such file; check the path"),
        (("--set", "n=48.692"), "--set: 48.692 has two readings; write 48692 or 48.6920"),
        (("--set", "loop=1"), "“loop” cannot be a name"),
        (("-o", "units.csv", "--data", "units.csv", "--force"), "units.csv: the result would overwrite its source"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_written(arguments: tuple[str, ...], told: str) -> None:
    output = () if "-o" in arguments else ("-o", "x.xlsx")
    assert told in run("mau.xlsx", *arguments, *output)
    assert not Path("x.xlsx").exists()


def test_the_result_has_the_templates_ending() -> None:
    told = run("mau.xlsx", "--data", "units.csv", "--data", "thu.yaml", "-o", "x.xls")
    assert told == "x.xls: the result is an .xlsx file; give -o x.xlsx"
