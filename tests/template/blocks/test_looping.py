"""The turns of a loop, and the names in each."""

import pytest

from xl_addin.template.blocks.looping import loop_scopes, read_loop
from xl_addin.template.language.counting import Budget
from xl_addin.template.language.evaluating import Environment
from xl_addin.template.language.faults import TemplateFault
from xl_addin.template.language.markers import tags


def turns(header: str, **scope: object) -> list[tuple[object, dict[str, object]]]:
    [tag] = tags("{%tr for " + header + " %}")
    loop = read_loop(Environment(Budget()), tag)
    return [(item, dict(inner)) for item, inner in loop_scopes(loop, scope)]


def test_each_turn_has_its_item_its_place_and_the_names_around() -> None:
    first, last = turns("a, b in pairs", pairs=[(1, 2), (3, 4)], around="x")
    assert first[0] == (1, 2)
    assert first[1] | {"pairs": None} == {
        "a": 1, "b": 2, "around": "x", "pairs": None,
        "loop": {"index": 1, "index0": 0, "first": True, "last": False, "length": 2},
    }  # fmt: skip
    assert last[1]["loop"] == {"index": 2, "index0": 1, "first": False, "last": True, "length": 2}


def test_what_does_not_unpack_is_the_authors_fault() -> None:
    with pytest.raises(TemplateFault, match="2 names for 3 values"):
        turns("a, b in pairs", pairs=[(1, 2, 3)])
    with pytest.raises(TemplateFault):
        turns("a b", xs=[])
