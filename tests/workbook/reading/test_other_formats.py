"""Workbooks that are not .xlsx: their values are read, whatever else they are is said or refused."""

import contextlib
import io
import random
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from xl_addin.excel.addin_file.compound_file import write_compound_file
from xl_addin.problem import Problem
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.other_formats import no_formulas, other_format, read_any_book

Ods = Callable[[list[list[object]]], bytes]
Convert = Callable[[Path, str], Path]


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook: its type and size in seven-bit groups."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(content)]) + content


def xlsb_book(*numbers: float, last_row: int = 0) -> bytes:
    """A binary workbook with one sheet `S` holding these numbers in its first row, and 0 in XFD of `last_row`."""

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    def row(at: int) -> bytes:
        return record(0, struct.pack("<IIHHBI", at, 0, 300, 0, 0, 0))

    def cell(column: int, number: float) -> bytes:
        return record(5, struct.pack("<IId", column, 0, number))

    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId1" Type="{office}/%s" Target="%s"/></Relationships>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + relation
    sheet = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("S"))
    cells = row(0) + b"".join(cell(at, number) for at, number in enumerate(numbers))
    cells += row(last_row) + cell(16_383, 0) if last_row else b""
    area = record(148, struct.pack("<IIII", 0, 0, 0, len(numbers) - 1))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", relations % ("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/_rels/workbook.bin.rels", relations % ("worksheet", "worksheets/sheet1.bin"))
        archive.writestr("xl/workbook.bin", record(131) + record(143) + sheet + record(144) + record(132))
        inside = area + record(145) + cells + record(146)
        archive.writestr("xl/worksheets/sheet1.bin", record(129) + inside + record(130))
    return target.getvalue()


def test_a_binary_workbook() -> None:
    book = read_any_book(xlsb_book(5, 2.5), file="a.xlsb")
    assert not book.formulas_seen
    assert {at: column.values for at, column in book["S"].columns.items()} == {1: {1: 5}, 2: {1: 2.5}}


def test_an_opendocument_workbook(ods_book: Ods) -> None:
    book = read_any_book(ods_book([["Xã Đồng Xoài", 48692], [None, 0.5]]), file="a.ods")
    assert not book.formulas_seen
    assert {at: column.values for at, column in book["S"].columns.items()} == {
        1: {1: "Xã Đồng Xoài"},
        2: {1: 48692, 2: 0.5},
    }


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_another_program_saved(tmp_path: Path, libreoffice: Convert, ending: str) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Giai đoạn 1"
    sheet["B3"], sheet["C3"], sheet["D3"] = "Đồng Xoài", 20, "=C3*2"
    sheet["E3"], sheet["F3"] = date(2023, 6, 20), datetime(2023, 6, 20, 12)
    sheet["G3"], sheet["H3"] = time(6), "=1/0"
    made.create_sheet("Ẩn").sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    book = read_any_book(libreoffice(tmp_path / "a.xlsx", ending))
    assert [(each.name, each.visible) for each in book.sheets] == [("Giai đoạn 1", True), ("Ẩn", False)]
    read = book.sheets[0]
    assert [read.value(3, column) for column in range(2, 8)] == ["Đồng Xoài", 20, 40, 45097, 45097.5, 0.25]
    assert [read.formula(3, 4), read.value(3, 8)] == [None, None]
    assert read.number_format(3, 5) == "dd/mm/yyyy"
    assert book.date(read.value(3, 5)) == date(2023, 6, 20)


def test_an_xlsx_is_read_as_ever(xlsxwriter_book: Callable[..., bytes]) -> None:
    data = xlsxwriter_book(lambda book, sheet: sheet.write_formula("E1", "=B1+1"))
    book = read_any_book(data, file="a.xlsx")
    assert book.formulas_seen
    assert book.sheets[0].formula(1, 5) == "=B1+1"


def test_dates_and_spans_are_numbers_under_a_format() -> None:
    from xl_addin.workbook.reading.other_formats_process import _value_and_format

    assert _value_and_format(timedelta(hours=36)) == (1.5, "[h]:mm:ss")
    assert _value_and_format(float("inf")) == ("#NUM!", None)
    assert _value_and_format(True) == (True, None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "Workbook".encode("utf-16-le"), "damaged"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "WordDocument".encode("utf-16-le"), "Word"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(Problem) as raised:
        read_any_book(data, file="a.xls")
    assert said in raised.value.line("en")
    assert raised.value.file == "a.xls"


def old_excel(*records: tuple[int, bytes], stream: str = "Workbook") -> bytes:
    """An .xls whose stream consists of these records."""
    return write_compound_file({stream: b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)})


