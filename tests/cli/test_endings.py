"""Workbooks with macros, templates and add-ins: edited like others, their macros kept, under their own ending only."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import xlsxwriter
from click.testing import CliRunner

from xl_addin.cli.commands.fill import fill
from xl_addin.cli.commands.fix import fix
from xl_addin.cli.commands.recalc import recalc
from xl_addin.cli.commands.verify import verify
from xl_addin.package.endings import ENDINGS
from xl_addin.problem import Problem
from xl_addin.workbook.reading.read import read_book

MACROS = b"not a real project"
COMMANDS: dict[str, tuple[click.Command, str]] = {
    "fix": (fix, "-o"),
    "recalc": (recalc, "-o"),
    "verify": (verify, "--annotate"),
    "fill": (fill, "-o"),
}


@pytest.fixture
def book(tmp_path: Path) -> Callable[[str], Path]:
    """A workbook of the kind of an ending, invented, with a wrong total and macros whatever its kind."""

    def write(ending: str) -> Path:
        project = tmp_path / "project.bin"
        project.write_bytes(MACROS)
        target = io.BytesIO()
        made = xlsxwriter.Workbook(target, {"in_memory": True})
        made.add_vba_project(str(project))
        sheet = made.add_worksheet("Biểu")
        sheet.write_row("A1", ["TT", "Xã", "Giao", "Đạt", "Còn lại"])
        sheet.write_row("A2", ["A", "B", 1, 2, "3=1-2"])
        for row in range(3, 8):
            sheet.write_row(row - 1, 0, [row - 2, f"Xã {row}", 100 * row, 10 * row])
            sheet.write_formula(row - 1, 4, f"=C{row}-D{row}" if row != 5 else "=C5+D5", None, 90 * row)
        made.close()
        path = tmp_path / f"source{ending}"
        kind = next(kind for kind, of in ENDINGS.items() if of == ending)
        with zipfile.ZipFile(target) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "[Content_Types].xml":
                    content = content.replace(b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", kind.encode())
                new.writestr(name, content)
        return path

    return write


def run(command: str, source: Path, target: Path) -> None:
    called, option = COMMANDS[command]
    result = CliRunner().invoke(called, [str(source), option, str(target), "--lang", "vi"], standalone_mode=False)
    if result.exception:
        raise result.exception


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("ending", ENDINGS.values())
@pytest.mark.parametrize("command", COMMANDS)
def test_macros_and_the_kind_stay(book: Callable[[str], Path], tmp_path: Path, command: str, ending: str) -> None:
    source, target = book(ending), tmp_path / f"result{ending}"
    before = source.read_bytes()
    run(command, source, target)
    assert source.read_bytes() == before
    new = parts(target)
    assert new["xl/vbaProject.bin"] == MACROS
    kind = next(kind for kind, of in ENDINGS.items() if of == ending)
    assert kind.encode() in new["[Content_Types].xml"]
    assert read_book(target)["Biểu"].value(4, 3) == 400


@pytest.mark.parametrize(
    ("ending", "other"), [(".xlsm", ".xlsx"), (".xlsx", ".xlsm"), (".xltx", ".xlsx"), (".xlam", ".xlsm")]
)
@pytest.mark.parametrize("command", COMMANDS)
def test_another_ending_is_refused(
    book: Callable[[str], Path], tmp_path: Path, command: str, ending: str, other: str
) -> None:
    source, target = book(ending), tmp_path / f"result{other}"
    with pytest.raises(Problem) as caught:
        run(command, source, target)
    assert f"đuôi {ending}" in caught.value.line("vi")
    assert not target.exists()
