"""Lines and sheets move in open Excel as they do in a file: the same edits give the same workbook."""

import io
from contextlib import suppress
from random import Random
from types import SimpleNamespace

import openpyxl
import pytest
from fixtures.edited_files import edited_file, marks_of
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from xl_addin.excel.live.applying import apply_live
from xl_addin.formula.cells import Area, CellRef
from xl_addin.problem import Problem
from xl_addin.workbook.edits.comments.ours import signed
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
from xl_addin.workbook.edits.registry import edit_kinds
from xl_addin.workbook.reading.read import read_book


@pytest.fixture
def data() -> bytes:
    """Invented: units and their total, merged headings, a text that looks like a formula, links, names."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bảng"
    sheet.append(["Đơn vị", "Giao", "Đạt", "Tỷ lệ", "Ghi chú"])
    for row in range(2, 7):
        sheet.append([f"xã {row}", row * 10, row, f"=C{row}/B{row}", "chung"])
        sheet.cell(row, 4).number_format = "0.0%"
    sheet.append(["Cộng", "=SUM(B2:B6)", "=SUM(C$2:C$6)", "=C7/B7", "=COUNTA(E2:E6)"])
    sheet["B7"].number_format = "#,##0"
    sheet["C7"].number_format = "@"
    sheet.merge_cells("F2:G2")
    sheet.merge_cells("F3:F5")
    sheet["F2"], sheet["F3"] = "cụm", "nhóm"
    sheet["E6"] = "=7-8"
    sheet["E6"].data_type = "s"
    sheet["A6"].comment = Comment("của văn phòng", "Văn phòng")
    other = book.create_sheet("Trang 2")
    other.append(["=SUM(Bảng!B2:B6)", "=Bảng!B7", "=SUM(B1:B1)", "Bảng!A7"])
    other["D1"].hyperlink = Hyperlink("D1", location="Bảng!A7")
    book.create_sheet("Trang 3")["A1"] = 1
    book.defined_names["giao"] = DefinedName("giao", attr_text="Bảng!$B$2:$B$6")
    book.defined_names["tong"] = DefinedName("tong", attr_text="Bảng!$B$7")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def book(opened, data: bytes):
    """The workbook open in Excel, with a chart of the units and a link to the total."""
    book = opened(data)
    book.series.append(
        SimpleNamespace(Sheet="Trang 2", ChartType=51, Formula="=SERIES(Bảng!$B$1,Bảng!$A$2:$A$6,Bảng!$B$2:$B$6,1)")
    )
    book.hyperlinks["Trang 2"] = [
        SimpleNamespace(Address="", SubAddress="Bảng!A7"),
        SimpleNamespace(Address="C:/khác.xlsx", SubAddress="Bảng!A7"),
    ]
    return book


def content(data: bytes) -> dict[str, object]:
    """What cells hold and show, sheet by sheet."""
    return {
        sheet.name: {
            (row, index): (
                column.formulas.get(row),
                None if row in column.formulas else column.values.get(row),
                sheet.number_format(row, index),
            )
            for index, column in sorted(sheet.columns.items())
            for row in sorted({*column.values, *column.formulas, *column.number_formats})
        }
        for sheet in read_book(data).sheets
    }


def check_alike(book, data: bytes, *edits: Edit) -> None:
    """The edits give in Excel what they give in the file."""
    apply_live(book, edits)
    file = edited_file(data, edits)
    assert content(book.data) == content(file)
    assert list(content(book.data)) == list(content(file))
    there = openpyxl.load_workbook(io.BytesIO(file))
    assert {name.Name: name.RefersTo for name in book.names} == {
        name: f"={each.attr_text}" for name, each in there.defined_names.items()
    }
    links = [cell.hyperlink.location for sheet in there for row in sheet for cell in row if cell.hyperlink]
    assert [each.SubAddress for some in book.hyperlinks.values() for each in some if not each.Address] == links
    assert book.app.api.CutCopyMode is False or all(not isinstance(edit, InsertRows) for edit in edits)
    assert book.app.api.CopyObjectsWithCells is True
    assert book.copied_comments == []


@pytest.mark.parametrize("fill", [True, False])
@pytest.mark.parametrize("stretch", [True, False])
@pytest.mark.parametrize(
    ("at", "like"), [(7, 6), (2, 2), (5, 6), (4, 2), (7, 3), (6, 1), (3, None), (7, None), (1, None)]
)
def test_rows_are_put_in(book, data: bytes, at: int, like: int | None, fill: bool, stretch: bool) -> None:
    check_alike(book, data, InsertRows("Bảng", at, 2, like=like, fill=fill and like is not None, stretch=stretch))


@pytest.mark.parametrize(("fill", "merged"), [(True, 2), (False, 1)])
def test_rows_that_are_not_filled_like_their_model_have_none_of_its_merges(
    book, data: bytes, fill: bool, merged: int
) -> None:
    edit = InsertRows("Bảng", 3, like=2, fill=fill)
    apply_live(book, [edit])
    # What Excel has copied of the model is left merged, or taken apart.
    assert len(book.copied_merges) == merged - 1
    file = openpyxl.load_workbook(io.BytesIO(edited_file(data, [edit])))["Bảng"]
    assert len([each for each in file.merged_cells.ranges if each.size["rows"] == 1]) == merged


@pytest.mark.parametrize(("at", "like"), [(4, 3), (5, 4), (5, 6), (3, None), (7, 6)])
def test_columns_are_put_in(book, data: bytes, at: int, like: int | None) -> None:
    check_alike(book, data, InsertColumns("Bảng", at, 1, like=like, fill=like is not None, stretch=True))


def test_rows_and_columns_go(book, data: bytes) -> None:
    check_alike(book, data, DeleteRows("Bảng", 6), DeleteColumns("Bảng", 2))


def test_lines_move_one_after_the_other_and_cells_are_named_as_they_are_then(book, data: bytes) -> None:
    edits = [
        InsertRows("Bảng", 7, like=6, fill=True, stretch=True),
        DeleteRows("Bảng", 3),
        InsertRows("Bảng", 2, like=2),
    ]
    cells = [SetValue(CellRef("Bảng", 7, 1), "xã mới"), SetFormula(CellRef("Bảng", 8, 5), "=A7")]
    check_alike(book, data, *edits, *cells)


def test_a_total_formatted_as_text_still_stretches(book, data: bytes) -> None:
    check_alike(book, data, InsertRows("Bảng", 7, stretch=True))
    assert SetFormula(CellRef("Bảng", 8, 3), "=SUM(C$2:C$7)") in book.edits


def test_charts_of_the_units_show_the_new_one(book) -> None:
    apply_live(book, [InsertRows("Bảng", 7, like=6, stretch=True)])
    assert book.series[0].Formula == "=SERIES(Bảng!$B$1,Bảng!$A$2:$A$7,Bảng!$B$2:$B$7,1)"


def test_charts_that_do_not_say_of_what_they_are_stay(book) -> None:
    book.series = [SimpleNamespace(Sheet="Trang 2", ChartType=117)]
    with pytest.raises(AttributeError):
        assert book.series[0].Formula
    book.series[0].Formula = "="
    apply_live(book, [InsertRows("Bảng", 7, like=6, stretch=True)])
    assert book.series[0].Formula == "="


def test_array_formulas_stretch_as_such(opened) -> None:
    source = openpyxl.Workbook()
    sheet = source.active
    sheet.title = "Bảng"
    for row in range(1, 6):
        sheet.cell(row, 1, row)
    sheet["A6"] = openpyxl.worksheet.formula.ArrayFormula("A6:A6", "=SUM(A1:A5*2)")
    target = io.BytesIO()
    source.save(target)
    book = opened(target.getvalue())
    apply_live(book, [InsertRows("Bảng", 6, stretch=True)])
    [(sheet_name, area, formula)] = book.arrays
    assert (sheet_name, str(area), formula) == ("Bảng", "A7", "=SUM(A1:A6*2)")


def test_new_lines_are_as_high_as_their_model_and_seen(book) -> None:
    book.sizes = {("Bảng", "rows", 6, "RowHeight"): 30.0, ("Bảng", "rows", 6, "OutlineLevel"): 2}
    apply_live(book, [InsertRows("Bảng", 7, like=6), InsertRows("Bảng", 3)])
    assert book.sizes["Bảng", "rows", 7, "RowHeight"] == 30.0
    assert book.sizes["Bảng", "rows", 7, "OutlineLevel"] == 2
    assert book.sizes["Bảng", "rows", 3, "UseStandardHeight"] is True


def test_new_lines_like_a_hidden_one_are_seen_and_of_their_own_height(book) -> None:
    book.sizes = {("Bảng", "rows", 6, "RowHeight"): 0.0, ("Bảng", "rows", 6, "Hidden"): True}
    apply_live(book, [InsertRows("Bảng", 7, like=6)])
    assert book.sizes["Bảng", "rows", 7, "Hidden"] is False
    assert ("Bảng", "rows", 7, "RowHeight") not in book.sizes


def test_lines_that_excel_refuses_half_way_are_taken_out_again(book, data: bytes) -> None:
    book.refuses = lambda edit: isinstance(edit, SetFormula)
    with pytest.raises(OSError, match="0x800A03EC"):
        apply_live(book, [InsertRows("Bảng", 7, like=6, fill=True, stretch=True)])
    assert content(book.data) == content(data)
    assert [name.RefersTo for name in book.names] == ["=Bảng!$B$2:$B$6", "=Bảng!$B$7"]


def test_sheets_are_renamed_one_after_the_other(book, data: bytes) -> None:
    book.front = "Trang 3"
    edits = [RenameSheet("Bảng", "Giữa"), RenameSheet("Trang 2", "Bảng"), RenameSheet("Giữa", "Trang 2")]
    check_alike(book, data, *edits)
    assert book.front == "Trang 3"


@pytest.mark.parametrize(
    "edits",
    [
        [MoveSheet("Bảng")],
        [MoveSheet("Trang 3", "Bảng")],
        [MoveSheet("Trang 3", "TRANG 2"), MoveSheet("Bảng")],
        [MoveSheet("Trang 2", "Trang 2")],
        [MoveSheet("Trang 3")],
    ],
)
def test_sheets_are_moved_and_the_one_in_front_stays_there(book, data: bytes, edits: list[Edit]) -> None:
    check_alike(book, data, *edits)
    assert book.front == "Bảng"


@pytest.mark.parametrize("hidden", [False, True])
def test_sheets_are_copied_behind_the_others(book, data: bytes, hidden: bool) -> None:
    if hidden:
        book.hidden = {"Trang 2"}
    edits = [CopySheet("Trang 2", "Trang 4"), InsertRows("Trang 4", 1), SetNumberFormat(CellRef("Trang 4", 2, 1), "0")]
    apply_live(book, edits)
    assert content(book.data) == content(edited_file(data, edits))
    assert book.front == "Bảng"
    assert (book.hidden, book.out_of_sight) == ({"Trang 2"} if hidden else set(), set())


def test_links_of_a_copy_to_its_original_lead_into_the_copy(book) -> None:
    book.hyperlinks["Trang 2"][0].SubAddress = "'Trang 2'!A1"
    apply_live(book, [CopySheet("Trang 2", "Trang 4")])
    assert book.hyperlinks["Trang 2"][0].SubAddress == "'Trang 2'!A1"
    assert [each.SubAddress for each in book.hyperlinks["Trang 4"]] == ["'Trang 4'!A1", "Bảng!A7"]


def some_edits(seed: int, data: bytes) -> list[Edit]:
    """A few edits that the workbook allows, one after the other."""
    random = Random(seed)
    edits: list[Edit] = []
    for _ in range(40):
        at, like = random.randint(1, 9), random.choice([None, *range(1, 8)])
        count, stretch = random.randint(1, 3), random.random() < 0.5
        fill = like is not None and random.random() < 0.7
        edit = random.choice(
            [
                InsertRows("Bảng", at, count, like=like, fill=fill, stretch=stretch),
                InsertColumns("Bảng", at, count, like=like, fill=fill, stretch=stretch),
                DeleteRows("Bảng", at, count),
                DeleteColumns("Bảng", at, 1),
                InsertRows("Trang 2", min(at, 3), count, like=like, fill=fill, stretch=stretch),
                MoveSheet("Trang 3", random.choice([None, "Bảng"])),
            ]
        )
        with suppress(Problem):
            edited_file(data, [*edits, edit])
            edits.append(edit)
        if len(edits) == 4:
            break
    return edits


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_edits_excel_and_the_file_come_to_the_same(book, data: bytes, seed: int) -> None:
    edits = some_edits(seed, data)
    assert len(edits) == 4
    check_alike(book, data, *edits)


def any_edit(random: Random) -> Edit:
    """An edit of any kind that both appliers know."""
    sheet = random.choice(["Bảng", "Trang 2", "Bản sao", "Mới"])
    cell = CellRef(sheet, random.randint(1, 9), random.randint(1, 6))
    at, count = random.randint(1, 8), random.randint(1, 2)
    return random.choice(
        [
            InsertRows(sheet, at, count, stretch=random.random() < 0.5),
            InsertColumns(sheet, at, count),
            DeleteRows(sheet, at, count),
            DeleteColumns(sheet, at),
            RenameSheet("Trang 3", "Trang ba"),
            CopySheet(random.choice(["Bảng", "Trang 2"]), "Bản sao"),
            MoveSheet(sheet, random.choice([None, "Bảng"])),
            DeleteSheet("Trang 3"),
            AddSheet("Mới", (("STT", "Xã"), (1, "=không tính"), (None, True)), 1),
            SetValue(cell, random.choice([7, 2.5, "chữ", "=1+1", True, None])),
            SetFormula(cell, random.choice(["=1+1", "=SUM(A1:A2)", "='Bảng'!A1"])),
            SetNumberFormat(cell, random.choice(["General", "0.00", '0" đ"'])),
            Mark(sheet, (Area.parse("B2:B4"),), "FFC7CE"),
            ClearMarks(sheet),
            AddComments(sheet, {(2, 2): signed("Sai")}),
            ClearComments(sheet),
        ]
    )


def every_kind_together(seed: int, data: bytes) -> list[Edit]:
    """Edits of many kinds that the workbook allows as one list."""
    random = Random(seed)
    edits: list[Edit] = []
    while len(edits) < 8:
        edit = any_edit(random)
        with suppress(Problem):
            edited_file(data, [*edits, edit])
            edits.append(edit)
    return edits


@pytest.mark.parametrize("seed", range(6))
def test_lists_of_every_kind_come_to_the_same(book, data: bytes, seed: int) -> None:
    edits = every_kind_together(seed, data)
    apply_live(book, edits)
    file = edited_file(data, edits)
    assert content(book.data) == content(file)
    assert list(content(book.data)) == list(content(file))
    assert marks_of(book.data) == marks_of(file)
    assert [sheet.comments for sheet in read_book(book.data).sheets] == [
        sheet.comments for sheet in read_book(file).sheets
    ]


def test_there_is_no_kind_that_the_lists_above_leave_out(data: bytes) -> None:
    made = {type(any_edit(Random(seed))) for seed in range(400)}
    assert made == {edit for kind in edit_kinds() for edit in kind.edits}
