"""What an officer is told before lines and sheets move: what moves, and what cannot be taken back."""

from collections.abc import Sequence

from xl_addin.excel.showing.wording import joined
from xl_addin.excel.undoing.structure import StructureEdit
from xl_addin.language import Text
from xl_addin.workbook.edits.registry import kind_of

_MOST_LISTED = 8
"""More lines do not fit into a message box on a small screen."""

_MOVES = Text("Sẽ làm lần lượt:\n{lines}", "One after the other:\n{lines}")
_MORE = Text("- … và {count} việc nữa", "- … and {count} more")
_ONLY_COPY = Text(
    "Nút “Hoàn tác” không trả lại được việc này (cùng các dòng, cột bị xóa còn mất hình, biểu đồ, bảng, ghi chú hoặc "
    "tên); muốn trở lại thì phải mở bản sao được giữ trước khi ghi.",
    "The button “Undo” cannot take this back (with the deleted rows or columns go pictures, charts, tables, comments "
    "or names); to go back, the copy kept before writing has to be opened.",
)


def moves(structure: Sequence[StructureEdit], *, whole: bool) -> Text | None:
    """What edits do to lines and sheets; None where they move none.

    `whole` is whether all of it can be taken back.
    """
    if not structure:
        return None
    words = [kind_of(edit).words(edit) for edit in structure]
    listed = [Text(f"- {each.vi}", f"- {each.en}") for each in words[:_MOST_LISTED]]
    if len(words) > _MOST_LISTED:
        listed.append(_MORE.with_values(count=len(words) - _MOST_LISTED))
    lines = Text("\n".join(each.vi for each in listed), "\n".join(each.en for each in listed))
    return joined(
        _MOVES.with_values(lines=lines),
        None if whole else _ONLY_COPY,
    )
