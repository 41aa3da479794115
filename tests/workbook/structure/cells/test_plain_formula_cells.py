"""Values stored by one expression: the same bytes as by the parser, or None where the sheet is not that plain."""

import io

import openpyxl
import pytest

from xl_addin.formula.cells import CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.edits import cached_values
from xl_addin.workbook.edits.cached_values import store_values
from xl_addin.workbook.model.book import CellError, Unsupported, Value
from xl_addin.workbook.structure.cells.plain_formula_cells import with_values_beside

VALUES: dict[tuple[int, int], Value] = {
    (1, 1): 12,
    (1, 2): 0.1 + 0.2,
    (2, 1): "a < b & “c” ",
    (2, 2): True,
    (3, 1): CellError("#DIV/0!"),
    (3, 2): Unsupported("unknown function"),
    (4, 1): None,
    (4, 2): float("inf"),
    (5, 27): "",
}
SHEET = '<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'


def book() -> bytes:
    workbook = openpyxl.Workbook()
    for row, column in VALUES:
        cell = workbook.active.cell(row, column)
        cell.value = '=IF(A9<>"x & y",1,"<")'
        cell.number_format = "0.0"
    workbook.active["C1"], workbook.active["C2"] = 5, "=A1"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def stored(data: bytes) -> bytes:
    draft = Draft(open_package(data, file="so.xlsx"))
    store_values(draft, {CellRef("Sheet", *place): value for place, value in VALUES.items()})
    return draft.read("xl/worksheets/sheet1.xml")


def test_the_same_bytes_as_by_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = stored(book())
    slow: list[bytes | None] = []

    def by_the_parser(*asked: object) -> None:
        slow.append(with_values_beside(*asked))  # type: ignore[arg-type]

    monkeypatch.setattr(cached_values, "with_values_beside", by_the_parser)
    assert stored(book()) == fast
    assert slow == [fast], "the book is written so plainly that the expression finds its cells"
    assert fast.count(b"<f>") == len(VALUES) + 1


def written(place: tuple[int, int]) -> tuple[bytes, bytes]:
    return b"", b"<v>%d</v>" % place[0]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="str"><f>B1</f><v>1</v></c>',
        '<c r="A1"><f t="array" ref="A1:A2">B1</f><v/></c>',
        '<c r="A1"><f>B1</f><v/></c><c r="A1"><f>B1</f><v/></c>',
        '<!-- <c r="A1"><f>B1</f><v/></c> -->',
        '<c r="A1"><v/></c>',
        '<x:c r="A1"><f>B1</f><v/></x:c>',
        '<c r="B1"><f>A1</f><v/></c>',
    ],
)
def test_what_is_not_that_plain_is_left_to_the_parser(cells: str) -> None:
    assert with_values_beside(SHEET.format(cells=cells).encode(), {(1, 1): 1}, written) is None


def test_cells_nobody_asks_for_stay() -> None:
    cells = '<c r="A1" s="3"><f>B1</f><v /></c><c r="B1"><f>C1</f><v /></c>'
    told = SHEET.format(cells='<c r="A1" s="3"><f>B1</f><v>1</v></c><c r="B1"><f>C1</f><v /></c>')
    assert with_values_beside(SHEET.format(cells=cells).encode(), {(1, 1): 1}, written) == told.encode()
