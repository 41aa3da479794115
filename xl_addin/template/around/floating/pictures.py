"""Pictures from data: each over the cell that asked for it, or its merged range, as large as fits there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import find_elements, last_in, root_of, spliced
from xl_addin.package.xml_text import quoteattr
from xl_addin.template.language.pictures import Picture
from xl_addin.template.plan.layout import Layout
from xl_addin.workbook.edits.sheet_order import SHEET_ELEMENTS, not_behind
from xl_addin.workbook.reading.line_sizes import Ruler
from xl_addin.workbook.structure.floating.anchor_elements import EMU_A_PIXEL
from xl_addin.workbook.structure.reached import reached

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_EMPTY = f'<xdr:wsDr xmlns:xdr="{_DRAWING}"></xdr:wsDr>'.encode()
# Namespaces are said where they are used: a drawing that is there already may call them otherwise.
_ANCHOR = (
    '<xdr:oneCellAnchor xmlns:xdr="{drawing}" xmlns:a="{main}" xmlns:r="{office}"><xdr:from><xdr:col>{column}</xdr:col>'
    "<xdr:colOff>{right}</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:from>"
    '<xdr:ext cx="{width}" cy="{height}"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{id}" name={name}/><xdr:cNvPicPr>'
    '<a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="{embed}"/><a:stretch>'
    '<a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
)
_SHAPE_ID = re.compile(rb"""<(?:[\w.-]+:)?cNvPr\s(?:[^>]*?\s)?id=["'](\d+)""")
# The lines of the grid stay to be seen.
_MARGIN = 1

SheetXml = tuple[bytes, bytes]
"""The XML before and after the rows of a sheet."""
PlacedPicture = tuple[int, int, Picture]
"""The row and column that asked for a picture."""


@dataclass
class PictureParts:
    """The pictures of a result: the same one is in it once."""

    draft: Draft
    parts: dict[bytes, str] = field(default_factory=dict)

    def part(self, picture: Picture) -> str:
        """The part that holds a picture."""
        key = sha256(picture.content).digest()
        if key not in self.parts:
            self.parts[key] = self.draft.fresh_name(f"xl/media/image1.{picture.kind}")
            self.draft.add(self.parts[key], picture.content, content_type=f"image/{picture.kind}")
        return self.parts[key]


class CellSizes(NamedTuple):
    """How wide and high the cells of a sheet of the result are: those of the template they came from."""

    columns: Ruler
    rows: Ruler
    layout: Layout


def with_pictures(
    draft: Draft, sheet: str, frame: SheetXml, pictures: Sequence[PlacedPicture], merges: Iterable[Area],
    sizes: CellSizes, parts: PictureParts,
) -> SheetXml:  # fmt: skip
    """Put pictures over their cells; the XML around the rows of their sheet, with a drawing if it had none."""
    drawing = next(iter(reached(draft, sheet, "drawing")), None)
    if drawing is None:
        drawing = draft.fresh_name("xl/drawings/drawing1.xml")
        draft.add(drawing, _EMPTY, content_type=_DRAWING_TYPE)
        frame = _with_drawing(frame, draft.add_relation(sheet, f"{_OFFICE}/drawing", drawing))
    xml = as_utf8(draft.read(drawing), part=drawing)
    taken = max((int(found[1]) for found in _SHAPE_ID.finditer(xml)), default=1)
    merged = {(area.first_row, area.first_column): area for area in merges}
    embedded: dict[str, str] = {}
    anchors = []
    for number, (row, column, picture) in enumerate(pictures, start=taken + 1):
        part = parts.part(picture)
        if part not in embedded:
            embedded[part] = draft.add_relation(drawing, f"{_OFFICE}/image", part)
        area = merged.get((row, column)) or Area(row, column, row, column)
        anchors.append(_anchor(picture, area, sizes, embedded[part], number))
    root = root_of(xml, part=drawing)
    draft.write(drawing, spliced(xml, [last_in(xml, root, "".join(anchors).encode())]))
    return frame


def _anchor(picture: Picture, area: Area, sizes: CellSizes, embed: str, number: int) -> str:
    origin = sizes.layout.origin
    columns = [origin(area.first_row, column)[1] for column in range(area.first_column, area.last_column + 1)]
    rows = [origin(row, area.first_column)[0] for row in range(area.first_row, area.last_row + 1)]
    widths, heights = _sizes(sizes.columns, columns), _sizes(sizes.rows, rows)
    room = [max(1, sum(each) - 2 * _MARGIN) for each in (widths, heights)]
    scale = min(room[0] / picture.width, room[1] / picture.height)
    width, height = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
    column, right = _at(widths, _MARGIN + (room[0] - width) // 2)
    row, down = _at(heights, _MARGIN + (room[1] - height) // 2)
    return _ANCHOR.format(
        drawing=_DRAWING, main=_MAIN, office=_OFFICE, id=number, embed=embed,
        name=quoteattr(picture.name or f"Picture {number}"),
        column=area.first_column - 1 + column, right=right * EMU_A_PIXEL, width=width * EMU_A_PIXEL,
        row=area.first_row - 1 + row, down=down * EMU_A_PIXEL, height=height * EMU_A_PIXEL,
    )  # fmt: skip


def _sizes(ruler: Ruler, sources: Sequence[int]) -> list[int]:
    return [ruler.start(source) - ruler.start(source - 1) for source in sources]


def _at(sizes: Sequence[int], place: int) -> tuple[int, int]:
    """Which line is at a place, and how far into it."""
    for number, size in enumerate(sizes):
        if place < size:
            return number, place
        place -= size
    return len(sizes) - 1, sizes[-1]


def _with_drawing(frame: SheetXml, id_: str) -> SheetXml:
    """The frame with the element that leads to the drawing of its sheet, where the schema wants it."""
    before, after = frame
    later = set(SHEET_ELEMENTS) - not_behind("drawing")
    behind = [each.start for each in find_elements(before + after, later)]
    place = min(behind, default=(before + after).rindex(b"</")) - len(before)
    # The end tag of the sheet is written with its prefix.
    prefix = after[after.rindex(b"</") + 2 :].decode().rpartition("worksheet")[0]
    element = f'<{prefix}drawing xmlns:r="{_OFFICE}" r:id="{id_}"/>'
    return before, after[:place] + element.encode() + after[place:]
