"""In which order cells are calculated, and which of them go round in circles. No recursion: chains may be long."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def in_dependency_order(nodes: Iterable[N], needs: Callable[[N], Iterator[N]]) -> Iterator[tuple[tuple[N, ...], bool]]:
    """Groups of nodes, each after everything it needs, with whether the group is a circle.

    A group is one node unless several need each other. `needs` may leave out nodes that were already yielded;
    it is advanced lazily, so a node's needs are not all held at once. Tarjan's algorithm with an explicit stack.
    """
    found: dict[N, int] = {}
    lowest: dict[N, int] = {}
    open_nodes: list[N] = []
    is_open: set[N] = set()
    needs_itself: set[N] = set()
    for start in nodes:
        if start in found:
            continue
        path: list[tuple[N, Iterator[N]]] = []
        entering: N | None = start
        while entering is not None or path:
            if entering is not None:
                found[entering] = lowest[entering] = len(found)
                open_nodes.append(entering)
                is_open.add(entering)
                path.append((entering, needs(entering)))
                entering = None
            node, remaining = path[-1]
            for other in remaining:
                if other == node:
                    needs_itself.add(node)
                if other not in found:
                    entering = other
                    break
                if other in is_open:
                    lowest[node] = min(lowest[node], found[other])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == found[node]:
                    group = [open_nodes.pop()]
                    while group[-1] != node:
                        group.append(open_nodes.pop())
                    is_open.difference_update(group)
                    yield tuple(group), len(group) > 1 or node in needs_itself
