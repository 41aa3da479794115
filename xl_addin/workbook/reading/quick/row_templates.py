"""Read a sheet whose rows look alike many times faster: one pattern made from a row matches all rows of its kind.

A row's pattern demands everything the row has, byte by byte: the same cells, attributes and formulas. Only the row
number, the row's own attributes and the stored values may differ, and a value's pattern admits nothing but a value of
that kind. So a row that matches is well-formed and means what it seems to mean. Every other row, and everything
outside the rows, is read by the general reader; and where the sheet is not the plain XML that the common programs
write, nothing is read here at all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import lt
from typing import NamedTuple

from lxml import etree

from xl_addin.formula.cells import MAX_COLUMN, MAX_ROW, column_index
from xl_addin.formula.relative import RelativeForm, relative_form
from xl_addin.package.parts import is_true
from xl_addin.package.safe_xml import parse_xml
from xl_addin.problem import Problem
from xl_addin.workbook.reading.quick.quick_cells import Formulas, Piece, Quick
from xl_addin.workbook.reading.quick.row_values import NotPlain, formula_in, values_in

# Below this, making the patterns takes longer than they save.
WORTHWHILE_BYTES = 32 * 1024
# Patterns tried on one row, the latest successful first; and rows read per pattern before another is made.
_KEPT = 8
_ROWS_PER_TEMPLATE = 16
_ROWS_AT_A_TIME = 4096
# Formats of empty cells are kept near filled ones only, so that a million formatted empty rows stay cheap.
EMPTY_ROWS_KEPT = 100

_ATTRIBUTES = rb'((?: [a-z]+="[^"<>&\x00-\x1f\x7f]*")*+)'
_PLAIN = rb"[^<>&\x00-\x1f\x7f]*+"
_REFERENCE = rb"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"
_TEXT = _PLAIN + rb"(?:" + _REFERENCE + _PLAIN + rb")*+"
_INLINE, _PRESERVED = b"<is><t>", b'<is><t xml:space="preserve">'
_SPACE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}space"
_CELL = re.compile(
    rb'<c r="(?P<letters>[A-Z]{1,3})(?P<row>[0-9]{1,7})"(?P<attributes>' + _ATTRIBUTES + rb")"
    rb"(?:/>|>(?P<formula><f(?P<how>" + _ATTRIBUTES + rb")(?:/>|>(?P<text>" + _TEXT + rb")</f>))?"
    rb"(?:(?P<empty><v ?/>)|<v>(?P<value>" + _TEXT + rb")</v>"
    rb"|(?P<inline>" + _INLINE + rb"|" + _PRESERVED + rb")(?P<inner>" + _TEXT + rb")</t></is>)?</c>)"
)
_ROW_START = re.compile(rb'<row r="[1-9][0-9]{0,6}"[^<>]*?(/?)>')
_ROW_PATTERN = rb'<row r="([1-9][0-9]{0,6})"([^<>/]*)'
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml [^<>]*\?>\s*)?(<worksheet [^<>]*[^<>/]>)")
_SPACE = re.compile(rb"\s*")
_INDEX = re.compile("[0-9]+")

# What the text of a value may be, by the cell's `t`. Only a text may be empty.
_VALUES: Mapping[str, bytes] = {
    "n": rb"([-+.0-9eE]+)",
    "s": rb"([0-9]+)",
    "b": rb"([01])",
    "e": rb"(#[A-Z0-9/!?]+)",
    "str": rb"(" + _TEXT + rb")",
    "inlineStr": rb"(" + _TEXT + rb")",
    # An inline text whose white space is to be preserved.
    "preserved": rb"(" + _TEXT + rb")",
}


_TYPES = _VALUES.keys() - {"preserved"}


class _Cell(NamedTuple):
    """A cell of a template, of a `kind` of `_VALUES`; `form` or `captured` or `shared` where it has a formula."""

    column: int
    kind: str
    style: int
    has_value: bool
    form: RelativeForm | None
    captured: bool
    shared: str


@dataclass(slots=True)
class _Template:
    pattern: re.Pattern[bytes]
    cells: list[_Cell]
    fills: bool


class SheetParts(NamedTuple):
    """A plain sheet taken apart: its first tag, its rows, and what is around them, one empty row left in."""

    root: bytes
    rows: bytes
    around: bytes


def taken_apart(xml: bytes) -> SheetParts | None:
    """A sheet's XML (UTF-8) in parts, None where it is too small or too unusual to gain anything."""
    root = _ROOT.match(xml)
    start = xml.find(b"<sheetData>")
    end = xml.find(b"</sheetData>", start)
    if (
        root is None
        or b"xml:space" in root[1]
        or start < 0
        or end - start < WORTHWHILE_BYTES
        or xml.find(b"<!", 0, start) >= 0
    ):
        return None
    first_row = start + len(b"<sheetData>")
    rows = xml[first_row:end]
    # U+FFFE and U+FFFF are UTF-8 but not XML.
    if not rows.isascii() and b"\xef\xbf" in rows:
        return None
    return SheetParts(root[1], rows, xml[:first_row] + b"<row/>" + xml[end:])


