"""An example of a function: a formula over a few cells and its result. Documentation and test at once."""

import re
from dataclasses import dataclass
from datetime import date

from xl_addin.formula.cells import Area
from xl_addin.functions.arguments import Cell, CellRows
from xl_addin.language import number

_PART = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|(?P<area>\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)|(?P<flag>TRUE|FALSE)|(?P<number>-?\d+(?:\.\d+)?)|'
)


@dataclass(frozen=True)
class Example:
    """`call` as English-language Excel writes it; `sheet` its cells from A1 on; `result` a value, or rows if spilt."""

    call: str
    result: Cell | CellRows
    sheet: CellRows = ()

    def arguments(self) -> tuple[Cell | CellRows, ...]:
        """The arguments as a caller hands them over: None for one left out."""
        return tuple(self._argument(part) for part in self._parts())

    def as_typed(self) -> str:
        """The call as typed in Excel with Vietnamese settings: `;` between arguments, decimal comma."""
        name, _, _ = self.call.partition("(")
        written = (
            number(float(part["number"]), "vi", len(part["number"].partition(".")[2])).replace(".", "")
            if part["number"]
            else part[0]
            for part in self._parts()
        )
        return f"{name}({';'.join(written)})"

    def _parts(self) -> list[re.Match[str]]:
        inside = self.call[self.call.index("(") + 1 : -1]
        parts, place = [], 0
        while match := _PART.match(inside, place):
            parts.append(match)
            place = match.end() + 1
            if place > len(inside):
                break
        return parts

    def _argument(self, part: re.Match[str]) -> Cell | CellRows:
        if part["area"]:
            area = Area.parse(part["area"])
            rows = range(area.first_row, area.last_row + 1)
            columns = range(area.first_column, area.last_column + 1)
            return tuple(tuple(self._cell(row, column) for column in columns) for row in rows)
        if part["flag"]:
            return part["flag"] == "TRUE"
        if part["number"]:
            return float(part["number"])
        return None if part["text"] is None else part["text"].replace('""', '"')

    def _cell(self, row: int, column: int) -> Cell:
        across = self.sheet[row - 1] if row <= len(self.sheet) else ()
        return across[column - 1] if column <= len(across) else None


def down(*values: int | float | str | bool | date | None) -> CellRows:
    """Cells one below the other."""
    return tuple((value,) for value in values)
