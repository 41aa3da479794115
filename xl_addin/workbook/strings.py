"""Texts as a workbook stores them: plain or in formatted runs, with control characters escaped."""

import re

from lxml import etree

from xl_addin.workbook.package import Package
from xl_addin.workbook.parts import MAIN, STRICT_MAIN, children
from xl_addin.workbook.safe_xml import as_utf8, stream_xml

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NEEDS_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\r")


def text_of(element: etree._Element) -> str:
    """The text of a shared or inline string or a comment: its runs joined, phonetic guides left out."""
    texts = children(element, "t") or [t for run in children(element, "r") for t in children(run, "t")]
    return unescaped("".join(t.text or "" for t in texts))


def unescaped(text: str) -> str:
    """`_x000D_` is one character that XML cannot hold (ECMA-376, ST_Xstring)."""
    if "_x" not in text:
        return text
    units = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # A character beyond the basic plane may be escaped as its two UTF-16 halves.
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def escaped(text: str) -> str:
    """The opposite of `unescaped`."""
    return _NEEDS_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def shared_strings(package: Package, part: str | None) -> list[str]:
    """The shared texts in order; none without such a part."""
    if part is None:
        return []
    data = as_utf8(package.read(part), part=part)
    plain = _plain_strings(data)
    if plain is not None:
        return plain
    tags = [f"{{{namespace}}}si" for namespace in (MAIN, STRICT_MAIN)]
    return [text_of(element) for element in stream_xml(data, tags, part=part)]


_PLAIN_TABLE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml [^<>]*\?>\s*)?<sst xmlns=\"(?:%b|%b)\""
    rb"(?: count=\"[0-9]*\")?(?: uniqueCount=\"[0-9]*\")?>"
    rb"(?P<items>(?:<si><t(?: xml:space=\"preserve\")?>[^<>&\x00-\x08\x0b-\x1f]*+</t></si>)*+)</sst>\s*"
    % (MAIN.encode(), STRICT_MAIN.encode())
)
_PLAIN_ITEM = re.compile(r"<si><t[^>]*>([^<]*)</t></si>")


def _plain_strings(data: bytes) -> list[str] | None:
    """The texts of a table without formatting, entities or anything else unusual, many times faster; else None."""
    table = _PLAIN_TABLE.fullmatch(data)
    if table is None or b"\xef\xbf" in data:
        return None
    try:
        items = table["items"].decode()
    except UnicodeDecodeError:
        return None
    return [unescaped(text) for text in _PLAIN_ITEM.findall(items)]
