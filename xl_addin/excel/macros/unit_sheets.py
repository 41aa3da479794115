"""Cut the workbook's tables into unit sheets, put behind the other sheets of the same workbook."""

from typing import TYPE_CHECKING

from xl_addin import api
from xl_addin.excel.acting import READING, Brought, Writing, carry_out, run
from xl_addin.excel.office.cutting import cutting_of
from xl_addin.excel.office.unit_choice import asking_which_units
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.language import Text
from xl_addin.reports.annotation import without_findings

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Phiếu trong sổ này", "Sheets in this book")

_CUTTING = Text("đang cắt phiếu…", "cutting the unit sheets…")
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
    copy = carry_out(opened, Writing(brought=Brought(sheets.data(), names)), ACTION, say, about=how.said)
    if copy is None:
        return None
    return joined(_DONE.with_values(count=len(sheets.manifest["units"])), COPY_KEPT.with_values(copy=copy))
