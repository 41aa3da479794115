"""What a file that is not a workbook seems to be, so that the message can say how to go on."""

import struct

from xl_addin.language import Text
from xl_addin.package.foreign.compound_files import SIGNATURE, beginning_of, stream_names

_SAVE_AS_XLSX = Text(
    vi="hãy mở tệp bằng Excel rồi Lưu thành (Save As) .xlsx", en="open it in Excel and save it as .xlsx"
)
PASSWORD = Text(
    vi="tệp được đặt mật khẩu hoặc bảo vệ quyền; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại",
    en="the file is encrypted with a password or rights protection; open it in Excel, remove the password and save it",
)


def _is_not_xlsx(vi: str, en: str, remedy: Text = _SAVE_AS_XLSX) -> Text:
    return Text(vi=f"đây là {vi}, không phải tệp .xlsx; {remedy.vi}", en=f"this is {en}, not .xlsx; {remedy.en}")


_PICK_ANOTHER = Text(vi="hãy chọn đúng tệp Excel", en="choose the Excel file instead")
_NO_WORKBOOK = Text(
    vi="đây không phải tệp Excel; hãy chọn một tệp .xlsx", en="this is not an Excel workbook; choose an .xlsx file"
)
TRUNCATED = Text(
    vi="tệp bị cắt cụt hoặc hỏng (có thể chưa tải xong); hãy tải lại, hoặc mở bằng Excel với Mở và Sửa chữa",
    en="the file is cut short or damaged (perhaps not fully downloaded); get it again, or use Open and Repair in Excel",
)

_OLD_EXCEL = _is_not_xlsx("tệp Excel kiểu cũ (.xls)", "an old Excel file (.xls)")

# First match wins: (how the file begins, what it then is).
_BEGINNINGS: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", _is_not_xlsx("tệp PDF", "a PDF file", _PICK_ANOTHER)),
    (b"{\\rtf", _is_not_xlsx("văn bản RTF", "an RTF document", _PICK_ANOTHER)),
    (b"\x89PNG", _is_not_xlsx("tệp ảnh", "a picture", _PICK_ANOTHER)),
    (b"\xff\xd8\xff", _is_not_xlsx("tệp ảnh", "a picture", _PICK_ANOTHER)),
    (b"GIF8", _is_not_xlsx("tệp ảnh", "a picture", _PICK_ANOTHER)),
    (b"Rar!", _is_not_xlsx("tệp nén RAR", "a RAR archive", _PICK_ANOTHER)),
    (b"7z\xbc\xaf", _is_not_xlsx("tệp nén 7z", "a 7z archive", _PICK_ANOTHER)),
    # Excel 2, 3 and 4 wrote no container: their files begin with the record that begins a stream.
    (b"\x09\x00\x04\x00", _OLD_EXCEL),
    (b"\x09\x02\x06\x00", _OLD_EXCEL),
    (b"\x09\x04\x06\x00", _OLD_EXCEL),
    (b"\x1f\x8b", _is_not_xlsx("tệp nén gzip", "a gzip archive", _PICK_ANOTHER)),
)
# Streams of a compound file, in lower case: names do not depend on case.
_STREAMS: tuple[tuple[str, Text], ...] = (
    ("encryptedpackage", PASSWORD),
    ("workbook", _OLD_EXCEL),
    ("book", _OLD_EXCEL),
    ("worddocument", _is_not_xlsx("văn bản Word (.doc)", "a Word document (.doc)", _PICK_ANOTHER)),
)
# [MS-XLS] 2.4.117, which stands before what it makes unreadable. A stream of unencrypted records may be long.
_ENCRYPTION_RECORD = 0x002F
_FIRST_RECORDS_BYTES = 4096
# Parts that tell what a zip archive without an .xlsx workbook is.
_PARTS: tuple[tuple[str, Text], ...] = (
    ("xl/workbook.bin", _is_not_xlsx("tệp Excel nhị phân (.xlsb)", "a binary Excel workbook (.xlsb)")),
    ("content.xml", _is_not_xlsx("tệp OpenDocument (.ods)", "an OpenDocument file (.ods)")),
    ("word/document.xml", _is_not_xlsx("văn bản Word (.docx)", "a Word document (.docx)", _PICK_ANOTHER)),
    ("ppt/presentation.xml", _is_not_xlsx("bài trình chiếu (.pptx)", "a presentation (.pptx)", _PICK_ANOTHER)),
    ("Index/Document.iwa", _is_not_xlsx("tệp Apple Numbers", "an Apple Numbers file")),
)


def what_it_is(data: bytes) -> Text:
    """What a file that does not begin like a zip archive is, as a message with a remedy."""
    if data.startswith(SIGNATURE):
        found = _known_stream(data)
        return found[1] if found else _is_not_xlsx("tệp Office kiểu cũ", "an old Office file")
    for beginning, text in _BEGINNINGS:
        if data.startswith(beginning):
            return text
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<?xml", b"<html", b"<!doctype html", b"<table", b"<meta")):
        return _is_not_xlsx("trang web hoặc XML mang tên tệp Excel", "a web page or XML named like a workbook")
    return _is_not_xlsx("tệp văn bản (CSV?)", "a text file (CSV?)") if _is_text(data[:4096]) else _NO_WORKBOOK


def is_old_excel(data: bytes) -> bool:
    """Whether this is a workbook of Excel 97 to 2003 (.xls); one encrypted as a whole is not."""
    return _old_excel_stream(data) is not None


def is_encrypted_old_excel(data: bytes) -> bool:
    """Whether a workbook of Excel 97 to 2003 says among its first records that the others are encrypted."""
    stream = beginning_of(data, _old_excel_stream(data) or "", _FIRST_RECORDS_BYTES)
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _ENCRYPTION_RECORD:
            return True
        at += 4 + size
    return False


def _old_excel_stream(data: bytes) -> str | None:
    found = _known_stream(data) if data.startswith(SIGNATURE) else None
    return found[0] if found and found[1] is _OLD_EXCEL else None


def _known_stream(data: bytes) -> tuple[str, Text] | None:
    """The stream that says what a compound file is; of one too damaged to list them, what seems to be its name."""
    names, lower = stream_names(data), data.lower()
    for name, text in _STREAMS:
        if name in names or (not names and name.encode("utf-16-le") in lower):
            return name, text
    return None


def what_archive_is(names: frozenset[str]) -> Text:
    """What a zip archive that holds no .xlsx workbook is, as a message with a remedy."""
    return next((text for part, text in _PARTS if part in names), _NO_WORKBOOK)


def _is_text(start: bytes) -> bool:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in start)