def xls_book(*cells: tuple[int, int, float], stream: str = "Workbook") -> bytes:
    """An .xls with one sheet `S` holding numbers at (row, column) counted from 0."""
    begin = [(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0)) for kind in (0x05, 0x10)]
    numbers = [(0x203, struct.pack("<HHHd", row, column, 0, number)) for row, column, number in cells]
    area = (0x200, struct.pack("<IIHHH", 0, 1 + max(row for row, _, _ in cells), 0, 256, 0))
    sheet = [begin[1], area, *numbers, (0x0A, b"")]
    # A sheet's record says where in the stream it begins: behind the records of the book.
    listed = (0x85, struct.pack("<IBBBB", 4 + 16 + 4 + 9 + 4, 0, 0, 1, 0) + b"S")
    return old_excel(begin[0], listed, (0x0A, b""), *sheet, stream=stream)


@pytest.mark.parametrize("stream", ["Workbook", "WORKBOOK", "Book", "BOOK"])
def test_an_old_workbook_whatever_case_its_stream_is_in(stream: str) -> None:
    assert read_any_book(xls_book((0, 0, 5), stream=stream), file="a.xls")["S"].value(1, 1) == 5


def test_an_old_workbook_is_read_to_its_last_corner() -> None:
    book = read_any_book(xls_book((0, 0, 5), (65_535, 255, 7)), file="a.xls")
    assert (book["S"].value(1, 1), book["S"].value(65_536, 256)) == (5, 7)


ENCRYPTED = {
    "an .xls": old_excel((0x809, bytes(16)), (0xE1, b"\xb0\x04"), (0x2F, bytes(54))),
    "an .xls of Excel 5": old_excel((0x809, bytes(8)), (0x2F, bytes(4)), stream="BOOK"),
    "an .xlsx": write_compound_file({"EncryptionInfo": bytes(9), "EncryptedPackage": bytes(5000)}),
}


@pytest.mark.parametrize("data", ENCRYPTED.values(), ids=ENCRYPTED)
def test_a_password_is_named_as_the_reason(data: bytes) -> None:
    with pytest.raises(Problem) as raised:
        read_any_book(data, file="a.xls")
    assert "password" in raised.value.line("en")
    assert "mật khẩu" in raised.value.line("vi")


def test_a_password_of_an_opendocument_workbook_is_named_as_the_reason(ods_book: Ods) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods_book([[1]]))) as sound, zipfile.ZipFile(target, "w") as archive:
        for name in sound.namelist():
            content = b"\x9f\x03" if name == "content.xml" else sound.read(name)
            part = b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
            archive.writestr(name, content.replace(b"/>", b">" + part) if name.endswith("manifest.xml") else content)
    with pytest.raises(Problem) as raised:
        read_any_book(target.getvalue(), file="a.ods")
    assert "password" in raised.value.line("en")


@pytest.mark.parametrize("start", ["09000400", "09020600", "09040600"])
def test_books_before_excel_5_are_named(start: str) -> None:
    with pytest.raises(Problem) as raised:
        read_any_book(bytes.fromhex(start) + bytes(20), file="a.xls")
    assert "old Excel file (.xls)" in raised.value.line("en")


def test_a_sheet_laid_out_to_exhaust_memory_is_refused(ods_book: Ods) -> None:
    data = ods_book([[1], [2]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml").decode()
        manifest = archive.read("META-INF/manifest.xml")
    for repeated in ("16000", "1000000", "999999999999"):
        bomb = content.replace("<table:table-cell ", f'<table:table-cell table:number-columns-repeated="{repeated}" ')
        bomb = bomb.replace("<table:table-row>", f'<table:table-row table:number-rows-repeated="{repeated}">')
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", manifest)
            archive.writestr("content.xml", bomb)
        with pytest.raises(Problem):
            read_any_book(target.getvalue(), file="bomb.ods")


def test_zip_bombs_are_refused_before_anything_is_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b" " * (40 * 2**20))
    with pytest.raises(Problem) as raised:
        read_any_book(target.getvalue(), file="bomb.ods")
    assert "unsafe" in raised.value.line("en")


def test_a_file_that_ends_the_process_reading_it_is_a_problem_like_any_other() -> None:
    # Its rectangle of seventeen thousand million cells is laid out whole.
    with pytest.raises(Problem) as raised:
        read_any_book(xlsb_book(1, last_row=1_048_575), file="bomb.xlsb")
    assert "damaged, too big or unsafe" in raised.value.line("en")


@pytest.mark.parametrize("seed", range(8))
def test_damage_is_a_problem_or_a_book(seed: int) -> None:
    whole, chance = bytearray(xlsb_book(1, 2, 3)), random.Random(seed)
    for _ in range(8):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    with contextlib.suppress(Problem):
        assert isinstance(read_any_book(bytes(whole), file="a.xlsb"), Book)


def test_the_format_is_told_by_the_content(ods_book: Ods) -> None:
    assert [other_format(each) for each in (xlsb_book(1), ods_book([[1]]), b"PDF", b"")] == ["xlsb", "ods", None, None]


def test_where_formulas_are_asked_for_the_remedy_is_another_format() -> None:
    assert no_formulas(Book("cu.xls", ())).line("en").startswith("cu.xls: of .xls files only values are read")
    # An .xls that somebody renamed must not be told to be saved as what it is called already.
    assert "of .xls, .xlsb, .ods files only" in no_formulas(Book("cu.xlsx", ())).line("en")
