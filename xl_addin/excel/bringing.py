"""Bring sheets and formats of a workbook file into an open workbook with Excel's own copy, so that nothing is lost."""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.live.sheets import VERY_HIDDEN, VISIBLE, hide_sheets, last_sheet
from xl_addin.excel.session.quiet import quiet
from xl_addin.excel.undoing.structure import Lines

if TYPE_CHECKING:
    import xlwings


_FORMATS, _VALIDATION = -4122, 6  # xlPasteFormats, xlPasteValidation


def bring_sheets(live: "xlwings.Book", data: bytes, names: Collection[str]) -> None:
    """Copy these sheets behind the others, all at once so that they keep referring to each other.

    Their names must be free in the workbook. One that only VBA can show is so there, too.
    """
    with opened_beside(live, data) as source:
        out_of_sight = [name for name in names if source.sheets[name].api.Visible == VERY_HIDDEN]
        # Excel copies none that is very hidden.
        for name in out_of_sight:
            source.sheets[name].api.Visible = VISIBLE
        # A tuple of names is the array of names that Sheets(Array(…)) takes.
        source.api.Sheets(tuple(names)).Copy(Before=None, After=last_sheet(live))
    hide_sheets(live, out_of_sight)


def bring_formats(live: "xlwings.Book", data: bytes, lines: Sequence[Lines]) -> None:
    """Give these lines what they look like in the file: formats, merged cells, rules, heights or widths.

    What they hold is written as edits: copied from another workbook, its formulas would refer to that one.
    """
    with opened_beside(live, data) as source:
        for each in lines:
            there, here = source.sheets[each.sheet].api, live.sheets[each.sheet].api
            there.Range(each.address()).Copy()
            for what in (_FORMATS, _VALIDATION):
                here.Range(each.address()).PasteSpecial(Paste=what)
            size = "RowHeight" if each.axis == "rows" else "ColumnWidth"
            for line in each.one_by_one():
                was, now = there.Range(line.address()), here.Range(line.address())
                for name in (size, "OutlineLevel", "Hidden"):
                    if getattr(now, name) != getattr(was, name):
                        setattr(now, name, getattr(was, name))
        live.app.api.CutCopyMode = False


@contextmanager
def opened_beside(live: "xlwings.Book", data: bytes) -> Iterator["xlwings.Book"]:
    """The file open beside the workbook, to be read only; closed again whatever happens."""
    with tempfile.TemporaryDirectory(prefix="chi-tieu-") as folder:
        # Excel opens no two workbooks of one name: this one has the folder's, which is no other's.
        path = Path(folder) / f"{Path(folder).name}.xlsx"
        path.write_bytes(data)
        with quiet(live.app, screen_updating=False, enable_events=False, display_alerts=False):
            source = live.app.books.open(str(path), update_links=False, read_only=True)
            try:
                yield source
            finally:
                source.close()
