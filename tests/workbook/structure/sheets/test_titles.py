"""The titles of a book's properties say what its sheets are called, in their order, and what there is of areas."""

import io
import re
from html import unescape

import pytest
import xlsxwriter
from fixtures.edited_files import edited_file

from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.workbook.edits.edit import AddSheet, CopySheet, DeleteSheet, Edit, MoveSheet, RenameSheet
from xl_addin.workbook.structure.sheets.titles import follow_titles


@pytest.fixture(scope="module")
def book() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        made.add_worksheet("Tháng 1").print_area("A1:B2")
        made.add_worksheet("Tổng")
        made.add_worksheet("B").print_area("A1:B2")
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=Tổng!$A$1"})
        made.add_chartsheet("Hình").set_chart(chart)
        made.define_name("Tổng_số", "=Tổng!$A$1")
    return target.getvalue()


def said(data: bytes) -> list[str]:
    """The headings with their numbers, and the titles: `Worksheets 2`, `A`, `B`; the sizes of both lists are right."""
    properties = open_package(data).read("docProps/app.xml").decode()
    texts = [unescape(text) for text in re.findall(r"<vt:(?:lpstr|i4)>([^<]*)</vt:(?:lpstr|i4)>", properties)]
    sizes = [int(size) for size in re.findall(r'size="(\d+)"', properties)]
    assert sizes[0] + sizes[1] == len(texts)
    headings, titles = texts[: sizes[0]], texts[sizes[0] :]
    assert sum(map(int, headings[1::2])) == len(titles)
    return [*(f"{name} {number}" for name, number in zip(headings[::2], headings[1::2], strict=True)), *titles]


@pytest.mark.parametrize(
    ("edits", "titles"),
    [
        (
            [RenameSheet("Tháng 1", "A & 'C' 1")],
            "Worksheets 3|Charts 1|Named Ranges 3|A & 'C' 1|Tổng|B|Hình|B!Print_Area|'A & ''C'' 1'!Print_Area|Tổng_số",
        ),
        (
            [CopySheet("Tổng", "Tổng 2"), MoveSheet("B", "Tổng")],
            "Worksheets 4|Charts 1|Named Ranges 3|Tháng 1|B|Tổng|Tổng 2|Hình|B!Print_Area|'Tháng 1'!Print_Area|Tổng_số",
        ),
        (
            [AddSheet("Kết quả", (("a",),)), AddSheet("C", ())],
            "Worksheets 5|Charts 1|Named Ranges 3|Tháng 1|Tổng|B|Kết quả|C|Hình|"
            "B!Print_Area|'Tháng 1'!Print_Area|Tổng_số",
        ),
        ([DeleteSheet("Tháng 1")], "Worksheets 2|Charts 1|Named Ranges 2|Tổng|B|Hình|B!Print_Area|Tổng_số"),
    ],
)
def test_they_follow(book: bytes, edits: list[Edit], titles: str) -> None:
    assert said(edited_file(book, edits)) == titles.split("|")


def test_a_heading_without_titles_goes() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        made.add_worksheet("A").print_area("A1:B2")
        made.add_worksheet("B")
    assert said(edited_file(target.getvalue(), [DeleteSheet("A")])) == ["Worksheets 1", "B"]


def test_a_sheet_that_comes_and_goes_leaves_them_as_they_were(book: bytes) -> None:
    with_findings = edited_file(book, [AddSheet("Kết quả", (("a",),))])
    assert said(edited_file(with_findings, [DeleteSheet("Kết quả")])) == said(book)


def test_titles_that_do_not_add_up_stay_as_they_are(book: bytes) -> None:
    draft = Draft(open_package(book))
    wrong = draft.read("docProps/app.xml").replace(b"<vt:i4>3</vt:i4>", b"<vt:i4>5</vt:i4>")
    draft.write("docProps/app.xml", wrong)
    follow_titles(draft, {"Tổng": "Khác"})
    assert draft.read("docProps/app.xml") == wrong
