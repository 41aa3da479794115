"""Lists that are filtered: Excel copies and deletes only the rows that are seen, a file has no such whims."""

from collections.abc import Iterator, Sequence

from xl_addin.excel.undoing.structure import StructureEdit, sheet_before
from xl_addin.language import Text
from xl_addin.package.package import PartSource
from xl_addin.package.parts import child, children, frame_of, related, sheet_parts, workbook_part
from xl_addin.problem import Problem
from xl_addin.workbook.edits.edit import LineEdit

_FILTERED = Text(
    vi="danh sách trên trang tính đang được lọc; hãy bỏ lọc (Data > Clear) rồi bấm lại",
    en="a list on the sheet is filtered; clear the filter (Data > Clear) and press again",
)


def check_unfiltered(package: PartSource, structure: Sequence[StructureEdit]) -> None:
    """Raise Problem where lines are to move on a sheet of this copy of the book on which a list is filtered."""
    wanted = {sheet_before(edit.sheet, structure) for edit in structure if isinstance(edit, LineEdit)}
    for sheet in sheet_parts(package, workbook_part(package)):
        if sheet.name in wanted and any(_filters(package, sheet.part)):
            raise Problem(_FILTERED, file=package.file, place=sheet.name)


def _filters(package: PartSource, part: str) -> Iterator[bool]:
    for element in (frame_of(package, part), *map(package.xml, related(package, part, "table"))):
        filters = child(element, "autoFilter")
        yield bool(children(filters, "filterColumn"))
