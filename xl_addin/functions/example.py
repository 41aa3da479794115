"""An example of a function: a formula over a few cells and its result. Documentation and test at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xl_addin.formula.reference import Reference, pieces
from xl_addin.formula.tokens import Token
from xl_addin.functions.arguments import Cell, CellRows
from xl_addin.language import number


@dataclass(frozen=True)
class Example:
    """`call` as English-language Excel writes it; `sheet` its cells from A1 on; `result` a value, or rows if spilt."""

    call: str
    result: Cell | CellRows
    sheet: CellRows = ()

    def arguments(self) -> tuple[Cell | CellRows, ...]:
        """The arguments as a caller hands them over: None for one left out."""
        return tuple(self._argument(written) for written in self._written())

    def as_typed(self) -> str:
        """The call as typed in Excel with Vietnamese settings: `;` between arguments, decimal comma."""
        name, _, _ = self.call.partition("(")
        return f"{name}({';'.join(map(_as_typed, self._written()))})"

    def _written(self) -> list[list[Token | Reference]]:
        """What is written for each argument; a minus stands before its number."""
        # Its sign, its name, and the bracket at its end are none.
        inside = pieces(self.call)[2:-1]
        arguments: list[list[Token | Reference]] = [[]]
        for piece in inside:
            if isinstance(piece, Token) and piece.kind == "separator":
                arguments.append([])
            elif isinstance(piece, Reference) or piece.kind != "space":
                arguments[-1].append(piece)
        return arguments

    def _argument(self, written: Sequence[Token | Reference]) -> Cell | CellRows:
        if not written:
            return None
        last = written[-1]
        if isinstance(last, Reference):
            area = last.area
            assert area is not None
            rows = range(area.first_row, area.last_row + 1)
            columns = range(area.first_column, area.last_column + 1)
            return tuple(tuple(self._cell(row, column) for column in columns) for row in rows)
        if last.kind == "truth":
            return last.text == "TRUE"
        if last.kind == "number":
            return float("".join(piece.text for piece in written if isinstance(piece, Token)))
        return last.text[1:-1].replace('""', '"')

    def _cell(self, row: int, column: int) -> Cell:
        across = self.sheet[row - 1] if row <= len(self.sheet) else ()
        return across[column - 1] if column <= len(across) else None


def _as_typed(written: Sequence[Token | Reference]) -> str:
    texts = [piece.text if isinstance(piece, Token) else piece.written for piece in written]
    last = written[-1] if written else None
    if isinstance(last, Token) and last.kind == "number":
        return number(float("".join(texts)), "vi", len(last.text.partition(".")[2])).replace(".", "")
    return "".join(texts)


def down(*values: int | float | str | bool | date | None) -> CellRows:
    """Cells one below the other."""
    return tuple((value,) for value in values)
