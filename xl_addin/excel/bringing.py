"""Bring the sheets of a workbook file into an open workbook with Excel's own sheet copy, so that nothing is lost."""

import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.excel.live.sheets import last_sheet
from xl_addin.excel.session.quiet import quiet

if TYPE_CHECKING:
    import xlwings


def bring_sheets(live: "xlwings.Book", data: bytes, names: Collection[str]) -> None:
    """Copy these sheets behind the others, all at once so that they keep referring to each other.

    Their names must be free in the workbook.
    """
    with tempfile.TemporaryDirectory(prefix="chi-tieu-") as folder:
        # Excel opens no two workbooks of one name: this one has the folder's, which is no other's.
        path = Path(folder) / f"{Path(folder).name}.xlsx"
        path.write_bytes(data)
        with quiet(live.app, screen_updating=False, enable_events=False, display_alerts=False):
            source = live.app.books.open(str(path), update_links=False, read_only=True)
            try:
                # A tuple of names is the array of names that Sheets(Array(…)) takes.
                source.api.Sheets(tuple(names)).Copy(Before=None, After=last_sheet(live))
            finally:
                source.close()
