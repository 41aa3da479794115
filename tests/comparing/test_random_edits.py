"""Whatever edits are made to a workbook, exactly these are told, and told the other way round on the way back."""

import io
from collections.abc import Sequence

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xl_addin.case.case import Case
from xl_addin.comparing.compare import compare
from xl_addin.comparing.result import Difference
from xl_addin.formula.cells import CellRef
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import CopySheet, DeleteRows, Edit, InsertRows, MoveSheet, RenameSheet, SetValue
from xl_addin.workbook.reading.read import read_book

FIRST, UNITS = 4, 12
SHEET, SUMS = "Biểu 1", "Tổng hợp"


def book() -> bytes:
    """A numbered table under a title, and a sheet that refers to it."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = SHEET
    sheet.append(["Biểu giao chỉ tiêu"])
    sheet.append(["STT", "Đơn vị", "Chỉ tiêu", "Đã thu", "Còn lại"])
    sheet.append([1, 2, 3, 4, "5=3-4"])
    for at in range(UNITS):
        row = FIRST + at
        sheet.append([at + 1, f"Xã {chr(65 + at) * 3}", 1000 + 37 * at, 11 * at + 5, f"=C{row}-D{row}"])
    last = FIRST + UNITS - 1
    sheet.append([None, "Tổng cộng", *(f"=SUM({letter}{FIRST}:{letter}{last})" for letter in "CDE")])
    sums = made.create_sheet(SUMS)
    for at in range(UNITS):
        sums.append([f"mục {at}", f"='{SHEET}'!C{FIRST + at}*2", at * 100])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


BOOK = book()
OLD = Case.open(BOOK, file="cu.xlsx")
ROWS = st.integers(FIRST, FIRST + UNITS - 1)


def after(edits: Sequence[Edit]) -> Case:
    draft = Draft(open_package(BOOK))
    apply_edits(draft, edits, book=read_book(BOOK))
    return Case.open(draft.data(), file="moi.xlsx")


def lines(found: Difference) -> set[tuple[str, int | None, int | None]]:
    return {(line.kind, line.old, line.new) for line in found.lines()}


def others(found: Difference) -> list[str]:
    return [other.what.en for other in (*found.others, *(one for sheet in found.sheets for one in sheet.others))]


@settings(max_examples=20)
@given(st.dictionaries(st.tuples(ROWS, st.sampled_from([3, 4])), st.integers(20_000, 30_000), min_size=1, max_size=8))
def test_the_cells_that_were_set_and_no_others_are_told(figures: dict[tuple[int, int], int]) -> None:
    found = compare(OLD, after([SetValue(CellRef(SHEET, *cell), figure) for cell, figure in figures.items()]))
    typed = {(c.new.cell.row, c.new.cell.column): c.new.value for c in found.cells() if c.kind == "value"}
    assert typed == figures
    assert {cell.kind for cell in found.cells()} <= {"value", "result"}
    assert (lines(found), others(found)) == (set(), [])


@settings(max_examples=20)
@given(ROWS, st.integers(1, 5), st.booleans())
# Three empty rows end a table: units below them are in it no more.
@example(FIRST, 3, True)
@example(FIRST + 4, 3, True)
@example(FIRST + UNITS, 3, True)
def test_rows_that_came_or_went_are_told_and_what_follows_is_not(at: int, count: int, comes: bool) -> None:
    count = count if comes else min(count, FIRST + UNITS - at)
    edit: Edit = InsertRows(SHEET, at, count, at - 1) if comes else DeleteRows(SHEET, at, count)
    found = compare(OLD, after([edit]))
    wanted = range(at, at + count)
    assert lines(found) == {("added", None, row) if comes else ("removed", row, None) for row in wanted}
    kinds = {cell.kind for cell in found.cells()}
    # What refers to a row that went reads #REF!, which is another formula.
    assert kinds <= ({"result"} if comes else {"result", "formula"})
    told = {cell.new.cell.row for cell in found.cells() if cell.kind == "formula"}
    assert told == (set() if comes else {row - FIRST + 1 for row in wanted})
    assert others(found) == []


@settings(max_examples=10)
@given(st.permutations(["rename", "move", "copy"]), st.integers(1, 3))
def test_sheets_that_were_renamed_moved_or_copied_are_told_and_nothing_in_them(order: list[str], many: int) -> None:
    edits: dict[str, Edit] = {
        "rename": RenameSheet(SUMS, "Tổng hợp quý"),
        "move": MoveSheet(SHEET, None),
        "copy": CopySheet(SHEET, "Biểu 2"),
    }
    chosen = order[:many]
    found = compare(OLD, after([edits[name] for name in sorted(chosen, key=["move", "copy", "rename"].index)]))
    renamed = {sheet.new for sheet in found.sheets if sheet.renamed}
    assert renamed == ({"Tổng hợp quý"} if "rename" in chosen else set())
    assert {sheet.new for sheet in found.sheets if sheet.old is None} == ({"Biểu 2"} if "copy" in chosen else set())
    assert any(sheet.moved for sheet in found.sheets) == ("move" in chosen)
    assert (lines(found), list(found.cells()), others(found)) == (set(), [], [])


@settings(max_examples=15)
@given(ROWS, ROWS, st.integers(1, 2), st.integers(20_000, 30_000))
def test_the_way_back_says_the_opposite(at: int, other: int, count: int, figure: int) -> None:
    new = after([SetValue(CellRef(SHEET, other, 3), figure), InsertRows(SHEET, at, count, at - 1)])
    forth, back = compare(OLD, new), compare(new, OLD)
    turned = {"added": "removed", "removed": "added"}
    assert {(turned[kind], new_row, row) for kind, row, new_row in lines(forth)} == lines(back)
    assert {(c.kind, c.old.cell, c.new.cell) for c in forth.cells()} == {
        (c.kind, c.new.cell, c.old.cell) for c in back.cells()
    }
    assert not compare(new, new).differs
