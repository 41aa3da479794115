"""One axis while its lines are repeated and chosen: the rows, or the columns, of a sheet or of a panel."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Block, Content, TurnOptions
from xl_addin.template.blocks.block_tree import blocks_in
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults, suggestion
from xl_addin.template.language.limits import MAX_ROWS, LimitError
from xl_addin.template.language.markers import tags
from xl_addin.template.plan.axis.ends import Path
from xl_addin.template.plan.axis.lines import UNMOVED, LineMap, Placed
from xl_addin.template.plan.cell_writer import CellTemplate
from xl_addin.template.plan.sheet_template import AxisBlocks


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

    def spread(self, room: Sequence[int]) -> "Expansion":
        """The same where each line takes so many: none, or itself and what only panels need."""
        spread = Expansion(self.after)
        last = {0: 0}
        for line, (placed, count) in enumerate(zip(self.placed, room, strict=True), start=1):
            added = Placed(-placed.source, placed.path)
            spread.placed += [placed, *[added] * (count - 1)] if count else []
            spread.scopes += [self.scopes[line - 1]] * count
            spread.items += [self.items[line - 1]] * count
            last[line] = len(spread.placed)
        spread.breaks = list(dict.fromkeys(last[line] for line in self.breaks if last[line]))
        spread.levels = {
            each: level for line, level in self.levels.items() for each in range(last[line - 1] + 1, last[line] + 1)
        }
        return spread

    def scope(self, line: int) -> Scope:
        """The names known in a line of the result."""
        return self.scopes[line - 1] if line <= len(self.scopes) else self.after


def names_of(axis: AxisBlocks) -> Collection[str]:
    """All names that blocks of an axis give."""
    return {name for block in blocks_in(axis.tree) for name in block.marker.kind.names(block)}


def check_cells(cells: Iterable[CellTemplate], known: set[str], environment: Environment, faults: Faults) -> None:
    """Names that cells take and nothing gives."""
    for cell in cells:
        if callable(cell.write) and "{" in cell.written:
            written = cell.written
            for tag in tags(written):
                written = written.replace(tag.written, "")
            for name in sorted(environment.names_in(written) - known):
                near = suggestion(name, known)
                faults.add(
                    cell.place,
                    cell.written,
                    Text(f"không có “{name}”{near.vi}", f"there is no `{name}`{near.en}"),
                )


class AxisWork:
    """One axis while it grows; `cells` gives those of a line, `crossing` names that the other axis gives."""

    def __init__(
        self,
        environment: Environment,
        faults: Faults,
        cells: Callable[[int], Iterable[CellTemplate]],
        crossing: Collection[str],
        most: int,
    ) -> None:
        self.environment, self.faults = environment, faults
        self.cells, self.crossing, self.most = cells, crossing, most
        self.found = Expansion({})
        self.kept: frozenset[int] = frozenset()

    def expansion(self, axis: AxisBlocks, scope: Scope) -> Expansion:
        """The lines up to the last marker."""
        self.kept = axis.kept
        self.found.after = self.add(axis.tree, scope, (), ())
        return self.found

    @property
    def size(self) -> int:
        """How many lines there are so far."""
        return len(self.found.placed)

    def add(self, contents: list[Content], scope: Scope, path: Path, items: tuple[object, ...]) -> Scope:
        """See `Growing.add`."""
        for item in contents:
            if isinstance(item, int):
                if len(self.found.placed) >= self.most:
                    raise too_many(self.most)
                self.found.placed.append(Placed(item, path))
                self.found.scopes.append(scope)
                self.found.items.append(items)
            else:
                start = self.size
                after = item.marker.kind.expand(self, item, scope, path, items) or scope
                if item.number in self.kept and self.size == start:
                    self.add([item.marker.line], scope, path, items)
                scope = after
        return scope

    def end_turn(self, start: int, options: TurnOptions, *, is_last: bool) -> None:
        """See `Growing.end_turn`."""
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
            check_cells(self.cells(item), known, self.environment, self.faults)


def too_many(most: int) -> LimitError:
    """What is told of a sheet with more lines than there can be."""
    number = f"{most:,}"
    if most == MAX_ROWS:
        return LimitError(
            Text(f"trang tính có hơn {number.replace(',', '.')} dòng", f"the sheet has more than {number} rows")
        )
    return LimitError(
        Text(f"trang tính có hơn {number.replace(',', '.')} cột", f"the sheet has more than {number} columns")
    )


def line_map(axis: AxisBlocks, grown: Expansion) -> LineMap:
    """Where the lines of one axis went."""
    if not axis.last:
        return UNMOVED
    added = {placed.source: axis.loops[-placed.source] for placed in grown.placed if placed.source < 0}
    loops = {**axis.loops, **added} if added else axis.loops
    return LineMap(loops, grown.placed, axis.last, grown.breaks, grown.levels)
