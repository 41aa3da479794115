"""SEQUENCE: numbers in rows and columns, where an argument left out is 1."""

from typing import TYPE_CHECKING

from xl_addin.engine.forms.syntax import ConstantNode, Node
from xl_addin.engine.values.reasons import CONSTRUCT, reason
from xl_addin.engine.values.scalars import Argument, Array, Blocked, Failed, integer, number
from xl_addin.package.limits import current_limits

if TYPE_CHECKING:
    from xl_addin.engine.scalar.program import Code, Compiler, Frame

_ONE = ConstantNode(1.0)


def compile_sequence(compiler: "Compiler", arguments: tuple[Node, ...]) -> "Code":
    """SEQUENCE(rows, columns, start, step)."""
    if not 1 <= len(arguments) <= 4:
        raise Blocked(reason(CONSTRUCT, "SEQUENCE with this number of arguments"))
    given = [_ONE if isinstance(each, ConstantNode) and each.left_out else each for each in arguments]
    codes = [compiler.scalar(each) for each in (*given, _ONE, _ONE, _ONE)[:4]]
    most = current_limits().range_cells

    def run(frame: "Frame") -> Argument:
        try:
            rows, columns = (integer(code(frame)) for code in codes[:2])
            start, step = (number(code(frame)) for code in codes[2:])
        except Failed as failed:
            return failed.error
        if rows < 1 or columns < 1 or rows * columns > most:
            raise Blocked(reason(CONSTRUCT, f"SEQUENCE of {rows} × {columns}"))
        return Array(tuple(start + step * at for at in range(rows * columns)), columns)

    return run
