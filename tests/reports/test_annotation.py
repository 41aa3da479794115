"""Marks, comments and the findings sheet: what they say, that a second run replaces them, that they go as they came."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from fixtures.edited_files import annotated_file, edited_file, marks_of
from openpyxl.comments import Comment

from xl_addin.language import Text
from xl_addin.package.package import open_package
from xl_addin.reports.annotation import clearing, findings_edits, without_findings
from xl_addin.reports.findings_sheet import SHEET
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.verify import verify_book
from xl_addin.workbook.edits.comments.ours import FENCE, is_ours
from xl_addin.workbook.edits.edit import AddComments, AddSheet
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book

Fill = Callable[[openpyxl.worksheet.worksheet.Worksheet], object]


def finding(row: int = 3, column: int = 5, code: str = "V301", **changed: object) -> Diagnostic:
    """Invented."""
    said: dict[str, object] = {
        "severity": Severity.ERROR,
        "message": Text("xã A: cột 5 ghi 61.", "commune A: column 5 says 61."),
        "advice": Text("Sửa số ở ô này.", "Correct this cell."),
        "expected": 1234.5,
        "actual": 61,
    } | changed
    return Diagnostic(code, "x", sheet="Sheet", row=row, column=column, **said)  # type: ignore[arg-type]


def table(fill: Fill = lambda sheet: None) -> bytes:
    """Invented: a table whose last column is wrong in its first row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["STT", "Đơn vị", "Số giao", "Đã làm", "Còn lại"],
        [1, 2, 3, 4, "5=3-4"],
        [1, "xã A", 100, 40, 61],
        [2, "xã B", 200, 50, 150],
        [3, "xã C", 300, 60, 240],
        [None, "Tổng cộng", 600, 150, 451],
    ):
        sheet.append(row)
    fill(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def verified(data: bytes) -> tuple[Diagnostic, ...]:
    return verify_book(read_book(data)).diagnostics


def marked(data: bytes, language: str = "vi") -> bytes:
    return annotated_file(data, verified(data), file="a.xlsx", language=language)  # type: ignore[arg-type]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comment_of(*found: Diagnostic, language: str = "vi") -> str:
    book = read_book(table())
    [comments] = [
        edit
        for edit in findings_edits(found, book, language)  # type: ignore[arg-type]
        if isinstance(edit, AddComments)
    ]
    [text] = comments.texts.values()
    return text


def test_a_comment_says_what_was_found_and_how_to_mend_it() -> None:
    assert comment_of(finding()).split("\n") == [
        FENCE,
        "Lỗi V301: xã A: cột 5 ghi 61.",
        "Đúng ra: 1.234,5. Trong sổ: 61.",
        "Cách sửa: Sửa số ở ô này.",
        FENCE,
    ]
    assert comment_of(finding(), language="en").split("\n")[1:4] == [
        "Error V301: commune A: column 5 says 61.",
        "Expected: 1,234.5. In the book: 61.",
        "How to mend: Correct this cell.",
    ]


def test_what_a_finding_does_not_say_its_comment_does_not_either() -> None:
    bare = finding(advice=None, expected=None, actual=None)
    assert comment_of(bare) == f"{FENCE}\nLỗi V301: xã A: cột 5 ghi 61.\n{FENCE}"
    assert "Đúng ra: 0.\n" in comment_of(finding(expected=0, actual=None))


def test_several_findings_of_a_cell_are_one_comment_the_worst_first() -> None:
    text = comment_of(finding(code="I404", severity=Severity.WARNING), finding())
    assert text.index("Lỗi V301") < text.index("\n\nCảnh báo I404")


def test_a_comment_stays_short_enough_to_be_read() -> None:
    many = comment_of(*(finding(code=f"V3{number:02}", advice=Text("x" * 150, "x" * 150)) for number in range(30)))
    assert len(many) < 1000
    assert many.split("\n")[-2] == "Còn 26 phát hiện nữa: xem trang “Kết quả kiểm tra”."
    long = comment_of(finding(message=Text("dài " * 5000, "long")))
    assert len(long) < 1000
    assert is_ours(long) and "…\n" in long


def test_findings_without_a_cell_have_no_comment() -> None:
    whole = Diagnostic("S702", "x", Severity.NOTE, None, None, None, Text("không có bảng", "no table"))
    assert not [edit for edit in findings_edits([whole], read_book(table())) if isinstance(edit, AddComments)]


def listed(edits: list[object]) -> tuple[tuple[object, ...], ...]:
    [sheet] = [edit for edit in edits if isinstance(edit, AddSheet)]
    return sheet.rows


def test_of_too_many_cells_the_worst_get_comments_and_it_is_said() -> None:
    notes = [finding(row, severity=Severity.NOTE) for row in range(1, 9)]
    edits = findings_edits([*notes, finding(9)], read_book(table()), most_comments=3)
    [comments] = [edit for edit in edits if isinstance(edit, AddComments)]
    assert set(comments.texts) == {(9, 5), (1, 5), (2, 5)}
    assert "chỉ 3 ô, lỗi trước, có ghi chú trên ô" in str(listed(edits)[2][0])
    assert "Quá nhiều" not in str(listed(findings_edits(notes, read_book(table()), most_comments=8))[2][0])


def test_the_officers_comment_stays_and_the_findings_sheet_says_so() -> None:
    data = table(lambda sheet: setattr(sheet["E3"], "comment", Comment("đã hỏi xã", "Văn phòng")))
    after = marked(data)
    assert read_book(after)["Sheet"].comments[3, 5] == "đã hỏi xã"
    advice = {row[4]: str(row[8]) for row in openpyxl.load_workbook(io.BytesIO(after))[SHEET].values}
    assert advice["E3"].endswith("\nÔ này đã có ghi chú của người dùng: xl-addin giữ nguyên, không ghi thêm.")
    assert not any("giữ nguyên" in text for place, text in advice.items() if place != "E3")


def test_a_cell_hidden_by_a_merge_gets_no_comment() -> None:
    book = read_book(table(lambda sheet: sheet.merge_cells("D3:E3")))
    assert not [edit for edit in findings_edits([finding()], book) if isinstance(edit, AddComments)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_annotating_again_replaces_what_the_last_run_wrote(language: str) -> None:
    once = marked(table())
    again = marked(once, language)
    twice = annotated_file(table(), verified(table()), file="a.xlsx", language=language)  # type: ignore[arg-type]
    assert verified(once) == verified(table()) != ()
    assert read_book(again)["Sheet"].comments == read_book(twice)["Sheet"].comments
    assert marks_of(again) == marks_of(twice)
    assert len(read_book(again).sheets) == 2


def test_clearing_gives_the_sheets_back_byte_for_byte() -> None:
    before = table()
    after = marked(before)
    cleared = edited_file(after, clearing(read_book(after), open_package(after)), file="a.xlsx")
    assert parts_of(cleared).keys() == parts_of(before).keys()
    # The list of formats keeps the colours; the book asks Excel to recalculate.
    kept = {name for name in parts_of(before) if parts_of(before)[name] == parts_of(cleared)[name]}
    assert {"xl/worksheets/sheet1.xml"} <= kept
    assert parts_of(before).keys() - kept <= {
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
    }
    assert annotated_file(after, (), file="a.xlsx", language="vi") == cleared


def test_what_an_earlier_run_wrote_is_no_content_of_the_book() -> None:
    after = read_book(marked(table()))
    assert after["Sheet"].comments
    assert without_findings(after) == Book(after.file, read_book(table()).sheets)


def test_our_own_comments_accept_nothing() -> None:
    """C802 tells how to accept a finding, in the very words that would."""
    words = Text("Ghi thêm lý do: `xl-addin: bỏ qua V301 – lý do`.", "xl-addin: ignore V301 - reason")
    data = annotated_file(table(), [finding(advice=words)], file="a.xlsx", language="vi")
    assert "bỏ qua V301 – lý do" in read_book(data)["Sheet"].comments[3, 5]
    checked = verify_book(read_book(data))
    assert (checked.suppressed, checked.diagnostics) == ((), verified(table()))


def test_what_the_officer_adds_to_our_comment_accepts_the_finding_and_stays() -> None:
    def add(data: bytes) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(data))
        comment = book["Sheet"]["E3"].comment
        assert comment is not None
        book["Sheet"]["E3"].comment = Comment(f"{comment.text}\nxl-addin: bỏ qua V301 – đã công bố", "Văn phòng")
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    data = add(marked(table()))
    assert [one.finding.code for one in verify_book(read_book(data)).suppressed] == ["V301"]
    kept = read_book(annotated_file(data, (), file="a.xlsx", language="vi"))["Sheet"].comments[3, 5]
    assert kept.endswith("đã công bố")
