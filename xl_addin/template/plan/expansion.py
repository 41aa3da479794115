"""Repeat, choose and leave out the rows of a template sheet for the data at hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from xl_addin.language import Text
from xl_addin.template.language.border import cannot_be_evaluated
from xl_addin.template.language.evaluating import Environment, Scope
from xl_addin.template.language.faults import Faults, TemplateFault, suggestion
from xl_addin.template.language.limits import MAX_ROWS, LimitError
from xl_addin.template.language.markers import Block, Content
from xl_addin.template.plan.row_map import Path, Placed
from xl_addin.template.plan.sheet_template import SheetTemplate


@dataclass
class Expansion:
    """The rows of one result sheet, each with the names its expressions can use and the items of the loops around."""

    placed: list[Placed] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    items: list[tuple[object, ...]] = field(default_factory=list)


def expanded(sheet: SheetTemplate, scope: Scope, environment: Environment, faults: Faults) -> Expansion:
    """The rows up to the sheet's last marker; what cannot be evaluated is added to the faults."""
    expansion = Expansion()
    work = _Work(sheet, environment, faults, expansion)
    work.add(sheet.tree, scope, (), ())
    return expansion


@dataclass
class _Work:
    sheet: SheetTemplate
    environment: Environment
    faults: Faults
    expansion: Expansion

    def add(self, contents: list[Content], scope: Scope, path: Path, items: tuple[object, ...]) -> None:
        for item in contents:
            if isinstance(item, int):
                if len(self.expansion.placed) >= MAX_ROWS:
                    raise LimitError(Text("trang tính có hơn 1.048.576 dòng", "the sheet has more than 1,048,576 rows"))
                self.expansion.placed.append(Placed(item, path))
                self.expansion.scopes.append(scope)
                self.expansion.items.append(items)
            elif item.repeated:
                self.add_turns(item, scope, path, items)
            else:
                self.add_chosen(item, scope, path, items)

    def add_turns(self, block: Block, scope: Scope, path: Path, around: tuple[object, ...]) -> None:
        body = block.branches[0][1]
        compiled = self.sheet.loops.get(block.number)
        if compiled is None:
            return
        names, several, items = compiled
        turns = []
        try:
            turns = list(loop_scopes(names, several, items(scope), scope))
            for number, (item, inner) in enumerate(turns):
                self.add(body, inner, (*path, number), (*around, item))
        except TemplateFault as fault:
            self.faults.add(block.marker.place, block.marker.tag.written, fault.text)
            if isinstance(fault, LimitError):
                raise
        if not turns:
            self.check_names(body, {*scope, *names, "loop"})

    def add_chosen(self, block: Block, scope: Scope, path: Path, items: tuple[object, ...]) -> None:
        for marker, body in block.branches:
            if marker is not None:
                condition = self.sheet.conditions.get(marker.row)
                if condition is None:
                    return
                try:
                    if not condition(scope):
                        continue
                except TemplateFault as fault:
                    self.faults.add(marker.place, marker.tag.written, fault.text)
                    return
            self.add(body, scope, path, items)
            return

    def check_names(self, contents: list[Content], known: set[str]) -> None:
        """Names in rows that no turn wrote: a loop without items must not hide a mistake."""
        for item in contents:
            if isinstance(item, Block):
                if item.repeated:
                    names = self.sheet.loops.get(item.number, ((), False, None))[0]
                    self.check_names(item.branches[0][1], {*known, *names})
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


def loop_scopes(
    names: tuple[str, ...], several: bool, items: list[object], scope: Scope
) -> Iterator[tuple[object, Mapping[str, object]]]:
    """Every item, with the names a row can use: the loop's own, `loop.index` and its like, and those around it.

    TemplateFault where an item does not unpack.
    """
    for index, item in enumerate(items):
        values: tuple[object, ...] = (item,)
        if several:
            values = tuple(item) if isinstance(item, Iterable) else ()
        if len(values) != len(names):
            raise cannot_be_evaluated(f"{len(names)} names for {len(values)} values")
        loop = {
            "index": index + 1,
            "index0": index,
            "first": index == 0,
            "last": index == len(items) - 1,
            "length": len(items),
        }
        yield item, {**scope, **dict(zip(names, values, strict=True)), "loop": loop}
