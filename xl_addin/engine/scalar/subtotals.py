"""SUBTOTAL and AGGREGATE: totals that look at the cells themselves, to leave out other totals and hidden rows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from xl_addin.engine.forms.syntax import Node, ReferenceNode
from xl_addin.engine.functions import WHOLE
from xl_addin.engine.functions.library import find_function
from xl_addin.engine.values.reasons import CONSTRUCT, UNKNOWN_FUNCTION, reason
from xl_addin.engine.values.scalars import NA, NUM, VALUE, Argument, Array, Blocked, Failed, integer
from xl_addin.workbook.model.book import CellError

if TYPE_CHECKING:
    from xl_addin.engine.scalar.program import Code, Compiler, Frame

# The first argument of both; with SUBTOTAL 1 to 11, and 101 to 111 for the same without rows hidden by hand.
_FUNCTIONS = (
    *("AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT", "STDEV.S", "STDEV.P", "SUM", "VAR.S", "VAR.P"),
    *("MEDIAN", "MODE.SNGL", "LARGE", "SMALL", "PERCENTILE.INC", "QUARTILE.INC", "PERCENTILE.EXC", "QUARTILE.EXC"),
)
_LAST_OF_SUBTOTAL, _FIRST_OF_AN_ARRAY = 11, 14

SUBTOTALS: Mapping[int, str] = dict(enumerate(_FUNCTIONS[:_LAST_OF_SUBTOTAL], 1))
"""What SUBTOTAL calculates by its first argument."""


def compile_subtotal(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    """SUBTOTAL(function, reference, …)."""
    areas = [each.index for each in arguments[1:] if isinstance(each, ReferenceNode)]
    if not areas or len(areas) != len(arguments) - 1:
        raise Blocked(reason(CONSTRUCT, "SUBTOTAL of what is no range"))
    function = compiler.scalar(arguments[0])

    def run(frame: "Frame") -> Argument:
        try:
            number = integer(function(frame))
            name = _name(number - 100 if number > 100 else number, _LAST_OF_SUBTOTAL)
            ranges = (frame.ranges[index] for index in areas)
            return WHOLE[name](
                *(
                    frame.grid.subtotal_area(area, without_hidden=number > 100, leaves_out=is_subtotal)
                    for area in ranges
                )
            )
        except Failed as failed:
            return failed.error

    return run


def compile_aggregate(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    """AGGREGATE(function, options, reference, …), or AGGREGATE(function, options, array, k)."""
    if len(arguments) < 3:
        raise Blocked(reason(CONSTRUCT, "AGGREGATE with this number of arguments"))
    function, options = compiler.scalar(arguments[0]), compiler.scalar(arguments[1])
    cells = [_cells(compiler, each) for each in arguments[2:]]
    position = compiler.scalar(arguments[3]) if len(arguments) == 4 else None

    def run(frame: "Frame") -> Argument:
        try:
            number, option = integer(function(frame)), integer(options(frame))
            name = _name(number, len(_FUNCTIONS))
            if not 0 <= option <= 7:
                return VALUE
            if number < _FIRST_OF_AN_ARRAY:
                return _computed(name, [each(frame, option) for each in cells])
            if position is None:
                return VALUE
            return _computed(name, [cells[0](frame, option)], position(frame))
        except Failed as failed:
            return failed.error

    return run


def _name(number: int, last: int) -> str:
    if not 1 <= number <= last:
        raise Failed(VALUE)
    return _FUNCTIONS[number - 1]


def _cells(compiler: "Compiler", node: Node) -> Callable[["Frame", int], Array]:
    """The cells of an argument that an option of AGGREGATE leaves in. A calculated array has no hidden rows."""
    calculated = None if isinstance(node, ReferenceNode) else replace(compiler, arrays=True).any(node)

    def read(frame: "Frame", option: int) -> Array:
        # 1, 3, 5 and 7 pass over hidden rows; 2, 3, 6 and 7 errors; 0 to 3 other subtotals.
        if isinstance(node, ReferenceNode):
            leaves_out = _subtotals_and_aggregates if option < 4 else _nothing
            area = frame.ranges[node.index]
            found = frame.grid.subtotal_area(area, without_hidden=option % 2 == 1, leaves_out=leaves_out)
        else:
            assert calculated is not None
            value = calculated(frame)
            found = value if isinstance(value, Array) else Array((value,), 1)
        if option % 4 < 2:
            return found
        return Array(tuple(cell for cell in found.cells if not isinstance(cell, CellError)), 1)

    return read


def _computed(name: str, arrays: list[Array], *position: Argument) -> Argument:
    if name in WHOLE:
        return WHOLE[name](*arrays, *position)
    # Functions of the library see numbers alone, so that it need not agree with Excel on what else stands in a range.
    numbers = tuple(_numbers(arrays))
    if not numbers:
        return NA if name == "MODE.SNGL" else NUM
    function = find_function(name)
    if function is None:
        raise Blocked(reason(UNKNOWN_FUNCTION, name))
    return function(Array(numbers, 1), *position)


def _numbers(arrays: list[Array]) -> list[float]:
    cells = [cell for array in arrays for cell in array.cells]
    error = next((cell for cell in cells if isinstance(cell, CellError)), None)
    if error is not None:
        raise Failed(error)
    return [cell for cell in cells if type(cell) is float]


def is_subtotal(formula: str) -> bool:
    """Whether SUBTOTAL leaves out the cell with this formula; Blocked where that is not known."""
    if "AGGREGATE(" in formula.upper():
        # Microsoft says only of AGGREGATE that it leaves out both.
        raise Blocked(reason(CONSTRUCT, "AGGREGATE within SUBTOTAL"))
    return "SUBTOTAL(" in formula.upper()


def _subtotals_and_aggregates(formula: str) -> bool:
    return "SUBTOTAL(" in formula.upper() or "AGGREGATE(" in formula.upper()


def _nothing(formula: str) -> bool:
    return False
