"""Cut the workbook's tables into one file per unit; the workbook itself is only read."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.campaign.cutting.files.at_once import UnitFile, unit_files_at_once
from xl_addin.campaign.cutting.files.names import MANIFEST_OF_FILES
from xl_addin.campaign.cutting.manifest.reading import IssuedSheets, read_manifest
from xl_addin.campaign.cutting.named_template import named_template
from xl_addin.excel.acting import READING, run
from xl_addin.excel.dialogs import agrees, choose_folder, wants
from xl_addin.excel.keeping import keep_copy
from xl_addin.excel.office.cutting import cutting_of
from xl_addin.excel.office.filled_sheets import CarriedOver
from xl_addin.excel.office.which_sheets import GONE, NOTHING_CHANGED, asked_whose_sheets
from xl_addin.excel.printing import printed
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import OpenBook, copy_of, place_of
from xl_addin.excel.showing.preview import named
from xl_addin.excel.showing.wording import joined, listed
from xl_addin.excel.undoing.record import UndoRecord, forget, forget_all, write_record
from xl_addin.excel.undoing.written_files import MOST_HELD, can_be_held, content_of, digests, hold, put_files
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.reports.annotation import without_findings

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Mỗi đơn vị một tệp", "One file per unit")

_FOLDER = Text("Chọn thư mục ghi các phiếu", "Choose a folder for the unit files")
_PDF = Text(
    "Xuất thêm PDF cạnh mỗi tệp, để in hoặc gửi kèm? (Yes: có; No: không; Cancel: thôi, không cắt)",
    "A PDF beside each file, too, to print or send along? (Cancel: cut nothing)",
)
_CUTTING = Text("đang cắt phiếu, mỗi đơn vị một tệp…", "cutting one file per unit…")
_CUT = Text("đã cắt {name}", "cut {name}")
_PRINTING = Text("đang xuất PDF của {name}", "printing {name} as PDF")
_SAVING = Text("đang ghi tệp {name}", "writing the file {name}")
_EXISTS = Text(
    "thư mục đã có tệp này, không phải phiếu do tiện ích cắt; hãy chọn thư mục khác hoặc chuyển tệp cũ đi, chưa ghi "
    "tệp nào",
    "the folder has this file already, and it is no unit sheet of ours; choose another or move the old file, nothing "
    "was written",
)
_LOST_FOR_GOOD = Text(
    "chưa ghi tệp nào: {count} chỗ đã ghi trong các phiếu cũ không chuyển sang phiếu mới được. {why}. Hãy chuyển các "
    "phiếu cũ sang thư mục khác rồi bấm lại.\n{what}",
    "nothing was written: {count} places filled in into the old sheets cannot be carried over. {why}. Move the old "
    "sheets to another folder and press again.\n{what}",
)
_WILL = Text("Sẽ ghi {count} tệp vào {folder}: {names}", "{count} files will be written to {folder}: {names}")
_OVER = Text("Trong đó ghi thay {count} tệp cũ: {names}", "Of these {count} replace old files: {names}")
_UNDOABLE = Text(
    "“Hoàn tác lần trước” xóa các tệp này nếu chưa ai sửa. Bấm OK để ghi, Cancel để thôi.",
    "“Undo last action” deletes these files unless somebody changed them. Press OK to write, Cancel to leave it.",
)
_UNDOABLE_OVER = Text(
    "“Hoàn tác lần trước” trả lại các tệp cũ, xóa các tệp mới, trừ tệp đã có người sửa. Bấm OK để ghi, Cancel để thôi.",
    "“Undo last action” puts the old files back and deletes new ones, unless somebody changed them. Press OK to write, "
    "Cancel to leave it.",
)
_NOT_UNDOABLE = Text(
    "{why}. Bấm OK để ghi, Cancel để thôi.",
    "{why}. Press OK to write, Cancel to leave it.",
)
_NEVER_SAVED = Text(
    "Sổ chưa lưu lần nào nên “Hoàn tác lần trước” không xóa được các tệp này",
    "The workbook was never saved, so “Undo last action” cannot delete these files",
)
_TOO_MUCH = Text(
    "Các tệp cũ quá {limit} MB nên “Hoàn tác lần trước” không giữ và trả lại được",
    "The old files are more than {limit} MB, so “Undo last action” cannot keep them and put them back",
)
_DONE = Text("Đã ghi {count} tệp vào {folder}", "{count} files were written to {folder}")


def main(book: "xlwings.Book | None" = None) -> None:
    """Write one file per unit into a folder the user chooses."""
    run(book, _cut)


def _cut(live: "xlwings.Book", say: Say) -> Text | None:
    folder = choose_folder(live.app, _FOLDER)
    if folder is None:
        return None
    say(READING)
    opened = copy_of(live)
    book = without_findings(opened.book)
    beside = folder / MANIFEST_OF_FILES
    before = read_manifest(beside).manifest if beside.exists() else None
    how = cutting_of(book)
    chosen = asked_whose_sheets(opened, book, how.spec, before)
    if chosen is None:
        return None
    number = 1 + (before.issue if before else 0)
    issue = chosen.units.issue(named_template(how.template), how.spec, number=number, since=chosen.since)
    gone = GONE.with_values(units=issue.gone) if issue.gone else None
    if not issue.units:
        return joined(NOTHING_CHANGED, gone)
    pdf = wants(live.app, _PDF)
    if pdf is None:
        return None
    names = chosen.units.file_names(issue, before)
    earlier = _earlier([folder / name for name in names], pdf=pdf)
    say(_CUTTING)
    left = iter(names)
    files = unit_files_at_once(
        issue, names, how.template, spec=how.spec, processes=1, done=lambda: say(_CUT.with_values(name=next(left)))
    )
    filled = _filled(files, [earlier.get(folder / name) for name in names])
    written = {folder / name: data for name, data in zip(names, filled.data, strict=True)}
    if pdf:
        written |= printed(live, written, lambda path: say(_PRINTING.with_values(name=path.name)))
    written[beside] = issue.beside([file.unit for file in files]).with_others(before).as_file()
    return _write(opened, written, filled, joined(how.said, gone), say)


def _earlier(paths: Sequence[Path], *, pdf: bool) -> Mapping[Path, IssuedSheets]:
    """The unit sheets that stand there already; Problem for a file that is none."""
    found = {}
    for path in paths:
        if path.exists():
            with suppress(Problem):
                found[path] = read_manifest(path)
        for target in (path, path.with_suffix(".pdf")) if pdf else (path,):
            if target.exists() and path not in found:
                raise Problem(_EXISTS, file=str(target))
    return found


def _filled(files: Sequence[UnitFile], earlier: Sequence[IssuedSheets | None]) -> CarriedOver:
    filled = CarriedOver()
    for file, was in zip(files, earlier, strict=True):
        filled = filled.with_book(file.data, [file.unit], was)
    return filled


def _write(
    opened: OpenBook, files: Mapping[Path, bytes], filled: CarriedOver, about: Text | None, say: Say
) -> Text | None:
    """Show what will be written and write it, having kept how to undo it; None if the user gave up."""
    live = opened.live
    old = {path: data for path in files if (data := content_of(path)) is not None}
    not_undoable = _NEVER_SAVED if not live.api.Path else None
    if not not_undoable and not can_be_held(old):
        not_undoable = _TOO_MUCH.with_values(limit=MOST_HELD // 2**20)
    if filled.lost and not_undoable:
        count, what = len(filled.lost), listed(filled.lost)
        raise Problem(_LOST_FOR_GOOD.with_values(count=count, why=not_undoable, what=what))
    folder = next(iter(files)).parent
    will = _WILL.with_values(count=len(files), folder=folder, names=named([path.name for path in files]))
    over = _OVER.with_values(count=len(old), names=named([path.name for path in old])) if old else None
    back = _NOT_UNDOABLE.with_values(why=not_undoable) if not_undoable else _UNDOABLE_OVER if old else _UNDOABLE
    if not agrees(live.app, joined(about, will, over, filled.said, back)):
        return None
    with ExitStack() as forgetting:
        if not not_undoable:
            copy = keep_copy(opened)
            forgetting.callback(forget, copy)
            held = hold(old, copy, "done")
            write_record(UndoRecord(place_of(live), ACTION.vi, str(copy), files=digests(files), held=held))
        put_files(files, lambda path: say(_SAVING.with_values(name=path.name)))
        forgetting.pop_all()
    # What was undone before cannot be done again upon something else.
    forget_all(place_of(live), "undone")
    return joined(_DONE.with_values(count=len(files), folder=folder), filled.said)
