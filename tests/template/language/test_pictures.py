"""Pictures come from the template's and the data's folders, and are pictures."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.pictures import picture_from


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc00011080030004003012200021101031101")
GIF = b"GIF89a" + struct.pack("<HH", 7, 8)
BMP = b"BM" + bytes(16) + struct.pack("<ii", 5, -6)


@pytest.mark.parametrize(
    ("content", "kind", "size"),
    [(png(3, 4), "png", (3, 4)), (JPEG, "jpeg", (64, 48)), (GIF, "gif", (7, 8)), (BMP, "bmp", (5, 6))],
)
def test_by_path_and_by_content(tmp_path: Path, content: bytes, kind: str, size: tuple[int, int]) -> None:
    (tmp_path / "hinh").mkdir()
    (tmp_path / "hinh" / "dau").write_bytes(content)
    picture = picture_from([tmp_path / "khac", tmp_path])
    for found in (picture("hinh/dau"), picture(str(tmp_path / "hinh" / "dau")), picture(content)):
        assert (found.kind, found.width, found.height) == (kind, *size)


def test_no_way_out_of_the_folders(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    folder = tmp_path / "mau"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "up").symlink_to(tmp_path)
    picture = picture_from([folder])
    for path in ("../secret.png", str(tmp_path / "secret.png"), "link.png", "up/secret.png", "a/../../secret.png"):
        with pytest.raises(TemplateFault, match="lies outside"):
            picture(path)


@pytest.mark.parametrize("path", ["//host/share/x.png", "/other/x.png", "../x.png"])
def test_what_is_outside_by_its_name_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """On Windows, looking at `//host/share` asks that computer, and shows it who asks."""
    picture = picture_from([tmp_path])

    def looked_at(place: object) -> str:
        raise AssertionError(place)

    monkeypatch.setattr("os.path.realpath", looked_at)
    with pytest.raises(TemplateFault, match="lies outside"):
        picture(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"MZ\x90", "is no PNG"),
        (b"<svg/>", "is no PNG"),
        (b"\x89PNG\r\n\x1a\n", "is no PNG"),
        (png(0, 5), "is no PNG"),
        (JPEG[:12], "is no PNG"),
        (b"\xff\xd8\xff\xe0\x00\x00" * 3, "is no PNG"),
        (png(100_000, 100_000), "is too large"),
        (bytes(10_000_001), "is too large"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(TemplateFault, match=told):
        picture_from([])(content)


@pytest.mark.parametrize("path", ["no.png", "", "a\0b", 5, None])
def test_what_is_not_there_is_told(tmp_path: Path, path: object) -> None:
    with pytest.raises(TemplateFault, match="there is no picture"):
        picture_from([tmp_path])(path)


def test_a_template_without_a_folder_takes_none_from_the_disk() -> None:
    with pytest.raises(TemplateFault, match="has no folder"):
        picture_from([])("/etc/hostname")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Dấu: {{ picture(dau) }}", "a picture stands alone in its cell"),
        ("{{ picture(dau) ~ '' }}", "a picture stands alone in its cell"),
        ("={{ picture(dau) }}", "a picture stands alone in its cell"),
        ("{{ picture('/etc/passwd') }}", "this template has no folder"),
    ],
)
def test_what_a_cell_makes_of_it(problem: Callable[..., str], cell: str, told: str) -> None:
    book = Workbook()
    book.worksheets[0].append([cell])
    assert told in problem(book, dau=png(3, 4))
