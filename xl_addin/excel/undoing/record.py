"""What a macro did, kept as a .json file beside the copy of the workbook as it was before."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from xl_addin.excel.keeping import folders_of
from xl_addin.excel.undoing.structure import StructureEdit, structure_of
from xl_addin.formula.cells import CellRef, address
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import CellEdit, Plain, SetFormula, SetValue
from xl_addin.workbook.edits.files.edits_file import edits_as_json, edits_of_json
from xl_addin.workbook.model.book import Sheet

_VERSION = 1

ActionKind = Literal["done", "undone"]
"""Whether a record is of what a button did, to be undone, or of undoing it, to be done again."""


@dataclass(frozen=True)
class UndoRecord:
    """One action: what it wrote into cells, which sheets it added (with what they held) and deleted.

    `structure` are the edits by which it moved lines and sheets: cells and formats are named as they were afterwards.
    `copy` is the workbook as it was before, `formats` the cells whose number format was changed. `files` are the files
    written, by their path, with the SHA-256 of what was left there, "" where nothing was; `held` says of those that
    stood there before under which name `held_path` keeps their bytes.
    """

    workbook: str
    action: str
    copy: str
    cells: tuple[CellEdit, ...] = ()
    formats: tuple[CellRef, ...] = ()
    added: Mapping[str, Mapping[str, Plain]] = field(default_factory=dict)
    deleted: tuple[str, ...] = ()
    marked: bool = False
    kind: ActionKind = "done"
    files: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    structure: tuple[StructureEdit, ...] = ()


def record_path(copy: Path) -> Path:
    """Where the record of a kept copy stands."""
    return copy.with_name(f"{copy.name}.json")


def held_path(copy: Path, kind: ActionKind) -> Path:
    """Where the files stand that a record of this kind would bring back."""
    return copy.with_name(f"{copy.name}.{kind}.zip")


def write_record(record: UndoRecord) -> None:
    """Write the record beside its copy; Problem where that cannot be written."""
    content = {
        **asdict(record),
        "version": _VERSION,
        "cells": [_as_json(edit) for edit in record.cells],
        "structure": edits_as_json(record.structure),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    save_atomically(record_path(Path(record.copy)), text.encode())


def latest_record(workbook: str, kind: ActionKind = "done") -> UndoRecord | None:
    """The last action on the workbook that can be undone, or the last undoing that can be done again; None without."""
    found = _records(workbook, kind)
    newest = max(found, key=lambda path: (path.stat().st_mtime_ns, path.name), default=None)
    return None if newest is None else found[newest]


def forget(copy: Path) -> None:
    """Take away the record of a kept copy, which stays, and the files held with it.

    Where another program holds the record it stays too: the workbook was written by then, and that is what to say.
    """
    for path in (record_path(copy), held_path(copy, "done"), held_path(copy, "undone")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def forget_all(workbook: str, kind: ActionKind) -> None:
    """The same for all records of that kind."""
    for record in _records(workbook, kind).values():
        forget(Path(record.copy))


def _records(workbook: str, kind: ActionKind) -> dict[Path, UndoRecord]:
    read = {path: _read(path, workbook) for folder in folders_of(workbook) for path in folder.glob("*.json")}
    return {path: record for path, record in read.items() if record is not None and record.kind == kind}


def _read(path: Path, workbook: str) -> UndoRecord | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != _VERSION or content["workbook"] != workbook:
            return None
        # The folder may have been moved or reached by another name since.
        copy = path.with_name(path.name.removesuffix(".json"))
        return UndoRecord(
            workbook,
            content["action"],
            str(copy),
            tuple(_edit(cell) for cell in content["cells"]),
            tuple(CellRef(*cell) for cell in content["formats"]),
            content["added"],
            tuple(content["deleted"]),
            content["marked"],
            # Records written before there was any doing again are of what was done.
            content.get("kind", "done"),
            content.get("files", {}),
            content.get("held", {}),
            structure_of(edits_of_json(content.get("structure", []))),
        )
    # Any other .json file lying there, or one cut short, is no record.
    except (OSError, ValueError, KeyError, TypeError, Problem):
        return None


def _as_json(edit: CellEdit) -> dict[str, object]:
    content = {"formula": edit.formula} if isinstance(edit, SetFormula) else {"value": edit.value}
    return {"cell": list(edit.cell), **content}


def _edit(content: Mapping[str, object]) -> CellEdit:
    cell = content["cell"]
    assert isinstance(cell, list)
    place = CellRef(*cell)
    if "formula" in content:
        return SetFormula(place, str(content["formula"]))
    value = content["value"]
    assert value is None or isinstance(value, str | int | float)
    return SetValue(place, value)


def constants(sheet: Sheet) -> dict[str, Plain]:
    """What was typed into a sheet: its cells without formulas."""
    return {
        address(row, index): value if isinstance(value, str | int | float) else str(value)
        for index, column in sorted(sheet.columns.items())
        for row, value in sorted(column.values.items())
        if row not in column.formulas and value not in (None, "")
    }


def rows_as_constants(rows: Sequence[Sequence[Plain]]) -> dict[str, Plain]:
    """The same for rows that are to be written from A1 on."""
    return {
        address(row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value not in (None, "")
    }
