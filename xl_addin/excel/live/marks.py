"""What a verification leaves: marks, which are conditional formats, and comments of ours."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xl_addin.formula.cells import Area
from xl_addin.workbook.edits.comments.comment_boxes import BOX_WIDTH, height_of
from xl_addin.workbook.edits.comments.ours import is_ours
from xl_addin.workbook.edits.edit import AddComments, ClearComments, ClearMarks, Mark
from xl_addin.workbook.edits.kinds.marks import CONDITION

if TYPE_CHECKING:
    import xlwings

# Three calls for each, of about a millisecond: nobody waits longer than a few seconds for them.
MOST_COMMENTS = 1000

_EXPRESSION = 2  # xlExpression
_LONGEST_ADDRESS = 250  # Range("…") takes 255 characters
_POINTS = 0.75  # in a pixel


def clear_marks(live: "xlwings.Book", edits: Sequence[ClearMarks]) -> None:
    """Take away our conditional formats."""
    for edit in edits:
        conditions = live.sheets[edit.sheet].api.Cells.FormatConditions
        for index in range(conditions.Count, 0, -1):
            condition = conditions.Item(index)
            # Other kinds (colour scales) have no formula.
            if condition.Type == _EXPRESSION and condition.Formula1 == f"={CONDITION}":
                condition.Delete()


def lay_marks(live: "xlwings.Book", edits: Sequence[Mark]) -> None:
    """Colour areas above all other conditional formats."""
    for edit in edits:
        for address in _addresses(edit.areas):
            conditions = live.sheets[edit.sheet].api.Range(address).FormatConditions
            condition = conditions.Add(Type=_EXPRESSION, Formula1=f"={CONDITION}")
            condition.SetFirstPriority()
            condition.StopIfTrue = False
            red, green, blue = bytes.fromhex(edit.colour)
            condition.Interior.Color = red + 256 * green + 65536 * blue


def clear_comments(live: "xlwings.Book", edits: Sequence[ClearComments]) -> None:
    """Take away our comments; those of others stay."""
    for edit in edits:
        comments = live.sheets[edit.sheet].api.Comments
        for index in range(comments.Count, 0, -1):
            comment = comments.Item(index)
            if is_ours(comment.Text()):
                comment.Delete()


def add_comments(live: "xlwings.Book", edits: Sequence[AddComments]) -> None:
    """Add comments where there are none."""
    for edit in edits:
        cells = live.sheets[edit.sheet].api.Cells
        for (row, column), text in edit.texts.items():
            cell = cells(row, column)
            if cell.Comment is None:
                shape = cell.AddComment(text).Shape
                shape.Width, shape.Height = BOX_WIDTH * _POINTS, height_of(text) * _POINTS


def _addresses(areas: Sequence[Area]) -> Iterator[str]:
    """The areas as addresses short enough for one call each."""
    line = ""
    for area in map(str, areas):
        if line and len(line) + 1 + len(area) > _LONGEST_ADDRESS:
            yield line
            line = ""
        line = f"{line},{area}" if line else area
    if line:
        yield line
