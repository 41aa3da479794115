"""Find elements in an XML part by their bytes and change them there, every other byte staying as it was."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.xml_text import quoteattr

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"<(?:([^\s/>:]+):)?[^\s/>]+")

# Bytes from `start` up to `end` give way to new ones; start == end inserts.
Splice = tuple[int, int, bytes]


class Found(NamedTuple):
    """An element: its path of local names from below the root (`sheetData/row/c`), and where its bytes are.

    The start tag is `start:tag_end`, the whole element `start:end`.
    """

    path: str
    attributes: dict[str, str]
    start: int
    tag_end: int
    end: int


def walk(
    xml: bytes,
    paths: Collection[str],
    ended: Callable[[Found], None],
    *,
    started: Callable[[str, dict[str, str]], None] | None = None,
    part: str | None = None,
) -> None:
    """Call `ended` with every element at one of these paths as it ends, so children come before their parents.

    `started` is called as each begins. Only elements in the root's own namespace count. `xml` is UTF-8 as
    `as_utf8` gives it. Problem for XML that is not well-formed, or where a callback raises ValueError.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    namespace = ""
    # The path of each open element, "" for the root, None where no path of interest can lie below.
    open_paths: list[str | None] = []
    open_elements: list[tuple[int, dict[str, str]]] = []
    parents = {path[:end] for path in paths for end in range(len(path)) if path[end] == "/"} | {""}

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal namespace
        if not open_paths:
            namespace = name.rpartition(" ")[0]
            open_paths.append("")
            return
        above = open_paths[-1]
        path: str | None = None
        if above is not None:
            of, _, local = name.rpartition(" ")
            candidate = f"{above}/{local}" if above else local
            if of == namespace and (candidate in paths or candidate in parents):
                path = candidate
                if path in paths:
                    open_elements.append((parser.CurrentByteIndex, attributes))
                    if started:
                        started(path, attributes)
        open_paths.append(path)

    def on_end(_: str) -> None:
        path = open_paths.pop()
        if path and path in paths:
            start, attributes = open_elements.pop()
            tag_end = start_tag_end(xml, start)
            empty = xml[tag_end - 2 : tag_end] == b"/>"
            # The end of an empty-element tag is reported behind it, that of any other before its end tag.
            end = tag_end if empty else xml.index(b">", parser.CurrentByteIndex) + 1
            ended(Found(path, attributes, start, tag_end, end))

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise broken_xml(part) from error


def find_elements(xml: bytes, paths: Collection[str], *, part: str | None = None) -> list[Found]:
    """Every element at one of these paths, in document order; see `walk`."""
    found: list[Found] = []
    walk(xml, paths, found.append, part=part)
    return sorted(found, key=lambda element: element.start)


def root_of(xml: bytes, *, part: str | None = None) -> Found:
    """The root element, its path being empty, its attributes as written; Problem for XML that is not well-formed."""
    parser = expat.ParserCreate()
    starts: list[tuple[int, dict[str, str]]] = []
    end = 0

    def on_start(_: str, attributes: dict[str, str]) -> None:
        if not starts:
            starts.append((parser.CurrentByteIndex, attributes))

    def on_end(_: str) -> None:
        nonlocal end
        end = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken_xml(part) from error
    start, attributes = starts[0]
    tag_end = start_tag_end(xml, start)
    empty = xml[tag_end - 2 : tag_end] == b"/>"
    return Found("", attributes, start, tag_end, tag_end if empty else xml.index(b">", end) + 1)


def with_last_child(xml: bytes, new: bytes, *, part: str | None = None) -> bytes:
    """The XML with one more element behind all others in its root."""
    return spliced(xml, [last_in(xml, root_of(xml, part=part), new)])


def last_in(xml: bytes, element: Found, new: bytes) -> Splice:
    """The splice that puts bytes behind all else inside an element."""
    if element.tag_end < element.end:
        place = xml.rindex(b"</", element.start, element.end)
        return place, place, new
    tag = xml[element.start : element.tag_end]
    name = _NAME.match(tag)
    assert name is not None
    return element.start, element.end, opened(tag) + new + b"</" + name[0][1:] + b">"


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with every splice done; splices must not overlap, insertions at one place keep their order."""
    pieces, position = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        if start < position:
            raise ValueError("splices overlap")
        pieces += [data[position:start], new]
        position = end
    return b"".join((*pieces, data[position:]))


def start_tag_end(xml: bytes, start: int) -> int:
    """Where the start tag (or empty-element tag) that begins at `start` in well-formed XML ends."""
    match = _START_TAG.match(xml, start)
    if match is None:
        raise ValueError("no start tag here")
    return match.end()


def with_attributes(tag: bytes, attributes: Mapping[str, str | None]) -> bytes:
    """A start tag with these attributes set, or removed where None; all others keep their bytes and order.

    One that is there already is set in its place, a new one comes last.
    """
    missing = dict(attributes)

    def settled(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        if name not in attributes:
            return match[0]
        value = missing.pop(name, None)
        return b"" if value is None else match[0].removesuffix(match[2]) + quoteattr(value).encode()

    kept = _ATTRIBUTE.sub(settled, tag)
    added = "".join(f" {name}={quoteattr(value)}" for name, value in missing.items() if value is not None)
    if not added:
        return kept
    closing = b"/>" if kept.endswith(b"/>") else b">"
    return kept.removesuffix(closing).rstrip() + added.encode() + closing


def opened(tag: bytes) -> bytes:
    """A start tag that may hold something, even where it was an empty-element tag."""
    return tag.removesuffix(b"/>").rstrip() + b">" if tag.endswith(b"/>") else tag


def prefix_of(tag: bytes) -> bytes:
    """The namespace prefix a tag is written with, colon included, for the elements put inside or beside it."""
    match = _NAME.match(tag)
    return match[1] + b":" if match and match[1] else b""
