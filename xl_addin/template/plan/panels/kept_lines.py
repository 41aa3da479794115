"""An Excel table has a row of data, if only an empty one: which block leaves its marker's line when it gives none."""

from collections.abc import Iterable
from dataclasses import replace

from xl_addin.formula.cells import Area
from xl_addin.template.blocks.block_kind import Block, Content
from xl_addin.template.plan.sheet_template import AxisBlocks


def with_kept_lines(axis: AxisBlocks, tables: Iterable[Area]) -> AxisBlocks:
    """The rows of a sheet, where the data of these tables (their areas without headings and totals) keep a row each."""
    kept: dict[int, tuple[int, tuple[int, ...]]] = {}
    for area in tables:
        found = _only_block(axis.tree, area, ())
        if found is not None:
            block, loops = found
            kept[block.number] = block.marker.line, loops
    return replace(axis, loops={**axis.loops, **dict(kept.values())}, kept=frozenset(kept)) if kept else axis


def _only_block(tree: list[Content], area: Area, loops: tuple[int, ...]) -> tuple[Block, tuple[int, ...]] | None:
    """The block that all rows of a table are in, with the loops around it; None where a row is always there."""
    own = [item for item in tree if area.first_row <= _line(item) <= area.last_row]
    if own:
        blocks = [item for item in own if isinstance(item, Block) and item.branches]
        return None if any(isinstance(item, int) for item in own) or not blocks else (blocks[0], loops)
    for item in (each for each in tree if isinstance(each, Block)):
        for branch in item.branches:
            repeated = item.marker.kind.repeats and branch.marker is not None
            found = _only_block(branch.contents, area, (*loops, item.number) if repeated else loops)
            if found is not None:
                return found
    return None


def _line(item: Content) -> int:
    return item if isinstance(item, int) else item.marker.line
