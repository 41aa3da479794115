"""The rows, cells and formulas of a worksheet's XML, found by expressions: an order faster than by a parser.

They hold for well-formed XML without comments and CDATA whose rows and cells all say where they are; `plain_sheet`
makes that of any other.
"""

import re
from functools import cache
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from xl_addin.formula.cells import address, parse_address, row_number
from xl_addin.package.parts import local_name
from xl_addin.package.safe_xml import broken_xml, parse_xml
from xl_addin.package.written_xml import xml_bytes

_VALUE = r"""(?:"[^"]*"|'[^']*')"""
# Attributes up to the one called `r`, and what follows it in the tag.
_BEFORE_R = rf"""(?:\s+(?!r[\s=])[^\s=>/"']+\s*=\s*{_VALUE})*\s+r\s*=\s*["']"""
_REST = rf"""["'][^>"'/]*(?:{_VALUE}[^>"'/]*)*"""
_ATTRIBUTES = rf"""(?:\s[^>"'/]*(?:{_VALUE}[^>"'/]*)*)?"""
_SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])[^>]*>")
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?")


_ATTRIBUTE = re.compile(rb"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def formula_attributes(written: bytes) -> dict[str, str]:
    """The attributes of a formula's tag by name; none of them holds a character that XML writes in another way."""
    return {match[1].decode(): (match[2] or match[3] or b"").decode() for match in _ATTRIBUTE.finditer(written)}


class CellMarkup(NamedTuple):
    """Expressions for the elements of a sheet in which names are written with this prefix.

    `row` has the groups: before the number, number, rest of the tag, `/` if it is empty; `cell`: before the letters,
    letters, number, rest of the tag, content (None if empty); `formula`: attributes, text (None if empty). `head` is
    what of a cell names rows: before the letters, letters, rest of the tag with its end, then the text of a formula
    without attributes or, whole, one with them (None without).
    """

    prefix: bytes
    row: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    head: re.Pattern[bytes]
    row_start: re.Pattern[bytes]
    cell_start: re.Pattern[bytes]

    @property
    def row_end(self) -> bytes:
        """The end tag of a row."""
        return b"</%brow>" % self.prefix


@cache
def cell_markup(prefix: bytes) -> CellMarkup:
    """The expressions for a prefix, with its colon, or none."""
    p = re.escape(prefix.decode())
    return CellMarkup(
        prefix,
        *(
            re.compile(pattern.encode(), re.DOTALL)
            for pattern in (
                rf"(<{p}row{_BEFORE_R})([0-9]+)({_REST})(/?)>",
                rf"(<{p}c{_BEFORE_R})([A-Za-z]{{1,3}})([0-9]+)({_REST})(?:/>|>(.*?)</{p}c\s*>)",
                rf"<{p}f({_ATTRIBUTES})(?:/>|>([^<]*)</{p}f\s*>)",
                rf"(<{p}c{_BEFORE_R})([A-Za-z]{{1,3}})[0-9]+({_REST}/?>)"
                rf"(?:<{p}f>([^<]*)</{p}f>|(\s*<{p}f{_ATTRIBUTES}(?:/>|>[^<]*</{p}f\s*>)))?",
                rf"<{p}row(?=[\s/>])",
                rf"<{p}c(?=[\s/>])",
            )
        ),
    )


class SheetData(NamedTuple):
    """Where the rows of a sheet stand in its XML, without the tags around them."""

    start: int
    end: int
    markup: CellMarkup


def sheet_data(xml: bytes) -> SheetData | None:
    """The rows of a plain sheet; None without any."""
    found = _SHEET_DATA.search(xml)
    if found is None or found[0].endswith(b"/>"):
        return None
    end = xml.rfind(b"</%bsheetData" % found[1])
    return SheetData(found.end(), end, cell_markup(found[1])) if end >= 0 else None


def plain_sheet(xml: bytes, *, part: str) -> bytes:
    """A worksheet's XML (UTF-8) in which the expressions find all there is: the same bytes for most.

    Else its comments are left out and every row and cell says where it is. Problem for damaged XML.
    """
    try:
        expat.ParserCreate().Parse(xml, True)
        if _is_plain(xml):
            return xml
        root = parse_xml(xml, part=part)
        _number(root)
        return xml_bytes(root)
    except (expat.ExpatError, ValueError) as error:
        raise broken_xml(part) from error


def has_only_elements(xml: bytes) -> bool:
    """Whether XML holds no comment, CDATA or instruction, in which expressions would find what is none."""
    prolog = _PROLOG.match(xml)
    return xml.find(b"<?", prolog.end() if prolog else 0) < 0 and b"<!" not in xml


def _is_plain(xml: bytes) -> bool:
    if not has_only_elements(xml):
        return False
    rows = sheet_data(xml)
    if rows is None:
        return True
    markup = rows.markup
    return _number_of(xml, rows, markup.row_start) == _number_of(xml, rows, markup.row) and (
        _say_first_where_they_are(xml, rows)
        or _number_of(xml, rows, markup.cell_start) == _number_of(xml, rows, markup.head)
    )


def _number_of(xml: bytes, rows: SheetData, pattern: re.Pattern[bytes]) -> int:
    return len(pattern.findall(xml, rows.start, rows.end))


def _say_first_where_they_are(xml: bytes, rows: SheetData) -> bool:
    """Whether every cell begins with its place, as nearly all programs write it: counted in no time."""
    opening = b"<%bc" % rows.markup.prefix
    written = opening + b' r="'
    said = xml.count(written, rows.start, rows.end)
    # Mostly no other element in the rows begins with this letter.
    if said != xml.count(opening, rows.start, rows.end):
        ends = (b" ", b">", b"/", b"\t", b"\n", b"\r")
        if said != sum(xml.count(opening + end, rows.start, rows.end) for end in ends):
            return False
    placed = re.compile(re.escape(written) + rb'[A-Za-z]{1,3}[0-9]+"')
    return said == len(placed.findall(xml, rows.start, rows.end))


def _number(root: etree._Element) -> None:
    """Give every row and cell the place it has by its order."""
    row = 0
    for element in (each for data in root if local_name(data) == "sheetData" for each in data):
        row, column = row_number(element.get("r"), row), 0
        _put_first(element, str(row))
        for cell in element:
            written = cell.get("r")
            column = parse_address(written)[1] if written else column + 1
            _put_first(cell, address(row, column))


def _put_first(element: etree._Element, place: str) -> None:
    others = [(name, value) for name, value in element.attrib.items() if name != "r"]
    element.attrib.clear()
    element.set("r", place)
    for name, value in others:
        element.set(name, value)
