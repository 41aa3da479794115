"""The functions that calculate for all rows of a block only what is needed, or ask where the rows are."""

from collections.abc import Callable, Mapping
from itertools import repeat
from typing import TYPE_CHECKING

from xl_addin.engine.forms.syntax import ConstantNode, Node, ReferenceNode
from xl_addin.engine.rows.rows import Code, NotTogether, Result, Rows, cells_of, each_row
from xl_addin.engine.rows.running import totals, windows_of
from xl_addin.engine.scalar.subtotals import SUBTOTALS, is_subtotal
from xl_addin.engine.values.lines import Cell, Lane
from xl_addin.engine.values.scalars import NA, Blocked, truth
from xl_addin.engine.values.totals import TOTALS
from xl_addin.workbook.model.book import CellError, Unsupported

if TYPE_CHECKING:
    from xl_addin.engine.rows.filled_down import RowsCompiler


def _if(compiler: "RowsCompiler", arguments: tuple[Node, ...]) -> Code:
    if not 2 <= len(arguments) <= 3:
        raise NotTogether
    condition, then = compiler.scalar(arguments[0]), compiler.scalar(arguments[1])
    otherwise = compiler.scalar(arguments[2] if len(arguments) == 3 else ConstantNode(False))

    def run(rows: Rows) -> Result:
        asked = each_row(truth, None, [condition(rows)])
        if not isinstance(asked, Lane):
            return asked if isinstance(asked, CellError | Unsupported) else then(rows) if asked else otherwise(rows)
        # A branch that no row takes is not calculated.
        yes = cells_of(then(rows), rows) if True in asked.cells else repeat(None)
        no = cells_of(otherwise(rows), rows) if False in asked.cells else repeat(None)
        return Lane(
            [
                a if which is True else b if which is False else which
                for which, a, b in zip(asked.cells, yes, no, strict=False)
            ]
        )

    return run


def _unless(is_bad: Callable[[Cell], bool]) -> "Callable[[RowsCompiler, tuple[Node, ...]], Code]":
    def compile_it(compiler: "RowsCompiler", arguments: tuple[Node, ...]) -> Code:
        value, fallback = (compiler.scalar(each) for each in arguments)

        def run(rows: Rows) -> Result:
            found = value(rows)
            if not isinstance(found, Lane):
                return fallback(rows) if is_bad(found) else found
            if CellError not in found.kinds or not any(map(is_bad, found.cells)):
                return found
            instead = cells_of(fallback(rows), rows)
            return Lane([b if is_bad(a) else a for a, b in zip(found.cells, instead, strict=True)])

        return run

    return compile_it


def _row_number(compiler: "RowsCompiler", arguments: tuple[Node, ...]) -> Code:
    if not arguments:
        return lambda rows: Lane([float(rows.place.row + down) for down in range(rows.number)])
    node = arguments[0]
    if (
        not isinstance(node, ReferenceNode)
        or compiler.lanes((node,)) is None
        or compiler.first[node.index][1:3] != compiler.first[node.index][3:5]
    ):
        raise NotTogether
    index, moving = node.index, compiler.moves[node.index].first
    return lambda rows: Lane(
        [float(rows.ranges[index].first_row + (down if moving else 0)) for down in range(rows.number)]
    )


def _subtotal(compiler: "RowsCompiler", arguments: tuple[Node, ...]) -> Code:
    """SUBTOTAL of a range that grows or shrinks with the rows, as `SUBTOTAL(3,B$9:B9)` numbers the rows of a filter."""
    if len(arguments) != 2 or not compiler.is_tall(arguments[1]):
        raise NotTogether
    function, node = arguments
    assert isinstance(node, ReferenceNode)
    number = int(function.value) if isinstance(function, ConstantNode) and type(function.value) is float else 0
    name = SUBTOTALS.get(number % 100, "")
    if name not in TOTALS or number not in (number % 100, 100 + number % 100):
        raise NotTogether
    index, moves = node.index, compiler.moves[node.index]

    def run(rows: Rows) -> Result:
        windows = windows_of(rows, index, moves)
        area = rows.ranges[index]
        whole = area._replace(last_row=area.last_row + (rows.number - 1 if moves.last else 0))
        try:
            left_out = rows.grid.left_out(whole, without_hidden=number > 100, leaves_out=is_subtotal)
        except Blocked as blocked:
            raise NotTogether from blocked
        # To all these functions, what they leave out is like an empty cell.
        cells = [None if out else cell for cell, out in zip(windows.cells, left_out, strict=True)]
        return Lane(totals(name, windows._replace(cells=cells)))

    return run


SPECIAL_FOR_ROWS: "Mapping[str, Callable[[RowsCompiler, tuple[Node, ...]], Code]]" = {
    "IF": _if,
    "IFERROR": _unless(lambda value: isinstance(value, CellError)),
    "IFNA": _unless(lambda value: value == NA),
    "ROW": _row_number,
    "SUBTOTAL": _subtotal,
}
