"""The ledger tells the truth: LibreOffice still does otherwise than Excel, and we do as Excel."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fixtures.edited_files import edited_file
from fixtures.libreoffice.asking import answer_of_libreoffice
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table
from ruamel.yaml import YAML

from xl_addin.formula.cells import parse_address
from xl_addin.workbook.edits.edit import CopySheet, DeleteRows, Edit, InsertColumns, InsertRows, MoveSheet
from xl_addin.workbook.reading.read import read_book

LEDGER = Path(__file__).parents[2] / "fixtures" / "libreoffice" / "ledger.yaml"
ENTRIES = YAML(typ="safe").load(LEDGER.read_text(encoding="utf-8"))


def book_of(entry: dict[str, Any]) -> bytes:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for place, content in entry["cells"].items():
        name, _, cell = place.rpartition("!")
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        kind, _, area = cell.rpartition(" ")
        if kind == "array":
            sheet[area.partition(":")[0]] = ArrayFormula(area, content)
        elif kind == "table":
            sheet.add_table(Table(displayName=content, ref=area))
        else:
            sheet[cell] = content
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def edit_of(step: list[Any]) -> Edit:
    match step:
        case ["rows", sheet, at, count] if count < 0:
            return DeleteRows(sheet, at, -count)
        case ["rows", sheet, at, count]:
            return InsertRows(sheet, at, count)
        case ["columns", sheet, at, count]:
            return InsertColumns(sheet, at, count)
        case ["copy", sheet, name]:
            return CopySheet(sheet, name)
        case ["move", sheet, before]:
            return MoveSheet(sheet, before)
    raise AssertionError(step)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["what"])
def test_we_do_as_excel(entry: dict[str, Any]) -> None:
    data = book_of(entry)
    for step in entry["steps"]:
        data = edited_file(data, [edit_of(step)])
    for place, (ours, _) in entry["at"].items():
        name, _, cell = place.rpartition("!")
        sheet = read_book(data)[name]
        row, column = parse_address(cell)
        assert (sheet.formula(row, column) or sheet.value(row, column)) == ours


def test_libreoffice_still_does_otherwise(tmp_path: Path) -> None:
    books = []
    for number, entry in enumerate(ENTRIES):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(book_of(entry))
        books.append({"file": str(path), "steps": entry["steps"], "as_it_is": True})
    answers = answer_of_libreoffice("edited", {"books": books}, tmp_path, missing="the ledger was NOT held to it")
    said = {}
    for entry, answer in zip(ENTRIES, answers, strict=True):
        for place in entry["at"]:
            name, _, cell = place.rpartition("!")
            row, column = parse_address(cell)
            held = "refused" if "failed" in answer else answer["cells"][name].get(f"{row},{column}", [""])[0]
            said[entry["what"], place] = held
    assert said == {(entry["what"], place): theirs for entry in ENTRIES for place, (_, theirs) in entry["at"].items()}
