"""The findings of a verification as edits: marked cells with comments, and a sheet that lists them with links."""

from collections.abc import Sequence
from dataclasses import replace

from xl_addin.formula.cells import Area, CellRef
from xl_addin.language import Language, Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.reports.cell_comments import MOST_COMMENTS, comments_on
from xl_addin.reports.findings_sheet import findings_sheets, free_name, listing
from xl_addin.reports.wording import counted
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.comments.ours import is_ours
from xl_addin.workbook.edits.edit import AddSheet, ClearComments, ClearMarks, DeleteSheet, Edit, Mark
from xl_addin.workbook.edits.kinds.comments import our_comments
from xl_addin.workbook.edits.kinds.marks import marks_in
from xl_addin.workbook.model.book import Book, Sheet

# Excel's own colours for bad, neutral and noted cells.
COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}


def without_findings(book: Book) -> Book:
    """The book without what an earlier verification wrote: its sheets and comments."""
    ours = findings_sheets(book)
    return replace(book, sheets=tuple(_uncommented(sheet) for sheet in book.sheets if sheet.name not in ours))


def clearing(book: Book, package: PartSource) -> list[Edit]:
    """The edits that take away what an earlier verification wrote into the book, which was read from `package`."""
    marked = dict.fromkeys(mark.sheet for mark in marks_in(package))
    commented = [comments.sheet for comments in our_comments(book)]
    return [*map(ClearMarks, marked), *map(ClearComments, commented), *map(DeleteSheet, findings_sheets(book))]


def _uncommented(sheet: Sheet) -> Sheet:
    return replace(sheet, comments={place: text for place, text in sheet.comments.items() if not is_ours(text)})


def annotate(draft: Draft, found: Sequence[Diagnostic], *, book: Book, language: Language) -> None:
    """Mark, explain and list a workbook's findings in it, in place of those of an earlier run.

    `book` is what the draft holds. Every other cell, format and part stays as it is; Problem for a book that must not
    be edited (`check_edits`).
    """
    edits = clearing(book, draft)
    if found:
        edits += findings_edits(found, without_findings(book), language)
    apply_edits(draft, edits, book=book)


def findings_edits(
    found: Sequence[Diagnostic], book: Book, language: Language = "vi", *, most_comments: int = MOST_COMMENTS
) -> list[Edit]:
    """Marks and comments on cells, a cell's colour being that of its worst finding, and the findings sheet.

    `book` is what the findings speak of, without those of an earlier verification: the sheet's name avoids its
    sheets', and comments that stand in it are left alone. No more than `most_comments` cells get one, the worst first.
    """
    by_cell: dict[CellRef, list[Diagnostic]] = {}
    for one in found:
        if one.sheet and one.row and one.column:
            by_cell.setdefault(CellRef(one.sheet, one.row, one.column), []).append(one)
    worst = {cell: max(one.severity for one in findings) for cell, findings in by_cell.items()}
    areas: dict[tuple[str, Severity], list[Area]] = {}
    for cell, severity in worst.items():
        areas.setdefault((cell.sheet, severity), []).append(Area(cell.row, cell.column, cell.row, cell.column))
    marks = [Mark(sheet, tuple(places), COLOURS[severity]) for (sheet, severity), places in areas.items()]
    name = free_name([sheet.name for sheet in book.sheets], language)
    comments = comments_on(by_cell, book, language, listed_on=name, most=most_comments)
    has_own = {sheet.name: sheet.comments.keys() for sheet in book.sheets}
    own = {cell for cell in by_cell if (cell.row, cell.column) in has_own[cell.sheet]}
    cut_off = most_comments if len(by_cell.keys() - own) > most_comments else None
    return [listing(found, name, own, cut_off, language), *marks, *comments]


def marks_anew(found: Sequence[Diagnostic], book: Book, package: PartSource, *, most_comments: int) -> list[Edit]:
    """The edits that leave of an earlier verification's marks and comments those of what is still found.

    None where there are no marks. Its findings sheet stays: whoever is going through it keeps their place.
    """
    old = [edit for edit in clearing(book, package) if not isinstance(edit, DeleteSheet)]
    new = findings_edits(found, without_findings(book), most_comments=most_comments) if old else ()
    return [*old, *(edit for edit in new if not isinstance(edit, AddSheet))]


def summary(found: Sequence[Diagnostic]) -> Text:
    """`9 lỗi, 2 cảnh báo`."""
    return Text(counted(tuple(found), "vi"), counted(tuple(found), "en"))