class RowReader:
    """Reads the rows of one sheet: `run` yields those that no pattern matches, as XML to be read generally."""

    def __init__(self, parts: SheetParts, strings: Sequence[str]) -> None:
        self._parts = parts
        self._strings = strings
        self._templates: list[_Template] = []
        self._tried = self._matched = 0
        self._elements: dict[tuple[bytes, bytes], etree._Element] = {}
        self.quick = Quick()

    def run(self) -> Iterator[bytes]:
        """The rows to be read generally, in order; what stands above them in the sheet is in `quick` by then.

        Raises NotPlain where the sheet is not as plain as it looked.
        """
        xml = self._parts.rows.strip()
        position, loose = 0, 0
        while position < len(xml):
            template = self._matching(xml, position)
            if template is None:
                position = _after_row(xml, position)
                continue
            if loose < position:
                yield xml[loose:position]
            position = loose = self._read_on(template, xml, position)
        if loose < position:
            yield xml[loose:]

    def _read_on(self, template: _Template, xml: bytes, position: int) -> int:
        match, hits = template.pattern.match, []
        found = match(xml, position)
        while found is not None:
            hits.append(found.groups())
            position = found.end()
            if len(hits) == _ROWS_AT_A_TIME:
                self._take(template, hits)
                hits = []
            found = match(xml, position)
        if hits:
            self._take(template, hits)
        return position

    def _matching(self, xml: bytes, position: int) -> _Template | None:
        for template in self._templates:
            if template.pattern.match(xml, position):
                if template is not self._templates[0]:
                    self._templates.remove(template)
                    self._templates.insert(0, template)
                return template
        if self._matched < _ROWS_PER_TEMPLATE * (self._tried - _KEPT):
            return None
        self._tried += 1
        end = _after_row(xml, position)
        for captured in (False, True):
            made = self._template(xml, position, end, captured=captured)
            if made and made.pattern.match(xml, position) and made.pattern.match(xml, end):
                self._templates.insert(0, made)
                del self._templates[_KEPT:]
                return made
        return None

    def _template(self, xml: bytes, position: int, end: int, *, captured: bool) -> _Template | None:
        """The template of a row; with `captured`, formulas are read one by one."""
        start = _ROW_START.match(xml, position)
        if start is None:
            return None
        row = int(xml[position + len(b'<row r="') : xml.index(b'"', position + len(b'<row r="'))])
        at = start.end()
        cells: list[_Cell] = []
        pattern = [_ROW_PATTERN, rb"/>" if start[1] else rb">"]
        while not start[1] and not xml.startswith(b"</row>", at):
            match = _CELL.match(xml, at)
            cell = match and self._cell(match, row, captured=captured)
            if match is None or cell is None or (cells and cell.column <= cells[-1].column):
                return None
            cells.append(cell)
            pattern.append(_cell_pattern(match, cell))
            at = match.end()
        fills = any(cell.has_value or cell.form or cell.captured or cell.shared for cell in cells)
        pattern.append(re.escape(xml[at:end]))
        return _Template(re.compile(b"".join(pattern)), cells, fills)

    def _cell(self, match: re.Match[bytes], row: int, *, captured: bool) -> _Cell | None:
        attributes = self._element(b"c", match["attributes"]).attrib
        kind, style = str(attributes.get("t", "n")), str(attributes.get("s", "0"))
        column = column_index(match["letters"].decode())
        if match["row"] != b"%d" % row or kind not in _TYPES or not _INDEX.fullmatch(style) or column > MAX_COLUMN:
            return None
        if kind == "inlineStr":
            has_value = match["inline"] is not None
            unusual = match["value"] is not None or match["empty"] is not None
        else:
            has_value = match["value"] is not None and (kind == "str" or match["value"] != b"")
            unusual = match["inline"] is not None or (kind == "str" and match["empty"] is not None)
        if unusual:
            return None
        if match["inline"] == _PRESERVED:
            kind = "preserved"
        form, shared, single = None, "", False
        if match["formula"] is not None:
            how = self._element(b"f", match["how"]).attrib
            text = match["text"] or b""
            if how.get("t") == "shared" and not text:
                shared = str(how.get("si", ""))
            elif "t" not in how and text:
                form = None if captured or b"&" in text or b"_x" in text else relative_form(formula_in(text), row)
                single = form is None or any(form.offsets)
            if not (shared or single or form):
                return None
        return _Cell(column, kind, int(style), has_value, None if single else form, single, shared)

    def _element(self, tag: bytes, attributes: bytes) -> etree._Element:
        """An element with these attributes where the rows are, read by the XML parser."""
        element = self._elements.get((tag, attributes))
        if element is None:
            try:
                element = parse_xml(self._parts.root + b"<" + tag + attributes + b"/></worksheet>")[0]
            except Problem as problem:
                raise NotPlain from problem
            # A second `r` beside the one that the pattern takes, or a say in what white space means.
            if "r" in element.attrib or _SPACE_ATTRIBUTE in element.attrib:
                raise NotPlain
            self._elements[tag, attributes] = element
        return element

    def _take(self, template: _Template, hits: list[tuple[bytes, ...]]) -> None:
        """Sort what a template has found into columns."""
        quick = self.quick
        columns = iter(zip(*hits, strict=True))
        rows = list(map(int, next(columns)))
        before = [quick.last_row, *rows]
        if rows[-1] > MAX_ROW or not all(map(lt, before, rows)):
            raise NotPlain
        quick.last_row = rows[-1]
        if template.fills:
            quick.last_filled_row = rows[-1]
        kept = rows if template.fills else [row for row in rows if row - quick.last_filled_row <= EMPTY_ROWS_KEPT]
        self._matched += len(rows)
        attributes = next(columns)
        hidden = {each for each in set(attributes) if is_hidden(self._element(b"row", each))}
        if hidden:
            quick.hidden_rows.update(row for row, each in zip(rows, attributes, strict=True) if each in hidden)
        for cell in template.cells:
            if cell.captured:
                texts = [formula_in(text) for text in next(columns)]
                quick.formulas.setdefault(cell.column, []).append(Formulas(rows, texts=texts))
            elif cell.form or cell.shared:
                formulas = Formulas(rows, form=cell.form, shared=cell.shared)
                quick.formulas.setdefault(cell.column, []).append(formulas)
            if cell.has_value:
                values = values_in(cell.kind, next(columns), self._strings)
                quick.values.setdefault(cell.column, []).append(Piece(rows, values))
            if kept:
                quick.styles.setdefault(cell.column, []).append((kept, cell.style))


