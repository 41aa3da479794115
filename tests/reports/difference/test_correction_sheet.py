"""The sheet of corrections: what it lists, how it prints, and that nothing else in the file is touched."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin import api
from xl_addin.reports.difference.correction_sheet import write_correction_sheet

ROWS: list[list[object]] = [
    ["Đơn vị", "Chỉ tiêu", "Đã thu", "Còn lại"],
    [1, 2, 3, "4=2-3"],
    ["An Bình", 48000, 700, "=B3-C3"],
    ["Bình Minh", 52000, 800, "=B4-C4"],
]


def book(rows: list[list[object]], *sheets: str) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    for row in rows:
        sheet.append(row)
    for cell in (cell for line in sheet["B3:D9"] for cell in line):
        cell.number_format = "#,##0"
    for name in sheets:
        made.create_sheet(name)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def corrected(old: bytes, new: bytes) -> bytes:
    case = api.open(new, file="moi.xlsx")
    draft = case.draft()
    write_correction_sheet(draft, api.compare(api.open(old, file="cu.xlsx"), case), case.book, "vi")
    return draft.data()


def sheet_of(data: bytes, name: str = "Bảng đính chính") -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data))[name]  # type: ignore[return-value]


def listed(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [row for row in sheet.iter_rows(min_row=8, values_only=True) if isinstance(row[0], int)]


def test_it_lists_what_was_issued_and_what_is_right_as_it_reads() -> None:
    new = [ROWS[0], ROWS[1], ["An Bình", 48692, 700, "=B3-C3"], ["Bình Mính", 52000, 800, "=B4-C4"]]
    assert listed(sheet_of(corrected(book(ROWS), book(new)))) == [
        (1, "Bình Mính", "Tên đơn vị", "Bình Minh", "Bình Mính", "trang “Biểu 1”, dòng 4"),
        (2, "An Bình", "Chỉ tiêu (cột 2)", "48.000", "48.692", "trang “Biểu 1”, ô B3"),
        (
            3,
            "An Bình",
            "Còn lại (cột 4)",
            "47.300",
            "47.992",
            "trang “Biểu 1”, ô D3; tính lại theo số liệu đính chính",
        ),
    ]


def test_units_that_came_and_went_are_listed_with_their_figures() -> None:
    new = [*ROWS[:3], ["Cửa Lân", 5, 1, "=B4-C4"]]
    assert [line[1:5] for line in listed(sheet_of(corrected(book(ROWS), book(new))))] == [
        ("Bình Minh", "Cả dòng", "Bình Minh; 52.000; 800; 51.200", "bỏ"),
        ("Cửa Lân", "Cả dòng", "không có", "Cửa Lân; 5; 1; 4"),
    ]


def test_it_prints_on_a4_across_as_wide_as_the_page_with_the_national_title() -> None:
    sheet = sheet_of(corrected(book(ROWS), book(ROWS)))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert (sheet["D1"].value, sheet["A4"].value) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BẢNG ĐÍNH CHÍNH SỐ LIỆU")
    assert sheet["A8"].value == "Không có số liệu phải đính chính."


def test_its_headings_are_printed_on_every_page() -> None:
    assert sheet_of(corrected(book(ROWS), book(ROWS))).print_title_rows == "$7:$7"
    named = openpyxl.load_workbook(io.BytesIO(book(ROWS)))
    named["Biểu 1"].print_title_rows = "1:2"
    target = io.BytesIO()
    named.save(target)
    result = openpyxl.load_workbook(io.BytesIO(corrected(book(ROWS), target.getvalue())))
    assert [sheet.print_title_rows for sheet in result.worksheets] == ["$1:$2", "$7:$7"]


@pytest.mark.parametrize(
    ("letterhead", "office"),
    [
        ([["UBND TỈNH BÌNH PHƯỚC", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 96/KH-UBND"]],
         ("UBND TỈNH BÌNH PHƯỚC", None)),
        ([["UBND TỈNH BÌNH PHƯỚC\nSỞ TÀI CHÍNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]],
         ("UBND TỈNH BÌNH PHƯỚC", "SỞ TÀI CHÍNH")),
        ([["TỔNG CỤC THUẾ", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["SỞ TÀI CHÍNH"], ["Số: 5"]],
         ("TỔNG CỤC THUẾ", "SỞ TÀI CHÍNH")),
        ([["PHỤ LỤC I"], ["Ủy ban nhân dân tỉnh ban hành"]], ("…" * 20, None)),
    ],
)  # fmt: skip
def test_the_office_is_that_of_the_workbooks_own_letterhead(
    letterhead: list[list[object]], office: tuple[str | None, str | None]
) -> None:
    sheet = sheet_of(corrected(book(ROWS), book([*letterhead, [None], *ROWS])))
    assert (sheet["A1"].value, sheet["A2"].value) == office
    assert sheet["A2" if office[1] else "A1"].font.bold


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    new = [*ROWS[:3], ["=Mới", 52000, 800, "=B4-C4"]]
    made = openpyxl.load_workbook(io.BytesIO(book(new)))
    made["Biểu 1"]["A4"].data_type = "s"
    target = io.BytesIO()
    made.save(target)
    [line, *_] = listed(sheet_of(corrected(book(ROWS), target.getvalue())))
    assert line[4] == "=Mới"
    assert sheet_of(corrected(book(ROWS), target.getvalue()))["E8"].data_type == "s"


def test_every_other_part_stays_and_a_name_that_is_taken_is_not_taken_again() -> None:
    new = book(ROWS, "Bảng đính chính")
    after = corrected(book(ROWS), new)
    with zipfile.ZipFile(io.BytesIO(new)) as before, zipfile.ZipFile(io.BytesIO(after)) as now:
        touched = {name for name in before.namelist() if before.read(name) != now.read(name)}
        assert touched == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert openpyxl.load_workbook(io.BytesIO(after)).sheetnames == ["Biểu 1", "Bảng đính chính", "Bảng đính chính (2)"]
