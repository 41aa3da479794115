"""Cut the workbook's tables into unit sheets, in the same workbook: anew, or in the place of earlier ones."""

from typing import TYPE_CHECKING

from xl_addin.campaign.cutting.manifest.in_file import SHEET, manifest_rows, unit_names
from xl_addin.excel.acting import READING, Brought, Writing, carry_out, run
from xl_addin.excel.live.unit_names import LONGEST_PLACE
from xl_addin.excel.office.book_sheets import issued_before, sheets_anew
from xl_addin.excel.office.cutting import cutting_of
from xl_addin.excel.office.which_sheets import GONE, NOTHING_CHANGED, asked_whose_sheets
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.language import Text
from xl_addin.reports.annotation import without_findings
from xl_addin.workbook.edits.edit import AddSheet, DeleteSheet

if TYPE_CHECKING:
    import xlwings

    from xl_addin.campaign.cutting.manifest.model import Manifest
    from xl_addin.workbook.edits.edit import Edit
    from xl_addin.workbook.model.book import Book

ACTION = Text("Phiếu trong sổ này", "Sheets in this book")

_CUTTING = Text("đang cắt phiếu…", "cutting the unit sheets…")
_LISTED = Text(
    "Kê ai được giao gì và ô nào để ghi số liệu nằm ở một trang ẩn, để sau này đọc lại phiếu.",
    "Who was given what, and which cells are filled in, stands on a hidden sheet, so that sheets can be read back.",
)
_DONE = Text("Đã cắt {count} phiếu vào sổ tính.", "{count} unit sheets were cut into the workbook.")


def main(book: "xlwings.Book | None" = None) -> None:
    """Cut the workbook into unit sheets."""
    run(book, _cut)


def _cut(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    book = without_findings(opened.book)
    before = issued_before(opened.book)
    how = cutting_of(book)
    chosen = asked_whose_sheets(opened, book, how.spec, before.manifest if before else None)
    if chosen is None:
        return None
    say(_CUTTING)
    anew = sheets_anew(opened.book, chosen, how, before)
    if anew is None:
        return NOTHING_CHANGED
    [data] = anew.filled.data
    change = Writing(
        (*map(DeleteSheet, anew.gone), *_listing(anew.manifest, opened.book)),
        # Excel copies no sheet that is very hidden.
        Brought(data, anew.names),
        out_of_sight=(SHEET,),
        order=anew.order([sheet.Name for sheet in live.api.Sheets]) if before else (),
        unit_names=unit_names(anew.manifest, longest=LONGEST_PLACE),
    )
    gone = GONE.with_values(units=anew.no_longer_there) if anew.no_longer_there else None
    copy = carry_out(opened, change, ACTION, say, about=joined(how.said, gone, anew.filled.said, _LISTED))
    if copy is None:
        return None
    return joined(_DONE.with_values(count=len(anew.units)), anew.filled.said, COPY_KEPT.with_values(copy=copy))


def _listing(manifest: "Manifest", book: "Book") -> tuple["Edit", ...]:
    """The manifest on a sheet of its own, in the place of an earlier one: with it the sheets can be read back."""
    earlier = tuple(DeleteSheet(sheet.name) for sheet in book.sheets if sheet.name.casefold() == SHEET)
    return (*earlier, AddSheet(SHEET, tuple(map(tuple, manifest_rows(manifest)))))
