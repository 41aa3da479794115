"""Calculate a formula that is filled down a column for all its rows at once.

Every step is the one that `program` takes for a single cell, with lists in the place of values: an operator or
function is called with what it would be called with in each row, or replaced by something that gives the same bits
for plain numbers. An error is a value, and a cell that cannot be vouched for is Unsupported where `program` raises
Blocked. A form for which this cannot be had raises NotTogether and is calculated row by row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from xl_addin.engine.forms.syntax import CallNode, ConstantNode, Node, ReferenceNode
from xl_addin.engine.functions import EACH
from xl_addin.engine.functions.user_functions import FormulaFunction
from xl_addin.engine.rows.keyed import KEYED
from xl_addin.engine.rows.plain_numbers import FUNCTIONS_OF_NUMBERS, OPERATIONS_ON_NUMBERS
from xl_addin.engine.rows.rows import (
    Arguments,
    Code,
    NotTogether,
    Result,
    Rows,
    Same,
    area_of,
    called,
    cell_of,
    cells_of,
    each_row,
    quick_numbers,
    windows,
)
from xl_addin.engine.rows.running import totals, windows_of
from xl_addin.engine.rows.running_criteria import CriteriaLayout, layout_of, of_criteria
from xl_addin.engine.rows.special_rows import SPECIAL_FOR_ROWS
from xl_addin.engine.scalar.program import CALCULATE_WITH_ARRAYS, VOLATILE, function_named
from xl_addin.engine.scalar.special import SPECIAL
from xl_addin.engine.values.lines import Lane
from xl_addin.engine.values.operators import OPERATIONS
from xl_addin.engine.values.ranges import Moves, Range
from xl_addin.engine.values.scalars import Argument, single
from xl_addin.engine.values.totals import TOTALS
from xl_addin.workbook.model.book import Unsupported

# A larger range that moves with the rows is not made into one array for each row.
_LARGEST_WINDOW = 64


@dataclass(frozen=True)
class RowsCompiler:
    """Compiles the nodes of one form for the rows of a block, `first` being its ranges in the first of them."""

    functions: Mapping[str, FormulaFunction]
    moves: tuple[Moves, ...]
    first: tuple[Range, ...]

    def scalar(self, node: Node) -> Code:
        """The value of a node where one value is wanted."""
        if isinstance(node, ConstantNode):
            constant = node.value
            return lambda rows: constant
        if isinstance(node, ReferenceNode):
            return self._cell(node.index)
        if node.name in OPERATIONS:
            return self._operators(node)
        if node.name in SPECIAL_FOR_ROWS:
            return SPECIAL_FOR_ROWS[node.name](self, node.arguments)
        if node.name in SPECIAL:
            raise NotTogether
        return self._function(node, single)

    def _cell(self, index: int) -> Code:
        area, moves = self.first[index], self.moves[index]
        if area.first_row != area.last_row or area.first_column != area.last_column or moves.first != moves.last:
            raise NotTogether
        if not moves.first:
            return lambda rows: cell_of(rows.grid, rows.ranges[index])

        def run(rows: Rows) -> Result:
            sheet, first, column, _, _ = rows.ranges[index]
            return rows.grid.lane(sheet, column, first, first + rows.number - 1)

        return run

    def _operators(self, node: CallNode) -> Code:
        # A long sum is a long chain on the left side: walked, not recursed into.
        steps: list[tuple[str, tuple[Code, ...]]] = []
        first: Node = node
        while isinstance(first, CallNode) and first.name in OPERATIONS:
            steps.append((first.name, tuple(self.scalar(each) for each in first.arguments[1:])))
            first = first.arguments[0]
        start, steps = self.scalar(first), steps[::-1]

        def run(rows: Rows) -> Result:
            value = start(rows)
            for name, others in steps:
                value = each_row(
                    OPERATIONS[name], OPERATIONS_ON_NUMBERS.get(name), [value, *(other(rows) for other in others)]
                )
            return value

        return run

    def _function(self, node: CallNode, one: Callable[[Argument], Argument]) -> Code:
        """A function's value in each row; `one` is what makes a value of its result."""
        name, arguments = node.name, node.arguments
        on_numbers = FUNCTIONS_OF_NUMBERS.get(name)
        if name in VOLATILE:
            raise NotTogether
        if name in EACH:
            codes = [self.scalar(each) for each in arguments]
            return lambda rows: each_row(EACH[name], on_numbers, [code(rows) for code in codes])
        if name in CALCULATE_WITH_ARRAYS and any(isinstance(each, CallNode) for each in arguments):
            raise NotTogether
        if name in TOTALS and len(arguments) == 1 and self.is_tall(arguments[0]):
            return self._running(name, arguments[0])
        layout = layout_of(name, len(arguments))
        if layout and self._is_by_criteria(layout, name, arguments):
            return self._by_criteria(name, layout, arguments)
        if name in self.functions:
            nothing = ConstantNode(None)
            arguments = tuple(
                nothing if isinstance(each, ConstantNode) and each.left_out else each for each in arguments
            )
        function = function_named(name, self.functions)
        feeds = [self.argument(each) for each in arguments]
        lanes = self.lanes(arguments) if on_numbers else None

        def run(rows: Rows) -> Result:
            if on_numbers and lanes:
                found = quick_numbers(on_numbers, [lane(rows) for lane in lanes])
                if found is not None:
                    return found
            return called(function, one, KEYED.get(name), [feed(rows) for feed in feeds], rows.number)

        return run

    def lanes(self, arguments: tuple[Node, ...]) -> list[Code] | None:
        """The arguments as single values, the cells of a small range that moves down one by one; else None."""
        found: list[Code] = []
        for node in arguments:
            if isinstance(node, ReferenceNode):
                cells = self._cells_of(node.index)
                if cells is None:
                    return None
                found += cells
            elif isinstance(node, CallNode) and node.name == "ARRAY":
                return None
            else:
                found.append(self.scalar(node))
        return found

    def _cells_of(self, index: int) -> list[Code] | None:
        _, first_row, first_column, last_row, last_column = self.first[index]
        if (first_row, first_column) == (last_row, last_column) and len({*self.moves[index]}) == 1:
            return [self._cell(index)]
        size = (last_row - first_row + 1) * (last_column - first_column + 1)
        if self.moves[index] != Moves(True, True) or size > _LARGEST_WINDOW:
            return None

        def reader(down: int, right: int) -> Code:
            def run(rows: Rows) -> Result:
                sheet, row, column, _, _ = rows.ranges[index]
                return rows.grid.lane(sheet, column + right, row + down, row + down + rows.number - 1)

            return run

        return [
            reader(down, right)
            for down in range(last_row - first_row + 1)
            for right in range(last_column - first_column + 1)
        ]

    def is_tall(self, node: Node) -> bool:
        """Whether a node is a range that grows or shrinks, or slides and is too large to look at in every row."""
        if not isinstance(node, ReferenceNode):
            return False
        area, moves = self.first[node.index], self.moves[node.index]
        height, width = area.last_row - area.first_row + 1, area.last_column - area.first_column + 1
        return moves.first != moves.last or (moves.first and height * width > _LARGEST_WINDOW)

    def _running(self, name: str, node: Node) -> Code:
        assert isinstance(node, ReferenceNode)
        index = node.index
        return lambda rows: Lane(totals(name, windows_of(rows, index, self.moves[index])))

    def _is_by_criteria(self, layout: CriteriaLayout, name: str, arguments: tuple[Node, ...]) -> bool:
        """Whether the ranges are of one size and move alike, and every criterion is one value in each row."""
        areas = [arguments[at] for at in {layout.values, *(area for area, _ in layout.pairs)} if at is not None]
        indices = [node.index for node in areas if isinstance(node, ReferenceNode)]
        first, moves = self.first[indices[0]] if indices else None, {self.moves[index] for index in indices}
        if first is None or len(indices) < len(areas) or len(moves) > 1:
            return False
        if not self.is_tall(areas[0]) and (moves != {Moves(False, False)} or name in KEYED):
            return False
        sizes = {(area[3] - area[1], area[4] - area[2]) for area in map(self.first.__getitem__, indices)}
        return len(sizes) == 1 and all(map(_is_one_value, (arguments[key] for _, key in layout.pairs)))

    def _by_criteria(self, name: str, layout: CriteriaLayout, arguments: tuple[Node, ...]) -> Code:
        codes = {key: self.scalar(arguments[key]) for _, key in layout.pairs}
        areas = {
            at: node.index for at, node in enumerate(arguments) if at not in codes and isinstance(node, ReferenceNode)
        }

        def run(rows: Rows) -> Result:
            windows = {at: windows_of(rows, index, self.moves[index]) for at, index in areas.items()}
            keys = {at: list(islice(cells_of(code(rows), rows), rows.number)) for at, code in codes.items()}
            return Lane(of_criteria(name, layout, windows, keys))

        return run

    def argument(self, node: Node) -> Arguments:
        """A node where a function takes a range or a value."""
        if isinstance(node, ReferenceNode):
            return self._range(node.index)
        if isinstance(node, CallNode) and node.name == "ARRAY":
            array = SPECIAL["ARRAY"](None, node.arguments)  # type: ignore[arg-type]
            return lambda rows: Same(array(None))  # type: ignore[arg-type]
        if _may_be_a_range(node):
            raise NotTogether
        is_function = isinstance(node, CallNode) and node.name not in {*OPERATIONS, *SPECIAL}
        code = self._function(node, _unchanged) if is_function else self.scalar(node)  # type: ignore[arg-type]

        def run(rows: Rows) -> "Iterable[Argument | Unsupported] | Same":
            value = code(rows)
            return value.cells if isinstance(value, Lane) else Same(value)

        return run

    def _range(self, index: int) -> Arguments:
        area, moves = self.first[index], self.moves[index]
        if moves == Moves(False, False):
            return lambda rows: Same(area_of(rows.grid, rows.ranges[index]))
        height, width = area.last_row - area.first_row + 1, area.last_column - area.first_column + 1
        if moves != Moves(True, True) or height * width > _LARGEST_WINDOW:
            raise NotTogether

        def run(rows: Rows) -> Iterator[Argument | Unsupported]:
            sheet, row, column, last_row, last_column = area = rows.ranges[index]
            if not rows.grid.reaches(area._replace(last_row=last_row + rows.number - 1)):
                raise NotTogether
            lanes = [
                rows.grid.lane(sheet, at, down, down + rows.number - 1)
                for down in range(row, last_row + 1)
                for at in range(column, last_column + 1)
            ]
            return windows(lanes, width)

        return run


def _is_one_value(node: Node) -> bool:
    """Whether a node has one value in each row, whatever its arguments are."""
    return not isinstance(node, CallNode) or node.name in OPERATIONS or node.name in EACH


def _may_be_a_range(node: Node) -> bool:
    """Whether a node's value may be a range, which functions take differently from a value: `IF(A1>0,B1,C1)`."""
    if isinstance(node, ReferenceNode):
        return True
    return isinstance(node, CallNode) and node.name == "IF" and any(map(_may_be_a_range, node.arguments[1:]))


def _unchanged(value: Argument) -> Argument:
    return value


def compile_rows(
    tree: Node, functions: Mapping[str, FormulaFunction], moves: tuple[Moves, ...], first: tuple[Range, ...]
) -> Code:
    """The program of a form for all rows of a block, of which these are the ranges in the first.

    It is good for every block whose ranges have the same size. The form must have a program for one cell.
    Raises NotTogether, now or when it runs.
    """
    return RowsCompiler(functions, moves, first).scalar(tree)
