"""The rows of a result sheet: what is the same in every sheet whose rows went the same way is written once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_addin.formula.cells import Area
from xl_addin.package.parts import child, children
from xl_addin.package.xml_text import escape
from xl_addin.template.language.evaluating import Scope
from xl_addin.template.language.pictures import Picture
from xl_addin.template.plan.cell_writer import CellContent, CellTemplate, Spot, style_attribute
from xl_addin.template.plan.layout import Layout
from xl_addin.template.plan.repeated_formulas import in_copies
from xl_addin.template.plan.sheet_template import SheetTemplate
from xl_addin.template.plan.targets import FindTarget
from xl_addin.template.write.heights import HEIGHT, GrowingRow, PlacedText, placed_texts, rows_of_texts
from xl_addin.template.write.placed_rows import PlacedRow, rows_of
from xl_addin.workbook.model.book import Column, Sheet, Value
from xl_addin.workbook.model.runs import FormulaRuns, Stretches, formula_runs_of, stretches_of
from xl_addin.workbook.reading.strings import escaped

Put = Callable[[CellTemplate, Spot], CellContent]
ScopeOf = Callable[[int, int], Scope]
# No XML has it: it stands for a formula until the formulas' values are known.
_FORMULA = "\0"


class Slot(NamedTuple):
    """A formula cell: what stands between its attributes and its value."""

    row: int
    column: int
    formula: str


class _Gap(NamedTuple):
    """A cell missing in a row's text: every sheet writes it anew; where `cell` is None, a formula of the pattern."""

    column: int
    cell: CellTemplate | None


class _Line(NamedTuple):
    """A row in which something is missing, and its own formulas (None: one that cannot be written)."""

    row: int
    shape: "_RowShape"
    formulas: Sequence[Slot | None]


@dataclass
class WrittenRows:
    """The rows of one sheet as XML, and what a reader makes of them.

    `chunks` is the XML before, between and behind the formulas, of which `slots` tell. `pictures` float over the
    cells (row, column) that they were asked for in.
    """

    chunks: list[str]
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
    # Where nothing is missing, the XML of one row or several.
    _lines: list[_Line | str] = field(default_factory=list)
    _values: dict[int, dict[int, Value]] = field(default_factory=dict)
    _formulas: dict[int, FormulaRuns] = field(default_factory=dict)

    def forget_rows(self) -> None:
        """Let go of what only further sheets would need."""
        self._lines.clear()

    def written(self, scope_of: ScopeOf, find_target: FindTarget, put: Put) -> WrittenRows:
        """The rows with the data of one sheet: `scope_of` gives the names known in a cell."""
        found = WrittenRows(
            [], [], {column: cells.copy() for column, cells in self._values.items()}, {}, pictures := []
        )
        formulas: dict[int, dict[int, str]] = {}
        texts: list[str] = []
        slots, values = found.slots, found.values
        alike = not self.layout.columns.placed
        for line in self._lines:
            if isinstance(line, str):
                texts.append(line)
                continue
            row, shape, own = line
            left = iter(own)
            spot: Spot | None = None
            contents: list[str] = []
            for column, cell in shape.gaps:
                if cell is None:
                    slot = next(left)
                    contents.append(_FORMULA if slot else "/>")
                    slots += (slot,) if slot else ()
                    continue
                # All cells of a row see the same, unless columns are repeated.
                if spot is None or not alike:
                    spot = Spot(row, scope_of(row, column), self.layout.turns(row, column), find_target)
                rest, value, formula, picture = put(cell, spot)
                if formula is not None:
                    slots.append(Slot(row, column, formula_xml(formula)))
                    formulas.setdefault(column, {})[row] = "=" + formula
                    rest += _FORMULA
                elif value is not None:
                    values.setdefault(column, {})[row] = value
                elif picture is not None:
                    pictures.append((row, column, picture))
                contents.append(rest)
            before, *behind = (shape.text(row) % tuple(contents)).split(_FORMULA)
            texts.append(before)
            if behind:
                found.chunks += ("".join(texts), *behind[:-1])
                texts = behind[-1:]
        found.chunks.append("".join(texts))
        found.formulas = self._with_own(formulas)
        return found

    def _with_own(self, formulas: Mapping[int, dict[int, str]]) -> dict[int, Mapping[int, str]]:
        found: dict[int, Mapping[int, str]] = dict(self._formulas)
        for column, cells in formulas.items():
            found[column] = {**self._formulas[column], **cells} if column in self._formulas else cells
        return found


