"""What every first template is: one sheet of an office's book, changed, checked, and nothing beside it."""

from collections.abc import Iterable, Sequence

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.problem import OptionHint, Problem
from xl_addin.template.language.faults import Faults
from xl_addin.template.template import open_template
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import DeleteSheet, Edit
from xl_addin.workbook.edits.sheet_list import delete_sheets
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.reading.read import read_book
from xl_addin.workbook.structure.sheets.titles import follow_titles

SAY_SHEET = OptionHint("chọn bằng --sheet", "choose it with --sheet")
_NOT_THERE = Text(
    "trang “{name}” không có bảng nào để lập mẫu", "the sheet “{name}” has no table to make a template of"
)


def no_table_on(sheet: str, others: Sequence[str], file: str) -> Problem:
    """What is told of a sheet without a table, or that is not there; `others` are those that have one."""
    return Problem(unknown(_NOT_THERE.with_values(name=sheet), sheet, others), file=file)


def with_steps(draft: Draft, book: Book, steps: Sequence[Iterable[Edit]]) -> bytes:
    """The file with the edits of each step made, each reading the book as the one before it left it."""
    first, *others = steps
    apply_edits(draft, list(first), book=book)
    data = draft.data()
    for edits in others:
        package = open_package(data, file=book.file)
        draft = Draft(package)
        apply_edits(draft, list(edits), book=read_book(package))
        data = draft.data()
    return data


def others_gone(book: Book, sheet: str) -> list[Edit]:
    """What takes out all other worksheets."""
    return [DeleteSheet(each.name) for each in book.sheets if each.name != sheet]


def finished(data: bytes, file: str) -> bytes:
    """The template without sheets that hold no cells. Raises Problem with all that makes it no template."""
    draft = Draft(open_package(data, file=file))
    # A chart on a sheet of its own shows the office's figures, and would come along with every result.
    charts = [each.name for each in sheet_parts(draft, workbook_part(draft)) if each.kind != "worksheet"]
    if charts:
        delete_sheets(draft, charts)
        follow_titles(draft, dict.fromkeys(charts))
        data = draft.data()
    # Whoever opens it in Excel should not find out there that it cannot be used.
    Faults(dict.fromkeys(open_template(data, file=file).faults)).raise_any(file)
    return data
