"""The rows and cells of new lines: formats, and formulas if asked for, of the line that they are to be like."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xl_addin.formula.displacement import displaced
from xl_addin.package.splicing import with_attributes
from xl_addin.package.xml_text import escape
from xl_addin.workbook.structure.cells.cell_markup import CellMarkup

_STYLE = re.compile(rb"""\ss\s*=\s*["']""")
# What a new cell has of its model is the style, a new row all that is no matter of the model alone.
_OF_CONTENT: dict[str, str | None] = {"t": None, "cm": None, "vm": None, "ph": None}
_OF_ROW: dict[str, str | None] = {"hidden": None, "collapsed": None, "ph": None}
# In the place of a row's number and of a formula while rows are made: no XML holds these characters.
_NUMBER, _FORMULA = "\x00", b"\x01"


class FilledFormula(NamedTuple):
    """A formula to be filled into new lines: as it reads in this line of the model, and whether it is an array one."""

    text: str
    line: int
    is_array: bool
    by_rows: bool = True

    def attributes(self, place: str) -> bytes:
        """The attributes of the formula in the cell of that place."""
        return b' t="array" ref="%b"' % place.encode() if self.is_array else b""

    def text_in(self, line: int) -> bytes:
        """The formula as it reads in that line, as XML writes it."""
        away = line - self.line
        moved = displaced(self.text, away if self.by_rows else 0, 0 if self.by_rows else away)
        return escape(moved).encode()


def rows_like(
    tag: bytes, content: bytes, numbers: range, markup: CellMarkup, formulas: Mapping[bytes, FilledFormula]
) -> Iterator[bytes]:
    """Rows with the height, outline level and styles of the one with this tag and content.

    Their cells hold these formulas, given by column letters, and nothing else.
    """
    pieces = [with_attributes(tag.removesuffix(b"/>").removesuffix(b">") + b">", {"r": _NUMBER, **_OF_ROW})]
    filled: list[FilledFormula] = []
    for match in markup.cell.finditer(content):
        formula = formulas.get(match[2])
        if formula or _STYLE.search(match[1] + match[4]):
            kept = match[0][: match.end(4) - match.start()] + b">"
            place = match[2].decode() + _NUMBER
            attributes = formula.attributes(place) if formula else b""
            cell = cell_like(kept, place, markup.prefix, (attributes, _FORMULA) if formula else None)
            filled += [formula] if formula else []
            pieces.append(cell)
    texts = (b"".join(pieces) + markup.row_end).split(_FORMULA)
    for number in numbers:
        row = [texts[0]]
        for formula, text in zip(filled, texts[1:], strict=True):
            row += (formula.text_in(number), text)
        yield b"".join(row).replace(_NUMBER.encode(), b"%d" % number)


def cell_like(tag: bytes, place: str, prefix: bytes, formula: tuple[bytes, bytes] | None) -> bytes:
    """A cell in that place with the style of the one with this tag, and the formula, if one is given."""
    kept = with_attributes(tag.removesuffix(b">") + b"/>", {"r": place, **_OF_CONTENT})
    if formula is None:
        return kept
    attributes, text = formula
    return b"%b><%bf%b>%b</%bf></%bc>" % (kept.removesuffix(b"/>"), prefix, attributes, text, prefix, prefix)
