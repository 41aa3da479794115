"""What is not moved, and so stands in the way: slicers and timelines, lists of data from outside, shared workbooks."""

from collections.abc import Iterator

from xl_addin.formula.shift import Shift
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.workbook.structure.mover import Mover, SheetPlace, Unmovable
from xl_addin.workbook.structure.reached import reached

_SLICER = Text(
    vi="trang tính có bộ lọc trực quan (slicer, timeline), chưa di chuyển được; hãy xóa bộ lọc này rồi làm lại",
    en="the sheet has a slicer or timeline, which cannot be moved; delete it and run again",
)
_QUERY = Text(
    vi="trang tính có danh sách lấy từ nguồn ngoài (query), chưa di chuyển được; "
    "hãy ngắt liên kết nguồn (Data → Properties) rồi làm lại",
    en="the sheet has a list of data from outside (a query), which cannot be moved; unlink it and run again",
)
_SHARED = Text(
    vi="sổ tính đang chia sẻ, có nhật ký thay đổi; hãy tắt chia sẻ (Review → Unshare Workbook) rồi làm lại",
    en="the workbook is shared and keeps a log of changes; stop sharing it (Review → Unshare Workbook) and run again",
)


def _move(draft: Draft, place: SheetPlace, shift: Shift) -> None:
    """Nothing here moves."""


def _obstacles(source: PartSource, place: SheetPlace, shift: Shift) -> Iterator[Unmovable]:
    if any(reached(source, place.part, "slicer", "timeline")):
        yield Unmovable(_SLICER, place.name)
    lists = (place.part, *reached(source, place.part, "table"))
    if any(list(reached(source, part, "queryTable")) for part in lists):
        yield Unmovable(_QUERY, place.name)
    if any(reached(source, place.workbook, "revisionHeaders")):
        yield Unmovable(_SHARED, place.name)


MOVER = Mover(_move, _obstacles)
