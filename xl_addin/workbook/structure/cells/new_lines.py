"""The rows and cells of new lines: formats alone, as the line has them that they are to be like."""

import re

from xl_addin.package.splicing import with_attributes
from xl_addin.workbook.structure.cells.cell_markup import CellMarkup

_STYLE = re.compile(rb"""\ss\s*=\s*["']""")
# What a new cell has of its model is the style, a new row all that is no matter of the model alone.
_OF_CONTENT: dict[str, str | None] = {"t": None, "cm": None, "vm": None, "ph": None}
_OF_ROW: dict[str, str | None] = {"hidden": None, "collapsed": None, "ph": None}


def row_like(tag: bytes, content: bytes, number: int, markup: CellMarkup) -> bytes:
    """A row with the height, outline level and styles of the one with this tag and content, its cells empty."""
    own = with_attributes(tag.removesuffix(b"/>").removesuffix(b">") + b">", {"r": str(number), **_OF_ROW})
    cells = b"".join(
        cell_like(match[0][: match.end(4) - match.start()] + b">", match[2] + b"%d" % number)
        for match in markup.cell.finditer(content)
        if _STYLE.search(match[1] + match[4])
    )
    return own + cells + markup.row_end


def cell_like(tag: bytes, place: bytes) -> bytes:
    """An empty cell in that place with the style of the one with this tag."""
    return with_attributes(tag.removesuffix(b">") + b"/>", {"r": place.decode(), **_OF_CONTENT})
