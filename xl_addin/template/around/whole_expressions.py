"""Expressions that Excel has torn apart: of a text in formatted runs, a word may stand in several."""

from lxml import etree

from xl_addin.package.parts import local_name
from xl_addin.package.safe_xml import parse_xml
from xl_addin.package.written_xml import xml_bytes

_PARAGRAPHS = ("p", "text")
_OPENING, _CLOSING = ("{{", "{%", "{#"), ("}}", "%}", "#}")


def with_whole_expressions(xml: bytes, *, part: str) -> bytes:
    """The XML with every expression in one run, the one in which it begins; the same bytes where all are whole."""
    if b"{" not in xml:
        return xml
    root = parse_xml(xml, part=part)
    changed = [_made_whole(each) for each in root.iter("*") if local_name(each) in _PARAGRAPHS]
    return xml_bytes(root) if any(changed) else xml


def _made_whole(paragraph: etree._Element) -> bool:
    texts = [each for each in paragraph.iter("*") if local_name(each) == "t"]
    changed = False
    for at, text in enumerate(texts):
        behind = iter(texts[at + 1 :])
        while (start := _opens_at(text.text or "")) is not None and (following := next(behind, None)) is not None:
            own, rest = text.text or "", following.text or ""
            end = _end_of_expression(own + rest, start) - len(own)
            text.text, following.text = own + rest[:end], rest[end:]
            changed = True
    return changed


def _opens_at(text: str) -> int | None:
    """Where an expression begins that does not end in a text; its last sign may be the first of two."""
    start = max(text.rfind(sign) for sign in _OPENING)
    if start > max(text.rfind(sign) for sign in _CLOSING):
        return start
    return len(text) - 1 if text.endswith("{") else None


def _end_of_expression(text: str, start: int) -> int:
    """Where an expression that begins there ends; all of a text in which it does not."""
    return min((at + 2 for sign in _CLOSING if (at := text.find(sign, start + 2)) >= 0), default=len(text))
