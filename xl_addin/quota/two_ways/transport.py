"""Whether totals of rows can be brought to totals of columns through the cells that are open, and one way to do it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Transport:
    """A way to fill the open cells with whole numbers, or who stands in its way.

    `short` are rows that together need more than the columns they reach have, `reached` these columns: empty where
    every row gets its total. `free` are the open cells that some way fills; whatever is not free is 0 in every way.
    """

    amounts: Sequence[Sequence[int]]
    short: tuple[int, ...]
    reached: tuple[int, ...]
    free: Sequence[Sequence[bool]]


def transported(rows: Sequence[int], columns: Sequence[int], is_open: Sequence[Sequence[bool]]) -> Transport:
    """A largest flow from rows to columns (Edmonds and Karp, from a greedy start); all totals are 0 or more."""
    amounts = [[0] * len(columns) for _ in rows]
    supply, room = list(rows), list(columns)
    for row, line in enumerate(is_open):
        for column, open_here in enumerate(line):
            amount = min(supply[row], room[column]) if open_here else 0
            amounts[row][column] = amount
            supply[row] -= amount
            room[column] -= amount
    for row in range(len(rows)):
        while supply[row]:
            came_by, goal = _search([row], amounts, is_open, room)
            if goal is None:
                found = [other for other, _ in came_by["rows"].items()]
                reached = tuple(sorted(came_by["columns"]))
                return Transport(amounts, tuple(sorted(found)), reached, is_open)
            _push(row, goal, came_by, amounts, supply, room)
    return Transport(amounts, (), (), _free(amounts, is_open))


Reached = dict[str, dict[int, int]]
"""For each row reached the column it was reached by, for each column the row."""


def _search(
    start: Sequence[int], amounts: Sequence[Sequence[int]], is_open: Sequence[Sequence[bool]], room: Sequence[int]
) -> tuple[Reached, int | None]:
    """All that can be reached from these rows, up to the first column that has room."""
    came_by: Reached = {"rows": dict.fromkeys(start, -1), "columns": {}}
    queue = deque(start)
    while queue:
        row = queue.popleft()
        for column, open_here in enumerate(is_open[row]):
            if not open_here or column in came_by["columns"]:
                continue
            came_by["columns"][column] = row
            if room[column]:
                return came_by, column
            for other, line in enumerate(amounts):
                if line[column] and other not in came_by["rows"]:
                    came_by["rows"][other] = column
                    queue.append(other)
    return came_by, None


def _push(
    source: int, goal: int, came_by: Reached, amounts: list[list[int]], supply: list[int], room: list[int]
) -> None:
    path = []
    column = goal
    while True:
        row = came_by["columns"][column]
        back = came_by["rows"][row]
        path.append((row, column, back))
        if row == source:
            break
        column = back
    amount = min(supply[source], room[goal], *(amounts[row][back] for row, _, back in path if back >= 0))
    for row, column, back in path:
        amounts[row][column] += amount
        if back >= 0:
            amounts[row][back] -= amount
    supply[source] -= amount
    room[goal] -= amount


def _free(amounts: Sequence[Sequence[int]], is_open: Sequence[Sequence[bool]]) -> list[list[bool]]:
    """The cells that hold something, and those on a circle along which something can be moved."""
    free = [[amount > 0 for amount in line] for line in amounts]
    nowhere = [0] * (len(amounts[0]) if amounts else 0)
    for column in range(len(nowhere)):
        holders = [row for row, line in enumerate(amounts) if line[column]]
        reached, _ = _search(holders, amounts, is_open, nowhere)
        for row, line in enumerate(is_open):
            # A row that gives up some of this column and takes of another it already has leads back here.
            if line[column] and not free[row][column]:
                free[row][column] = row in reached["rows"]
    return free
