"""The shapes (VML) that comments are drawn as: put behind the others of a drawing, and taken out of it.

Found by patterns, not by a parser: Excel itself has written drawings that are not well-formed XML.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from xl_addin.package.splicing import Splice, spliced
from xl_addin.workbook.edits.comments.comment_boxes import Box

_NAMESPACES = (
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
)
_DECLARED = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMESPACES)
_SHAPES_A_CLUSTER = 1024

# `{n}` are the namespaces, where the drawing has not declared them under these names.
_SHAPE_TYPE = (
    '<v:shapetype{n} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{n} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_TAG = re.compile(rb"<(?P<end>/?)(?:[\w.-]+:)?shape(?=[\s>/])[^>]*>")
_DRAWN = re.compile(rb"<(?:[\w.-]+:)?(?:shape|group|rect|roundrect|oval|line|polyline|curve|arc|image)(?=[\s>/])")
_ID = re.compile(rb"""\bid\s*=\s*["']_x0000_s(\d+)["']""")
_TYPE = re.compile(rb"<(?:[\w.-]+:)?shapetype\b[^>]*\bid\s*=\s*[\"']_x0000_t202[\"']")
_TYPE_USED = re.compile(rb"""\btype\s*=\s*["']#_x0000_t202["']""")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?xml\b[^>]*>")
_NOTE = re.compile(rb"""\bObjectType\s*=\s*["']Note["']""")
_PLACES = tuple(re.compile(rb"<(?:[\w.-]+:)?%b>\s*(\d+)\s*</" % name) for name in (b"Row", b"Column"))


def highest_id(drawing: bytes) -> int:
    """The highest number of a shape; 0 without any."""
    return max((int(each[1]) for each in _ID.finditer(drawing)), default=0)


def has_shapes(drawing: bytes) -> bool:
    """Whether the drawing shows anything."""
    return _DRAWN.search(drawing) is not None


def with_shapes(drawing: bytes | None, boxes: Mapping[tuple[int, int], Box], above: int) -> bytes:
    """The drawing (None where there is none yet) with a hidden box for the comment of each (row, column).

    Shapes are numbered from the first number above `above` on; a new drawing takes whole clusters of numbers for its
    own. ValueError where the drawing is none.
    """
    if drawing is None:
        first = above // _SHAPES_A_CLUSTER + 1
        clusters = range(first, first + len(boxes) // _SHAPES_A_CLUSTER + 1)
        above = first * _SHAPES_A_CLUSTER
        drawing = (
            f'<xml{_DECLARED}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
            f'data="{",".join(map(str, clusters))}"/></o:shapelayout></xml>'
        ).encode()
    root = _ROOT.search(drawing)
    end = drawing.rfind(b"</")
    if root is None or end < root.end():
        raise ValueError("no drawing")
    namespaces = "" if all(f'xmlns:{p}="{name}"'.encode() in root[0] for p, name in _NAMESPACES) else _DECLARED
    new = [] if _TYPE.search(drawing) else [_SHAPE_TYPE.format(n=namespaces)]
    new += [
        _SHAPE.format(n=namespaces, id=number, anchor=", ".join(map(str, box)), row=row - 1, column=column - 1)
        for number, ((row, column), box) in enumerate(boxes.items(), max(above, _SHAPES_A_CLUSTER) + 1)
    ]
    return spliced(drawing, [(end, end, "".join(new).encode())])


def without_shapes(drawing: bytes, cells: Collection[tuple[int, int]]) -> bytes:
    """The drawing without the boxes of these cells' comments, and without what only they needed."""
    gone: list[Splice] = [
        (start, end, b"") for start, end in shapes_in(drawing) if cell_of(drawing[start:end]) in cells
    ]
    left = spliced(drawing, gone)
    if gone and not _TYPE_USED.search(left):
        for namespaces in ("", _DECLARED):
            left = left.replace(_SHAPE_TYPE.format(n=namespaces).encode(), b"")
    return left


def shapes_in(drawing: bytes) -> Iterator[tuple[int, int]]:
    """Where the shapes of a drawing begin and end."""
    start = None
    for tag in _TAG.finditer(drawing):
        if tag["end"]:
            if start is not None:
                yield start, tag.end()
            start = None
        elif not tag[0].endswith(b"/>"):
            start = tag.start()


def cell_of(shape: bytes) -> tuple[int, int] | None:
    """The (row, column) of the comment a shape is the box of; None for any other shape."""
    row, column = (place.search(shape) for place in _PLACES)
    if row is None or column is None or not _NOTE.search(shape):
        return None
    return int(row[1]) + 1, int(column[1]) + 1
