"""Cut the workbook's tables into one file per unit; the workbook itself is only read."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xl_addin import api
from xl_addin.campaign.cutting.files.names import MANIFEST_OF_FILES
from xl_addin.excel.acting import READING, run
from xl_addin.excel.dialogs import agrees, choose_folder
from xl_addin.excel.keeping import keep_copy
from xl_addin.excel.office.cutting import cutting_of
from xl_addin.excel.office.unit_choice import asking_which_units
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import copy_of, place_of
from xl_addin.excel.showing.preview import named
from xl_addin.excel.showing.wording import joined
from xl_addin.excel.undoing.record import UndoRecord, forget, write_record
from xl_addin.excel.undoing.written_files import digests, write_files
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.reports.annotation import without_findings

if TYPE_CHECKING:
    import xlwings

    from xl_addin.campaign.cutting.manifest.model import UnitIssue

ACTION = Text("Mỗi đơn vị một tệp", "One file per unit")

_FOLDER = Text("Chọn thư mục ghi các phiếu", "Choose a folder for the unit files")
_CUTTING = Text("đang cắt phiếu, mỗi đơn vị một tệp…", "cutting one file per unit…")
_CUT = Text("đã cắt {name}", "cut {name}")
_SAVING = Text("đang ghi tệp {name}", "writing the file {name}")
_EXISTS = Text(
    "thư mục đã có tệp này; hãy chọn thư mục khác hoặc chuyển tệp cũ đi, chưa ghi tệp nào",
    "the folder has this file already; choose another or move the old file, nothing was written",
)
_WILL = Text("Sẽ ghi {count} tệp vào {folder}: {names}", "{count} files will be written to {folder}: {names}")
_UNDOABLE = Text(
    "“Hoàn tác lần trước” xóa các tệp này nếu chưa ai sửa. Bấm OK để ghi, Cancel để thôi.",
    "“Undo last action” deletes these files unless somebody changed them. Press OK to write, Cancel to leave it.",
)
_NOT_UNDOABLE = Text(
    "Sổ chưa lưu lần nào nên “Hoàn tác lần trước” không xóa được các tệp này. Bấm OK để ghi, Cancel để thôi.",
    "The workbook was never saved, so “Undo last action” cannot delete them. Press OK to write, Cancel to leave it.",
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
    say(_CUTTING)
    how = cutting_of(book)

    def cut(**which: Any) -> dict[Path, bytes]:
        files: dict[Path, bytes] = {}
        units: list[UnitIssue] = []
        for name, sheets in api.cut_into_files(api.Case(book, how.spec), template=how.template, **which):
            say(_CUT.with_values(name=name))
            files[folder / name] = sheets.data()
            units += sheets.units
        listed = sheets.listed.model_copy(update={"units": tuple(units)})
        files[folder / MANIFEST_OF_FILES] = listed.as_file()
        return files

    files = asking_which_units(live.app, cut)
    if files is None:
        return None
    for path in files:
        if path.exists():
            raise Problem(_EXISTS, file=str(path))
    will = _WILL.with_values(count=len(files), folder=folder, names=named([path.name for path in files]))
    can_be_undone = bool(live.api.Path)
    if not agrees(live.app, joined(how.said, will, _UNDOABLE if can_be_undone else _NOT_UNDOABLE)):
        return None
    with ExitStack() as forgetting:
        if can_be_undone:
            copy = keep_copy(opened)
            write_record(UndoRecord(place_of(live), ACTION.vi, str(copy), files=digests(files)))
            forgetting.callback(forget, copy)
        write_files(files, lambda path: say(_SAVING.with_values(name=path.name)))
        forgetting.pop_all()
    return _DONE.with_values(count=len(files), folder=folder)
