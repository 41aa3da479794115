"""Cut the workbook's tables into one file per unit; the workbook itself is only read."""

from typing import TYPE_CHECKING

from xl_addin import api
from xl_addin.excel.acting import READING, run
from xl_addin.excel.dialogs import choose_folder
from xl_addin.excel.office.campaign_of import campaign_of
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import copy_of
from xl_addin.excel.showing.wording import NO_CAMPAIGN, joined
from xl_addin.language import Text
from xl_addin.package.saving import save_atomically
from xl_addin.problem import Problem
from xl_addin.reports.annotation import without_findings

if TYPE_CHECKING:
    import xlwings

_FOLDER = Text("Chọn thư mục ghi các phiếu", "Choose a folder for the unit files")
_CUTTING = Text("đang cắt phiếu, mỗi đơn vị một tệp…", "cutting one file per unit…")
_CUT = Text("đã cắt {name}", "cut {name}")
_SAVING = Text("đang ghi tệp {number}/{count}: {name}", "writing file {number}/{count}: {name}")
_EXISTS = Text(
    "thư mục đã có tệp này; hãy chọn thư mục khác hoặc chuyển tệp cũ đi, chưa ghi tệp nào",
    "the folder has this file already; choose another or move the old file, nothing was written",
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
    book = without_findings(copy_of(live).book)
    say(_CUTTING)
    campaign = campaign_of(book)
    files: dict[str, bytes] = {}
    for name, sheets in api.cut_into_files(api.Case(book, campaign)):
        say(_CUT.with_values(name=name))
        if (folder / name).exists():
            raise Problem(_EXISTS, file=str(folder / name))
        files[name] = sheets.data()
    for number, (name, data) in enumerate(files.items(), 1):
        say(_SAVING.with_values(number=number, count=len(files), name=name))
        save_atomically(folder / name, data, overwrite=False)
    return joined(_DONE.with_values(count=len(files), folder=folder), None if campaign else NO_CAMPAIGN)
