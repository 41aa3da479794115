"""`{{ picture(…) }}`: a picture by its path or its content, only from folders that are the template's or the data's."""

import os
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xl_addin.language import Text
from xl_addin.template.language.faults import TemplateFault

MAX_BYTES = 10_000_000
"""Size of one picture."""
MAX_PIXELS = 50_000_000
"""Pixels of one picture: a small file can unpack to more than a computer holds."""

_NO_PICTURE = Text("không có ảnh “{path}”", "there is no picture “{path}”")
_OUTSIDE = Text(
    "ảnh “{path}” nằm ngoài thư mục của mẫu và của dữ liệu; hãy chép ảnh vào đó",
    "the picture “{path}” lies outside the template's and the data's folders; copy it there",
)
_NO_FOLDER = Text(
    "mẫu này không có thư mục nên không lấy được ảnh “{path}” từ đĩa",
    "this template has no folder, so the picture “{path}” cannot be taken from the disk",
)
_TOO_LARGE = Text(
    "ảnh “{path}” quá lớn (hơn {megabytes} MB hoặc {pixels} triệu điểm ảnh); hãy thu nhỏ",
    "the picture “{path}” is too large (over {megabytes} MB or {pixels} million pixels); make it smaller",
)
_NO_FORMAT = Text(
    "“{path}” không phải ảnh PNG, JPEG, GIF hoặc BMP; hãy lưu lại thành PNG",
    "“{path}” is no PNG, JPEG, GIF or BMP picture; save it as PNG",
)
_ALONE = Text("ảnh phải đứng một mình trong ô", "a picture stands alone in its cell")


@dataclass(frozen=True)
class Picture:
    """A picture for a cell: its content, its kind as a file's ending, its size in pixels, what it is called."""

    content: bytes
    kind: str
    width: int
    height: int
    name: str

    def __str__(self) -> str:
        raise TemplateFault(_ALONE)


def picture_from(folders: Sequence[Path]) -> Callable[[object], Picture]:
    """The template function that finds pictures in these folders and below, after links are followed.

    TemplateFault for a path that leads elsewhere, and for what is no picture or too large to be one.
    """
    roots = [Path(os.path.realpath(folder)) for folder in folders]

    def picture(source: object) -> Picture:
        if isinstance(source, bytes):
            return _picture(source, "")
        if not isinstance(source, str) or not source.strip() or "\0" in source:
            raise TemplateFault(_NO_PICTURE.with_values(path=f"{source!r:.80}"))
        return _picture(_content(source, roots), source)

    return picture


def _content(source: str, roots: Sequence[Path]) -> bytes:
    if not roots:
        raise TemplateFault(_NO_FOLDER.with_values(path=source))
    outside = False
    for root in roots:
        # Drives and UNC paths of Windows make joined paths absolute. What is outside by its name alone is not looked
        # at: on Windows that would ask another computer.
        named = Path(os.path.normpath(root / source))
        path = Path(os.path.realpath(named)) if named.is_relative_to(root) else named
        if not path.is_relative_to(root):
            outside = True
            continue
        try:
            if not path.is_file():
                continue
            if path.stat().st_size > MAX_BYTES:
                raise _too_large(source)
            return path.read_bytes()
        except OSError:
            continue
    raise TemplateFault((_OUTSIDE if outside else _NO_PICTURE).with_values(path=source))


def _picture(content: bytes, name: str) -> Picture:
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    try:
        found = _kind_and_size(content)
    except (struct.error, IndexError):
        found = None
    if found is None or min(found[1:]) < 1:
        raise TemplateFault(_NO_FORMAT.with_values(path=name))
    kind, width, height = found
    if width * height > MAX_PIXELS:
        raise _too_large(name)
    return Picture(content, kind, width, height, Path(name).name)


def _too_large(name: str) -> TemplateFault:
    return TemplateFault(
        _TOO_LARGE.with_values(path=name, megabytes=MAX_BYTES // 1_000_000, pixels=MAX_PIXELS // 1_000_000)
    )


def _kind_and_size(content: bytes) -> tuple[str, int, int] | None:
    """By what the file begins with, as the formats' specifications give it; its name may say anything."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return "png", *struct.unpack(">II", content[16:24])
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return "gif", *struct.unpack("<HH", content[6:10])
    if content.startswith(b"BM"):
        width, height = struct.unpack("<ii", content[18:26])
        return "bmp", width, abs(height)
    return _jpeg(content) if content.startswith(b"\xff\xd8\xff") else None


def _jpeg(content: bytes) -> tuple[str, int, int] | None:
    """The size stands in the frame header, behind segments that each tell their own length."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return "jpeg", width, height
        if length < 2:
            return None
        at += 2 + length
    return None
