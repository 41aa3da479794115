"""Change spots of an XML part and leave every other byte as it was."""

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")

# Bytes from `start` up to `end` give way to new ones; start == end inserts.
Splice = tuple[int, int, bytes]


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with every splice done; splices must not overlap."""
    pieces, position = [], 0
    for start, end, new in sorted(splices):
        pieces += [data[position:start], new]
        position = end
    return b"".join((*pieces, data[position:]))


def start_tag_end(data: bytes, start: int) -> int:
    """Where the start tag (or empty-element tag) that begins at `start` in well-formed XML ends."""
    match = _START_TAG.match(data, start)
    if match is None:
        raise ValueError("no start tag here")
    return match.end()


def with_attributes(tag: bytes, attributes: Mapping[str, str | None]) -> bytes:
    """A start tag with these attributes set, or removed where None; the others keep their bytes and order."""
    kept = _ATTRIBUTE.sub(lambda match: b"" if match[1].decode() in attributes else match[0], tag)
    added = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value is not None)
    closing = b"/>" if kept.endswith(b"/>") else b">"
    return kept.removesuffix(closing).rstrip() + added.encode() + closing