def is_hidden(row: etree._Element) -> bool:
    """Whether a row element hides its row, by saying so or by having no height; ValueError for a damaged height."""
    height = row.get("ht")
    return is_true(row.get("hidden")) or (height is not None and float(height) == 0)


def _after_row(xml: bytes, position: int) -> int:
    start = _ROW_START.match(xml, position)
    if start is None:
        raise NotPlain
    end = start.end()
    if not start[1]:
        end = xml.find(b"</row>", end)
        if end < 0:
            raise NotPlain
        end += len(b"</row>")
    space = _SPACE.match(xml, end)
    return space.end() if space else end


def _cell_pattern(match: re.Match[bytes], cell: _Cell) -> bytes:
    """The pattern of a cell in any row: `\\1` is the number of the row it stands in."""
    whole, start = match[0], match.start()
    begin = match.end("row") - start
    pieces = [rb'<c r="' + match["letters"] + rb"\1"]
    if match["text"]:
        first, last = match.start("text") - start, match.end("text") - start
        pieces.append(re.escape(whole[begin:first]))
        pieces.append(rb"((?!<)" + _TEXT + rb")" if cell.captured else _formula_pattern(cell.form))
        begin = last
    if cell.has_value:
        name = "value" if match["inline"] is None else "inner"
        first, last = match.start(name) - start, match.end(name) - start
        pieces += [re.escape(whole[begin:first]), _VALUES[cell.kind]]
        begin = last
    pieces.append(re.escape(whole[begin:]))
    return b"".join(pieces)


def _formula_pattern(form: RelativeForm | None) -> bytes:
    text = form.written("\0") if form else ""
    return rb"\1".join(re.escape(part.encode()) for part in text.removeprefix("=").split("\0"))
