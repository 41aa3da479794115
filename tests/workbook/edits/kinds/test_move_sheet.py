"""A sheet stands elsewhere: what counts sheets counts on, and sums over several take in others."""

import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from fixtures.edited_files import edited_file

from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import AddSheet, MoveSheet, RenameSheet
from xl_addin.workbook.reading.read import read_book


@pytest.fixture(scope="module")
def book() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        for number, name in enumerate(("A", "B", "C", "Ẩn"), 1):
            sheet = made.add_worksheet(name)
            sheet.write("A1", 10**number)
            sheet.print_area(0, 0, number, number)
            made.define_name(f"{name}!x", f"={name}!$A$1")
        made.get_worksheet_by_name("Ẩn").hide()
        made.get_worksheet_by_name("C").activate()
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=A!$A$1"})
        made.add_chartsheet("Biểu đồ").set_chart(chart)
        made.get_worksheet_by_name("A").write_formula("B1", "=SUM(A:C!A1)")
    return target.getvalue()


@pytest.mark.parametrize(
    ("sheet", "before", "order"),
    [
        ("A", None, ["B", "C", "Ẩn", "Biểu đồ", "A"]),
        ("C", "a", ["C", "A", "B", "Ẩn", "Biểu đồ"]),
        ("A", "Biểu đồ", ["B", "C", "Ẩn", "A", "Biểu đồ"]),
        ("B", "C", ["A", "B", "C", "Ẩn", "Biểu đồ"]),
        ("B", "B", ["A", "B", "C", "Ẩn", "Biểu đồ"]),
    ],
)
def test_every_name_and_view_is_of_the_sheet_it_was_of(
    book: bytes, sheet: str, before: str | None, order: list[str]
) -> None:
    was, now = (
        openpyxl.load_workbook(io.BytesIO(data)) for data in (book, edited_file(book, [MoveSheet(sheet, before)]))
    )
    assert now.sheetnames == order
    assert now.active.title == was.active.title == "C"
    for name in ("A", "B", "C", "Ẩn"):
        assert now[name]["A1"].value == was[name]["A1"].value
        assert now[name].print_area == was[name].print_area
        assert now[name].defined_names["x"].value == f"{name}!$A$1"
        assert now[name].sheet_state == was[name].sheet_state


def test_only_the_list_of_sheets_changes(book: bytes, parts_of) -> None:
    before, after = parts_of(book), parts_of(edited_file(book, [MoveSheet("A", "C")]))
    assert {name for name in before if before[name] != after[name]} == {"xl/workbook.xml", "docProps/app.xml"}


def test_libreoffice_sums_what_stands_between_now(book: bytes, tmp_path: Path, libreoffice) -> None:
    (tmp_path / "so.xlsx").write_bytes(edited_file(book, [MoveSheet("B")]))
    assert read_book(libreoffice(tmp_path / "so.xlsx", "xlsx").read_bytes())["A"].value(1, 2) == 1010


@pytest.mark.parametrize(
    ("sheet", "before", "formula"),
    [
        ("A", None, "=SUM('B:C'!A1)"),
        ("C", "A", "=SUM('A:B'!A1)"),
        ("B", "A", "=SUM(A:C!A1)"),
        ("C", None, "=SUM(A:C!A1)"),
    ],
)
def test_an_end_that_passes_the_other_leaves_the_sum(book: bytes, sheet: str, before: str | None, formula: str) -> None:
    """As Excel documents it for 3-D references: of A:C, with A moved behind C, B:C is left."""
    assert read_book(edited_file(book, [MoveSheet(sheet, before)]))["A"].formula(1, 2) == formula


def test_a_sheet_that_comes_or_is_renamed_can_be_moved(book: bytes) -> None:
    edits = [MoveSheet("Mới", "Z"), RenameSheet("A", "Z"), AddSheet("Mới", (("a",),))]
    assert [sheet.name for sheet in read_book(edited_file(book, edits)).sheets] == ["Mới", "Z", "B", "C", "Ẩn"]


def test_what_is_not_there_is_named(book: bytes) -> None:
    for edit in (MoveSheet("D"), MoveSheet("A", "D")):
        with pytest.raises(Problem, match="no such worksheet") as caught:
            edited_file(book, [edit])
        assert caught.value.place == "D"
