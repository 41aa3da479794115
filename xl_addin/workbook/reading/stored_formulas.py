"""The formulas of a sheet as its cells store them: alone, shared between cells, or filling an area."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from xl_addin.formula.areas import any_overlap
from xl_addin.formula.cells import Area, address
from xl_addin.formula.displacement import displaced
from xl_addin.package.parts import is_true
from xl_addin.workbook.model.book import Value
from xl_addin.workbook.reading.strings import unescaped

LONGEST_FORMULA = 65_536
"""Characters of a formula as it is stored: Excel writes 8192 at most, LibreOffice these."""
# Where a shared formula is written, and its text; None where a number names different ones.
Master = tuple[int, int, str] | None


@dataclass
class StoredFormulas:
    """What has been read so far; shared formulas keep their text without the leading `=`."""

    formulas: dict[int, dict[int, str]] = field(default_factory=dict)
    masters: dict[str, Master] = field(default_factory=dict)
    followers: list[tuple[int, int, str]] = field(default_factory=list)
    arrays: dict[tuple[int, int], Area] = field(default_factory=dict)
    tables: list[tuple[Area, str]] = field(default_factory=list)
    _stated: set[str] = field(default_factory=set)

    def read(self, formula: etree._Element, row: int, column: int) -> None:
        """Take a cell's formula in; ValueError for a damaged one."""
        text, kind, shared = formula.text or "", formula.get("t", "normal"), formula.get("si", "")
        if kind == "dataTable":
            self._fill(formula, row, column)
            first, second = formula.get("r1", ""), formula.get("r2", "")
            by_row = is_true(formula.get("dtr"))
            inputs = (first, second) if is_true(formula.get("dt2D")) else (first, "") if by_row else ("", first)
            self.tables.append((self.arrays[row, column], f"TABLE({','.join(inputs)})"))
            return
        if kind == "shared" and not text:
            self.followers.append((row, column, shared))
            return
        if kind == "shared":
            self._share(shared, (row, column, text), stated="ref" in formula.attrib)
        elif kind == "array" and text:
            self._fill(formula, row, column)
        elif kind != "normal":
            raise ValueError(f"no formula of type {kind!r}")
        if text:
            self.formulas.setdefault(column, {})[row] = "=" + unescaped(text)

    def _fill(self, formula: etree._Element, row: int, column: int) -> None:
        area = Area.parse(formula.get("ref", address(row, column)))
        if (area.first_row, area.first_column) != (row, column):
            raise ValueError("an area that does not begin in its cell")
        self.arrays[row, column] = area

    def _share(self, shared: str, master: tuple[int, int, str], *, stated: bool) -> None:
        """A cell that says which cells share its formula counts; without one, the first that has the text."""
        known = self.masters.get(shared)
        if stated and shared in self._stated and (known is None or not _same(known, master)):
            self.masters[shared] = None
        elif stated or shared not in self.masters:
            self.masters[shared] = master
        if stated:
            self._stated.add(shared)

    def resolve(self, values: Mapping[int, Mapping[int, Value]]) -> None:
        """Write shared formulas and what-if tables out into their cells, `values` being the sheet's by column.

        ValueError for a shared formula without its text, or with two, and for areas that overlap.
        """
        for row, column, shared in self.followers:
            master = self.masters.get(shared)
            if master is None:
                raise ValueError("shared formula without its text")
            master_row, master_column, text = master
            moved = displaced(unescaped(text), row - master_row, column - master_column)
            self.formulas.setdefault(column, {})[row] = "=" + moved
        if any_overlap(self.arrays.values()):
            raise ValueError("areas of array formulas that overlap")
        for area, text in self.tables:
            # Every cell of a what-if data table is a result, though only the first says so.
            for column in _within(range(area.first_column, area.last_column + 1), values):
                for row in _within(range(area.first_row, area.last_row + 1), values[column]):
                    self.formulas.setdefault(column, {})[row] = "=" + text


def _same(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether the second shared formula is the first one, moved."""
    (row, column, text), (other_row, other_column, other_text) = one, other
    return displaced(unescaped(text), other_row - row, other_column - column) == unescaped(other_text)


def _within(wanted: range, filled: Mapping[int, object]) -> list[int]:
    """What of a range is filled, whichever of the two is the shorter being looked through."""
    return [at for at in (wanted if len(wanted) < len(filled) else filled) if at in wanted and at in filled]
