"""A kind of edit is one module: what the registry finds is all there is."""

from pathlib import Path
from typing import get_args

import pytest
from fixtures.edited_files import edited_file

import xl_addin.workbook.edits.kinds as kinds_package
from xl_addin.formula.cells import Area, CellRef
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    SetFormula,
    SetNumberFormat,
    SetValue,
    in_order,
)
from xl_addin.workbook.edits.registry import edit_kinds, kind_of


def test_every_module_has_a_kind_and_every_edit_one_of_them() -> None:
    modules = {path.stem for path in Path(kinds_package.__path__[0]).glob("*.py")} - {"__init__"}
    edits = [edit for kind in edit_kinds() for edit in kind.edits]
    assert {edit.__module__.rpartition(".")[2] for edit in edits} == modules
    assert len(set(edits)) == len(edits)
    assert set(edits) == set(get_args(Edit))


def test_kinds_have_an_order() -> None:
    ranks = [kind.rank for kind in edit_kinds()]
    assert ranks == sorted(set(ranks))


def test_edits_are_made_kind_by_kind_and_else_as_they_were_given() -> None:
    cell = CellRef("Bảng", 1, 1)
    wanted: list[Edit] = [
        DeleteSheet("Cũ"),
        AddSheet("Mới", ()),
        SetNumberFormat(cell, "@"),
        SetValue(cell, 1),
        SetFormula(CellRef("Bảng", 2, 1), "=A1"),
        ClearMarks("Bảng"),
        Mark("Bảng", (Area.parse("A1"),), "FFC7CE"),
        AddComments("Bảng", {(1, 1): "a"}),
    ]
    assert in_order(wanted[::-1]) == wanted
    values = [SetValue(CellRef("Bảng", row, 1), row) for row in (3, 1, 2)]
    assert in_order(values) == values


def test_an_edit_that_is_none_has_no_kind() -> None:
    with pytest.raises(KeyError):
        kind_of("xóa hết")


def test_the_last_sheet_is_kept_even_where_another_one_is_to_come(raw_book) -> None:
    book = raw_book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    with pytest.raises(Problem, match="only visible sheet"):
        edited_file(book, [DeleteSheet("S"), AddSheet("Mới", ())])
