"""Texts as a workbook stores them: plain or in formatted runs, with control characters escaped."""

import re

from lxml import etree

from xl_addin.package.compatibility import settled
from xl_addin.package.package import PartSource
from xl_addin.package.parts import MAIN, STRICT_MAIN, local_name, namespace_of
from xl_addin.package.safe_xml import as_utf8, broken_xml, stream_xml
from xl_addin.problem import Problem

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHITE_SPACE = " \t\n\r"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NEEDS_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\r")


def text_of(element: etree._Element) -> str:
    """The text of a shared or inline string or a comment: its runs joined, phonetic guides left out.

    Problem for a text with something in it that is neither: it would be read in part.
    """
    texts = []
    for part in _known(element, "t", "r", "rPh", "phoneticPr"):
        if local_name(part) == "r":
            texts += [each for each in _known(part, "t", "rPr") if local_name(each) == "t"]
        elif local_name(part) == "t":
            texts.append(part)
    if any(map(len, texts)):
        raise broken_xml(None)
    return "".join(map(stored_text, texts))


def stored_text(element: etree._Element) -> str:
    """The text of a `<t>` or `<v>` as Excel takes it: white space at its ends is layout unless to be preserved."""
    text = element.text or ""
    return unescaped(text if text == without_layout(text) or _is_preserved(element) else without_layout(text))


def without_layout(text: str) -> str:
    """A text without the white space at its ends, as XML knows it; a no-break space stays."""
    return text.strip(_WHITE_SPACE)


def _is_preserved(element: etree._Element) -> bool:
    said = (each.get(_SPACE) for each in (element, *element.iterancestors()))
    return next((space for space in said if space is not None), "default") == "preserve"


def _known(element: etree._Element, *names: str) -> list[etree._Element]:
    """The children of an element, which must have one of these names."""
    allowed = {f"{{{namespace_of(element)}}}{name}" for name in names}
    if any(each.tag not in allowed for each in element):
        raise broken_xml(None)
    return list(element)


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


def shared_strings(package: PartSource, part: str | None) -> list[str]:
    """The shared texts in order; none without such a part. Problem where one of them cannot be told."""
    if part is None:
        return []
    data = as_utf8(package.read(part), part=part)
    plain = _plain_strings(data)
    if plain is not None:
        return plain
    data = settled(data, part=part)
    tags = [f"{{{namespace}}}{name}" for namespace in (MAIN, STRICT_MAIN) for name in ("sst", "si")]
    roots = [f"{{{namespace}}}sst" for namespace in (MAIN, STRICT_MAIN)]
    texts = []
    try:
        for element in stream_xml(data, tags, roots=roots, part=part):
            if local_name(element) == "si":
                _check_listed(element)
                texts.append(text_of(element))
            elif len(element):
                _check_item(element[-1])
    except Problem as problem:
        raise broken_xml(part) from problem
    return texts


def _check_listed(item: etree._Element) -> None:
    """Problem for anything between the texts that is none: all behind it would be taken for their neighbours."""
    above, before = item.getparent(), item.getprevious()
    if above is None or above.getparent() is not None:
        raise broken_xml(None)
    if before is not None:
        _check_item(before)


def _check_item(element: etree._Element) -> None:
    if local_name(element) not in ("si", "extLst"):
        raise broken_xml(None)


_PLAIN_TABLE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml [^<>]*\?>\s*)?<sst xmlns=\"(?:%b|%b)\""
    rb"(?: count=\"[0-9]*\")?(?: uniqueCount=\"[0-9]*\")?>"
    rb"(?P<items>(?:<si><t(?: xml:space=\"preserve\")?>[^<>&\x00-\x08\x0b-\x1f]*+</t></si>)*+)</sst>\s*"
    % (MAIN.encode(), STRICT_MAIN.encode())
)
_PLAIN_ITEM = re.compile(r"<si><t([^>]*)>([^<]*)</t></si>")


def _plain_strings(data: bytes) -> list[str] | None:
    """The texts of a table without formatting, entities or anything else unusual, many times faster; else None."""
    table = _PLAIN_TABLE.fullmatch(data)
    if table is None or b"\xef\xbf" in data:
        return None
    try:
        items = table["items"].decode()
    except UnicodeDecodeError:
        return None
    return [unescaped(text if kept else without_layout(text)) for kept, text in _PLAIN_ITEM.findall(items)]
