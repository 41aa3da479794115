"""The rows of a worksheet's XML after a shift: cells stand where they stand then, their formulas read as they do then.

A cell keeps its style and its stored value; what no cell or formula has to change stays byte for byte.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xl_addin.formula.cells import RowColumn, column_index, column_letters
from xl_addin.formula.displacement import displaced
from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.package.safe_xml import broken_xml
from xl_addin.package.splicing import opened, start_tag_end, with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.structure.cells.cell_markup import SheetData, formula_attributes, sheet_data
from xl_addin.workbook.structure.cells.formula_shifting import FormulaShifting, formula_of
from xl_addin.workbook.structure.cells.new_lines import FilledFormula, cell_like, rows_like
from xl_addin.workbook.structure.cells.plain_rows import in_row, with_formulas
from xl_addin.workbook.structure.cells.shared_formulas import SharedCell, SharedFormula, shared_cells


class RowXml(NamedTuple):
    """A row: its number, its tag, and where its cells stand in the sheet (empty for one without content)."""

    number: int
    tag: re.Match[bytes]
    start: int
    end: int


def rows_of(xml: bytes, data: SheetData) -> Iterator[RowXml]:
    """The rows of a plain sheet."""
    position = data.start
    while tag := data.markup.row.search(xml, position, data.end):
        start = end = tag.end()
        position = tag.end()
        if not tag[4]:
            end = xml.index(data.markup.row_end, start)
            position = end + len(data.markup.row_end)
        yield RowXml(int(tag[2]), tag, start, end)


def moved_cells(xml: bytes, shift: Shift, *, here: str, part: str) -> bytes:
    """The XML of a plain sheet (`plain_sheet`) called `here` with its cells and formulas as they are after a shift.

    Where another sheet is shifted, only formulas that refer to it change. New lines that are `like` one have its
    height and styles. Problem for a sheet with formulas that cannot be read.
    """
    data = sheet_data(xml)
    if data is None:
        return xml
    try:
        writing = _Writing(xml, data, shift, here)
        return b"".join((xml[: data.start], *writing.rows(), xml[data.end :]))
    except (ValueError, KeyError) as error:
        raise broken_xml(part) from error


class _Writing:
    """One sheet being written."""

    def __init__(self, xml: bytes, data: SheetData, shift: Shift, here: str) -> None:
        self.xml, self.data, self.shift = xml, data, shift
        self.formulas = FormulaShifting(shift, here)
        self.is_own = self.formulas.is_own
        self._cell_end = b"</%bc>" % data.markup.prefix
        self._shared_by_number: Mapping[str, SharedFormula] = {}
        if xml.find(b"shared", data.start, data.end) >= 0:
            self._shared_by_number = _shared_formulas(xml, data)
        self.shared: Mapping[RowColumn, SharedCell] = shared_cells(self._shared_by_number.values(), shift, here=here)

    def rows(self) -> Iterator[bytes]:
        """What stands between the tags of the sheet's data."""
        own_rows, own_columns = (self.is_own and self.shift.axis == axis for axis in ("rows", "columns"))
        position = self.data.start
        model = self._model() if own_rows and self.shift.count > 0 else None
        for row in rows_of(self.xml, self.data):
            line = self.shift.line(row.number) if own_rows else row.number
            if model is not None and row.number >= self.shift.at:
                yield self.xml[position : row.tag.start()]
                position = row.tag.start()
                yield from self._new_rows(model)
                model = None
            behind = row.end + len(self.data.markup.row_end) if not row.tag[4] else row.end
            if line is None:
                yield self.xml[position : row.tag.start()]
                position = behind
                continue
            content = self._with_columns(row) if own_columns else self._with_formulas(row, line)
            between, closing = self.xml[position : row.tag.start()], self.xml[row.end : behind]
            yield b"".join((between, self._tag(row, line), content, closing))
            position = behind
        if model is not None:
            yield from self._new_rows(model)
        yield self.xml[position : self.data.end]

    def _model(self) -> RowXml | None:
        if self.shift.like is None:
            return None
        return next((row for row in rows_of(self.xml, self.data) if row.number == self.shift.like), None)

    def _new_rows(self, model: RowXml) -> Iterator[bytes]:
        content = self.xml[model.start : model.end]
        formulas = self._filled_down(model) if self.shift.fill else {}
        return rows_like(model.tag[0], content, self.shift.new, self.data.markup, formulas)

    def _filled_down(self, row: RowXml) -> dict[bytes, FilledFormula]:
        """The formulas of the model's cells as they read afterwards, by their columns' letters."""
        cells = self.data.markup.cell.finditer(self.xml, row.start, row.end)
        found = {cell[2]: self._filled(cell, row.number) for cell in cells}
        return {letters: formula for letters, formula in found.items() if formula}

    def _filled(self, cell: re.Match[bytes], row: int) -> FilledFormula | None:
        """The formula of a cell of the model as it reads afterwards; None where it has none to fill."""
        match = self.data.markup.formula.search(cell[5]) if cell[5] else None
        column = column_index(cell[2].decode())
        by_rows = self.shift.axis == "rows"
        line = row if by_rows else column
        text, now = self._text_of(match, (row, column)) if match else None, self.shift.line(line)
        if not match or not text or not now:
            return None
        moved = shifted(text, self.shift, here=self.shift.sheet, line=line)
        return FilledFormula(moved, now, formula_attributes(match[1]).get("t") == "array", by_rows)

    def _text_of(self, match: re.Match[bytes], cell: RowColumn) -> str | None:
        """What a cell's formula says; None for one that fills more than its own cell."""
        attributes = formula_attributes(match[1])
        if attributes.get("t") == "shared" and not match[2]:
            shared = self._shared_by_number[attributes.get("si", "")]
            return displaced(shared.text, cell[0] - shared.cell[0], cell[1] - shared.cell[1])
        if attributes.get("t") in ("array", "dataTable") and ":" in attributes.get("ref", ""):
            return None
        return formula_of(match[2] or b"")

    def _tag(self, row: RowXml, line: int) -> bytes:
        if self.is_own and self.shift.axis == "columns":
            return _with_spans(row.tag[0], self.shift)
        if line == row.number:
            return row.tag[0]
        return b"%b%d%b" % (row.tag[1], line, row.tag[0][row.tag.end(2) - row.tag.start() :])

    def _with_formulas(self, row: RowXml, line: int) -> bytes:
        """The cells of a row, with the number it has afterwards."""
        content = self.xml[row.start : row.end]
        has_formulas = b"<%bf" % self.data.markup.prefix in content
        if not has_formulas and line == row.number:
            return content
        prefix = self.data.markup.prefix
        moved = with_formulas(content, row.number, self.formulas, prefix) if has_formulas else content
        if moved is not None and line != row.number:
            moved = in_row(moved, line, prefix)
        return self._cell_by_cell(content, row, line) if moved is None else moved

    def _cell_by_cell(self, content: bytes, row: RowXml, line: int) -> bytes:
        prefix, text_of = self.data.markup.prefix, self.formulas.text
        new, number = b"%d" % line, row.number
        opening, closing = b"<%bf>" % prefix, b"</%bf>" % prefix

        def cell(match: re.Match[bytes]) -> bytes:
            before, letters, rest, text, other = match.groups()
            if text is not None:
                return b"".join((before, letters, new, rest, opening, text_of(text, number, letters), closing))
            return b"".join((before, letters, new, rest, self._content(other, number, letters) if other else b""))

        return self.data.markup.head.sub(cell, content)

    def _with_columns(self, row: RowXml) -> bytes:
        """The cells of a row in the columns they have afterwards."""
        content = self.xml[row.start : row.end]
        number = row.tag[2]
        model: bytes | None = None
        filled: FilledFormula | None = None
        pieces: list[bytes] = []
        place: int | None = None
        position = 0
        for match in self.data.markup.cell.finditer(content):
            before, letters, _, rest, inner = match.groups()
            column = column_index(letters.decode())
            moved = self.shift.line(column)
            if column == self.shift.like:
                model = content[match.start() : match.start() + len(before + letters + number + rest)] + b">"
                filled = self._filled(match, row.number) if self.shift.fill else None
            pieces.append(content[position : match.start()])
            position = match.end()
            if place is None and column >= self.shift.at:
                place = len(pieces)
            if moved is None:
                continue
            ending = b"/>" if inner is None else b">" + self._content(inner, row.number, letters) + self._cell_end
            pieces.append(b"".join((before, column_letters(moved).encode(), number, rest, ending)))
        pieces.append(content[position:])
        if model and self.shift.count > 0:
            prefix = self.data.markup.prefix
            new = [
                cell_like(model, place, prefix, filled and (filled.attributes(place), filled.text_in(column)))
                for column in self.shift.new
                for place in [column_letters(column) + number.decode()]
            ]
            at = len(pieces) - 1 if place is None else place
            pieces[at:at] = new
        return b"".join(pieces)

    def _content(self, inner: bytes, row: int, letters: bytes) -> bytes:
        """What a cell holds, its formula as it reads afterwards."""
        match = self.data.markup.formula.search(inner)
        if match is None:
            return inner
        if not match[1] and match[2]:
            return inner[: match.start(2)] + self.formulas.text(match[2], row, letters) + inner[match.end(2) :]
        return inner[: match.start()] + self._formula(match, row, letters) + inner[match.end() :]

    def _formula(self, match: re.Match[bytes], row: int, letters: bytes) -> bytes:
        """A formula with attributes: shared, filling an area, or a what-if table."""
        written, text = match[0], match[2]
        attributes = formula_attributes(match[1])
        tag = written[: start_tag_end(written, 0)]
        if attributes.get("t") == "shared":
            stated = self.shared.get((row, column_index(letters.decode())))
            if stated is not None:
                new_text = stated.formula if text is None or formula_of(text) != stated.formula else None
                area = None if stated.area is None else str(stated.area)
                changes = {"ref": area} if area else {"t": None, "si": None, "ref": None}
                body = text if new_text is None else escape(new_text).encode()
                return self._element(with_attributes(tag, _changed(attributes, changes)), body)
            if text is None or text == b"":
                return written
        new: dict[str, str | None]
        new = {name: self._reference(value) for name in ("ref", "r1", "r2") if (value := attributes.get(name))}
        if attributes.get("t") == "dataTable":
            # An input that has gone is said to have, and stays named.
            for name in [name for name, value in new.items() if value is None and name != "ref"]:
                del new[name]
                new[f"del{name[1]}"] = "1"
        new_tag = with_attributes(tag, _changed(attributes, new))
        return new_tag if text is None else self._element(new_tag, self.formulas.text(text, row, letters))

    def _reference(self, text: str) -> str | None:
        return self.shift.reference(text) if self.is_own else text

    def _element(self, tag: bytes, text: bytes | None) -> bytes:
        return b"%b%b</%bf>" % (opened(tag), text or b"", self.data.markup.prefix)


