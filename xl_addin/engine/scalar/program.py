"""Make a formula's tree into a function that calculates one cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from xl_addin.engine.forms.syntax import CallNode, ConstantNode, Node, ReferenceNode
from xl_addin.engine.functions import EACH, WHOLE
from xl_addin.engine.functions.library import find_function, is_date_function
from xl_addin.engine.functions.user_functions import NO_FUNCTIONS, FormulaFunction, adapted
from xl_addin.engine.scalar.special import SPECIAL
from xl_addin.engine.values.grid import Grid, Place
from xl_addin.engine.values.operators import OPERATIONS
from xl_addin.engine.values.ranges import Range
from xl_addin.engine.values.reasons import CHANCE, CONSTRUCT, FAILED, UNKNOWN_FUNCTION, reason
from xl_addin.engine.values.scalars import (
    NUM,
    Argument,
    Array,
    Blocked,
    Failed,
    Scalar,
    failing,
    number,
    single,
)
from xl_addin.engine.values.totals import TOTALS, total_of_tall
from xl_addin.workbook.model.book import DateSystem, Unsupported
from xl_addin.workbook.model.serial_dates import serial_of

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class Frame:
    """What a program is run for: the cell that holds the formula, and the ranges its placeholders stand for."""

    grid: Grid
    place: Place
    ranges: tuple[Range, ...]


class Circumstances(NamedTuple):
    """What a calculation does not take from the book: the time, and the beginning of its random numbers, if any."""

    now: datetime
    seed: int | None = None


Code = Callable[[Frame], Argument]
ScalarCode = Callable[[Frame], Scalar]

# Outside these, and outside array formulas, an operator on a range means one cell of it (implicit intersection).
CALCULATE_WITH_ARRAYS = frozenset({"SUMPRODUCT", "MMULT", "LOOKUP"})
VOLATILE = frozenset({"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY"})
_FIRST_YEAR = 1900
# From so many rows on, a total is worth remembering for the same range with more rows.
_TALL = 64


@dataclass(frozen=True)
class Compiler:
    """Compiles the nodes of one formula; `arrays` while inside something that calculates with whole arrays."""

    date_system: DateSystem
    functions: Mapping[str, FormulaFunction]
    circumstances: Circumstances
    arrays: bool = False
    # How many random numbers the formula has asked for so far.
    drawn: list[int] = field(default_factory=lambda: [0])

    def any(self, node: Node) -> Code:
        """The program of a node whose value may be a range or an array."""
        if isinstance(node, ConstantNode):
            constant = node.value
            return lambda frame: constant
        if isinstance(node, ReferenceNode):
            index = node.index
            return lambda frame: frame.grid.area(frame.ranges[index])
        special = SPECIAL.get(node.name)
        if special is not None and not (self.arrays and node.name in EACH):
            return special(self, node.arguments)
        if node.name in OPERATIONS:
            return self._operator(node)
        return self._function(node)

    def scalar(self, node: Node) -> ScalarCode:
        """The program of a node where one value is wanted."""
        if isinstance(node, ReferenceNode):
            return _cell_reader(node.index)
        code = self.any(node)
        if isinstance(node, ConstantNode) or (isinstance(node, CallNode) and node.name in OPERATIONS):
            return code  # type: ignore[return-value]
        return lambda frame: single(code(frame))

    def _operator(self, node: CallNode) -> Code:
        if self.arrays:
            return _applied_to_arrays(OPERATIONS[node.name], [self.any(each) for each in node.arguments])
        # A long sum is a long chain on the left side: walked, not recursed into.
        steps: list[tuple[Callable[..., Scalar], tuple[ScalarCode, ...]]] = []
        first: Node = node
        while isinstance(first, CallNode) and first.name in OPERATIONS:
            steps.append((OPERATIONS[first.name], tuple(self.scalar(each) for each in first.arguments[1:])))
            first = first.arguments[0]
        start, chain = self.scalar(first), steps[::-1]
        if len(chain) == 1 and len(chain[0][1]) == 1:
            return _binary(chain[0][0], start, chain[0][1][0])

        def run(frame: Frame) -> Scalar:
            value = start(frame)
            for operation, others in chain:
                try:
                    value = operation(value, *(other(frame) for other in others))
                except Failed as failed:
                    value = failed.error
            return value

        return run

    def _function(self, node: CallNode) -> Code:
        name = node.name
        if self.date_system != _FIRST_YEAR and is_date_function(name):
            raise Blocked(reason(CONSTRUCT, f"{name} where dates count from 1904"))
        if name in VOLATILE:
            return self._volatile(name, node.arguments)
        within = replace(self, arrays=self.arrays or name in CALCULATE_WITH_ARRAYS)
        if name in EACH:
            if self.arrays:
                return _applied_to_arrays(EACH[name], [within.any(each) for each in node.arguments])
            return _applied(EACH[name], [within.scalar(each) for each in node.arguments])
        if name in self.functions:
            return self._user_function(self.functions[name], node.arguments)
        function = function_named(name, self.functions)
        if name in TOTALS and len(node.arguments) == 1 and isinstance(node.arguments[0], ReferenceNode):
            return _total(name, function, node.arguments[0].index)
        return _applied(failing(function), [within.any(each) for each in node.arguments])

    def _volatile(self, name: str, arguments: tuple[Node, ...]) -> Code:
        now, seed = self.circumstances
        if name in ("NOW", "TODAY") and not arguments:
            serial = float(serial_of(now.date()))
            of_day = (now - datetime.combine(now.date(), time(), now.tzinfo)).total_seconds() / 86_400
            moment = serial + (of_day if name == "NOW" else 0)
            return lambda frame: moment
        wanted = {"RAND": 0, "RANDBETWEEN": 2}.get(name)
        if seed is None or self.arrays or wanted != len(arguments):
            raise Blocked(reason(CHANCE, name))
        self.drawn[0] += 1
        number = self.drawn[0]
        ends = [self.scalar(each) for each in arguments]

        def run(frame: Frame) -> Argument:
            from random import Random

            # Every cell has its own numbers, whatever is calculated before it.
            chance = Random(f"{seed} {frame.place} {number}")
            try:
                return chosen_between(chance, *(end(frame) for end in ends)) if ends else chance.random()
            except Failed as failed:
                return failed.error

        return run

    def _user_function(self, function: FormulaFunction, arguments: tuple[Node, ...]) -> Code:
        if self.date_system != _FIRST_YEAR and function.takes_dates:
            raise Blocked(reason(CONSTRUCT, f"{function.name} where dates count from 1904"))
        nothing = ConstantNode(None)
        codes = [self.any(nothing if isinstance(each, ConstantNode) and each.left_out else each) for each in arguments]
        return _applied(function_named(function.name, self.functions), codes)


def chosen_between(chance: "Random", lowest: Scalar, highest: Scalar) -> Scalar:
    """RANDBETWEEN: a whole number, both ends possible."""
    first, last = ceil(number(lowest)), floor(number(highest))
    if first > last:
        raise Failed(NUM)
    return float(chance.randint(first, last))


def function_named(name: str, functions: Mapping[str, FormulaFunction]) -> Callable[..., Argument]:
    """A function that takes ranges; Blocked where there is none of that name."""
    if name in functions:
        return adapted(functions[name])
    function = WHOLE.get(name) or find_function(name)
    if function is None:
        raise Blocked(reason(UNKNOWN_FUNCTION, name))
    return function


def failure(error: Exception) -> Unsupported:
    """What goes wrong inside a function must not become a number, nor stop the other cells."""
    return Unsupported(reason(FAILED, f"{type(error).__name__} {error}".strip()))


def _cell_reader(index: int) -> ScalarCode:
    def read(frame: Frame) -> Scalar:
        sheet, row, column, last_row, last_column = frame.ranges[index]
        if row == last_row and column == last_column:
            return frame.grid.cell(sheet, row, column)
        return single(frame.grid.area(frame.ranges[index]))

    return read


def _binary(operation: Callable[..., Scalar], left: ScalarCode, right: ScalarCode) -> Code:
    def run(frame: Frame) -> Scalar:
        try:
            return operation(left(frame), right(frame))
        except Failed as failed:
            return failed.error

    return run


def _applied(function: Callable[..., Argument], arguments: Sequence[Code]) -> Code:
    def run(frame: Frame) -> Argument:
        try:
            return function(*[argument(frame) for argument in arguments])
        except Failed as failed:
            return failed.error

    return run


def _total(name: str, function: Callable[..., Argument], index: int) -> Code:
    """A sum and the like of one range, which a cell above may have asked for with less rows."""

    def run(frame: Frame) -> Argument:
        area = frame.ranges[index]
        if area.last_row - area.first_row >= _TALL:
            found = total_of_tall(name, frame.grid, area)
            if found is not None:
                return found
        try:
            return function(frame.grid.area(area))
        except Failed as failed:
            return failed.error

    return run


def _applied_to_arrays(function: Callable[..., Scalar], arguments: Sequence[Code]) -> Code:
    """The function on every cell of its arguments: single values, and rows or columns, are repeated."""
    safe = failing(function)

    def run(frame: Frame) -> Argument:
        values = [argument(frame) for argument in arguments]
        arrays = [value for value in values if isinstance(value, Array)]
        if not arrays:
            return safe(*values)
        if any(array.beyond for array in arrays):
            raise Blocked(reason(CONSTRUCT, "whole columns in an array calculation"))
        height, width = max(array.height for array in arrays), max(array.width for array in arrays)
        stretched = [_stretched(value, height, width) for value in values]
        results = tuple(single(safe(*cells)) for cells in zip(*stretched, strict=True))
        return Array(results, width) if len(results) > 1 else results[0]

    return run


def _stretched(value: Argument, height: int, width: int) -> Sequence[Scalar]:
    if not isinstance(value, Array):
        return [value] * (height * width)
    if value.height not in (1, height) or value.width not in (1, width):
        raise Blocked(reason(CONSTRUCT, "arrays of different size"))
    rows = list(value.rows()) * (height if value.height == 1 else 1)
    return [cell for row in rows for cell in (row if value.width == width else row * width)]


def compile_tree(
    tree: Node,
    date_system: DateSystem,
    *,
    as_array: bool,
    functions: Mapping[str, FormulaFunction] = NO_FUNCTIONS,
    circumstances: Circumstances | None = None,
) -> Code:
    """The program of a form's tree: one value, or what an array formula calculates (`as_array`).

    `functions` by name are known beside Excel's own; without `circumstances` it is now, and nothing is by chance.
    """
    compiler = Compiler(date_system, functions, circumstances or Circumstances(datetime.now()), as_array)
    return compiler.any(tree) if as_array else compiler.scalar(tree)
