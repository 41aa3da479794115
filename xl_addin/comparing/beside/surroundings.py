"""What differs beside the cells: around them on their sheets, and in the parts of the file that belong to no sheet."""

from collections.abc import Iterator, Mapping

from lxml import etree

from xl_addin.comparing.beside.canonical import canonical
from xl_addin.comparing.beside.moved_frame import in_all_lines, with_common_lines, without_cells
from xl_addin.comparing.beside.parts import ComparedParts
from xl_addin.comparing.beside.sheet_frame import frame_differences, line_differences
from xl_addin.comparing.book_map import BookMap, CellMap
from xl_addin.comparing.looks import Looks, differences
from xl_addin.comparing.result import Other
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, sheet_parts, workbook_part

_BOOK = {
    "workbookPr": Text("hệ ngày, thuộc tính sổ tính", "date system and properties of the workbook"),
    "calcPr": Text("thiết lập tính toán", "settings of calculation"),
    "workbookProtection": Text("bảo vệ cấu trúc sổ", "protection of the workbook's structure"),
    "fileSharing": Text("chỉ đọc, mật khẩu ghi", "read-only and password to write"),
}
_NOT_MEANT = frozenset(
    {"calcId", "defaultThemeVersion", "codeName", "fullCalcOnLoad", "filterPrivacy", "hidePivotFieldList"}
)
_PLAIN = Text("kiểu chữ mặc định của sổ: {what}", "the book's usual look: {what}")


class BesideTheCells:
    """Two files without the lines that only one has, the old one's sheets called as in the new one."""

    def __init__(self, old: PartSource, new: PartSource, where: BookMap) -> None:
        self._old, self._new, self._where = old, new, where
        self._frame: Draft = without_cells(old)
        self._other: Draft = without_cells(new)
        self._moved = with_common_lines(self._frame, self._other, where)
        self._compared = ComparedParts(self._frame, self._other)
        self._parts, self._other_parts = _sheet_parts(old), _sheet_parts(new)

    def of_sheet(self, cells: CellMap) -> Iterator[Other]:
        """What differs around the cells of a sheet that both have, and in the parts that belong to it."""
        part, other = self._parts[cells.sheet], self._other_parts[cells.other_sheet]
        rows, columns = cells.rows.back, cells.columns.back

        def place(areas: str) -> str:
            return in_all_lines(areas, rows, columns) if self._moved else areas

        yield from frame_differences(self._frame, part, self._other, other, place)
        yield from line_differences(self._old.read(part), self._new.read(other), cells)
        yield from self._compared.differences(part, other)

    def of_book(self) -> Iterator[Other]:
        """What differs and belongs to no sheet."""
        part, other = workbook_part(self._old), workbook_part(self._new)
        here, there = self._old.meaning(part), self._new.meaning(other)
        for name, words in _BOOK.items():
            if _said(child(here, name)) != _said(child(there, name)):
                yield Other(words)
        what = differences(Looks(self._old).plain, Looks(self._new).plain)
        if what:
            yield Other(_PLAIN.with_values(what=what))
        yield from self._compared.differences(part, other)
        yield from self._compared.differences("", "")


def _sheet_parts(source: PartSource) -> Mapping[str, str]:
    return {sheet.name: sheet.part for sheet in sheet_parts(source, workbook_part(source))}


def _said(element: etree._Element | None) -> str:
    said = "" if element is None else canonical(element, without=_NOT_MEANT)
    return said if "=" in said else ""
