"""Parse XML that may be hostile: no document type, so no entities; no network; no unbounded text or depth."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, cast

from lxml import etree

from xl_addin.language import Text
from xl_addin.package.limits import current_limits
from xl_addin.problem import Problem

_TOO_BIG = Text(
    vi="phần này của tệp lớn hơn {most} MB, quá lớn để đọc an toàn; hãy mở tệp bằng Excel, xóa kiểu, tên, hình thừa "
    "rồi lưu lại",
    en="this part of the file is larger than {most} MB, too large to be read safely; delete styles, names and pictures "
    "that nobody needs in Excel, then save",
)
# What every parser of a package gets; `huge_tree=False` keeps libxml2's own limits on depth and text length.
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
# Encodings whose markup bytes read the same before decoding; the standard asks for UTF-8 or UTF-16 alone.
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
# So much every limit allows.
_LEAST = 2**20
_PROLOG = re.compile(
    rb"\s*(?:<\?xml\s(?P<declaration>[^>]*)\?>)?(?:\s+|<!--.*?-->|<\?.*?\?>)*(?P<root><[^!?/\s])?", re.DOTALL
)
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)["']""")


def parse_xml(data: bytes, *, part: str | None = None) -> etree._Element:
    """The root element of one part of a package, without comments and processing instructions.

    Raises Problem, its place being `part`, for anything that is not well-formed XML, has a document type or is beyond
    the limit of what is held in memory at once.
    """
    check_whole(data, part=part)
    try:
        return etree.fromstring(as_utf8(data, part=part), etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise broken_xml(part) from error


def check_whole(data: bytes, *, part: str | None = None) -> None:
    """Raise Problem, its place being `part`, for more than is held in memory at once, element by element."""
    if len(data) <= _LEAST:
        return
    most = current_limits().tree_mb
    if len(data) > most * 2**20:
        raise Problem(_TOO_BIG.with_values(most=most), place=part)


def stream_xml(
    data: bytes, tags: Sequence[str], *, roots: Sequence[str] = (), part: str | None = None
) -> Iterator[etree._Element]:
    """The elements with these `{namespace}names` as each ends, in document order; memory stays bounded.

    An element is emptied once the caller asks for the next one. Problems as in `parse_xml`, and at the end for a root
    element that is none of `roots`, where they are given.
    """
    source = BytesIO(as_utf8(data, part=part))
    try:
        parser = etree.iterparse(source, events=("end",), tag=tags, **_SAFE)
        events = cast(Iterator[tuple[str, etree._Element]], parser)
        for count, (_, element) in enumerate(events):
            yield element
            element.clear()
            parent = element.getparent() if count % 256 == 0 else None
            if parent is not None:
                # Even emptied, siblings that ended earlier would add up.
                del parent[: parent.index(element)]
        if roots and cast(Any, parser).root.tag not in roots:
            raise broken_xml(part)
    except etree.XMLSyntaxError as error:
        raise broken_xml(part) from error


def as_utf8(data: bytes, *, part: str | None = None) -> bytes:
    """The XML in UTF-8, so that it can be scanned and spliced as bytes; refused if it has a document type.

    UTF-8 is returned unchanged; another encoding loses its declaration.
    """
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = _recoded(data, "utf-16")
        elif 0 in data[:2]:
            data = _recoded(data, "utf-16-be" if data[0] == 0 else "utf-16-le")
        prolog = _PROLOG.match(data.removeprefix(b"\xef\xbb\xbf"))
        if not prolog or not prolog["root"]:
            raise broken_xml(part)
        declared = _ENCODING.search(prolog["declaration"] or b"")
        encoding = declared[1].decode("latin-1").lower() if declared else "utf-8"
        if encoding not in _ENCODINGS:
            raise broken_xml(part)
        return data if encoding in ("utf-8", "utf8") else _recoded(data, encoding)
    except UnicodeError as error:
        raise broken_xml(part) from error


def _recoded(data: bytes, encoding: str) -> bytes:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode(encoding)).encode()


def broken_xml(part: str | None) -> Problem:
    """The problem of a part that is no acceptable XML."""
    return Problem(
        Text(
            vi="nội dung bên trong tệp bị hỏng hoặc không an toàn; hãy mở tệp bằng Excel, "
            "chọn Mở và Sửa chữa rồi lưu lại",
            en="a part of the file is damaged or unsafe; open it in Excel with Open and Repair, then save it again",
        ),
        place=part,
    )
