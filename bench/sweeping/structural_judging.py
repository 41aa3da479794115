"""Hold moved rows and copied sheets to LibreOffice: it opens them, and has the same cells after inserting by itself."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sweeping.kinds_of_parts import Parts
from sweeping.office import opened
from sweeping.structural_trials import STRUCTURE, edit_of
from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, open_package
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import InsertRows
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

_DRIVER = Path(__file__).parents[2] / "tests" / "fixtures" / "libreoffice" / "edited.py"
_PYTHON = "/usr/bin/python3"
_KINDS = ("worksheet", "chart", "image", "comments")
_AT_A_TIME = 20
# Their values change from one calculation to the next, or say where the file is.
_VOLATILE = re.compile(r"RAND|NOW\(|TODAY\(|INFO\(|CELL\(")


def judged_in_structure(files: Sequence[str], root: Path, folder: Path) -> dict[str, str]:
    """For every file `same`, or what LibreOffice makes of it otherwise once its rows, columns or sheets have moved.

    It opens what each trial made, with as many sheets, charts, pictures, comments and names as before; and of the files
    with formulas, its own insertion of the rows gives the same formulas and values as ours.
    """
    shutil.rmtree(folder, ignore_errors=True)
    made = _made(files, root, folder)
    before = opened({name: root / name for name in files}, folder / "before")
    after = opened({f"{name}\n{trial}": path for (name, trial), path in made.items()}, folder / "after")
    said: dict[str, list[str]] = {name: [] for name in files}
    for name, trial in made:
        if name in before:
            saved = after.get(f"{name}\n{trial}")
            said[name] += _unlike(before[name], saved, trial) if saved else [f"{trial}: does not open"]
    for name, difference in _inserted_alike(files, root, folder).items():
        said[name] += [f"rows inserted by LibreOffice: {difference}"] if difference else []
    return {name: "; ".join(some) or ("same" if name in before else "opens neither") for name, some in said.items()}


def _edited(package: Package, book: Book, trial: str) -> bytes | None:
    edit = edit_of(trial, package, book)
    if edit is None:
        return None
    draft = Draft(package)
    apply_edits(draft, [edit], book=book)
    return draft.data()


def _made(files: Sequence[str], root: Path, folder: Path) -> dict[tuple[str, str], Path]:
    made: dict[tuple[str, str], Path] = {}
    (folder / "edited").mkdir(parents=True)
    for name in files:
        package = open_package(root / name)
        book = read_book(package)
        for trial in STRUCTURE:
            try:
                data = _edited(package, book, trial)
            except Problem:
                continue
            if data is not None:
                path = folder / "edited" / f"{len(made):05d}{Path(name).suffix.lower()}"
                path.write_bytes(data)
                made[name, trial] = path
    return made


def _unlike(before: Path, after: Path, trial: str) -> list[str]:
    was, now = _held(before), _held(after)
    if trial == "a sheet copied":
        return [f"{trial}: fewer {what}" for what in was if now[what] < was[what] + (what == "worksheet")]
    if trial == "two rows deleted":
        was, now = ({what: each[what] for what in ("worksheet", "chart", "image")} for each in (was, now))
    return [f"{trial}: {was[what]} {what} became {now[what]}" for what in was if was[what] != now[what]]


def _held(path: Path) -> dict[str, int]:
    parts = Parts.of(path.read_bytes())
    found = dict.fromkeys(_KINDS, 0)
    for part in parts.content:
        if part.startswith("xl/media/"):
            found["image"] += 1
        for kind in ("chart", "comments"):
            found[kind] += part.rpartition("/")[2].rstrip("0123456789.xml") == kind
    root = parts.root(parts.workbook)
    assert root is not None
    names = [each for each in root.iterfind("{*}definedNames/{*}definedName") if "_xlnm" not in str(each.get("name"))]
    return found | {"worksheet": len(parts.sheets), "name": len(names)}


def _inserted_alike(files: Sequence[str], root: Path, folder: Path) -> dict[str, str]:
    """What is otherwise where LibreOffice inserts the rows and where we do; "" for what is the same."""
    asked: dict[str, tuple[Path, InsertRows, bytes]] = {}
    for name in files:
        package = open_package(root / name)
        book = read_book(package)
        formulas = [formula for _, formula in book.formula_cells()]
        edit = edit_of("three rows inserted", package, book)
        if formulas and isinstance(edit, InsertRows) and not any(map(_VOLATILE.search, formulas)):
            try:
                data = _edited(package, book, "three rows inserted")
            except Problem:
                continue
            if data is not None:
                asked[name] = root / name, edit, data
    found = {}
    names = list(asked)
    for start in range(0, len(names), _AT_A_TIME):
        batch = names[start : start + _AT_A_TIME]
        for name, answer in zip(batch, _each_asked([asked[name] for name in batch], folder), strict=True):
            if answer is not None and not any("failed" in each for each in answer):
                one, other = (each["cells"] for each in answer)
                found[name] = _difference(one, other) or _stale(asked[name][2], other)
    return found


def _each_asked(books: Sequence[tuple[Path, InsertRows, bytes]], folder: Path) -> list[tuple[Any, Any] | None]:
    """Their cells and ours for each; None where LibreOffice inserts nothing, as in a protected sheet."""
    try:
        return list(zip(*_ask(books, folder), strict=True))
    except subprocess.CalledProcessError:
        # One of them: which, is found by asking again.
        return [None] if len(books) == 1 else [each for one in books for each in _each_asked([one], folder)]


def _ask(books: Sequence[tuple[Path, InsertRows, bytes]], folder: Path) -> tuple[list[Any], list[Any]]:
    # A LibreOffice that gave up may hold its profile a while longer.
    profile = Path(tempfile.mkdtemp(dir=folder))
    order: dict[str, Any] = {"soffice": shutil.which("soffice"), "profile": profile.as_uri(), "books": []}
    after = []
    for at, (path, edit, data) in enumerate(books):
        made = folder / f"lines-{at}{path.suffix.lower()}"
        made.write_bytes(data)
        order["books"].append({"file": str(path), "steps": [("rows", edit.sheet, edit.at, edit.count)]})
        after.append({"file": str(made), "steps": []})
    order["books"] += after
    (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
    command = [_PYTHON, str(_DRIVER), str(folder / "order.json")]
    answers = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=900).stdout)
    return answers[: len(books)], answers[len(books) :]


def _difference(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> str:
    for sheet in theirs:
        if sheet not in ours:
            return f"no sheet {sheet}"
        for place in theirs[sheet].keys() | ours[sheet].keys():
            one, other = theirs[sheet].get(place), ours[sheet].get(place)
            if one != other and not _near(one, other):
                return f"{sheet}!{place}: {one} by them, {other} by us"
    return ""


def _near(one: Any, other: Any) -> bool:
    if not one or not other or one[0] != other[0]:
        return False
    return isinstance(one[1], float) and isinstance(other[1], float) and abs(one[1] - other[1]) <= 1e-9 * abs(one[1])


def _stale(data: bytes, shown: Mapping[str, Any]) -> str:
    """A value that we calculate otherwise than LibreOffice shows it; "" where there is none."""
    case = Case.open(data, file="book.xlsx")
    for cell, _ in case.fresh.formula_cells():
        value = case.fresh[cell.sheet].value(cell.row, cell.column)
        held = shown.get(cell.sheet, {}).get(f"{cell.row},{cell.column}")
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if number and held and isinstance(held[1], float) and not _close(float(value), held[1]):
            return f"{CellRef(cell.sheet, cell.row, cell.column)}: {value} is calculated, {held[1]} is shown"
    return ""


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-7 * max(1.0, abs(other))
