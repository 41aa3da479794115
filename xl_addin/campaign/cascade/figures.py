"""The figures of every unit on every level, from the lists of units; a level without any adds up those below it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xl_addin.campaign.cascade.levels import CascadeLevel
from xl_addin.campaign.cascade.unit_list import ListRow
from xl_addin.campaign.cascade.units import Unit, UnitTree
from xl_addin.campaign.making.data.data_header import ColumnNames, described, same_column
from xl_addin.campaign.making.data.unit_data import Figure, figure_in
from xl_addin.campaign.making.data.unit_texts import Said, said_in
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.spec.figures import MarkUse, mark_use
from xl_addin.spec.model import ColumnSpec, TableSpec

_MISSING = Text(
    "cấp “{level}”: thiếu số liệu cột {column}; hãy thêm cột này vào danh sách, hoặc số liệu cùng tên ở cấp dưới",
    "level {level}: column {column} has no figures; add the column to the list of units, or figures of that name below",
)
_NOT_LISTED = Text(
    "đơn vị “{unit}” không có số liệu cột {column}; hãy đưa thêm một danh sách có số liệu bằng --units",
    "unit {unit} has no figure in column {column}; give another list with figures with --units",
)
_ADDED_UP = Text(
    "Cấp “{level}”: số liệu cột {column} là tổng của các đơn vị cấp “{below}”.",
    "Level {level}: the figures of column {column} are the sums of the {below} in each.",
)

OfUnits = Mapping[str, Mapping[str, Mapping[Unit, Figure]]]


@dataclass(frozen=True)
class LevelFigures:
    """By table and column number, the units' figures and what is said of them; `notes` is what was added up."""

    figures: OfUnits
    texts: Mapping[str, Mapping[str, Mapping[Unit, Said]]]
    notes: tuple[Text, ...]


def read_figures(levels: Sequence[CascadeLevel], tree: UnitTree) -> LevelFigures:
    """What every level's tables need. Problem, naming file, row and column, for what is missing or no figure."""
    figures: dict[str, dict[str, Mapping[Unit, Figure]]] = {}
    texts: dict[str, dict[str, Mapping[Unit, Said]]] = {}
    notes: list[Text] = []
    for level in reversed(levels):
        units = tree.levels[level.depth]
        for table in level.tables:
            cells = _Cells(table, units)
            texts[table.key] = {column.label: cells.said(column) for column in table.columns if column.in_words}
            figures[table.key] = {}
            for column in table.inputs:
                found = cells.figures(column) if cells.has(column) else None
                if found is None:
                    found = _added_up(column, units, levels[level.depth + 1 :][:1], figures)
                    if found is not None:
                        below = levels[level.depth + 1].name
                        notes.append(_ADDED_UP.with_values(level=level.name, column=described(column), below=below))
                if found is None and column.optional:
                    found = dict.fromkeys(units)
                if found is None:
                    text = _MISSING.with_values(level=level.name, column=described(column))
                    raise Problem(text, file=units[0].listed.file)
                figures[table.key][column.label] = found
    return LevelFigures(figures, texts, tuple(reversed(notes)))


class _Cells:
    """The cells of a level's units in the lists, under the columns of one table."""

    def __init__(self, table: TableSpec, units: Sequence[Unit]) -> None:
        self._units = units
        headers = {id(row.header): row.header for row in _rows(units)}
        names = ColumnNames(table)
        found = {key: names.in_row(header.row) for key, header in headers.items()}
        self._positions = {
            key: {label: positions[0] for label, positions in columns.items()} for key, columns in found.items()
        }
        inputs = {column.label for column in table.inputs}
        texts: dict[int, list[str]] = {key: [] for key in headers}
        delimiters: dict[int, str | None] = {}
        for row in _rows(units):
            key = id(row.header)
            delimiters[key] = row.data.delimiter
            cells = (row.cell(at) for label, at in self._positions[key].items() if label in inputs)
            texts[key] += [cell for cell in cells if isinstance(cell, str)]
        self._uses: dict[int, MarkUse] = {key: mark_use(those, delimiters.get(key)) for key, those in texts.items()}

    def has(self, column: ColumnSpec) -> bool:
        """Whether any unit has a figure there."""
        return any((at := self._at(row, column)) is not None and row.cell(at) is not None for row in _rows(self._units))

    def figures(self, column: ColumnSpec) -> Mapping[Unit, Figure]:
        return {unit: self._figure(unit, column) for unit in self._units}

    def _figure(self, unit: Unit, column: ColumnSpec) -> Figure:
        row = unit.listed.cells
        at = None if row is None else self._at(row, column)
        if row is None or at is None:
            if column.optional:
                return None
            raise unit.listed.problem(_NOT_LISTED.with_values(unit=unit.name, column=described(column)))
        return figure_in(row.data, row.row, at, column, self._uses[id(row.header)])

    def said(self, column: ColumnSpec) -> Mapping[Unit, Said]:
        """Codes and parents as the units have them, the rest from the lists."""
        if column.role == "code":
            return {unit: unit.code for unit in self._units}
        if column.role == "parent":
            return {unit: unit.parent.name if unit.parent else None for unit in self._units}
        return {unit: self._text(unit, column) for unit in self._units}

    def _text(self, unit: Unit, column: ColumnSpec) -> Said:
        row = unit.listed.cells
        at = None if row is None else self._at(row, column)
        if row is None or at is None:
            if column.optional:
                return None
            raise unit.listed.problem(_NOT_LISTED.with_values(unit=unit.name, column=described(column)))
        return said_in(row.source, row.data, row.row, at, column)

    def _at(self, row: ListRow, column: ColumnSpec) -> int | None:
        return self._positions[id(row.header)].get(column.label)


def _rows(units: Sequence[Unit]) -> Iterator[ListRow]:
    return (unit.listed.cells for unit in units if unit.listed.cells is not None)


def _added_up(
    column: ColumnSpec,
    units: Sequence[Unit],
    below: Sequence[CascadeLevel],
    figures: Mapping[str, Mapping[str, Mapping[Unit, Figure]]],
) -> Mapping[Unit, Figure] | None:
    """The sums of a column of the same meaning one level down; None where there is none, and for ratios."""
    if column.kind == "ratio":
        return None
    same = (
        (table, one) for level in below for table in level.tables for one in table.inputs if same_column(column, one)
    )
    for table, one in same:
        there = figures[table.key][one.label]
        sums = {unit: sum((Fraction(there[child] or 0) for child in unit.children), Fraction(0)) for unit in units}
        return {unit: int(total) if total.denominator == 1 else total for unit, total in sums.items()}
    return None
