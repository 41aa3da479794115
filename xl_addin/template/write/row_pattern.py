"""The rows of a result sheet: what is the same in every sheet whose rows went the same way is written once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.package.parts import child, children
from xl_addin.package.xml_text import escape
from xl_addin.template.language.evaluating import Scope
from xl_addin.template.language.pictures import Picture
from xl_addin.template.plan.cell_writer import CellContent, CellTemplate, Spot
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.references import FindTarget
from xl_addin.template.plan.sheet_template import SheetTemplate
from xl_addin.template.write.heights import GrowingRow, PlacedText, placed_texts, rows_of_texts
from xl_addin.template.write.placed_rows import rows_of
from xl_addin.workbook.model.book import Column, Sheet, Value
from xl_addin.workbook.model.runs import FormulaRuns, formula_runs_of
from xl_addin.workbook.reading.strings import escaped

Put = Callable[[CellTemplate, Spot], CellContent]
ScopeOf = Callable[[int, int], Scope]


class _Hole(NamedTuple):
    """A cell that is written anew in every sheet: where it is, and the place of what follows its address."""

    row: int
    column: int
    piece: int
    cell: CellTemplate


class Slot(NamedTuple):
    """A formula cell: its value's type goes into the piece before the formula, its value into the one behind."""

    row: int
    column: int
    piece: int


@dataclass
class WrittenRows:
    """The rows of one sheet as pieces of XML, the formulas' values still missing, and what a reader makes of them.

    `pictures` float over the cells (row, column) that they were asked for in.
    """

    pieces: list[str]
    slots: list[Slot]
    values: dict[int, dict[int, Value]]
    formulas: dict[int, Mapping[int, str]]
    pictures: Sequence[tuple[int, int, Picture]] = ()


@dataclass
class RowPattern:
    """The rows of all sheets of one template sheet whose rows went the same way.

    `growing` are those that may have to be higher, once it is known what the `texts` in them say.
    """

    template: SheetTemplate
    layout: Layout
    cells: int = 0
    merges: tuple[Area, ...] = ()
    hidden: frozenset[int] = frozenset()
    texts: Sequence[PlacedText] = ()
    growing: dict[int, GrowingRow] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _holes: list[_Hole] = field(default_factory=list)
    _slots: list[Slot] = field(default_factory=list)
    _values: dict[int, dict[int, Value]] = field(default_factory=dict)
    _formulas: dict[int, FormulaRuns] = field(default_factory=dict)

    def written(self, scope_of: ScopeOf, find_target: FindTarget, put: Put) -> WrittenRows:
        """The rows with the data of one sheet: `scope_of` gives the names known in a cell."""
        pieces = self._pieces.copy()
        slots = self._slots
        values = {column: cells.copy() for column, cells in self._values.items()}
        formulas: dict[int, dict[int, str]] = {}
        pictures: list[tuple[int, int, Picture]] = []
        spot: Spot | None = None
        alike = not self.layout.columns.placed
        for row, column, piece, cell in self._holes:
            # All cells of a row see the same, unless columns are repeated.
            if spot is None or spot.row != row or not alike:
                spot = Spot(row, scope_of(row, column), self.layout.turns(row, column), find_target)
            rest, value, formula, picture = put(cell, spot)
            pieces[piece] = rest
            if picture is not None:
                pictures.append((row, column, picture))
            if value is not None:
                values.setdefault(column, {})[row] = value
            elif formula is not None:
                if slots is self._slots:
                    slots = slots.copy()
                slots.append(Slot(row, column, piece + 1))
                pieces[piece + 2] = formula_xml(formula)
                pieces[piece + 4] = "</c>"
                formulas.setdefault(column, {})[row] = "=" + formula
        return WrittenRows(pieces, slots, values, self._with_own(formulas), pictures)

    def _with_own(self, formulas: Mapping[int, dict[int, str]]) -> dict[int, Mapping[int, str]]:
        found: dict[int, Mapping[int, str]] = dict(self._formulas)
        for column, cells in formulas.items():
            found[column] = {**self._formulas[column], **cells} if column in self._formulas else cells
        return found


def pattern_of(
    template: SheetTemplate, layout: Layout, find_target: FindTarget, put: Put, fill: Callable[[int], None]
) -> RowPattern:
    """Write what does not depend on data: formulas that stay on their sheet, and everything without an expression.

    `fill` is told how many cells are going to be written, before the first is.
    """
    rows = rows_of(template, layout, fill)
    pattern = RowPattern(template, layout, texts=placed_texts(template, layout))
    may_grow = rows_of_texts(pattern.texts)
    formulas: dict[int, dict[int, str]] = {}
    hidden = set()
    text: list[str] = []
    pieces = pattern._pieces

    def gap(places: int) -> int:
        """End the piece that is being written and leave room for others; the place of the first."""
        pieces.append("".join(text))
        text.clear()
        first = len(pieces)
        pieces.extend([""] * places)
        return first

    for row, attributes, height, is_hidden, cells in rows:
        pattern.cells += len(cells)
        if is_hidden:
            hidden.add(row)
        text.append(f'<row r="{row}"{attributes}')
        if row in may_grow:
            styles = frozenset(cell.style for _, _, cell in cells if not cell.is_empty)
            pattern.growing[row] = GrowingRow(gap(1), *height, styles)
            pieces[-1] = height.attributes()
        else:
            text.append(height.attributes())
        text.append(">")
        for column, letters, cell in cells:
            text.append(f'<c r="{letters}{row}"')
            if callable(cell.write) and not cell.only_place:
                # Room for what follows the address, and should it be a formula, for the formula around its value.
                pattern._holes.append(_Hole(row, column, gap(5), cell))
                continue
            rest, value, formula, _ = put(cell, Spot(row, {}, layout.turns(row, column), find_target))
            text.append(rest)
            if value is not None:
                pattern._values.setdefault(column, {})[row] = value
            elif formula is not None:
                formulas.setdefault(column, {})[row] = "=" + formula
                piece = gap(3)
                pieces[piece + 1] = formula_xml(formula)
                pattern._slots.append(Slot(row, column, piece))
                text.append("</c>")
        text.append("</row>")
    gap(0)
    pattern._formulas = {column: FormulaRuns(formula_runs_of(cells)) for column, cells in formulas.items()}
    pattern.hidden = frozenset(hidden)
    pattern.merges = tuple(
        area
        for merge in children(child(template.frame, "mergeCells"), "mergeCell")
        for area in layout.copies(Area.parse(merge.get("ref", "")))
    )
    return pattern


def formula_xml(formula: str) -> str:
    """A formula as it stands in its cell, behind the cell's attributes."""
    return f"><f>{escape(escaped(formula))}</f>"


def sheet_of(name: str, pattern: RowPattern, rows: WrittenRows, *, visible: bool) -> Sheet:
    """The sheet as a reader finds it, its formulas without values."""
    columns = {
        column: Column(rows.values.get(column, {}), rows.formulas.get(column, {}))
        for column in sorted(rows.values.keys() | rows.formulas.keys())
    }
    return Sheet(name, columns, pattern.merges, pattern.hidden, visible=visible)
