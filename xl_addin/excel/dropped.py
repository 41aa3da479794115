"""Without Excel: a workbook dropped on a script is checked, or cut into unit sheets, and the result is written."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from xl_addin.language import Language, Text
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem


def write_report(files: Sequence[Path], language: Language) -> Path:
    """Check these workbooks and write one report of all into a temporary folder; the report's file.

    A file that cannot be read is told in the report, like the rest.
    """
    from xl_addin.reports import render
    from xl_addin.verify.check import check_file

    report = render([check_file(str(file)) for file in files], "html", language)
    path = _free(Path(tempfile.mkdtemp(prefix="chi-tieu-")) / f"{files[0].stem} - kiểm tra.html")
    save_atomically(path, report.encode())
    return path


def write_unit_sheets(file: Path) -> Path:
    """Cut this workbook and write the unit sheets beside it under a name that was free; their file.

    Where that folder cannot be written to, they go to the temporary folder. Problem where the workbook cannot be cut.
    """
    from xl_addin import api

    sheets = api.cut(api.open(file))
    name = f"{file.stem} - phiếu.xlsx"
    try:
        return _saved(_free(file.parent / name), sheets.data())
    except Problem:
        return _saved(_free(Path(tempfile.mkdtemp(prefix="chi-tieu-")) / name), sheets.data())


def dropped_files(command_line: str, arguments: Sequence[str], script: str) -> tuple[Path, ...]:
    r"""The files dropped on a script: from the console's own command line, else the script's arguments.

    Explorer starts `cmd.exe /c ""C:\...\KIEM-TRA.cmd" C:\a&b.xlsx"`: a name with `&` but without spaces stands
    there without quotes and would reach the script cut in two. Problem where nothing was dropped.
    """
    start = command_line.lower().find(script.lower())
    texts = _split(command_line[start + len(script) :].removesuffix('"')) if start >= 0 else list(arguments)
    files = tuple(Path(text) for text in texts if text)
    if not files:
        raise Problem(
            Text(
                "hãy kéo một sổ tính Excel (.xlsx) rồi thả vào biểu tượng {script}",
                "drag an Excel workbook (.xlsx) and drop it on the icon of {script}",
            ).with_values(script=script)
        )
    return files


def _split(text: str) -> list[str]:
    """The names in a command line: separated by spaces, those with spaces in quotes."""
    names, current, quoted = [], "", False
    # The first quote still belongs to the script's own name.
    for sign in text.removeprefix('"') + " ":
        if sign == '"':
            quoted = not quoted
        elif sign == " " and not quoted:
            names.append(current)
            current = ""
        else:
            current += sign
    return names


def _saved(path: Path, data: bytes) -> Path:
    save_atomically(path, data, overwrite=False)
    return path


def _free(path: Path) -> Path:
    """The path, or where something is there already the first of `name (2)`, `name (3)` … that is free."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free
