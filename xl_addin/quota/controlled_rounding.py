"""Controlled rounding: a whole table in whole numbers whose rows, columns and totals add up as displayed.

Every cell and every total becomes one of its two neighbouring integers, and integers stay as they are. Such a
rounding always exists (Cox and Ernst, Controlled Rounding, 1982): the table with its totals is a flow between rows
and columns, and a flow problem with whole bounds that has a solution has a whole one. Of all such roundings this is
one that moves cells and totals least (smallest sum of |rounded − exact|); where plain rounding already
adds up, it is plain rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from math import lcm


@dataclass(frozen=True)
class RoundedTable:
    """Whole cells with whole totals that they add up to."""

    cells: tuple[tuple[int, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int


def round_table(rows: Sequence[Sequence[Fraction | int]]) -> RoundedTable:
    """Round the cells and the totals of a table together; negative cells are allowed.

    All columns must be additive (no ratios). To round to tenths or to thousands, scale the table first.
    Raises ValueError if the rows differ in length.
    """
    width = len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows):
        raise ValueError("all rows of a table must have the same length")
    denominator = lcm(*(cell.denominator for row in rows for cell in row))
    scaled = [[int(cell * denominator) for cell in row] for row in rows]
    closed = [[*row, -sum(row)] for row in scaled]
    closed.append([-sum(column) for column in zip(*closed, strict=True)] if closed else [0])
    rounded = _Rounding(closed, denominator).balanced()
    return RoundedTable(
        cells=tuple(tuple(row[:width]) for row in rounded[:-1]),
        row_totals=tuple(-row[width] for row in rounded[:-1]),
        column_totals=tuple(-total for total in rounded[-1][:width]),
        total=rounded[-1][width],
    )


class _Rounding:
    """A table whose rows and columns each add up to 0 (totals are negated), on its way to a rounding that does too.

    Starts at plain rounding, the cheapest of all, and mends one unit of imbalance at a time along the
    cheapest chain of cells turned from one neighbour to the other (minimum-cost flow by successive shortest
    paths: Dijkstra with potentials), so that it stays cheapest.

    Vertices are rows (0 …) and columns (after the rows). Turning a cell up passes one from its row to its column,
    turning it down passes one back.
    """

    def __init__(self, table: Sequence[Sequence[int]], denominator: int) -> None:
        self.height, self.width = len(table), len(table[0])
        self.floors = [value // denominator for row in table for value in row]
        remainders = [value % denominator for row in table for value in row]
        # Halves away from zero, as Excel displays them: a negated total goes down.
        self.up = [
            2 * remainder > denominator or (2 * remainder == denominator and floor >= 0)
            for floor, remainder in zip(self.floors, remainders, strict=True)
        ]
        self.turns: list[list[tuple[int, int, int]]] = [[] for _ in range(self.height + self.width)]
        """For each vertex: cells with a fraction, the vertex at their other end, the cost of passing one there."""
        for cell, remainder in enumerate(remainders):
            if remainder:
                row, column = self._ends(cell)
                self.turns[row].append((cell, column, denominator - 2 * remainder))
                self.turns[column].append((cell, row, 2 * remainder - denominator))
        self.surplus = [0] * (self.height + self.width)
        for cell, floor in enumerate(self.floors):
            row, column = self._ends(cell)
            self.surplus[row] -= floor + self.up[cell]
            self.surplus[column] += floor + self.up[cell]
        self.potential = [0] * (self.height + self.width)

    def _ends(self, cell: int) -> tuple[int, int]:
        return cell // self.width, self.height + cell % self.width

    def balanced(self) -> list[list[int]]:
        """The rounded table, once every row and column adds up to 0."""
        for vertex in range(self.height + self.width):
            while self.surplus[vertex] > 0:
                self._pass_one_on(vertex)
        whole = [floor + up for floor, up in zip(self.floors, self.up, strict=True)]
        return [whole[start : start + self.width] for start in range(0, len(whole), self.width)]

    def _pass_one_on(self, source: int) -> None:
        """Turn the cells of the cheapest chain from `source` to the nearest vertex that lacks something."""
        distance = {source: 0}
        came_by: dict[int, tuple[int, int]] = {}
        settled: dict[int, int] = {}
        queue = [(0, source)]
        goal: int | None = None  # the distance of the nearest lacking vertex seen so far
        while True:
            length, vertex = heappop(queue)
            if vertex in settled:
                continue
            settled[vertex] = length
            if self.surplus[vertex] < 0:
                break
            from_row, up = vertex < self.height, self.up
            so_far = length + self.potential[vertex]
            for cell, neighbour, cost in self.turns[vertex]:
                if up[cell] == from_row:
                    continue
                further = so_far + cost - self.potential[neighbour]
                if goal is not None and further >= goal:
                    continue
                if neighbour not in distance or further < distance[neighbour]:
                    distance[neighbour] = further
                    came_by[neighbour] = (cell, vertex)
                    heappush(queue, (further, neighbour))
                    if self.surplus[neighbour] < 0:
                        goal = further
        for reached, at in settled.items():
            self.potential[reached] += at - length
        self.surplus[source] -= 1
        self.surplus[vertex] += 1
        while vertex != source:
            cell, vertex = came_by[vertex]
            self.up[cell] = not self.up[cell]
