"""Marker rows become blocks with branches, or are told to have no partner."""

import pytest

from xl_addin.template.blocks.block_kind import Block, Marker, PartBlock
from xl_addin.template.blocks.block_tree import block_tree, loops_of_lines
from xl_addin.template.blocks.registry import kind_of
from xl_addin.template.blocks.standing import ROWS
from xl_addin.template.language.markers import MarkerError, tags


def markers(**written: str) -> dict[int, Marker]:
    """Markers by row: `r2="for x in xs"`."""
    found = {}
    for name, text in written.items():
        [tag] = tags("{%tr " + text + " %}")
        kind, _ = kind_of(tag, "T!A1", ROWS)
        assert isinstance(kind, PartBlock)
        found[int(name[1:])] = Marker(int(name[1:]), tag, f"T!A{name[1:]}", kind)
    return found


def test_blocks_hold_rows_and_blocks_by_branch() -> None:
    tree = block_tree(
        markers(r2="for x in xs", r4="if x", r6="elif y", r8="else", r10="endif", r12="endfor"), last=12
    )  # fmt: skip
    assert tree[0] == 1
    loop = tree[1]
    assert isinstance(loop, Block) and loop.marker.kind.repeats
    [(_, contents)] = loop.branches
    assert [contents[0], contents[2]] == [3, 11]
    condition = contents[1]
    assert isinstance(condition, Block)
    assert [(branch.marker and branch.marker.tag.keyword, branch.contents) for branch in condition.branches] == [
        ("if", [5]), ("elif", [7]), (None, [9]),
    ]  # fmt: skip


def test_only_what_repeats_is_a_loop_around_a_row() -> None:
    tree = block_tree(
        markers(r1="for x in xs", r2="if x", r4="endif", r5="for y in ys", r7="endfor", r8="endfor"), 8
    )  # fmt: skip
    assert dict(loops_of_lines(tree)) == {3: (1,), 6: (1, 5)}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ({"r1": "for x in xs"}, "T!A1"),
        ({"r1": "endif"}, "T!A1"),
        ({"r1": "for x in xs", "r2": "else", "r3": "else", "r4": "endfor"}, "T!A3"),
        ({"r1": "for x in xs", "r2": "elif x", "r3": "endfor"}, "T!A2"),
        ({"r1": "set x = 1", "r2": "else"}, "T!A2"),
        ({"r1": "if x", "r2": "else", "r3": "elif y", "r4": "endif"}, "T!A3"),
        ({"r1": "if x", "r2": "else", "r3": "else", "r4": "endif"}, "T!A3"),
        ({"r1": "for x in xs", "r2": "if x", "r3": "endfor", "r4": "endif"}, "T!A3"),
    ],
)
def test_markers_without_a_partner_are_told(written: dict[str, str], place: str) -> None:
    with pytest.raises(MarkerError, match="has no partner") as caught:
        block_tree(markers(**written), max(int(name[1:]) for name in written))
    assert caught.value.place == place
