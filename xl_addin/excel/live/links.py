"""Links into the workbook follow where they lead: Excel lets them stay when lines move and sheets are renamed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlwings

Write = Callable[[str, str], str]
"""Where a link is to lead, given where it leads (`Bảng!D9`) and the sheet on which it stands."""


def follow_links(live: "xlwings.Book", write: Write) -> None:
    """Have every link lead where it should."""
    for sheet in live.api.Worksheets:
        follow_links_of(sheet, write)


def follow_links_of(sheet: Any, write: Write) -> None:
    """The same for the links of one worksheet, as Excel knows it."""
    links = sheet.Hyperlinks
    for number in range(1, links.Count + 1):
        link = links.Item(number)
        old = str(link.SubAddress or "")
        # A link to another file has its places there.
        new = old if link.Address else write(old, str(sheet.Name))
        if new != old:
            link.SubAddress = new