def _changed(old: Mapping[str, str], new: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: value for name, value in new.items() if old.get(name) != value}


def _shared_formulas(xml: bytes, data: SheetData) -> dict[str, SharedFormula]:
    """The shared formulas of a sheet by their numbers; ValueError where cells follow one that nobody states."""
    found: dict[str, SharedFormula] = {}
    followers: dict[str, list[RowColumn]] = {}
    stated: set[str] = set()
    for row in rows_of(xml, data):
        if xml.find(b"shared", row.start, row.end) < 0:
            continue
        for cell in data.markup.cell.finditer(xml, row.start, row.end):
            match = data.markup.formula.search(cell[5]) if cell[5] else None
            attributes = formula_attributes(match[1]) if match else {}
            if match is None or attributes.get("t") != "shared":
                continue
            number, place = attributes.get("si", ""), (row.number, column_index(cell[2].decode()))
            if not match[2]:
                followers.setdefault(number, []).append(place)
            elif number not in found or ("ref" in attributes and number not in stated):
                found[number] = SharedFormula(formula_of(match[2]), place)
                stated |= {number} if "ref" in attributes else set()
    if not followers.keys() <= found.keys():
        raise ValueError("a shared formula without its text")
    for number, formula in found.items():
        formula.cells = sorted([formula.cell, *followers.get(number, ())])
    return found


_SPANS = re.compile(rb"""(\sspans\s*=\s*["'])([^"']*)""")


def _with_spans(tag: bytes, shift: Shift) -> bytes:
    """A row's tag with the columns it says it spans."""

    def spans(match: re.Match[bytes]) -> bytes:
        moved = []
        for span in match[2].split():
            first, _, last = span.partition(b":")
            low, high = int(first), int(last or first)
            if shift.like is not None and low <= shift.like <= high and shift.count > 0:
                low, high = min(low, shift.at), max(high, shift.at - 1)
            new = shift.span(low, high) if high >= shift.at else (low, high)
            moved += [b"%d:%d" % new] if new else []
        return match[1] + b" ".join(moved)

    return _SPANS.sub(spans, tag)
