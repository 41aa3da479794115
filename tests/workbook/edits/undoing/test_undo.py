"""Edits are taken back: every part's bytes and the order of the file, by a file that holds what was removed."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache

import pytest
from fixtures.edit_strategies import edits_on
from fixtures.edited_files import edited_file
from fixtures.foreign_books import FOREIGN_BOOKS, SHEET, foreign_book
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xl_addin import api
from xl_addin.campaign.demo import run_demo
from xl_addin.formula.cells import CellRef
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import (
    AddSheet,
    DeleteRows,
    DeleteSheet,
    Edit,
    InsertColumns,
    InsertRows,
    RenameSheet,
    SetFormula,
    SetValue,
)
from xl_addin.workbook.edits.undoing.undo import Undo, taken_back, undo_of
from xl_addin.workbook.edits.undoing.undo_file import undo_file, undo_of_file
from xl_addin.workbook.reading.read import read_book


def entries(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def undo_between(before: bytes, after: bytes, edits: Sequence[Edit] = ()) -> bytes:
    return undo_file(undo_of(open_package(before), open_package(after), edits))


def undone(after: bytes, undo: bytes) -> bytes:
    return taken_back(open_package(after, file="sổ.xlsx"), undo_of_file(undo, file="hoàn tác.json")).data()


@cache
def demo_files() -> Mapping[str, bytes]:
    return dict(run_demo("vi").files)


def check_undone(before: bytes, edits: list[Edit]) -> None:
    try:
        after = edited_file(before, edits)
    except Problem:
        return  # a cell that must not be written
    undo = undo_between(before, after, edits)
    assert entries(undone(after, undo)) == entries(before)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(FOREIGN_BOOKS)), edits=edits_on(SHEET))
def test_any_edits_of_a_foreign_book_are_taken_back(name: str, edits: list[Edit]) -> None:
    check_undone(foreign_book(name), edits)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), name=st.sampled_from(["cong-bo.xlsx", "phan-bo.xlsx"]))
def test_any_edits_of_the_demos_books_are_taken_back(data: st.DataObject, name: str) -> None:
    before = demo_files()[name]
    check_undone(before, data.draw(edits_on(read_book(before).sheets[0].name)))


@pytest.mark.parametrize("name", ["calculated by hand", "chart column", "Excel table", "pivot table"])
def test_a_sheet_that_was_deleted_comes_back_with_all_that_is_its_own(name: str) -> None:
    before = edited_file(foreign_book(name), [AddSheet("Khác", (("a",),))])
    after = edited_file(before, [DeleteSheet(SHEET)])
    assert len(entries(after)) < len(entries(before))
    assert entries(undone(after, undo_between(before, after))) == entries(before)


def test_a_part_comes_back_before_the_folder_that_some_programs_list() -> None:
    plain = edited_file(foreign_book("calculated by hand"), [AddSheet("Khác", (("a",),))])
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in entries(plain):
            archive.writestr(name, content)
            archive.writestr(f"thu muc {len(archive.namelist())}/", b"")
    before = written.getvalue()
    after = edited_file(before, [DeleteSheet(SHEET)])
    assert entries(undone(after, undo_between(before, after))) == entries(before)


def test_fresh_values_are_taken_back_too() -> None:
    before = demo_files()["cong-bo.xlsx"]
    sheet = read_book(before).sheets[0].name
    edited = edited_file(before, [SetFormula(CellRef(sheet, 40, 1), "=1+1")])
    after = api.with_fresh_values(api.open(edited)).data()
    assert entries(undone(after, undo_between(before, after))) == entries(before)


def test_it_is_as_small_as_what_was_removed(xlsxwriter_book) -> None:
    def rows(_book: object, sheet) -> None:
        for row in range(3000):
            sheet.write_row(row, 0, [row, f"Xã {row}", row * 7, row / 3])
            sheet.write_formula(row, 4, f"=C{row + 1}-D{row + 1}")

    before = xlsxwriter_book(rows)
    edits = [SetValue(CellRef("Bảng", row, 3), -1) for row in range(100, 2900, 100)]
    undo = undo_between(before, edited_file(before, edits))
    assert len(undo) < 4000 < len(before) / 20


ROWS = 2000


@pytest.fixture(scope="module")
def long_book(xlsxwriter_book) -> bytes:
    def rows(book, sheet) -> None:
        other = book.add_worksheet("Tổng")
        for row in range(ROWS):
            sheet.write_row(row, 0, [row, f"Xã {row}", row * 7, row / 3])
            sheet.write_formula(row, 4, f"=C{row + 1}-D{row + 1}")
            other.write_formula(row, 0, f"=Bảng!E{row + 1}")

    return xlsxwriter_book(rows)


@pytest.mark.parametrize(
    ("edits", "most"),
    [
        ([InsertRows("Bảng", 700, 3)], 2_000),
        ([DeleteRows("Bảng", 700, 3)], 6_000),
        ([RenameSheet("Bảng", "Giao"), InsertRows("Giao", 5), SetValue(CellRef("Giao", 9, 9), 1)], 3_000),
        ([InsertRows("Bảng", 5), DeleteRows("Bảng", 90, 2), InsertColumns("Bảng", 2)], 9_000),
    ],
    ids=["inserted", "deleted", "renamed", "several"],
)
def test_what_moves_everything_is_taken_back_by_its_inverse(long_book: bytes, edits: list[Edit], most: int) -> None:
    after = edited_file(long_book, edits)
    undo = undo_between(long_book, after, edits)
    assert entries(undone(after, undo)) == entries(long_book)
    assert len(undo) < most, len(undo)


def test_a_file_that_was_changed_since_is_refused() -> None:
    before = foreign_book("chart column")
    after = edited_file(before, [SetValue(CellRef(SHEET, 3, 3), 77)])
    since = edited_file(after, [SetValue(CellRef(SHEET, 4, 3), 78)])
    undo = undo_between(before, after)
    for other in (since, before):
        with pytest.raises(Problem, match="no longer as it was written") as caught:
            undone(other, undo)
        assert caught.value.file == "sổ.xlsx"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "no undo file"),
        ("{}", "no undo file"),
        ('{"xl-addin undo": 2}', "another version"),
        ('{"xl-addin undo": 1, "parts": {}}', "no field “parts”"),
        ('{"xl-addin undo": 1, "gone": {"a": {"content": {"packed": "AAAA"}}}}', "content as it was written"),
        ('{"xl-addin undo": 1, "gone": {"a": {"content": 5}}}', "content as it was written"),
    ],
)
def test_a_file_that_is_no_undo_is_refused(text: str, says: str) -> None:
    with pytest.raises(Problem, match=says):
        undo_of_file(text.encode(), file="x.json")


def test_nothing_is_taken_back_by_nothing() -> None:
    data = foreign_book("nothing")
    assert undo_of(open_package(data), open_package(data)) == Undo()
    assert taken_back(open_package(data), Undo()).data() == data
