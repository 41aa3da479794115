"""The marker rows of a sheet put together to blocks."""

from collections.abc import Iterator, Mapping

from xl_addin.template.blocks.block_kind import Block, Branch, Content, KeywordRole, Marker
from xl_addin.template.blocks.registry import unpaired
from xl_addin.template.language.markers import MarkerError


def block_tree(markers: Mapping[int, Marker], last_row: int) -> list[Content]:
    """GrowingRows 1 to `last_row` with their blocks; MarkerError where markers do not pair up."""
    top: list[Content] = []
    open_blocks: list[Block] = []
    into = top
    for row in range(1, last_row + 1):
        marker = markers.get(row)
        if marker is None:
            into.append(row)
            continue
        role = _role(marker)
        if role is KeywordRole.OPENS:
            block = Block(row, marker)
            into.append(block)
            open_blocks.append(block)
            into = _branch(block, marker)
            continue
        if not open_blocks or marker.kind is not open_blocks[-1].marker.kind:
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


def _role(marker: Marker) -> KeywordRole:
    return next(keyword.role for keyword in marker.kind.keywords if keyword.word == marker.tag.keyword)


def _branch(block: Block, marker: Marker | None) -> list[Content]:
    block.branches.append(Branch(marker, []))
    return block.branches[-1].contents


def _unpaired(marker: Marker) -> MarkerError:
    return MarkerError(unpaired(), marker.place, marker.tag.written)


def loops_of_rows(tree: list[Content], loops: tuple[int, ...] = ()) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every content row with the numbers of the loops around it, outermost first."""
    for item in tree:
        if isinstance(item, int):
            yield item, loops
        else:
            inner = (*loops, item.number) if item.marker.kind.repeats else loops
            for branch in item.branches:
                yield from loops_of_rows(branch.contents, inner)
