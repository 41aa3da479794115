"""Sheets cut anew over earlier ones: what units have filled in stays, and what cannot stay is told beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.campaign.cutting.filled_in import filled_in
from xl_addin.campaign.cutting.manifest.model import UnitIssue
from xl_addin.campaign.cutting.manifest.reading import IssuedSheets
from xl_addin.excel.showing.wording import joined, listed
from xl_addin.language import Text
from xl_addin.workbook.reading.read import read_book

_KEPT = Text(
    "Giữ nguyên {count} ô đơn vị đã ghi trong các phiếu cũ.",
    "{count} cells that units have filled in into the old sheets are kept.",
)
_LOST = Text(
    "KHÔNG chuyển sang phiếu mới được {count} chỗ đã ghi trong phiếu cũ:\n{what}",
    "{count} places filled in into the old sheets can NOT be carried over:\n{what}",
)


@dataclass(frozen=True)
class CarriedOver:
    """Workbooks of unit sheets with what was filled in before; how many cells that are, and what has no place."""

    data: tuple[bytes, ...] = ()
    kept: int = 0
    lost: tuple[Text, ...] = ()

    def with_book(self, data: bytes, units: Sequence[UnitIssue], earlier: IssuedSheets | None) -> "CarriedOver":
        """And another workbook, of these units, in which stays what was filled in into earlier sheets of theirs."""
        if earlier is None:
            return CarriedOver((*self.data, data), self.kept, self.lost)
        found = filled_in(earlier, units, read_book(data))
        return CarriedOver((*self.data, found.into(data)), self.kept + len(found.kept), (*self.lost, *found.lost))

    @property
    def said(self) -> Text | None:
        """What an officer should know of it before it is written."""
        return joined(
            _KEPT.with_values(count=self.kept) if self.kept else None,
            _LOST.with_values(count=len(self.lost), what=listed(self.lost)) if self.lost else None,
        )
