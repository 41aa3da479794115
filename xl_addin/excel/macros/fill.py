"""Fill the formula columns and totals of the sheet in front from its column-number rows."""

from typing import TYPE_CHECKING

from xl_addin.campaign.filling.fill import changes_to_fill
from xl_addin.case.case import Case
from xl_addin.excel.acting import READING, Writing, carry_out, run
from xl_addin.excel.office.campaign_of import campaign_of
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import active_sheet, read_open_book
from xl_addin.excel.showing.wording import COPY_KEPT, joined, listed
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Điền cột công thức", "Fill formulas")

_COMPUTING = Text("đang tính công thức các cột…", "working out the formulas…")
_NOTHING = Text(
    "Trang “{sheet}”: các cột công thức và dòng tổng đã đúng, không có gì phải ghi.",
    "Sheet “{sheet}”: formula columns and totals are right already.",
)
_ABOUT = Text("Điền công thức ở trang “{sheet}”.", "Formulas of the sheet “{sheet}”.")
_DONE = Text("Đã ghi {count} ô ở trang “{sheet}”.", "{count} cells of the sheet “{sheet}” were written.")


def main(book: "xlwings.Book | None" = None) -> None:
    """Fill the sheet in front."""
    run(book, _fill)


def _fill(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    sheet = active_sheet(opened)
    say(_COMPUTING)
    campaign = campaign_of(opened.book)
    edits, notes = changes_to_fill(Case(opened.book), spec=campaign.own, sheet=sheet)
    if not edits:
        return joined(campaign.said, _NOTHING.with_values(sheet=sheet), listed(notes))
    about = joined(campaign.said, _ABOUT.with_values(sheet=sheet), listed(notes))
    copy = carry_out(opened, Writing(edits), ACTION, say, about=about)
    if copy is None:
        return None
    return joined(_DONE.with_values(count=len(edits), sheet=sheet), COPY_KEPT.with_values(copy=copy))
