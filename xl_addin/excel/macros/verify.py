"""Verify every table of the workbook: mark the cells and say on each why, list the findings on a sheet with links."""

from typing import TYPE_CHECKING

from xl_addin import api
from xl_addin.excel.acting import READING, Writing, carry_out, run
from xl_addin.excel.live.marks import MOST_COMMENTS
from xl_addin.excel.office.campaign_of import campaign_of
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.language import Text
from xl_addin.reports.annotation import clearing, findings_edits, summary, without_findings
from xl_addin.workbook.edits.edit import AddSheet

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Kiểm tra bảng", "Verify")
_CHECKING = Text("đang tính lại và soát các bảng…", "recalculating and checking the tables…")
_CLEAN = Text("Đã soát {tables} bảng: không phát hiện sai sót nào.", "{tables} tables checked: no findings.")
_FOUND = Text("Đã soát {tables} bảng: {found}.", "{tables} tables checked: {found}.")
_DONE = Text(
    "Xem trang “{sheet}”. Nút “Sửa nhanh” sửa những lỗi mà cách sửa chắc chắn đúng.",
    "See the sheet “{sheet}”. The button “Quick fix” mends what can safely be mended.",
)
_CLEARED = Text("Đã bỏ dấu của lần kiểm tra trước.", "The marks of the last check are gone.")


def main(book: "xlwings.Book | None" = None) -> None:
    """Verify the workbook."""
    run(book, _verify)


def _verify(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    book = without_findings(opened.book)
    say(_CHECKING)
    campaign = campaign_of(book)
    checked = api.verify(api.Case(book, campaign.spec))
    edits = clearing(opened.book, opened.package)
    if checked.diagnostics:
        edits += findings_edits(checked.diagnostics, book, most_comments=MOST_COMMENTS)
    found = summary(checked.diagnostics)
    outcome = (_FOUND if checked.diagnostics else _CLEAN).with_values(tables=len(checked.tables), found=found)
    outcome = joined(campaign.said, outcome)
    if not edits:
        return outcome
    copy = carry_out(opened, Writing(tuple(edits)), ACTION, say, about=outcome)
    if copy is None:
        return None
    sheet = next((edit.sheet for edit in edits if isinstance(edit, AddSheet)), None)
    done = _DONE.with_values(sheet=sheet) if sheet else _CLEARED
    return joined(done, COPY_KEPT.with_values(copy=copy))
