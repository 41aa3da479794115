"""Mend what verification finds and can safely be mended: all of it, or the one finding of the selected cell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xl_addin.case.case import Case
from xl_addin.excel.acting import READING, Writing, carry_out, run
from xl_addin.excel.live.marks import MOST_COMMENTS
from xl_addin.excel.office.campaign_of import campaign_of
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import OpenBook, read_open_book
from xl_addin.excel.showing.chosen_finding import Chosen, chosen
from xl_addin.excel.showing.wording import COPY_KEPT, joined
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.reports.annotation import marks_anew, without_findings
from xl_addin.reports.findings_sheet import mended_rows
from xl_addin.reports.wording import CLEAN, by_code, place_of
from xl_addin.verify.diagnostic import Diagnostic
from xl_addin.verify.explanations import explanations
from xl_addin.verify.fix import Fixed, fix_book
from xl_addin.verify.verify import verify

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Sửa nhanh", "Quick fix")

_CHECKING = Text("đang soát các bảng và tìm cách sửa…", "checking the tables and looking for what mends them…")
_WHY = Text("{code}: {title}", "{code}")
_MENDS = Text("Sửa được {count} điểm: {codes}", "{count} findings can be mended: {codes}")
_ONE = Text("Chỉ sửa phát hiện này: {finding}", "Only this finding is mended: {finding}")
_FOR_ALL = Text(
    "Muốn sửa mọi lỗi một lần: chọn một ô không có lỗi rồi bấm lại.",
    "To mend all findings at once: select a cell without a finding and press again.",
)
_NOTHING = Text(
    "Không có phát hiện nào mà cách sửa chắc chắn đúng, nên chưa ghi gì.",
    "No finding can be mended beyond doubt, so nothing was written.",
)
_UNSAFE = Text(
    "{count} điểm chỉ sửa được bằng cách thay số đã gõ hoặc phân bổ lại, nên để bạn quyết định: {codes}",
    "{count} could be mended only by replacing typed figures or sharing anew, which is left to you: {codes}",
)
_PASSED_OVER = Text("Còn {count} điểm khác có cách sửa: {codes}", "{count} others can be mended: {codes}")
_LEFT = Text("{count} điểm phải tự sửa: {codes}", "{count} are left to you: {codes}")
_GONE = Text(
    "Phát hiện ở dòng này không còn. Bấm “Kiểm tra bảng” để lập lại trang kết quả.",
    "The finding of this row is gone. Press “Verify” to list anew.",
)
_NOT_SAFE = Text(
    "Máy không tự sửa: cách sửa duy nhất là thay số đã gõ hoặc phân bổ lại, có thể khác ý người lập bảng.",
    "It is not mended for you: that would replace typed figures or share anew, which may not be what is meant.",
)
_UNKNOWN = Text(
    "Máy không tự sửa: từ bảng không biết chắc số nào đúng, phải có người quyết định.",
    "It is not mended for you: the table does not say which figure is right; somebody has to decide.",
)
_TODO = Text("Cách sửa: {advice}", "How to mend: {advice}")
_DONE = Text("Đã sửa {count} điểm: {codes}", "{count} findings were mended: {codes}")


def main(book: "xlwings.Book | None" = None) -> None:
    """Mend the workbook, or the finding of the selected cell."""
    run(book, _fix)


def _fix(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    book = without_findings(opened.book)
    say(_CHECKING)
    campaign = campaign_of(book)
    case = Case(book, campaign.spec, package=opened.package)
    verified = verify(case)
    one = chosen(opened, verified.diagnostics)
    if one is not None and not one.findings:
        return _GONE
    fixed = fix_book(case, wanted=lambda finding: one is None or one.means(finding), verified=verified)
    if not fixed.edits:
        return joined(campaign.said, _cannot(one, fixed) if one else _none(fixed))
    about = joined(campaign.said, _about_one(one) if one else joined(_counted(_MENDS, fixed.fixed), *_left(fixed)))
    copy = carry_out(opened, _writing(opened, fixed), ACTION, say, about=about)
    if copy is None:
        return None
    return joined(_counted(_DONE, fixed.fixed), *_left(fixed), COPY_KEPT.with_values(copy=copy))


def _writing(opened: OpenBook, fixed: Fixed) -> Writing:
    """The cells that mend, then what an earlier verification wrote about what is mended now."""
    mended = {
        (one.code, CellRef(one.sheet, one.row, one.column))
        for one in fixed.fixed
        if one.sheet and one.row and one.column
    }
    listed = mended_rows(opened.book, mended)
    marks = marks_anew(fixed.remaining, opened.book, opened.package, most_comments=MOST_COMMENTS)
    return Writing((*fixed.edits, *listed, *marks), why={cell: _why(one) for cell, one in fixed.reasons.items()})


def _why(finding: Diagnostic) -> Text:
    return _WHY.with_values(code=finding.code, title=explanations().by_code[finding.code].title)


def _about_one(one: Chosen) -> Text:
    told = [_ONE.with_values(finding=_named(finding)) for finding in one.findings]
    return joined(*told, *(finding.message for finding in one.findings), _meaning(one.findings[0]), _FOR_ALL)


def _cannot(one: Chosen, fixed: Fixed) -> Text:
    """Why the chosen finding is not mended, and what to do about it."""
    finding = one.findings[0]
    reason = _NOT_SAFE if any(map(one.means, fixed.unsafe)) else _UNKNOWN
    mend = _plain(explanations().by_code[finding.code].mend)
    advice = _TODO.with_values(advice=finding.advice or Text(mend, mend))
    return joined(_named(finding), finding.message, _meaning(finding), reason, advice)


def _none(fixed: Fixed) -> Text:
    return joined(_NOTHING, *_left(fixed)) if fixed.remaining else CLEAN


def _left(fixed: Fixed) -> list[Text]:
    mendable = {*fixed.unsafe, *fixed.passed_over}
    more = [one for one in fixed.remaining if one not in mendable]
    said = ((_PASSED_OVER, fixed.passed_over), (_UNSAFE, fixed.unsafe), (_LEFT, more))
    return [_counted(text, some) for text, some in said if some]


def _counted(text: Text, findings: Sequence[Diagnostic]) -> Text:
    return text.with_values(count=len(findings), codes=by_code(findings))


def _named(finding: Diagnostic) -> Text:
    """`V304: Cộng dồn cột bình quân hoặc tỷ lệ (Giai đoạn 1!L20)`."""
    why = _why(finding)
    return Text(f"{why.vi} ({place_of(finding)})", f"{why.en} ({place_of(finding)})")


def _meaning(finding: Diagnostic) -> Text:
    meaning = _plain(explanations().by_code[finding.code].meaning)
    return Text(meaning, finding.name)


def _plain(markdown: str) -> str:
    """An explanation as a message box shows it, without its signs of emphasis."""
    return markdown.replace("`", "").replace("**", "").strip()
