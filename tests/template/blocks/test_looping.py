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
    found = [(item, dict(inner)) for item, inner in loop_scopes(loop, scope)]
    for _, inner in found:
        assert isinstance(inner["loop"], dict) and callable(inner["loop"].pop("changed"))
    return found


def test_only_items_that_the_condition_holds_for_are_counted() -> None:
    assert [(inner["x"], inner["loop"]) for _, inner in turns("x in xs if x > n", xs=[1, 5, 2, 7], n=2)] == [
        (5, {"index": 1, "index0": 0, "first": True, "last": False, "length": 2, "nextitem": 7}),
        (7, {"index": 2, "index0": 1, "first": False, "last": True, "length": 2, "previtem": 5}),
    ]


def test_whether_something_changed_does_not_depend_on_who_asks_when() -> None:
    [tag] = tags("{%tr for x in xs %}")
    loop = read_loop(Environment(Budget()), tag)
    asked = [inner["loop"] for _, inner in loop_scopes(loop, {"xs": list("aab")})]
    assert all(isinstance(each, dict) for each in asked)
    for _ in range(2):
        assert [each["changed"](value) for each, value in zip(asked, "aab", strict=True)] == [True, False, True]  # type: ignore[index]
    assert [each["changed"](1, value) for each, value in zip(asked, "aaa", strict=True)] == [True, False, False]  # type: ignore[index]


def test_each_turn_has_its_item_its_place_and_the_names_around() -> None:
    first, last = turns("a, b in pairs", pairs=[(1, 2), (3, 4)], around="x")
    assert first[0] == (1, 2)
    assert first[1] | {"pairs": None} == {
        "a": 1, "b": 2, "around": "x", "pairs": None,
        "loop": {"index": 1, "index0": 0, "first": True, "last": False, "length": 2, "nextitem": (3, 4)},
    }  # fmt: skip
    assert last[1]["loop"] == {
        "index": 2, "index0": 1, "first": False, "last": True, "length": 2, "previtem": (1, 2),
    }  # fmt: skip


def test_what_does_not_unpack_is_the_authors_fault() -> None:
    with pytest.raises(TemplateFault, match="2 names for 3 values"):
        turns("a, b in pairs", pairs=[(1, 2, 3)])
    with pytest.raises(TemplateFault):
        turns("a b", xs=[])
