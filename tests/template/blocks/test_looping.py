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


def test_only_items_that_the_condition_holds_for_are_counted() -> None:
    asked = ("index", "last", "length", "previtem", "nextitem")
    assert [
        (inner["x"], *(inner["loop"][name] for name in asked))  # type: ignore[index]
        for _, inner in turns("x in xs if x > n", xs=[1, 5, 2, 7], n=2)
    ] == [(5, 1, False, 2, None, 7), (7, 2, True, 2, 5, None)]


def test_whether_something_changed_does_not_depend_on_who_asks_when() -> None:
    asked = Environment(Budget()).expression("loop.changed(x)")
    scopes = [scope for _, scope in turns("x in xs", xs=list("aab"))]
    for _ in range(2):
        assert [asked(scope) for scope in scopes] == [True, False, True]
    constant = Environment(Budget()).expression("loop.changed(1, 'a')")
    assert [constant(scope) for scope in scopes] == [True, False, False]


def test_each_turn_has_its_item_its_place_and_the_names_around() -> None:
    first, last = turns("a, b in pairs", pairs=[(1, 2), (3, 4)], around="x")
    assert first[0] == (1, 2)
    assert {name: first[1][name] for name in ("a", "b", "around")} == {"a": 1, "b": 2, "around": "x"}
    asked = ("index", "index0", "first", "last", "length", "previtem", "nextitem")
    assert [first[1]["loop"][name] for name in asked] == [1, 0, True, False, 2, None, (3, 4)]  # type: ignore[index]
    assert [last[1]["loop"][name] for name in asked] == [2, 1, False, True, 2, (1, 2), None]  # type: ignore[index]


def test_what_does_not_unpack_is_the_authors_fault() -> None:
    with pytest.raises(TemplateFault, match="2 names for 3 values"):
        turns("a, b in pairs", pairs=[(1, 2, 3)])
    with pytest.raises(TemplateFault):
        turns("a b", xs=[])
