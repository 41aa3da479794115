"""Which column of a table names the units it is cut by: never a guess.

The column asked for comes first, then the spec's, then what the table itself says beyond doubt.
"""

import re
from collections.abc import Sequence

from xl_addin.case.unit_column import columns_of, named_by, of_spec
from xl_addin.formula.cells import CellRef, column_letters
from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.problem import OptionHint, Problem
from xl_addin.spec.model import TableSpec
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.table.words import folded
from xl_addin.workbook.model.book import Book

_DOUBTFUL = Text("không biết cột nào ghi tên đơn vị: {columns}", "which column names the units is in doubt: {columns}")
_SAY = OptionHint(
    "hãy ghi rõ bằng --unit-column, ví dụ --unit-column {example}",
    "say it with --unit-column, such as --unit-column {example}",
)
_NONE_SUCH = Text(
    "không bảng nào có cột chữ “{column}”; hãy ghi tiêu đề cột hoặc chữ cái của cột",
    "no table has a column of texts “{column}”; give a column's heading or its letter",
)
_SEVERAL_SUCH = Text(
    "“{column}” có thể là {columns}; hãy ghi chữ cái của cột", "“{column}” may be {columns}; give the column's letter"
)


_LETTERS = re.compile("[A-Za-z]{1,3}")


class UnitColumnInDoubt(Problem):
    """Several columns might name the units: `candidates` are their headings, `letters` their columns."""

    def __init__(self, table: NumberedTable, file: str) -> None:
        rivals = table.unit_rivals
        text = _DOUBTFUL.with_values(columns=[_named(column) for column in rivals])
        hint = _SAY.with_values(example=_example(rivals[0]))
        super().__init__(text, file=file, place=f"{table.sheet}!{table.area}", by_option=hint)
        self.candidates = tuple(column.heading for column in rivals)
        self.letters = tuple(column_letters(column.position) for column in rivals)


def with_unit_columns(
    book: Book, tables: Sequence[NumberedTable], specs: Sequence[TableSpec | None], asked: str | None
) -> tuple[NumberedTable, ...]:
    """The tables, each with the column that names its units; a table without any is left as it is.

    `specs` are the spec's tables, `asked` a heading or a column's letter. Raises UnitColumnInDoubt where a table has
    several such columns and nobody says which, Problem where no table has the column asked for.
    """
    chosen = [_asked(book, table, asked) if asked else None for table in tables]
    if asked and not any(chosen):
        headings = [column.heading for table in tables for column in _namely(table)]
        raise Problem(unknown(_NONE_SUCH.with_values(column=asked), asked, headings), file=book.file)
    found = []
    for table, column, spec in zip(tables, chosen, specs, strict=True):
        column = column or of_spec(table, spec)
        if column is None and table.unit_rivals:
            raise UnitColumnInDoubt(table, book.file)
        found.append(table if column is None else named_by(table, column))
    return tuple(found)


def _asked(book: Book, table: NumberedTable, asked: str) -> TableColumn | None:
    """By the whole heading, else by the letter, else by a part of the heading that no other column has.

    A letter is no part: `A` stands in most headings.
    """
    columns = _namely(table)
    wanted = folded(asked)
    for matching in (
        [column for column in columns if folded(column.heading) == wanted],
        [column for column in columns if column_letters(column.position) == asked.strip().upper()],
        [column for column in columns if wanted in folded(column.heading) and not _LETTERS.fullmatch(asked.strip())],
    ):
        if len(matching) > 1:
            raise Problem(
                _SEVERAL_SUCH.with_values(column=asked, columns=[_named(column) for column in matching]),
                file=book.file,
                place=f"{table.sheet}!{table.area}",
            )
        if matching:
            return matching[0]
    return None


def _namely(table: NumberedTable) -> list[TableColumn]:
    """The columns that may name anything: neither row numbers nor figures."""
    return [column for column in columns_of(table) if column.role not in ("index", "number")]


def _named(column: TableColumn) -> str:
    return f"{column_letters(column.position)} “{column.heading}”"


def _example(column: TableColumn) -> str:
    return f'"{column.heading}"' if column.heading else column_letters(column.position)


def place_of(table: NumberedTable, row: int) -> str:
    """The cell of a row that names its unit, for messages."""
    column = table.unit_column
    return str(CellRef(table.sheet, row, column.position if column else table.columns[0].position))
