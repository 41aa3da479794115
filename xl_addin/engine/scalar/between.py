"""`A1:INDEX(A1:A9,3)`: a range whose ends are calculated, and questions about a reference itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from xl_addin.engine.forms.syntax import CallNode, ConstantNode, Node, ReferenceNode
from xl_addin.engine.values.ranges import Moves, Range, spanned
from xl_addin.engine.values.reasons import CONSTRUCT, reason
from xl_addin.engine.values.scalars import REF, VALUE, Argument, Blocked, Failed, Scalar, integer

if TYPE_CHECKING:
    from xl_addin.engine.scalar.program import Code, Compiler, Frame

_STILL = Moves(False, False)


def compile_between(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    """The range from one reference to another, where INDEX may choose each from a range."""
    ends = [_end(compiler, node) for node in arguments]
    known = [index for node in arguments for index in _indices(node)]

    def run(frame: "Frame") -> Argument:
        try:
            first, second = (end(frame) for end in ends)
        except Failed as failed:
            return failed.error
        area = spanned((first, _STILL), (second, _STILL))[0]
        # What the cells of these ranges need is calculated before; of others it is not known.
        if first.sheet != second.sheet or not any(_holds(frame.ranges[index], area) for index in known):
            raise Blocked(reason(CONSTRUCT, "range between calculated cells"))
        return frame.grid.area(area)

    return run


def _holds(one: Range, other: Range) -> bool:
    return one.sheet == other.sheet and spanned((one, _STILL), (other, _STILL))[0] == one


def _indices(node: Node) -> list[int]:
    chosen_from = node.arguments[0] if isinstance(node, CallNode) and node.arguments else node
    return [chosen_from.index] if isinstance(chosen_from, ReferenceNode) else []


def _end(compiler: "Compiler", node: Node) -> "Callable[[Frame], Range]":
    if isinstance(node, ReferenceNode):
        index = node.index
        return lambda frame: frame.ranges[index]
    if (
        not isinstance(node, CallNode)
        or node.name != "INDEX"
        or not 2 <= len(node.arguments) <= 3
        or not _indices(node)
    ):
        raise Blocked(reason(CONSTRUCT, "range between calculated cells"))
    (index,) = _indices(node)
    numbers = [compiler.scalar(each) for each in node.arguments[1:]]
    return lambda frame: _chosen(frame.ranges[index], [number(frame) for number in numbers])


def _chosen(area: Range, numbers: list[Scalar]) -> Range:
    """The row, column or cell that INDEX chooses from an area; 0 is all of them."""
    height, width = area.last_row - area.first_row + 1, area.last_column - area.first_column + 1
    row = integer(numbers[0])
    if len(numbers) > 1:
        column = integer(numbers[1])
    else:
        # One number counts along a single row, down anything else.
        row, column = (1, row) if height == 1 else (row, 1 if width == 1 else 0)
    if row < 0 or column < 0:
        raise Failed(VALUE)
    if row > height or column > width:
        raise Failed(REF)
    rows = (area.first_row + row - 1,) * 2 if row else (area.first_row, area.last_row)
    columns = (area.first_column + column - 1,) * 2 if column else (area.first_column, area.last_column)
    return Range(area.sheet, rows[0], columns[0], rows[1], columns[1])


def compile_is_reference(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    """ISREF, of a reference or of what cannot be one."""
    if len(arguments) != 1 or not isinstance(arguments[0], ReferenceNode | ConstantNode):
        raise Blocked(reason(CONSTRUCT, "ISREF of a calculated value"))
    answer = isinstance(arguments[0], ReferenceNode)
    return lambda frame: answer


def compile_is_formula(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    """ISFORMULA of one cell; the cells that an array formula of another cell fills are left open."""
    if len(arguments) != 1 or not isinstance(arguments[0], ReferenceNode):
        raise Blocked(reason(CONSTRUCT, "ISFORMULA of what is no reference"))
    index = arguments[0].index

    def run(frame: "Frame") -> Argument:
        sheet, row, column, last_row, last_column = frame.ranges[index]
        if (row, column) != (last_row, last_column) or frame.grid.is_filled_by_array(sheet, row, column):
            raise Blocked(reason(CONSTRUCT, "ISFORMULA of an array"))
        return frame.grid.has_formula(sheet, row, column)

    return run
