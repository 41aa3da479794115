"""The older drawing of each sheet: boxes of comments and what controls look like; see `box_shapes`.

Pictures in headers are in a drawing of their own and stand on no cell.
"""

from functools import partial

from xl_addin.formula.moving import shifted
from xl_addin.formula.shift import Shift
from xl_addin.package.draft import Draft
from xl_addin.package.splicing import spliced
from xl_addin.workbook.edits.comments.comment_shapes import without_shapes
from xl_addin.workbook.structure.floating.anchors import sizes_under
from xl_addin.workbook.structure.floating.box_shapes import moved_boxes, notes_in, rewritten_formulas
from xl_addin.workbook.structure.mover import Mover, SheetPlace
from xl_addin.workbook.structure.reached import reached


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    for name, sheet in place.sheets.items():
        for part in reached(draft, sheet, "vmlDrawing"):
            drawing = draft.read(part)
            drawing = spliced(drawing, rewritten_formulas(drawing, partial(shifted, shift=shift, here=name)))
            if sheet == place.part:
                gone = {cell for cell in notes_in(drawing) if shift.cell(*cell) is None}
                drawing = without_shapes(drawing, gone) if gone else drawing
                drawing = spliced(drawing, moved_boxes(drawing, shift, sizes_under(draft, sheet, shift)))
            draft.write(part, drawing)


MOVER = Mover(_move, rank=-1)
