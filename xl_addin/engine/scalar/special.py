"""Functions that are compiled each in its own way: they calculate only what is needed, or ask where it stands."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from xl_addin.engine.forms.syntax import CallNode, ConstantNode, Node, ReferenceNode
from xl_addin.engine.scalar.between import compile_between, compile_is_formula, compile_is_reference
from xl_addin.engine.scalar.sequences import compile_sequence
from xl_addin.engine.scalar.subtotals import compile_aggregate, compile_subtotal
from xl_addin.engine.values.grid import Place
from xl_addin.engine.values.operators import OPERATIONS
from xl_addin.engine.values.ranges import Range
from xl_addin.engine.values.reasons import CONSTRUCT, reason
from xl_addin.engine.values.scalars import NA, Argument, Array, Blocked, Failed, Scalar, truth
from xl_addin.workbook.model.book import CellError

if TYPE_CHECKING:
    from xl_addin.engine.scalar.program import Code, Compiler, Frame

    Compiled = Callable[[Compiler, tuple[Node, ...]], Code]


def _if(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    if not 2 <= len(arguments) <= 3:
        raise Blocked(reason(CONSTRUCT, "IF with this number of arguments"))
    condition = compiler.scalar(arguments[0])
    then = compiler.any(arguments[1])
    otherwise = compiler.any(arguments[2] if len(arguments) == 3 else ConstantNode(False))

    def run(frame: "Frame") -> Argument:
        try:
            chosen = then if truth(condition(frame)) else otherwise
        except Failed as failed:
            return failed.error
        return chosen(frame)

    return run


def _unless(is_bad: Callable[[Scalar], bool]) -> "Compiled":
    def compile_it(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
        value, fallback = (compiler.scalar(each) for each in arguments)

        def run(frame: "Frame") -> Argument:
            found = value(frame)
            return fallback(frame) if is_bad(found) else found

        return run

    return compile_it


def _where(ask: Callable[[Place | Range], Argument]) -> "Compiled":
    def compile_it(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
        if not arguments:
            return lambda frame: ask(frame.place)
        if not isinstance(arguments[0], ReferenceNode):
            raise Blocked(reason(CONSTRUCT, "position of a calculated range"))
        index = arguments[0].index
        return lambda frame: ask(frame.ranges[index])

    return compile_it


def _row(where: Place | Range) -> Argument:
    if isinstance(where, Place):
        return float(where.row)
    return Array(tuple(float(row) for row in range(where.first_row, where.last_row + 1)), 1)


def _column(where: Place | Range) -> Argument:
    if isinstance(where, Place):
        return float(where.column)
    columns = tuple(float(column) for column in range(where.first_column, where.last_column + 1))
    return Array(columns, len(columns))


def _rows(where: Place | Range) -> Argument:
    return 1.0 if isinstance(where, Place) else float(where.last_row - where.first_row + 1)


def _columns(where: Place | Range) -> Argument:
    return 1.0 if isinstance(where, Place) else float(where.last_column - where.first_column + 1)


def _array_constant(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    rows = [each.arguments if isinstance(each, CallNode) and each.name == "ARRAY" else (each,) for each in arguments]
    cells = tuple(_literal(each) for row in rows for each in row)
    array = Array(cells, len(rows[0]))
    return lambda frame: array


def _literal(node: Node) -> Scalar:
    if isinstance(node, ConstantNode):
        return node.value
    if isinstance(node, CallNode) and node.name in ("U-", "U+") and isinstance(node.arguments[0], ConstantNode):
        return OPERATIONS[node.name](node.arguments[0].value)
    raise Blocked(reason(CONSTRUCT, "array constant"))


def _one_cell(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    return compiler.scalar(arguments[0])


SPECIAL: "dict[str, Compiled]" = {
    "IF": _if,
    "IFERROR": _unless(lambda value: isinstance(value, CellError)),
    "IFNA": _unless(lambda value: value == NA),
    "ROW": _where(_row),
    "COLUMN": _where(_column),
    "ROWS": _where(_rows),
    "COLUMNS": _where(_columns),
    "SUBTOTAL": compile_subtotal,
    "AGGREGATE": compile_aggregate,
    "ARRAY": _array_constant,
    "SEQUENCE": compile_sequence,
    ":": compile_between,
    "ISREF": compile_is_reference,
    "ISFORMULA": compile_is_formula,
    "@": _one_cell,
    "SINGLE": _one_cell,
}
