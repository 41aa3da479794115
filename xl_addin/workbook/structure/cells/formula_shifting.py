"""The formulas of a sheet after a shift, as bytes of its XML: what is one formula filled down is read once.

Of `D9-E8` in row 9 and `D10-E9` in row 10 only the numbers of the row and of its neighbours differ: with marks in
their place, both are one form, and so is what becomes of them. Everything else is read by itself.
"""

import re
from collections.abc import Sequence

from xl_addin.formula.cells import column_index
from xl_addin.formula.displacement import GONE
from xl_addin.formula.moving import refers_to, shifted
from xl_addin.formula.reference import Coordinate, Reference, pieces
from xl_addin.formula.shift import Shift
from xl_addin.formula.tokens import ADDRESSES
from xl_addin.package.safe_xml import parse_xml
from xl_addin.package.xml_text import escape, unescape

_ENTITIES = {"&quot;": '"', "&apos;": "'"}
# In the place of the row, the one above and the one below: no XML holds these characters. The last three stand for the
# same numbers where they do not follow the shift.
_MARKS = (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x05")
_FOLLOWING, _STAYING = _MARKS[:3], _MARKS[3:]
# Between the formulas of a row.
BETWEEN = b"\x06"
_ROWS_KEPT = 1000
_UNCLEAR = re.compile(rb"[0-9\x00-\x02][\x00-\x02]|[\x00-\x02][0-9]|&(?!amp;|lt;|gt;)")


class FormulaShifting:
    """What becomes of formulas on the sheet `here` by one shift."""

    def __init__(self, shift: Shift, here: str) -> None:
        self.shift = shift
        self.here = here
        self.is_own = shift.concerns(here)
        self._by_rows = shift.axis == "rows"
        # What becomes of a form, and which of the marks are in it.
        self._forms: dict[bytes, tuple[bytes, tuple[int, ...]] | None] = {}
        # The same of all formulas of a row.
        self._rows: dict[bytes, tuple[bytes, tuple[int, ...]] | None] = {}
        self._row = 0
        self._numbers: tuple[bytes, bytes, bytes] = (b"", b"", b"")
        self._moved: tuple[bytes, ...] | None = None

    def text(self, formula: bytes, row: int, letters: bytes) -> bytes:
        """A formula of a cell (its place before the shift) as it is written in XML; the same bytes where it stays."""
        if row != self._row:
            self._turn_to(row)
        moved = self._moved
        if moved is None:
            return self._alone(formula, row, letters)
        own, above, below = self._numbers
        form = formula.replace(own, b"\x00").replace(above, b"\x01").replace(below, b"\x02")
        if form not in self._forms:
            self._forms[form] = self._form(form, formula, row)
        found = self._forms[form]
        if found is None:
            return self._alone(formula, row, letters)
        new, marks = found
        for mark in marks:
            new = new.replace(_MARKS[mark], moved[mark])
        return new

    def texts(self, formulas: bytes, row: int) -> bytes | None:
        """The formulas of the cells of a row at once, `BETWEEN` them: rows filled down are one form, too.

        None where one of them has to be read by itself.
        """
        if row != self._row:
            self._turn_to(row)
        moved = self._moved
        if moved is None:
            return None
        own, above, below = self._numbers
        form = formulas.replace(own, b"\x00").replace(above, b"\x01").replace(below, b"\x02")
        if form not in self._rows:
            if len(self._rows) == _ROWS_KEPT:
                self._rows.clear()
            self._rows[form] = self._row_form(form, formulas, row)
        found = self._rows[form]
        if found is None:
            return None
        new, marks = found
        for mark in marks:
            new = new.replace(_MARKS[mark], moved[mark])
        return new

    def _row_form(self, form: bytes, formulas: bytes, row: int) -> tuple[bytes, tuple[int, ...]] | None:
        found: list[bytes] = []
        for each, formula in zip(form.split(BETWEEN), formulas.split(BETWEEN), strict=True):
            if each not in self._forms:
                self._forms[each] = self._form(each, formula, row)
            new = self._forms[each]
            if new is None:
                return None
            found.append(new[0])
        text = BETWEEN.join(found)
        return text, tuple(number for number, mark in enumerate(_MARKS) if mark in text)

    def _turn_to(self, row: int) -> None:
        """Know the numbers of a row and its neighbours, and what they are afterwards."""
        lines = (row, row - 1, row + 1)
        self._row, self._moved = row, None
        self._numbers = own, above, below = b"%d" % row, b"%d" % (row - 1), b"%d" % (row + 1)
        if row == 1 or (self.shift.stretch and (not self._by_rows or self.shift.at - 1 in lines)):
            return
        moved: Sequence[int | None] = lines
        shift = self.shift
        if self._by_rows and row - 1 >= shift.behind and row + 1 + shift.count <= shift.size:
            moved = [line + shift.count for line in lines]
        elif self._by_rows and row + 1 >= shift.at:
            moved = [shift.line(line) for line in lines]
        if None not in moved:
            self._moved = (*(b"%d" % line for line in moved if line), own, above, below)

    def _alone(self, formula: bytes, row: int, letters: bytes) -> bytes:
        old = formula_of(formula)
        line = row if self._by_rows else column_index(letters.decode())
        new = shifted(old, self.shift, here=self.here, line=line if self.is_own else None)
        return formula if new == old else escape(new).encode()

    def _form(self, form: bytes, formula: bytes, row: int) -> tuple[bytes, tuple[int, ...]] | None:
        """What becomes of all formulas of this form; None where a number of a row is more than a row of references.

        What XML writes in another way is left to be read by itself.
        """
        if _UNCLEAR.search(form) or (b">" in form and b"&gt;" in form):
            return None
        new: list[str] = []
        for piece in pieces(formula_of(formula)):
            if not isinstance(piece, Reference):
                new.append(piece.text)
            elif piece.kind not in ADDRESSES or not refers_to(piece, self.shift.sheet, here=self.here):
                new.append(self._marked(piece, row, _STAYING) if piece.rows else piece.written)
            elif self._by_rows:
                marked = self._following(piece, row)
                if marked is None:
                    return None
                new.append(marked)
            elif (moved := self.shift.moved(piece)) is None:
                new.append(GONE)
                if any(self._mark(line, row) is not None for line in piece.rows):
                    return None
            else:
                new.append(self._marked(next(r for r in pieces(moved) if isinstance(r, Reference)), row, _STAYING))
        text = escape("".join(new), {} if b"&gt;" in form else {"&gt;": ">"}).encode()
        # Else a number of the row stands in something other than a reference: a constant, a name.
        if sum(map(text.count, _MARKS)) != sum(map(form.count, _FOLLOWING)):
            return None
        return text, tuple(number for number, mark in enumerate(_MARKS) if mark in text)

    def _following(self, reference: Reference, row: int) -> str | None:
        """A reference to the shifted sheet with marks for the rows near its own, and the others where they are then."""
        marked = [self._mark(line, row) is not None for line in reference.rows]
        if not any(marked):
            moved = self.shift.moved(reference)
            return GONE if moved is None else moved
        others = [self.shift.line(line.number) for line, near in zip(reference.rows, marked, strict=True) if not near]
        if None in others or (others and self.shift.stretch):
            return None
        return self._marked(reference, row, _FOLLOWING, [line or 0 for line in others])

    def _marked(self, reference: Reference, row: int, marks: tuple[bytes, ...], others: list[int] | None = None) -> str:
        text, position = "", 0
        left = list(others or ())
        for line in reference.rows:
            mark = self._mark(line, row)
            start, end = line.start - reference.start, line.end - reference.start
            number = str(left.pop(0) if left else line.number) if mark is None else marks[mark].decode()
            text += reference.written[position:start] + number
            position = end
        return text + reference.written[position:]

    def _mark(self, line: Coordinate, row: int) -> int | None:
        """Which of the marks stands for a row of a reference, if one does."""
        return {row: 0, row - 1: 1, row + 1: 2}.get(line.number)


def formula_of(text: bytes) -> str:
    """The formula that XML writes so."""
    formula = text.decode()
    if "&#" in formula:
        return parse_xml(b"<f>%b</f>" % text).text or ""
    return unescape(formula, _ENTITIES) if "&" in formula else formula
