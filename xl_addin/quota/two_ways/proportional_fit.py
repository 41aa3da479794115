"""Exact shares with given row and column totals: each a weight times a factor of its row and a factor of its column.

Iterative proportional fitting (Deming and Stephan, 1940) finds the factors. They need not be fractions, so it goes on
in whole numbers of a fixed precision until the totals are met to within a millionth; what is left is settled exactly
along the largest cells. The same figures always give the same shares, on every machine.
"""

from collections.abc import Sequence
from fractions import Fraction

from xl_addin.quota.two_ways.transport import Transport

Matrix = tuple[tuple[Fraction, ...], ...]
Weights = Sequence[Sequence[Fraction | int]]

Cell = tuple[int, int]
CellShares = dict[Cell, Fraction]
TableLine = tuple[str, int]
"""A row or a column."""

_ONE = 1 << 96
"""1 as a weight and as a factor of a column."""
_SCALE = _ONE**3
"""1 as the product of a weight, a factor of its row and one of its column."""
_NEAR = _SCALE // 10**6
_MOST_ROUNDS = 1_000


def proportional_fit(rows: Sequence[int], columns: Sequence[int], weights: Weights, way: Transport) -> Matrix:
    """The shares in the cells that `way` (the same totals, the cells with a weight) shows to be free; 0 elsewhere.

    Where the totals leave so little room that fitting comes no nearer, the shares are those of `way`.
    """
    free = [
        [(column, Fraction(weights[row][column])) for column, is_free in enumerate(line) if is_free]
        for row, line in enumerate(way.free)
    ]
    cells = _settled(_fitted(rows, columns, free), rows, columns)
    if any(share < 0 for share in cells.values()):
        return tuple(tuple(map(Fraction, line)) for line in way.amounts)
    return tuple(
        tuple(cells.get((row, column), Fraction(0)) for column in range(len(columns))) for row in range(len(rows))
    )


def _fitted(rows: Sequence[int], columns: Sequence[int], free: Sequence[Sequence[tuple[int, Fraction]]]) -> CellShares:
    """The cells once every row adds up to its total, and every column to within `_NEAR` if that is possible."""
    largest = max((weight for line in free for _, weight in line), default=Fraction(1))
    whole = [[(column, max(1, int(weight * _ONE / largest))) for column, weight in line] for line in free]
    row_factors, column_factors = [0] * len(rows), [_ONE] * len(columns)
    for _ in range(_MOST_ROUNDS):
        sums = [0] * len(columns)
        for row, line in enumerate(whole):
            size = sum(weight * column_factors[column] for column, weight in line)
            row_factors[row] = rows[row] * _SCALE // size if size else 0
            for column, weight in line:
                sums[column] += weight * row_factors[row]
        products = zip(column_factors, sums, columns, strict=True)
        if all(abs(factor * weighed - total * _SCALE) <= _NEAR for factor, weighed, total in products):
            break
        column_factors = [
            total * _SCALE // weighed if weighed else 0 for total, weighed in zip(columns, sums, strict=True)
        ]
    return {
        (row, column): Fraction(weight * row_factors[row] * column_factors[column], _SCALE)
        for row, line in enumerate(whole)
        for column, weight in line
    }


def _settled(cells: CellShares, rows: Sequence[int], columns: Sequence[int]) -> CellShares:
    """The cells with exact totals: what is missing goes along a tree of the largest, from its leaves on."""
    settled = dict(cells)
    missing: dict[TableLine, Fraction] = {("row", row): Fraction(total) for row, total in enumerate(rows)}
    missing |= {("column", column): Fraction(total) for column, total in enumerate(columns)}
    for (row, column), share in cells.items():
        missing["row", row] -= share
        missing["column", column] -= share
    tree = _largest_tree(cells)
    leaves = [line for line, there in tree.items() if len(there) == 1]
    while leaves:
        leaf = leaves.pop()
        if not tree[leaf]:
            continue  # the last of its tree: the totals on both sides are equal, so nothing is missing there
        ((other, cell),) = tree.pop(leaf).items()
        settled[cell] += missing[leaf]
        missing[other] -= missing[leaf]
        del tree[other][leaf]
        if len(tree[other]) == 1:
            leaves.append(other)
    return settled


def _largest_tree(cells: CellShares) -> dict[TableLine, dict[TableLine, Cell]]:
    """For each row and column, its neighbours in the forest of the largest cells (Kruskal), and the cell between."""
    root: dict[TableLine, TableLine] = {}

    def root_of(line: TableLine) -> TableLine:
        while (above := root.setdefault(line, line)) != line:
            root[line] = root[above]
            line = above
        return line

    tree: dict[TableLine, dict[TableLine, Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (-cells[cell], cell)):
        row, column = ("row", cell[0]), ("column", cell[1])
        if root_of(row) != root_of(column):
            root[root_of(row)] = root_of(column)
            tree.setdefault(row, {})[column] = cell
            tree.setdefault(column, {})[row] = cell
    return tree
