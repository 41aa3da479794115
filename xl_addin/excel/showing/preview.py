"""What a macro is about to write, told before it asks: which cells and to what, sheets that come and go, marks."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from xl_addin.campaign.difference import difference
from xl_addin.excel.showing.wording import joined
from xl_addin.formula.cells import CellRef
from xl_addin.language import Language, Text
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    CellEdit,
    ClearComments,
    ClearMarks,
    DeleteSheet,
    Edit,
    Mark,
    SetNumberFormat,
)
from xl_addin.workbook.model.book import Book

MOST_SHOWN = 6
"""More lines do not fit into a message box on a small screen."""
_LONGEST_LINE = 100
_NO_REASONS: Mapping[CellRef, Text] = MappingProxyType({})

_CELLS = Text("Sẽ ghi {count} ô:\n{lines}", "{count} cells will be written:\n{lines}")
_MORE = Text("… và {count} ô nữa", "… and {count} cells more")
_FORMATS = Text("Sẽ đổi định dạng số của {count} ô.", "The number format of {count} cells will change.")
_ADDED = Text("Sẽ thêm {count} trang: {names}", "{count} sheets will be added: {names}")
_DELETED = Text("Sẽ bỏ {count} trang: {names}", "{count} sheets will be deleted: {names}")
_REPLACED = Text("Sẽ thay {count} trang: {names}", "{count} sheets will be replaced: {names}")
_MARKED = Text("Sẽ đánh dấu {count} ô bằng màu và ghi chú.", "{count} cells will be marked by colours and comments.")
_CLEARED = Text(
    "Sẽ bỏ màu và ghi chú của lần kiểm tra trước; ghi chú của người dùng giữ nguyên.",
    "Colours and comments of the last check will go; comments of your own stay.",
)


def preview(
    book: Book,
    edits: Sequence[Edit],
    brought: Sequence[str] = (),
    why: Mapping[CellRef, Text] = _NO_REASONS,
) -> Text:
    """What these edits, and sheets brought from another workbook, change in the book, as paragraphs.

    `why` stands behind the line of a cell that is written for a reason of its own.
    """
    cells = list({edit.cell: edit for edit in edits if isinstance(edit, CellEdit)}.values())
    formats = {edit.cell for edit in edits if isinstance(edit, SetNumberFormat)} - {edit.cell for edit in cells}
    deleted = [edit.sheet for edit in edits if isinstance(edit, DeleteSheet)]
    added = [*(edit.sheet for edit in edits if isinstance(edit, AddSheet)), *brought]
    marked = {
        (edit.sheet, row, column)
        for edit in edits
        if isinstance(edit, Mark)
        for area in edit.areas
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    } | {(edit.sheet, *place) for edit in edits if isinstance(edit, AddComments) for place in edit.texts}
    cleared = any(isinstance(edit, ClearMarks | ClearComments) for edit in edits) and not marked
    return joined(
        _CELLS.with_values(count=len(cells), lines=_lines(book, cells, why)) if cells else None,
        _FORMATS.with_values(count=len(formats)) if formats else None,
        _sheets(_REPLACED, [name for name in added if name in deleted]),
        _sheets(_ADDED, [name for name in added if name not in deleted]),
        _sheets(_DELETED, [name for name in deleted if name not in added]),
        _MARKED.with_values(count=len(marked)) if marked else None,
        _CLEARED if cleared else None,
    )


def _lines(book: Book, cells: Sequence[CellEdit], why: Mapping[CellRef, Text]) -> Text:
    return Text(_first_lines(book, cells, why, "vi"), _first_lines(book, cells, why, "en"))


def _first_lines(book: Book, cells: Sequence[CellEdit], why: Mapping[CellRef, Text], language: Language) -> str:
    reasons = [f" ({why[edit.cell].in_language(language)})" if edit.cell in why else "" for edit in cells[:MOST_SHOWN]]
    changes = difference(book, cells[:MOST_SHOWN], language)
    lines = [shortened(f"- {line}", reason) for line, reason in zip(changes, reasons, strict=True)]
    more = len(cells) - len(lines)
    return "\n".join([*lines, *([_MORE.with_values(count=more).in_language(language)] if more else [])])


def _sheets(text: Text, names: Sequence[str]) -> Text | None:
    return text.with_values(count=len(names), names=named(names)) if names else None


def named(names: Sequence[str]) -> str:
    """The first names, one after the other; that there are more is seen."""
    return ", ".join(names[:MOST_SHOWN]) + (", …" if len(names) > MOST_SHOWN else "")


def shortened(line: str, ending: str = "") -> str:
    """A line, with its ending whole, that a message box does not break more than once; a cell may hold a long text."""
    one_line = " ".join(line.split())
    longest = _LONGEST_LINE - len(ending)
    return (one_line if len(one_line) <= longest else f"{one_line[: longest - 1]}…") + ending
