"""Classic comments ("notes") put on cells, and ours taken off again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xl_addin.formula.cells import CellRef, RowColumn, address
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.problem import Problem
from xl_addin.workbook.edits.cell_gate import is_long_text
from xl_addin.workbook.edits.comments.comment_parts import write_comments
from xl_addin.workbook.edits.comments.ours import is_ours
from xl_addin.workbook.edits.kind import EditKind, SheetsThen, check_sheets
from xl_addin.workbook.model.book import Book

_TOO_LONG = Text(
    vi="ghi chú dài hơn 32.767 ký tự, Excel không nhận; hãy rút ngắn",
    en="a comment of more than 32,767 characters, which Excel does not take; shorten it",
)


@dataclass(frozen=True)
class ClearComments:
    """Take every comment that is signed as ours (`comments.ours`) off a sheet."""

    sheet: str


@dataclass(frozen=True)
class AddComments:
    """Put classic comments ("notes") on cells of a sheet, by (row, column); a cell that has a comment keeps its own.

    They are hidden until pointed at and as large as their text, whose first line is in bold type.
    """

    sheet: str
    texts: Mapping[RowColumn, str]


def our_comments(book: Book) -> tuple[AddComments, ...]:
    """Our comments as the edits that would write them again, sheet by sheet."""
    ours = {
        sheet.name: {place: text for place, text in sheet.comments.items() if is_ours(text)} for sheet in book.sheets
    }
    return tuple(AddComments(name, texts) for name, texts in ours.items() if texts)


def _check(then: SheetsThen, edits: Sequence[ClearComments | AddComments]) -> None:
    check_sheets(then, edits)
    for edit in edits:
        for place, text in edit.texts.items() if isinstance(edit, AddComments) else ():
            if is_long_text(text):
                raise Problem(_TOO_LONG, place=str(CellRef(edit.sheet, *place)))


def _write(draft: Draft, edits: Sequence[ClearComments | AddComments]) -> None:
    added: dict[str, dict[RowColumn, str]] = {}
    for edit in edits:
        if isinstance(edit, AddComments):
            added.setdefault(edit.sheet, {}).update(edit.texts)
    cleared = {edit.sheet for edit in edits if isinstance(edit, ClearComments)}
    write_comments(draft, cleared=cleared, added=added)


def _words(edit: ClearComments | AddComments) -> Text:
    if isinstance(edit, ClearComments):
        return Text(f"{edit.sheet}: bỏ ghi chú của chương trình", f"{edit.sheet}: the program's comments go")
    places = ", ".join(address(*place) for place in edit.texts)
    return Text(f"{edit.sheet}!{places}: thêm ghi chú", f"{edit.sheet}!{places}: comments are added")


KIND = EditKind(rank=60, edits=(ClearComments, AddComments), check=_check, write=_write, words=_words)
