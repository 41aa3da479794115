"""Every cell after what it needs; circles found; no recursion."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.engine.order import in_dependency_order

Graph = dict[int, list[int]]


def ordered(graph: Graph) -> list[tuple[set[int], bool]]:
    def needs(node: int) -> Iterator[int]:
        return iter(graph.get(node, []))

    return [(set(group), circular) for group, circular in in_dependency_order(graph, needs)]


def test_needs_come_first() -> None:
    assert ordered({1: [2], 2: [3], 3: []}) == [({3}, False), ({2}, False), ({1}, False)]


def test_a_circle_is_one_group_and_what_needs_it_is_not_in_it() -> None:
    assert ordered({1: [2], 2: [3], 3: [2]}) == [({2, 3}, True), ({1}, False)]


def test_a_node_that_needs_itself_is_a_circle() -> None:
    assert ordered({1: [1]}) == [({1}, True)]


def test_two_circles_sharing_a_node_are_one() -> None:
    assert ordered({1: [2, 3], 2: [1], 3: [1]}) == [({1, 2, 3}, True)]


def test_a_long_chain() -> None:
    length = 50_000
    chain = {node: [node + 1] for node in range(length)}
    assert [min(group) for group, _ in ordered(chain)] == list(range(length, -1, -1))


graphs = st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=5), max_size=10)


@given(graphs)
def test_against_reachability(graph: Graph) -> None:
    nodes = set(graph) | {other for others in graph.values() for other in others}
    reach = {node: set(graph.get(node, [])) for node in nodes}
    for _ in nodes:
        for node in nodes:
            reach[node] |= {far for near in reach[node] for far in reach[near]}
    seen: set[int] = set()
    for group, circular in ordered({node: graph.get(node, []) for node in nodes}):
        for node in group:
            assert circular == (node in reach[node])
            assert reach[node] <= seen | group
        seen |= group
    assert seen == nodes
