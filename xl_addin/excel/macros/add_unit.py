"""Add units behind the one in whose row a cell is selected, in every table that shares its units."""

from typing import TYPE_CHECKING

from xl_addin.campaign.units.insert import units_inserted
from xl_addin.excel.acting import READING, Writing, carry_out, run
from xl_addin.excel.dialogs import ask
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.showing.chosen_unit import chosen_unit
from xl_addin.excel.showing.preview import shortened
from xl_addin.excel.showing.wording import COPY_KEPT, joined, listed
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Thêm đơn vị", "Add units")

_NAMES = Text(
    "Đơn vị mới đứng sau “{unit}” tên là gì? Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy (;). Để trống: một dòng "
    "chưa có tên.",
    "What is the unit behind “{unit}” called? Put semicolons (;) between several. Left empty: a row without a name.",
)
_COMPUTING = Text("đang tìm đơn vị ở các bảng…", "looking for the unit in every table…")
_ABOUT = Text("Thêm {count} đơn vị sau “{unit}”.", "Add {count} units behind “{unit}”.")
_DONE = Text(
    "Đã thêm {count} đơn vị sau “{unit}”; hãy điền số liệu nhập của đơn vị mới.",
    "{count} units were added behind “{unit}”; fill in their inputs.",
)


def main(book: "xlwings.Book | None" = None) -> None:
    """Add units behind the selected one."""
    run(book, _add)


def _add(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    chosen = chosen_unit(opened)
    answer = ask(live.app, _NAMES.with_values(unit=shortened(chosen.name)))
    if answer is None:
        return None
    names = [name.strip() for name in answer.split(";") if name.strip()]
    say(_COMPUTING)
    change = units_inserted(chosen.case, chosen.name, names=names, sheet=chosen.sheet)
    count = max(len(names), 1)
    about = joined(chosen.said, _ABOUT.with_values(count=count, unit=chosen.name), listed(change.notes))
    copy = carry_out(opened, Writing(change.edits), ACTION, say, about=about)
    if copy is None:
        return None
    return joined(_DONE.with_values(count=count, unit=chosen.name), COPY_KEPT.with_values(copy=copy))
