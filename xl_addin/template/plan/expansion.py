"""Repeat, choose and leave out the rows and columns of a template sheet for the data at hand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Block, Content, TurnOptions
from xl_addin.template.blocks.block_tree import blocks_in
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults, suggestion
from xl_addin.template.language.limits import MAX_COLUMNS, MAX_ROWS, LimitError
from xl_addin.template.plan.cell_writer import CellTemplate
from xl_addin.template.plan.lines import Path, Placed
from xl_addin.template.plan.sheet_template import AxisBlocks, SheetTemplate


@dataclass
class Expansion:
    """The rows, or columns, of one result sheet, each with the names its expressions can use and the items around it.

    `after` are the names known behind the last marker, `breaks` the lines behind which a page ends, `levels` the
    outline levels that lines have beside their own.
    """

    after: Scope
    placed: list[Placed] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    items: list[tuple[object, ...]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)

    def key(self) -> tuple[object, ...]:
        """The same for lines that went the same way, whatever the data."""
        return tuple(self.placed), tuple(self.breaks), tuple(self.levels.items())

    def scope(self, line: int) -> Scope:
        """The names known in a line of the result."""
        return self.scopes[line - 1] if line <= len(self.scopes) else self.after


@dataclass(frozen=True)
class ExpandedSheet:
    """Both axes of one result sheet; `scope` are the names known before anything is repeated."""

    outer: Scope
    rows: Expansion
    columns: Expansion

    def scope(self, row: int, column: int) -> Scope:
        """The names known in a cell: those of its row and of its column; `loop` is the row's where that is in one."""
        known = self.rows.scope(row)
        own = self._own_names[column - 1] if column <= len(self._own_names) else self._own_after
        if not own:
            return known
        in_a_turn = row <= len(self.rows.placed) and self.rows.placed[row - 1].path
        return {**known, **own, "loop": known["loop"]} if in_a_turn else {**known, **own}

    @cached_property
    def _own_names(self) -> list[Mapping[str, object]]:
        return [self._own(scope) for scope in self.columns.scopes]

    @cached_property
    def _own_after(self) -> Mapping[str, object]:
        return self._own(self.columns.after)

    def _own(self, scope: Scope) -> Mapping[str, object]:
        """What a column's blocks have added to the names known."""
        if scope is self.outer:
            return {}
        return {name: value for name, value in scope.items() if name not in self.outer or value is not self.outer[name]}


def expanded(sheet: SheetTemplate, scope: Scope, environment: Environment, faults: Faults) -> ExpandedSheet:
    """The rows and columns up to the last markers; what cannot be evaluated is added to the faults."""
    rows: dict[int, list[CellTemplate]] = {number: list(row.cells) for number, row in sheet.rows.items()}
    columns: dict[int, list[CellTemplate]] = {}
    if sheet.across.last:
        for cell in sheet.cells():
            columns.setdefault(cell.column, []).append(cell)
    down = _Work(environment, faults, rows, _names(sheet.across), MAX_ROWS)
    across = _Work(environment, faults, columns, _names(sheet.down), MAX_COLUMNS)
    return ExpandedSheet(scope, down.expansion(sheet.down, scope), across.expansion(sheet.across, scope))


def _names(axis: AxisBlocks) -> Collection[str]:
    """All names that blocks of an axis give."""
    return {name for block in blocks_in(axis.tree) for name in block.marker.kind.names(block)}


class _Work:
    """One axis while it grows; `cells` are those of its lines, `crossing` names that the other axis gives."""

    def __init__(
        self,
        environment: Environment,
        faults: Faults,
        cells: Mapping[int, list[CellTemplate]],
        crossing: Collection[str],
        most: int,
    ) -> None:
        self.environment, self.faults = environment, faults
        self.cells, self.crossing, self.most = cells, crossing, most
        self.found = Expansion({})

    def expansion(self, axis: AxisBlocks, scope: Scope) -> Expansion:
        self.found.after = self.add(axis.tree, scope, (), ())
        return self.found

    @property
    def size(self) -> int:
        return len(self.found.placed)

    def add(self, contents: list[Content], scope: Scope, path: Path, items: tuple[object, ...]) -> Scope:
        for item in contents:
            if isinstance(item, int):
                if len(self.found.placed) >= self.most:
                    raise _too_many(self.most)
                self.found.placed.append(Placed(item, path))
                self.found.scopes.append(scope)
                self.found.items.append(items)
            else:
                scope = item.marker.kind.expand(self, item, scope, path, items) or scope
        return scope

    def end_turn(self, start: int, options: TurnOptions, *, is_last: bool) -> None:
        if options.page_break and not is_last and self.size > start:
            self.found.breaks.append(self.size)
        if options.outline:
            levels = self.found.levels
            for line in range(start + 1, self.size + 1):
                levels[line] = levels.get(line, 0) + 1

    def check_names(self, contents: list[Content], known: set[str]) -> None:
        """Names in lines that no turn wrote: a loop without items must not hide a mistake."""
        known = known | set(self.crossing)
        for item in contents:
            if isinstance(item, Block):
                names = item.marker.kind.names(item)
                if not item.branches:
                    known |= set(names)
                elif item.marker.kind.repeats:
                    self.check_names(item.branches[0].contents, {*known, *names})
                continue
            for cell in self.cells.get(item, ()):
                if callable(cell.write) and "{" in cell.written:
                    for name in sorted(self.environment.names_in(cell.written) - known):
                        near = suggestion(name, known)
                        self.faults.add(
                            cell.place,
                            cell.written,
                            Text(f"không có “{name}”{near.vi}", f"there is no `{name}`{near.en}"),
                        )


def _too_many(most: int) -> LimitError:
    number = f"{most:,}"
    if most == MAX_ROWS:
        return LimitError(
            Text(f"trang tính có hơn {number.replace(',', '.')} dòng", f"the sheet has more than {number} rows")
        )
    return LimitError(
        Text(f"trang tính có hơn {number.replace(',', '.')} cột", f"the sheet has more than {number} columns")
    )
