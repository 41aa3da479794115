"""The marker rows, or columns, of a sheet put together to blocks."""

from collections.abc import Iterator, Mapping

from xl_addin.template.blocks.block_kind import Block, Branch, Content, KeywordRole, Marker
from xl_addin.template.blocks.registry import unpaired
from xl_addin.template.language.limits import MAX_NESTING, too_deep
from xl_addin.template.language.markers import MarkerError


def block_tree(markers: Mapping[int, Marker], last: int, *, first: int = 1, numbers_from: int = 0) -> list[Content]:
    """The lines from `first` to `last` with their blocks; MarkerError where markers do not pair up.

    A block's number is that of its first marker and `numbers_from`.
    """
    top: list[Content] = []
    open_blocks: list[Block] = []
    into = top
    for line in range(first, last + 1):
        marker = markers.get(line)
        if marker is None:
            into.append(line)
            continue
        role = marker.kind.role_of(marker.tag.keyword)
        if role in (KeywordRole.OPENS, KeywordRole.ALONE):
            block = Block(numbers_from + line, marker)
            into.append(block)
            if role is KeywordRole.OPENS:
                open_blocks.append(block)
                into = _branch(block, marker)
            if len(open_blocks) > MAX_NESTING:
                raise MarkerError(too_deep().text, marker.place, marker.tag.written)
            continue
        # `else` and its like belong to several kinds: which of them is meant is told by the block that is open.
        role = open_blocks[-1].marker.kind.role_of(marker.tag.keyword) if open_blocks else None
        if role is None:
            raise _unpaired(marker)
        block = open_blocks[-1]
        if role is not KeywordRole.CLOSES:
            if block.branches[-1].marker is None:
                raise _unpaired(marker)
            into = _branch(block, marker if role is KeywordRole.BRANCHES else None)
            continue
        open_blocks.pop()
        into = open_blocks[-1].branches[-1].contents if open_blocks else top
    if open_blocks:
        raise _unpaired(open_blocks[-1].marker)
    return top


def _branch(block: Block, marker: Marker | None) -> list[Content]:
    block.branches.append(Branch(marker, []))
    return block.branches[-1].contents


def _unpaired(marker: Marker) -> MarkerError:
    return MarkerError(unpaired(), marker.place, marker.tag.written)


def loops_of_lines(tree: list[Content], loops: tuple[int, ...] = ()) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every line that is no marker with the numbers of the loops around it, outermost first."""
    for item in tree:
        if isinstance(item, int):
            yield item, loops
            continue
        for branch in item.branches:
            # What stands behind `else` is in no turn.
            repeated = item.marker.kind.repeats and branch.marker is not None
            yield from loops_of_lines(branch.contents, (*loops, item.number) if repeated else loops)


def blocks_in(tree: list[Content]) -> Iterator[Block]:
    """Every block, those in blocks too."""
    for item in tree:
        if isinstance(item, Block):
            yield item
            for branch in item.branches:
                yield from blocks_in(branch.contents)
