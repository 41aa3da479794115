"""Take out the unit in whose row a cell is selected, from every table that shares its units."""

from typing import TYPE_CHECKING

from xl_addin.campaign.units.delete import unit_deleted
from xl_addin.excel.acting import READING, Writing, carry_out, run
from xl_addin.excel.progress import Say
from xl_addin.excel.reading import read_open_book
from xl_addin.excel.showing.chosen_unit import chosen_unit
from xl_addin.excel.showing.wording import COPY_KEPT, joined, listed
from xl_addin.language import Text

if TYPE_CHECKING:
    import xlwings

ACTION = Text("Bỏ đơn vị", "Remove a unit")

_COMPUTING = Text("đang tìm đơn vị ở các bảng…", "looking for the unit in every table…")
_ABOUT = Text("Bỏ đơn vị “{unit}”.", "Remove the unit “{unit}”.")
_DONE = Text(
    "Đã bỏ đơn vị “{unit}”; chỉ tiêu của các đơn vị khác giữ nguyên, muốn chia lại hãy bấm “Phân bổ chỉ tiêu”.",
    "The unit “{unit}” was removed; the others' quotas stay: to share anew press “Apportion”.",
)


def main(book: "xlwings.Book | None" = None) -> None:
    """Take the selected unit out."""
    run(book, _remove)


def _remove(live: "xlwings.Book", say: Say) -> Text | None:
    say(READING)
    opened = read_open_book(live)
    chosen = chosen_unit(opened)
    say(_COMPUTING)
    change = unit_deleted(chosen.case, chosen.name, sheet=chosen.sheet)
    about = joined(chosen.said, _ABOUT.with_values(unit=chosen.name), listed(change.notes))
    copy = carry_out(opened, Writing(change.edits), ACTION, say, about=about)
    if copy is None:
        return None
    return joined(_DONE.with_values(unit=chosen.name), COPY_KEPT.with_values(copy=copy))
