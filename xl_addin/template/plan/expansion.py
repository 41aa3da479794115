"""Repeat, choose and leave out the rows of a template sheet for the data at hand."""

from dataclasses import dataclass, field

from xl_addin.language import Text
from xl_addin.template.blocks.block_kind import Block, Content, TurnOptions
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults, suggestion
from xl_addin.template.language.limits import MAX_ROWS, LimitError
from xl_addin.template.plan.lines import Path, Placed
from xl_addin.template.plan.sheet_template import SheetTemplate


@dataclass
class Expansion:
    """The rows of one result sheet, each with the names its expressions can use and the items of the loops around.

    `after` are the names known behind the last marker, `breaks` the rows behind which a page ends, `levels` the outline
    levels that rows have beside their own.
    """

    after: Scope
    placed: list[Placed] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    items: list[tuple[object, ...]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)


def expanded(sheet: SheetTemplate, scope: Scope, environment: Environment, faults: Faults) -> Expansion:
    """The rows up to the sheet's last marker; what cannot be evaluated is added to the faults."""
    expansion = Expansion(scope)
    work = _Work(sheet, environment, faults, expansion)
    expansion.after = work.add(sheet.tree, scope, (), ())
    return expansion


@dataclass
class _Work:
    sheet: SheetTemplate
    environment: Environment
    faults: Faults
    expansion: Expansion

    @property
    def size(self) -> int:
        return len(self.expansion.placed)

    def add(self, contents: list[Content], scope: Scope, path: Path, items: tuple[object, ...]) -> Scope:
        for item in contents:
            if isinstance(item, int):
                if len(self.expansion.placed) >= MAX_ROWS:
                    raise LimitError(Text("trang tính có hơn 1.048.576 dòng", "the sheet has more than 1,048,576 rows"))
                self.expansion.placed.append(Placed(item, path))
                self.expansion.scopes.append(scope)
                self.expansion.items.append(items)
            else:
                scope = item.marker.kind.expand(self, item, scope, path, items) or scope
        return scope

    def end_turn(self, start: int, options: TurnOptions, *, is_last: bool) -> None:
        if options.page_break and not is_last and self.size > start:
            self.expansion.breaks.append(self.size)
        if options.outline:
            levels = self.expansion.levels
            for line in range(start + 1, self.size + 1):
                levels[line] = levels.get(line, 0) + 1

    def check_names(self, contents: list[Content], known: set[str]) -> None:
        """Names in rows that no turn wrote: a loop without items must not hide a mistake."""
        known = set(known)
        for item in contents:
            if isinstance(item, Block):
                names = item.marker.kind.names(item)
                if not item.branches:
                    known |= set(names)
                elif item.marker.kind.repeats:
                    self.check_names(item.branches[0].contents, {*known, *names})
                continue
            row = self.sheet.rows.get(item)
            for cell in row.cells if row else ():
                if callable(cell.write) and "{" in cell.written:
                    for name in sorted(self.environment.names_in(cell.written) - known):
                        near = suggestion(name, known)
                        self.faults.add(
                            cell.place,
                            cell.written,
                            Text(f"không có “{name}”{near.vi}", f"there is no `{name}`{near.en}"),
                        )