class _RowShape:
    """What all rows have in common that came from one row of the template with the same attributes and columns."""

    def __init__(self, placed: PlacedRow, height: str) -> None:
        self.styles = frozenset(cell.style for _, _, cell in placed.cells if not cell.is_empty)
        self.gaps: list[_Gap] = []
        self.values: list[tuple[int, Value]] = []
        self.formulas: list[tuple[int, CellTemplate]] = []
        # The row's number stands between these.
        self._parts = ['<row r="']
        text = [f'"{_literal(placed.attributes)}{height}>']
        for column, letters, cell in placed.cells:
            self._parts.append("".join((*text, f'<c r="{letters}')))
            text = ['"']
            if isinstance(cell.write, CellContent):
                text.append(_literal(cell.write.rest))
                if cell.write.value is not None:
                    self.values.append((column, cell.write.value))
                continue
            if cell.only_place:
                self.formulas.append((column, cell))
                text += (_literal(style_attribute(cell.style)), "%s")
                self.gaps.append(_Gap(column, None))
            else:
                self.gaps.append(_Gap(column, cell))
                text.append("%s")
        self._parts.append("".join((*text, "</row>")))

    def text(self, row: int) -> str:
        """The row with that number, `%s` for every gap."""
        text = str(row).join(self._parts)
        return text if self.gaps else text % ()


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
    shapes: dict[tuple[int, str, str], _RowShape] = {}
    repeated: dict[str, Iterator[str] | None] = {}
    # Kept, so that no other has their identity.
    kept: list[Sequence[object]] = []
    lines = pattern._lines
    for placed in rows:
        row = placed.row
        pattern.cells += len(placed.cells)
        if placed.hidden:
            hidden.add(row)
        height = HEIGHT if row in may_grow else placed.height.attributes()
        shape = shapes.get(key := (id(placed.cells), placed.attributes, height))
        if shape is None:
            shape = shapes[key] = _RowShape(placed, height)
            kept.append(placed.cells)
        if row in may_grow:
            pattern.growing[row] = GrowingRow(*placed.height, shape.styles)
        for column, value in shape.values:
            pattern._values.setdefault(column, {})[row] = value
        own = []
        for column, cell in shape.formulas:
            if cell.place not in repeated:
                repeated[cell.place] = in_copies(cell.written[1:], layout.origin(row, column)[0], layout)
            texts = repeated[cell.place]
            formula = next(texts) if texts else put(cell, Spot(row, {}, layout.turns(row, column), find_target)).formula
            own.append(None if formula is None else Slot(row, column, formula_xml(formula)))
            if formula is not None:
                formulas.setdefault(column, {})[row] = "=" + formula
        if shape.gaps:
            lines.append(_Line(row, shape, tuple(own)))
        elif lines and isinstance(lines[-1], str):
            lines[-1] += shape.text(row)
        else:
            lines.append(shape.text(row))
    pattern._formulas = {column: FormulaRuns(formula_runs_of(cells)) for column, cells in formulas.items()}
    pattern.hidden = frozenset(hidden)
    pattern.merges = tuple(
        area
        for merge in children(child(template.frame, "mergeCells"), "mergeCell")
        for area in layout.copies(Area.parse(merge.get("ref", "")))
    )
    return pattern


def _literal(text: str) -> str:
    return text.replace("%", "%%")


def formula_xml(formula: str) -> str:
    """A formula as it stands in its cell, behind the cell's attributes."""
    return f"><f>{escape(escaped(formula))}</f>"


def sheet_of(name: str, pattern: RowPattern, rows: WrittenRows, *, visible: bool) -> Sheet:
    """The sheet as a reader finds it, its formulas without values."""
    columns = {
        column: Column(Stretches(stretches_of(rows.values.get(column, {}))), rows.formulas.get(column, {}))
        for column in sorted(rows.values.keys() | rows.formulas.keys())
    }
    return Sheet(name, columns, pattern.merges, pattern.hidden, visible=visible)
