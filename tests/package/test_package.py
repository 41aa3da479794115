"""What is not a sound workbook is refused with one clear message, before it can do harm."""

import io
import os
import random
import struct
import zipfile
from pathlib import Path

import pytest
from fixtures.edited_files import edited_file

from xl_addin.formula.cells import CellRef
from xl_addin.package.package import open_package
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import SetValue
from xl_addin.workbook.reading.read import read_book

OLE2 = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504


def refusal(source: bytes | Path | str) -> Problem:
    with pytest.raises(Problem) as caught:
        read_book(source, file=None if not isinstance(source, bytes) else "bang.xlsx")
    return caught.value


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.7 ...", "PDF"),
        ("STT;Đơn vị;Số dân\n1;Xã A;10\n".encode(), "CSV"),
        ("STT\tĐơn vị\n".encode("utf-16"), "CSV"),
        (OLE2 + "Workbook".encode("utf-16-le"), ".xls"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE2 + "WordDocument".encode("utf-16-le"), ".doc"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
        (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", "XML"),
        (b"\x89PNG\r\n", "ảnh"),
        (b"Rar!\x1a", "RAR"),
        (b"\x00\x01\x02\x03", "không phải tệp Excel"),
        (archive(**{"a.txt": b"x"}), "không phải tệp Excel"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"}), ".ods"),
        (archive(**{"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b""}), ".xlsb"),
        (archive(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), ".docx"),
        (archive(**{"[Content_Types].xml": b"<x/>", "xl/other.xml": b"<x/>"}), "không phải tệp Excel"),
    ],
)
def test_says_what_the_file_is_instead(content: bytes, says: str) -> None:
    problem = refusal(content)
    assert says in problem.text.vi
    assert problem.file == "bang.xlsx"


def test_missing_file_folder_and_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "không tìm thấy" in refusal(tmp_path / "thiếu.xlsx").text.vi
    assert "thư mục" in refusal(str(tmp_path)).text.vi
    locked = tmp_path / "khóa.xlsx"
    locked.write_bytes(b"PK")

    def denied(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", denied)
    problem = refusal(locked)
    assert "không đọc được" in problem.text.vi
    assert problem.file == str(locked)


def test_truncated_anywhere_is_a_problem_never_a_crash(raw_book) -> None:
    data = raw_book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    for length in range(4, len(data), 7):
        refusal(data[:length])


def test_damaged_bytes_are_a_problem_or_read_never_a_crash(raw_book) -> None:
    data = bytearray(raw_book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'))
    for position in range(0, len(data), 11):
        broken = bytes(data[:position]) + bytes([data[position] ^ 0xFF]) + bytes(data[position + 1 :])
        try:
            read_book(broken)
        except Problem as problem:
            assert problem.text.vi


def test_missing_parts_are_named(raw_book, parts_of) -> None:
    parts = parts_of(raw_book())
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"):
        refusal(archive(**{name: content for name, content in parts.items() if name != part}))
    without_sheet = {name: content for name, content in parts.items() if "sheet1" not in name}
    assert refusal(archive(**without_sheet)).place == "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "xl/../../evil.xml", "C:/evil.xml", "..\\evil.xml", "%2e%2e/evil.xml", "../"]
)
def test_path_traversal_is_refused(raw_book, name: str) -> None:
    problem = refusal(raw_book(parts={name: "<x/>"}))
    assert problem.place == name


def test_a_part_name_may_be_written_in_percent_signs(raw_book, parts_of) -> None:
    parts = parts_of(raw_book('<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'))
    written = {name.replace("sheet1", "b%E1%BA%A3ng%201"): content for name, content in parts.items()}
    rels = "xl/_rels/workbook.xml.rels"
    for target in (b"b%E1%BA%A3ng%201", "bảng 1".encode()):
        data = archive(**{**written, rels: parts[rels].replace(b"sheet1", target)})
        assert read_book(data)["S"].value(1, 1) == 7
        changed = edited_file(data, [SetValue(CellRef("S", 1, 1), 8)])
        assert read_book(changed)["S"].value(1, 1) == 8
        assert list(parts_of(changed)) == list(written)


def test_a_part_name_with_a_leading_slash_is_the_same_part(raw_book, parts_of) -> None:
    parts = parts_of(raw_book('<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'))
    data = archive(**{("/" if "sheet1" in name else "") + name: content for name, content in parts.items()})
    assert read_book(data)["S"].value(1, 1) == 7


@pytest.mark.parametrize(
    "name",
    [
        "XL/Workbook.xml",
        "/xl/workbook.xml",
        "xl\\workbook.xml",
        "xl/./workbook.xml",
        "xl//workbook.xml",
        "xl/%77orkbook.xml",
    ],
)
def test_two_parts_of_one_name_are_refused(raw_book, name: str) -> None:
    assert refusal(raw_book(parts={name: "<x/>"})).place == name


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_there_twice_is_refused(raw_book) -> None:
    target = io.BytesIO(raw_book())
    with zipfile.ZipFile(target, "a") as zipped:
        zipped.writestr("xl/workbook.xml", "<x/>")
    assert refusal(target.getvalue()).place == "xl/workbook.xml"


def test_folders_may_stand_there_twice(raw_book) -> None:
    target = io.BytesIO(raw_book())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(target, "a") as zipped:
        for _ in range(2):
            zipped.writestr("xl/", "")
    assert read_book(target.getvalue()).sheets


def test_zip_bomb_is_refused_before_it_is_unpacked(raw_book) -> None:
    bomb = raw_book(parts={"xl/media/bomb.bin": b"\0" * (20 * 2**20)})
    assert len(bomb) < 100_000
    assert refusal(bomb).place == "xl/media/bomb.bin"


def test_a_part_larger_than_it_says_is_refused(raw_book) -> None:
    data = bytearray(raw_book("<sheetData/>" + " " * 500))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as zipped:
        size = zipped.getinfo("xl/worksheets/sheet1.xml").file_size
    place = data.index(b"xl/worksheets/sheet1.xml", data.index(b"PK\x01\x02")) - 46 + 24
    assert struct.unpack("<I", data[place : place + 4])[0] == size
    data[place : place + 4] = struct.pack("<I", 100)
    assert refusal(bytes(data)).place == "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("limit", ["PARTS", "TOTAL_MB", "PART_MB", "FILE_MB"])
def test_limits_on_parts_and_sizes(raw_book, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    noise = random.Random(1).randbytes(2**20 + 1)
    data = raw_book(parts={"xl/media/image1.png": noise})
    open_package(data)
    monkeypatch.setenv(f"XL_ADDIN_MAX_{limit}", "1")
    assert "quá lớn" in refusal(data).text.vi


def test_a_part_too_large_to_be_held_at_once_is_refused(raw_book, monkeypatch: pytest.MonkeyPatch) -> None:
    styles = raw_book(styles="<cellXfs><xf/></cellXfs>" + " " * 2**20)
    assert read_book(styles).sheets
    monkeypatch.setenv("XL_ADDIN_MAX_TREE_MB", "1")
    assert refusal(styles).place == "xl/styles.xml"
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 40_000))
    assert len(rows) > 2**20
    assert read_book(raw_book(f"<sheetData>{rows}</sheetData>")).sheets, "rows are read one by one"


def test_entities_and_document_types_are_refused(raw_book) -> None:
    laughs = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData/>&b;</worksheet>'
    external = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'
    for sheet in (laughs, external, laughs.encode("utf-16"), "<!-- a --><!DOCTYPE x><worksheet/>"):
        assert refusal(raw_book(parts={"xl/worksheets/sheet1.xml": sheet})).place == "xl/worksheets/sheet1.xml"


def test_encodings_that_could_hide_a_document_type_are_refused(raw_book) -> None:
    sheet = '<?xml version="1.0" encoding="utf-7"?><worksheet/>'
    assert refusal(raw_book(parts={"xl/worksheets/sheet1.xml": sheet})).place == "xl/worksheets/sheet1.xml"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_device_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "ống.xlsx"
    os.mkfifo(pipe)
    assert "không phải tệp thường" in refusal(pipe).text.vi
    assert "không phải tệp thường" in refusal(os.devnull).text.vi
