"""What a file that is not a workbook seems to be, so that the message can say how to go on."""

from xl_addin.language import Text

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")

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

# First match wins: (how the file begins, what it then is).
_BEGINNINGS: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", _is_not_xlsx("tệp PDF", "a PDF file", _PICK_ANOTHER)),
    (b"{\\rtf", _is_not_xlsx("văn bản RTF", "an RTF document", _PICK_ANOTHER)),
    (b"\x89PNG", _is_not_xlsx("tệp ảnh", "a picture", _PICK_ANOTHER)),
    (b"\xff\xd8\xff", _is_not_xlsx("tệp ảnh", "a picture", _PICK_ANOTHER)),
    (b"GIF8", _is_not_xlsx("tệp ảnh", "a picture", _PICK_ANOTHER)),
    (b"Rar!", _is_not_xlsx("tệp nén RAR", "a RAR archive", _PICK_ANOTHER)),
    (b"7z\xbc\xaf", _is_not_xlsx("tệp nén 7z", "a 7z archive", _PICK_ANOTHER)),
    (b"\x1f\x8b", _is_not_xlsx("tệp nén gzip", "a gzip archive", _PICK_ANOTHER)),
)
# Streams of a compound file, as its directory spells them.
_STREAMS: tuple[tuple[str, Text], ...] = (
    ("EncryptedPackage", PASSWORD),
    ("Workbook", _is_not_xlsx("tệp Excel kiểu cũ (.xls)", "an old Excel file (.xls)")),
    ("Book", _is_not_xlsx("tệp Excel kiểu cũ (.xls)", "an old Excel file (.xls)")),
    ("WordDocument", _is_not_xlsx("văn bản Word (.doc)", "a Word document (.doc)", _PICK_ANOTHER)),
)
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
    if data.startswith(_COMPOUND_FILE):
        return next(
            (text for name, text in _STREAMS if name.encode("utf-16-le") in data),
            _is_not_xlsx("tệp Office kiểu cũ", "an old Office file"),
        )
    for beginning, text in _BEGINNINGS:
        if data.startswith(beginning):
            return text
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<?xml", b"<html", b"<!doctype html", b"<table", b"<meta")):
        return _is_not_xlsx("trang web hoặc XML mang tên tệp Excel", "a web page or XML named like a workbook")
    return _is_not_xlsx("tệp văn bản (CSV?)", "a text file (CSV?)") if _is_text(data[:4096]) else _NO_WORKBOOK


def is_old_excel(data: bytes) -> bool:
    """Whether this is a workbook of Excel 97 to 2003 (.xls); one encrypted as a whole is not."""
    return data.startswith(_COMPOUND_FILE) and next(
        (name in ("Workbook", "Book") for name, _ in _STREAMS if name.encode("utf-16-le") in data), False
    )


def what_archive_is(names: frozenset[str]) -> Text:
    """What a zip archive that holds no .xlsx workbook is, as a message with a remedy."""
    return next((text for part, text in _PARTS if part in names), _NO_WORKBOOK)


def _is_text(start: bytes) -> bool:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in start)
