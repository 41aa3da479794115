"""Cut the workbook's tables into unit sheets, put behind the other sheets of the same workbook."""

from typing import TYPE_CHECKING

from xl_addin import api
from xl_addin.campaign.cutting.manifest.in_file import SHEET, manifest_rows
from xl_addin.excel.acting import READING, Brought, Writing, carry_out, run
from xl_addin.excel.office.cutting import cutting_of
from xl_addin.excel.office.unit_choice import asking_which_units
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.language import Text
from xl_addin.reports.annotation import without_findings
from xl_addin.workbook.edits.edit import AddSheet, DeleteSheet

if TYPE_CHECKING:
    import xlwings

    from xl_addin.campaign.cutting.unit_sheets import UnitSheets
    from xl_addin.workbook.edits.edit import Edit
    from xl_addin.workbook.model.book import Book

ACTION = Text("Phiếu trong sổ này", "Sheets in this book")

_CUTTING = Text("đang cắt phiếu…", "cutting the unit sheets…")
_LISTED = Text(
    "Kê ai được giao gì và ô nào để ghi số liệu nằm ở một trang ẩn, để sau này đọc lại phiếu.",
    "Who was given what, and which cells are filled in, stands on a hidden sheet, so that sheets can be read back.",
)
_DONE = Text("Đã thêm {count} phiếu vào cuối sổ tính.", "{count} unit sheets now stand at the end of the workbook.")


def main(book: "xlwings.Book | None" = None) -> None:
    """Cut the workbook into unit sheets."""
    run(book, _cut)


def _cut(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    book = without_findings(opened.book)
    say(_CUTTING)
    how = cutting_of(book)
    sheets = asking_which_units(
        live.app, lambda **which: api.cut(api.Case(book, how.spec), template=how.template, **which)
    )
    if sheets is None:
        return None
    # Excel copies no sheet that is very hidden.
    names = tuple(sheet.name for sheet in sheets.rendered.book.sheets if sheet.visible)
    change = Writing(_listing(sheets, opened.book), Brought(sheets.data(), names), out_of_sight=(SHEET,))
    copy = carry_out(opened, change, ACTION, say, about=joined(how.said, _LISTED))
    if copy is None:
        return None
    return joined(_DONE.with_values(count=len(sheets.manifest["units"])), COPY_KEPT.with_values(copy=copy))


def _listing(sheets: "UnitSheets", book: "Book") -> tuple["Edit", ...]:
    """The manifest on a sheet of its own, in the place of an earlier one: with it the sheets can be read back."""
    earlier = tuple(DeleteSheet(sheet.name) for sheet in book.sheets if sheet.name.casefold() == SHEET)
    return (*earlier, AddSheet(SHEET, tuple(map(tuple, manifest_rows(sheets.listed)))))
