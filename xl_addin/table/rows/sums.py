"""Recognise a row that sums other rows by its figures. Whether the sums are right is judged elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from xl_addin.table.cell_kind import Cells


@dataclass(frozen=True)
class Figures:
    """The number columns of a sheet's rows."""

    cells: Cells
    columns: tuple[int, ...]

    def looks_like_sum(self, row: int, parts: Sequence[int]) -> bool:
        """Whether nothing but its figures shows that a row sums others: at least two, in half of the columns."""
        hits, columns = self._agreement(row, parts)
        return len(parts) > 1 and columns > 0 and hits * 2 >= columns

    def agrees(self, row: int, parts: Sequence[int]) -> bool:
        """Whether a row that its place calls a sum may be one: no figures, few of them, or some that add up."""
        hits, columns = self._agreement(row, parts)
        return bool(parts) and (hits > 0 or columns < 3)

    def _agreement(self, row: int, parts: Sequence[int]) -> tuple[int, int]:
        """In how many columns the row holds the sum, of how many in which both have figures."""
        hits = columns = 0
        for position in self.columns:
            whole = self._number(row, position)
            numbers = [number for part in parts if (number := self._number(part, position)) is not None]
            if whole is None or not numbers or not (whole or any(numbers)):
                continue
            columns += 1
            # A printed sum may differ by the rounding of its parts; small figures must fit.
            hits += abs(whole - sum(numbers)) <= (1 if abs(whole) >= 100 else 1e-6)
        return hits, columns

    def _number(self, row: int, position: int) -> int | float | None:
        value = self.cells.value(row, position)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None
