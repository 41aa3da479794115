"""Books to read: written by hand part by part, or by XlsxWriter and openpyxl."""

import io
import zipfile
from collections.abc import Callable, Mapping

import openpyxl
import pytest
import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

RawBook = Callable[..., bytes]
Written = Callable[..., bytes]
Parts = Callable[[bytes], dict[str, bytes]]


def _raw_book(
    sheet: str = "<sheetData/>",
    *,
    workbook: str = "",
    before_sheets: str = "",
    strings: str | None = None,
    styles: str | None = None,
    parts: Mapping[str, str | bytes] = {},
) -> bytes:
    """A workbook with one sheet `S` holding this XML; any part may be replaced or added by `parts`."""
    relation = f'<Relationship Type="{OFFICE}/%s" Id="%s" Target="%s"/>'
    relations = relation % ("worksheet", "rId1", "worksheets/sheet1.xml")
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + relation % ("officeDocument", "rId1", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before_sheets}'
        f'<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>{workbook}</workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheet}</worksheet>',
    }
    if strings is not None:
        content["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
        relations += relation % ("sharedStrings", "rId8", "sharedStrings.xml")
    if styles is not None:
        content["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
        relations += relation % ("styles", "rId9", "/xl/styles.xml")
    content["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
    )
    content |= parts
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return target.getvalue()


@pytest.fixture(scope="session")
def raw_book() -> RawBook:
    return _raw_book


@pytest.fixture(scope="session")
def xlsxwriter_book() -> Written:
    """`xlsxwriter_book(fill)` calls `fill(book, sheet)` on a new book with the sheet `Bảng` of 12 × 3 cells."""

    def write(fill: Callable[[xlsxwriter.Workbook, object], object], **options: object) -> bytes:
        target = io.BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True, **options})
        sheet = book.add_worksheet("Bảng")
        for row in range(12):
            sheet.write_row(row, 0, [f"xã {row}", row, row * 2.5])
        fill(book, sheet)
        book.close()
        return target.getvalue()

    return write


@pytest.fixture(scope="session")
def openpyxl_book() -> Written:
    """`openpyxl_book(fill)` calls `fill(book, sheet)` on a new book with an empty sheet `Bảng`."""

    def write(fill: Callable[[openpyxl.Workbook, object], object]) -> bytes:
        book = openpyxl.Workbook()
        book.active.title = "Bảng"
        fill(book, book.active)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    return write


@pytest.fixture(scope="session")
def parts_of() -> Parts:
    """The content of every part of a package."""

    def read(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return read
