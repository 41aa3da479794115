"""Write a plan as a workbook: by XlsxWriter, by openpyxl, and as LibreOffice saves it."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from plans import Content, Plan


def by_xlsxwriter(plan: Plan, path: Path, *, stale: bool = False) -> None:
    """With the right results stored beside the formulas, or 0 everywhere (`stale`)."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheets = {name: book.add_worksheet(name) for name in plan.sheets}
    for name, row, column, content, result in _cells(plan):
        if isinstance(content, str) and content.startswith("="):
            sheets[name].write_formula(row - 1, column - 1, content, None, 0 if stale else result)
        elif content != "":
            sheets[name].write(row - 1, column - 1, content)
    book.close()


def by_openpyxl(plan: Plan, path: Path, *, stale: bool = False) -> None:
    """openpyxl stores no results beside formulas."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets = {name: book.create_sheet(name) for name in plan.sheets}
    for name, row, column, content, _ in _cells(plan):
        if content != "":
            sheets[name].cell(row, column, content)
    book.save(path)


def by_libreoffice(plan: Plan, path: Path, *, stale: bool = False) -> None:
    """LibreOffice opens XlsxWriter's book, recalculates it and saves it."""
    source = path.with_name(f"before-{path.name}")
    by_xlsxwriter(plan, source)
    saved = libreoffice_converts(source, path.parent / "converted", path.parent / "profile")
    source.unlink()
    saved.replace(path)


WRITERS: dict[str, Callable[..., None]] = {
    "XlsxWriter": by_xlsxwriter,
    "openpyxl": by_openpyxl,
    "LibreOffice": by_libreoffice,
}


def libreoffice_command(profile: Path) -> list[str]:
    """LibreOffice without a window, recalculating whatever it opens."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is not installed"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(
            '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/'
            'Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>',
            encoding="utf-8",
        )
    return [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]


def libreoffice_converts(source: Path, folder: Path, profile: Path) -> Path:
    """The book as LibreOffice saves it."""
    command = [*libreoffice_command(profile), "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / source.name


def _cells(plan: Plan) -> Iterator[tuple[str, int, int, Content, float]]:
    """Every cell with its result, row by row as Excel writes them."""
    for name in plan.sheets:
        columns = {column: each for (sheet, column), each in sorted(plan.contents.items()) if sheet == name}
        rows = range(min(first for first, _ in columns.values()), _last(columns) + 1)
        for row in rows:
            for column, (first, contents) in columns.items():
                if first <= row < first + len(contents):
                    start, results = plan.results.get((name, column), (row, ()))
                    at = row - start
                    result = float(results[at]) if 0 <= at < len(results) else 0.0
                    yield name, row, column, contents[row - first], result


def _last(columns: dict[int, tuple[int, list[Content]]]) -> int:
    return max(first + len(contents) - 1 for first, contents in columns.values())
