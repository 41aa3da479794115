"""Edits travel as JSON; whatever is not understood is named."""

import pytest

from xl_addin.formula.cells import Area, CellRef
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearComments,
    ClearMarks,
    CopySheet,
    DeleteColumns,
    DeleteRows,
    DeleteSheet,
    Edit,
    InsertColumns,
    InsertRows,
    Mark,
    MoveSheet,
    RenameSheet,
    SetFormula,
    SetNumberFormat,
    SetValue,
)
from xl_addin.workbook.edits.files.edits_file import edits_file, edits_of_file
from xl_addin.workbook.edits.registry import edit_kinds

CELL = CellRef("Giai đoạn 1!", 9, 4)
EDITS: list[Edit] = [
    *(SetValue(CELL, value) for value in (5, 2.5, True, None, "=chữ", "")),
    SetFormula(CELL, '="a"&D8'),
    SetNumberFormat(CELL, "#,##0"),
    DeleteSheet("Cũ"),
    RenameSheet("Cũ", "Mới"),
    CopySheet("Cũ", "Mới"),
    MoveSheet("Cũ", "Bảng"),
    MoveSheet("Cũ"),
    AddSheet("Mới", (("a", 1), (None, True), ()), 1, {(1, 1): CELL}, (8.0, 2.5)),
    AddSheet("Trống", ()),
    InsertRows("Bảng", 9, 2, like=8, fill=True, stretch=True),
    DeleteRows("Bảng", 9),
    InsertColumns("Bảng", 3),
    DeleteColumns("Bảng", 3, 2),
    ClearMarks("Bảng"),
    Mark("Bảng", (Area.parse("C3"), Area.parse("E4:E8")), "FFC7CE"),
    ClearComments("Bảng"),
    AddComments("Bảng", {(3, 3): "dòng 1\ndòng 2"}),
]


def test_every_kind_comes_back_as_it_was() -> None:
    assert {type(edit) for edit in EDITS} == {edit for kind in edit_kinds() for edit in kind.edits}
    assert edits_of_file(edits_file(EDITS), file="sửa.json") == EDITS


def test_a_list_is_written_by_hand() -> None:
    text = '[{"edit": "SetValue", "cell": "\'Giai đoạn 1\'!$d$9", "value": 5}]'
    assert edits_of_file(text.encode("utf-8-sig"), file="x") == [SetValue(CellRef("Giai đoạn 1", 9, 4), 5)]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("[", None, "no JSON file"),
        ("\xff", None, "no JSON file"),
        ('{"edit": "SetValue"}', None, "expected a list of edits"),
        ('[{"edit": "DeleteSheet", "sheet": "a"}, {"cell": "S!A1"}]', "[2]", "its kind as “edit”"),
        ('["DeleteSheet"]', "[1]", "expected an edit"),
        ('[{"edit": "SetValu"}]', "[1] SetValu", "do you mean “SetValue”"),
        ('[{"edit": "DeleteSheet", "sheet": "a", "sheets": 1}]', "[1] DeleteSheet", "no field “sheets” here"),
        ('[{"edit": "DeleteSheet", "sheet": "a", "sheet": "b"}]', None, "“sheet” is given twice"),
        ('[{"edit": "DeleteSheet"}]', "[1] DeleteSheet", "field “sheet” is missing"),
        ('[{"edit": "DeleteSheet", "sheet": 1}]', "[1] DeleteSheet.sheet", "expected a text"),
        ('[{"edit": "DeleteSheet", "sheet": "\\ud800"}]', None, "no JSON file"),
        ('[{"edit": "SetValue", "cell": "A1", "value": 1}]', "[1] SetValue.cell", "a cell such as"),
        ('[{"edit": "SetValue", "cell": "S!A1048577", "value": 1}]', "[1] SetValue.cell", "a cell such as"),
        ('[{"edit": "SetValue", "cell": ["S", 1, 1], "value": 1}]', "[1] SetValue.cell", "a cell such as"),
        ('[{"edit": "SetValue", "cell": "S!A1", "value": [1]}]', "[1] SetValue.value", "true or false or null"),
        ('[{"edit": "SetValue", "cell": "S!A1", "value": NaN}]', None, "no JSON file"),
        ('[{"edit": "SetValue", "cell": "S!A1", "value": 1e999}]', None, "no JSON file"),
        ('[{"edit": "SetValue", "cell": "S!A1", "value": 1%s}]' % ("0" * 400), None, "no JSON file"),
        ('[{"edit": "Mark", "sheet": "S", "areas": ["x"], "colour": ""}]', "[1] Mark.areas[1]", "an area such as"),
        ('[{"edit": "AddComments", "sheet": "S", "texts": {"1": "a"}}]', "[1] AddComments.texts.1", "such as D9"),
        ('[{"edit": "AddSheet", "sheet": "S", "rows": "a"}]', "[1] AddSheet.rows", "a list in [ ]"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named(text: str, place: str | None, says: str) -> None:
    with pytest.raises(Problem) as caught:
        edits_of_file(text.encode("latin-1" if "\xff" in text else "utf-8"), file="sửa.json")
    assert (caught.value.file, caught.value.place) == ("sửa.json", place)
    assert says in caught.value.text.en
