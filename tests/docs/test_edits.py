"""The page of edits and its schema say what the product takes: their examples run, what it refuses they refuse."""

import json
from typing import Any

import jsonschema
import pytest
from fixtures.edited_files import edited_file

from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import Edit
from xl_addin.workbook.edits.files.edits_file import edits_as_json, edits_of_json
from xl_addin.workbook.edits.registry import edit_kinds
from xl_addin.workbook.reading.read import read_book


def examples() -> list[dict[str, Any]]:
    from guide.edits_schema import described_edits

    return [{"edit": each.name, **each.example} for each in described_edits()]


def schema() -> Any:
    from guide.edits_schema import edits_schema

    return json.loads(edits_schema())


def giao(book, sheet) -> None:
    sheet.write_column("A1", ["Xã", "A", "B", "C", "D", "Tổng"])
    sheet.write_column("B1", ["Số", 1, 2, 3, 4])
    for row in range(2, 6):
        sheet.write_formula(f"C{row}", f"=B{row}*2")
    sheet.write_formula("B6", "=SUM(B2:B5)")
    book.add_worksheet("Cũ")


def test_the_examples_run_one_after_the_other(xlsxwriter_book) -> None:
    edits: list[Edit] = edits_of_json(examples())
    assert [type(each) for each in edits] == [edit for kind in edit_kinds() for edit in kind.edits]
    data = xlsxwriter_book(lambda book, sheet: giao(book, book.add_worksheet("Giao")))
    book = read_book(edited_file(data, edits))
    assert [sheet.name for sheet in book.sheets] == ["Bảng", "Tháng 2", "Giao chỉ tiêu", "Ghi chú"]
    sheet = book["Giao chỉ tiêu"]
    assert (sheet.value(2, 2), sheet.formula(2, 3), sheet.formula(7, 2)) == (500, "=B2*2", "=SUM(B2:B6)")


def test_the_schema_takes_what_the_product_writes() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(edits_as_json(edits_of_json(examples())))


@pytest.mark.parametrize(
    "wrong",
    [
        {"edit": "SetValu", "cell": "S!A1", "value": 1},
        {"edit": "SetValue", "cell": "A1", "value": 1},
        {"edit": "SetValue", "cell": "S!A1", "value": [1]},
        {"edit": "DeleteSheet"},
        {"edit": "DeleteSheet", "sheet": "S", "sheets": 1},
        {"edit": "InsertRows", "sheet": "S", "at": "5"},
        {"edit": "AddComments", "sheet": "S", "texts": {"1": "a"}},
        {"edit": "Mark", "sheet": "S", "areas": ["x"], "colour": "FFC7CE"},
        {"sheet": "S"},
        "DeleteSheet",
    ],
)
def test_what_the_product_refuses_so_does_the_schema(wrong: object) -> None:
    with pytest.raises(Problem):
        edits_of_json([wrong])
    assert not jsonschema.Draft202012Validator(schema()).is_valid([wrong])
