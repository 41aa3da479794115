"""The rows and cells of new lines: formats, and formulas if asked for, of the line that they are to be like."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from xl_addin.formula.displacement import displaced
from xl_addin.package.splicing import with_attributes
from xl_addin.workbook.structure.cells.cell_markup import CellMarkup

_STYLE = re.compile(rb"""\ss\s*=\s*["']""")
# What a new cell has of its model is the style, a new row all that is no matter of the model alone.
_OF_CONTENT: dict[str, str | None] = {"t": None, "cm": None, "vm": None, "ph": None}
_OF_ROW: dict[str, str | None] = {"hidden": None, "collapsed": None, "ph": None}


class FilledFormula(NamedTuple):
    """A formula to be filled into new lines: as it reads in this line of the model, and whether it is an array one."""

    text: str
    line: int
    is_array: bool
    by_rows: bool = True

    def in_place(self, place: str, line: int) -> tuple[bytes, bytes]:
        """The attributes and the text of the formula as it reads in that place."""
        away = line - self.line
        moved = displaced(self.text, away if self.by_rows else 0, 0 if self.by_rows else away)
        return b' t="array" ref="%b"' % place.encode() if self.is_array else b"", escape(moved).encode()


def row_like(
    tag: bytes, content: bytes, number: int, markup: CellMarkup, formulas: Mapping[bytes, FilledFormula]
) -> bytes:
    """A row with the height, outline level and styles of the one with this tag and content.

    Its cells hold these formulas, given by column letters, and nothing else.
    """
    own = with_attributes(tag.removesuffix(b"/>").removesuffix(b">") + b">", {"r": str(number), **_OF_ROW})
    cells = []
    for match in markup.cell.finditer(content):
        place, formula = match[2] + b"%d" % number, formulas.get(match[2])
        if formula or _STYLE.search(match[1] + match[4]):
            filled = formula and formula.in_place(place.decode(), number)
            cells.append(cell_like(match[0][: match.end(4) - match.start()] + b">", place, markup.prefix, filled))
    return own + b"".join(cells) + markup.row_end


def cell_like(tag: bytes, place: bytes, prefix: bytes, formula: tuple[bytes, bytes] | None) -> bytes:
    """A cell in that place with the style of the one with this tag, and the formula, if one is given."""
    kept = with_attributes(tag.removesuffix(b">") + b"/>", {"r": place.decode(), **_OF_CONTENT})
    if formula is None:
        return kept
    attributes, text = formula
    return b"%b><%bf%b>%b</%bf></%bc>" % (kept.removesuffix(b"/>"), prefix, attributes, text, prefix, prefix)
