"""Controlled rounding: a whole table in whole numbers whose rows, columns and totals add up as displayed.

Every cell and every total becomes one of its two neighbouring integers, and integers stay as they are. Such a
rounding always exists (Bacharach, Matrix rounding problems, 1966; Cox and Ernst, Controlled rounding, 1982; Cox, A
constructive procedure for unbiased controlled rounding, 1987): the table with its totals is a flow between rows
and columns, and a flow problem with whole bounds that has a solution has a whole one. Of all such roundings this is
one that moves cells and totals least (smallest sum of |rounded − exact|); where plain rounding already
adds up, it is plain rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import lcm

CheapestShift = tuple[int, int]
"""What it costs to move a one from one column to another, and the line in which it moves."""


@dataclass(frozen=True)
class RoundedTable:
    """Whole cells with whole totals that they add up to."""

    cells: tuple[tuple[int, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int


def round_table(rows: Sequence[Sequence[Fraction | int]], ranks: Sequence[Sequence[int]] | None = None) -> RoundedTable:
    """Round the cells and the totals of a table together; negative cells are allowed.

    Where several roundings move equally little, `ranks` (one for each cell, from 0) decide: the cells that go up are
    those whose ranks add up to the least. Without ranks a half goes away from zero, as Excel displays it.

    All columns must be additive (no ratios). To round to tenths or to thousands, scale the table first.
    Raises ValueError if the rows differ in length.
    """
    width = len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows):
        raise ValueError("all rows of a table must have the same length")
    denominator = lcm(*(cell.denominator for row in rows for cell in row))
    scaled = [[cell.numerator * (denominator // cell.denominator) for cell in row] for row in rows]
    closed = [[*row, -sum(row)] for row in scaled]
    closed.append([-sum(column) for column in zip(*closed, strict=True)] if closed else [0])
    claims = _without_ranks(closed) if ranks is None else [*([*line, 0] for line in ranks), [0] * (width + 1)]
    rounded = _closed_rounding(closed, denominator, claims)
    return RoundedTable(
        cells=tuple(tuple(row[:width]) for row in rounded[:-1]),
        row_totals=tuple(-row[width] for row in rounded[:-1]),
        column_totals=tuple(-total for total in rounded[-1][:width]),
        total=rounded[-1][width],
    )


def _without_ranks(closed: Sequence[Sequence[int]]) -> list[list[int]]:
    """Halves away from zero: a negated total goes down."""
    return [[1 if value < 0 else -1 for value in row] for row in closed]


def _closed_rounding(
    closed: Sequence[Sequence[int]], denominator: int, claims: Sequence[Sequence[int]]
) -> list[list[int]]:
    """The rounding of a table, over one denominator, whose rows and columns each add up to 0: theirs do, too."""
    floors = [[value // denominator for value in row] for row in closed]
    remainders = [[value % denominator for value in row] for row in closed]
    # Turning a cell up moves it by denominator − 2 × remainder more than leaving it down. Claims only decide ties:
    # all of them together weigh less than one step of the movement.
    weight = 1 + 2 * sum(abs(claim) for line in claims for claim in line)
    costs = [
        [
            (cell, (denominator - 2 * remainder) * weight + claim)
            for cell, (remainder, claim) in enumerate(zip(line, claim_line, strict=True))
            if remainder
        ]
        for line, claim_line in zip(remainders, claims, strict=True)
    ]
    ups = [sum(line) // denominator for line in remainders]
    across = [sum(column) // denominator for column in zip(*remainders, strict=True)]
    down_the_columns: list[list[tuple[int, int]]] = [[] for _ in across]
    for index, line_costs in enumerate(costs):
        for cell, cost in line_costs:
            down_the_columns[cell].append((index, cost))
    if sum(len(line) ** 2 for line in costs) <= sum(len(column) ** 2 for column in down_the_columns):
        up = [(row, cell) for row, cells in enumerate(_Lines(costs, ups, across).up) for cell in cells]
    else:
        up = [(row, cell) for cell, found in enumerate(_Lines(down_the_columns, across, ups).up) for row in found]
    for row, cell in up:
        floors[row][cell] += 1
    return floors


class _Lines:
    """Lines whose cells go up or stay down, on the way to the cheapest choice of which each column has so many.

    Every line starts with its own cheapest choice (largest remainders); a column that has too many up passes one on
    at a time along the cheapest chain of shifts, in whatever lines, to one that has too few (minimum-cost flow by
    successive shortest paths: Dijkstra with potentials over the columns alone), so that it stays cheapest.
    """

    def __init__(self, costs: Sequence[Sequence[tuple[int, int]]], ups: Sequence[int], wanted: Sequence[int]) -> None:
        self._costs = [dict(line) for line in costs]
        self.up: list[set[int]] = []
        """The cells of each line that go up."""
        self._surplus = [-number for number in wanted]
        self._shifts: list[dict[int, list[CheapestShift]]] = [{} for _ in wanted]
        """From column to column the shifts there have been, the cheapest on top; some are not possible any more."""
        self._potential = [0] * len(wanted)
        for line, (cells, number) in enumerate(zip(costs, ups, strict=True)):
            cheapest = sorted(cells, key=lambda cell: (cell[1], cell[0]))
            self.up.append({cell for cell, _ in cheapest[:number]})
            for cell, cost in cheapest[:number]:
                self._surplus[cell] += 1
                shifts = self._shifts[cell]
                for other, other_cost in cheapest[number:]:
                    shifts.setdefault(other, []).append((other_cost - cost, line))
        for shifts in self._shifts:
            for heap in shifts.values():
                heapify(heap)
        for column in range(len(wanted)):
            while self._surplus[column] > 0:
                self._pass_one_on(column)

    def _pass_one_on(self, source: int) -> None:
        """CheapestShift along the cheapest chain from `source` to the nearest column that has too few."""
        distance = {source: 0}
        came_by: dict[int, tuple[int, int]] = {}
        settled: dict[int, int] = {}
        queue = [(0, source)]
        while True:
            length, column = heappop(queue)
            if column in settled:
                continue
            settled[column] = length
            if self._surplus[column] < 0:
                break
            so_far = length + self._potential[column]
            for other in self._shifts[column]:
                shift = None if other in settled else self._cheapest(column, other)
                if shift is None:
                    continue
                further = so_far + shift[0] - self._potential[other]
                if other not in distance or further < distance[other]:
                    distance[other] = further
                    came_by[other] = (shift[1], column)
                    heappush(queue, (further, other))
        for reached, at in settled.items():
            self._potential[reached] += at - length
        self._surplus[source] -= 1
        self._surplus[column] += 1
        while column != source:
            line, before = came_by[column]
            self._shift(line, before, column)
            column = before

    def _cheapest(self, column: int, other: int) -> CheapestShift | None:
        heap = self._shifts[column][other]
        while heap:
            up = self.up[heap[0][1]]
            if column in up and other not in up:
                return heap[0]
            heappop(heap)
        return None

    def _shift(self, line: int, column: int, other: int) -> None:
        """One line's cell goes down in one column and up in another; the shifts this makes possible are remembered."""
        costs, up = self._costs[line], self.up[line]
        up.remove(column)
        for cell in up:
            heappush(self._shifts[cell].setdefault(column, []), (costs[column] - costs[cell], line))
        up.add(other)
        for cell, cost in costs.items():
            if cell not in up:
                heappush(self._shifts[other].setdefault(cell, []), (cost - costs[other], line))
