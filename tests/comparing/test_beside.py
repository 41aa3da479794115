"""What differs beside the cells is named; what only followed its rows and sheets is not."""

import io
from collections.abc import Callable

import pytest
import xlsxwriter

from xl_addin.case.case import Case
from xl_addin.comparing.compare import compare
from xl_addin.comparing.result import Difference
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import DeleteRows, Edit, InsertColumns, InsertRows, RenameSheet
from xl_addin.workbook.reading.read import read_book

# A picture of one dot.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00050001ff"
    "2a3b4c5d0000000049454e44ae426082"
)
Fill = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]


def full(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """One of each kind of thing."""
    sheet.merge_range("D2:E3", "gộp")
    sheet.conditional_format(
        "B2:B9", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"bold": True})}
    )
    sheet.data_validation("C2:C9", {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.write_url("F8", "internal:'Bảng'!A1", string="lên đầu")
    sheet.write_comment("A5", "Đã rà soát")
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_row(8, 30)
    sheet.print_area("A1:F12")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Bảng'!$B$2:$B$9"})
    sheet.insert_chart("H2", chart)
    sheet.insert_image("H20", "dot.png", {"image_data": io.BytesIO(DOT)})


def written(*fills: Fill) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Bảng")
    for row in range(12):
        sheet.write_row(row, 0, [f"xã {row}", row, row * 2.5])
    for fill in fills:
        fill(book, sheet)
    book.close()
    return target.getvalue()


def between(old: bytes, new: bytes) -> Difference:
    return compare(Case.open(old, file="cu.xlsx"), Case.open(new, file="moi.xlsx"))


def told(found: Difference) -> list[tuple[str, tuple[str, ...]]]:
    others = [*found.others, *(other for sheet in found.sheets for other in sheet.others)]
    return [(other.what.en, other.places) for other in others]


def edited(data: bytes, *edits: Edit) -> bytes:
    draft = Draft(open_package(data))
    apply_edits(draft, edits, book=read_book(data))
    return draft.data()


CHANGES: dict[str, tuple[Fill, tuple[str, tuple[str, ...]]]] = {
    "merge": (lambda _, sheet: sheet.merge_range("A11:B12", "gộp"), ("merged cells", ("A11:B12",))),
    "rule": (
        lambda _, sheet: sheet.conditional_format("A1:A3", {"type": "blanks"}),
        ("conditional formats", ("A1:A3",)),
    ),
    "validation": (
        lambda _, sheet: sheet.data_validation("A9", {"validate": "list", "source": ["x", "y"]}),
        ("data validations", ("A9",)),
    ),
    "link": (lambda _, sheet: sheet.write_url("A2", "internal:'Bảng'!B2", string="xã 1"), ("links", ("A2",))),
    "comment": (lambda _, sheet: sheet.write_comment("A6", "Mới"), ("comments of cells", ("A6",))),
    "paper": (lambda _, sheet: sheet.set_paper(8), ("paper, orientation, scale", ())),
    "header": (lambda _, sheet: sheet.set_header("&C Dự thảo"), ("headers and footers", ())),
    "protection": (lambda _, sheet: sheet.protect(), ("protection of the sheet", ())),
    "width": (lambda _, sheet: sheet.set_column("A:A", 40), ("widths, visibility and styles of columns", ())),
    "height": (lambda _, sheet: sheet.set_row(3, 44), ("heights, visibility and groups of rows", ("4",))),
    "hidden row": (
        lambda _, sheet: sheet.set_row(4, None, None, {"hidden": True}),
        ("heights, visibility and groups of rows", ("5",)),
    ),
    "macro": (lambda book, _: book.add_vba_project(io.BytesIO(b"macro"), True), ("macros (VBA)", ())),
    "picture": (
        lambda _, sheet: sheet.insert_image("A1", "dot.png", {"image_data": io.BytesIO(DOT)}),
        ("charts, drawings", ()),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_came_is_named_with_its_place(name: str) -> None:
    change, expected = CHANGES[name]
    old, new = written(full), written(full, change)
    assert expected in told(between(old, new))
    assert expected in told(between(new, old))


def test_nothing_is_told_of_a_book_that_has_one_of_each() -> None:
    assert told(between(written(full), written(full))) == []


@pytest.mark.parametrize(
    "edit",
    [
        InsertRows("Bảng", 5, 3, 4),
        InsertRows("Bảng", 1, 1),
        DeleteRows("Bảng", 10, 2),
        InsertColumns("Bảng", 2, 1),
        RenameSheet("Bảng", "Biểu 01"),
    ],
    ids=repr,
)
def test_what_follows_rows_columns_and_sheets_does_not_differ(edit: Edit) -> None:
    old = written(full)
    found = between(old, edited(old, edit))
    assert told(found) == []
    assert list(found.cells()) == []
    assert found.differs


def test_what_excel_keeps_for_itself_is_told_once_by_what_it_is_for() -> None:
    def filtered(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.autofilter("A1:C12")

    def commented(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_comment("B2", "Đã rà soát")

    def printed(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.print_area("A1:B9")

    plain = written()
    assert told(between(plain, written(filtered))) == [("filter", ("A1:C12",))]
    assert told(between(plain, written(commented))) == [("comments of cells", ("B2",))]
    assert told(between(written(commented), plain)) == [("comments of cells", ("B2",))]
    assert told(between(plain, written(printed))) == [("the print area on the sheet “Bảng”: new, Bảng!$A$1:$B$9", ())]


def test_empty_rows_inserted_among_empty_ones_are_those_between_which_things_begin_and_end() -> None:
    def rows() -> bytes:
        target = io.BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        sheet = book.add_worksheet("Bảng")
        for row in (0, 1, 2, 9, 10, 11):
            sheet.write_row(row, 0, [f"xã {row}", row, row * 2.5])
        sheet.add_table("E2:F7", {"name": "Giao"})
        sheet.conditional_format("A2:C6", {"type": "blanks"})
        sheet.insert_image("H6", "dot.png", {"image_data": io.BytesIO(DOT)})
        book.close()
        return target.getvalue()

    for at in (4, 5, 6, 7, 8, 9):
        found = between(rows(), edited(rows(), InsertRows("Bảng", at, 2)))
        assert [line.kind for line in found.lines()] == ["added", "added"]
        assert told(found) == []


def test_a_chart_of_other_cells_is_named() -> None:
    def chart(values: str) -> Fill:
        def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
            made = book.add_chart({"type": "bar"})
            made.add_series({"values": values})
            sheet.insert_chart("H2", made)

        return fill

    found = between(written(chart("='Bảng'!$B$2:$B$9")), written(chart("='Bảng'!$B$2:$B$8")))
    assert told(found) == [("charts, drawings", ())]
