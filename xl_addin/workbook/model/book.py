"""What a workbook holds, read-only: ordered sheets made of columns of values, formulas and number formats."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from xl_addin.formula.cells import Area, CellRef


@dataclass(frozen=True)
class CellError:
    """An error value such as `#DIV/0!`."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True)
class Unsupported:
    """Stands where a calculated value would be when we cannot be sure of it; says why."""

    reason: str


Value = int | float | str | bool | CellError | Unsupported | None
Plain = int | float | str | bool | None
"""What a cell without a formula can be given."""
DateSystem = Literal[1900, 1904]


@dataclass(frozen=True)
class Column:
    """The cells of one sheet column, keyed by row; a cell is in a mapping only where it has that thing."""

    values: Mapping[int, Value] = field(default_factory=dict)
    formulas: Mapping[int, str] = field(default_factory=dict)
    number_formats: Mapping[int, str] = field(default_factory=dict)


EMPTY_COLUMN = Column()


@dataclass(frozen=True)
class Sheet:
    """One worksheet. Formulas begin with `=`; the value beside a formula is whatever the file cached.

    Dates are serial numbers under a date format, as Excel keeps them; `Book.date` turns one into a date.
    A number format is absent where it is General.
    `arrays` gives, by the cell that holds an array formula or what-if table, the area it fills: the other cells
    of an array's area have only a cached value, yet are results too. `spills` are those of them whose area is what the
    result last needed, not what someone chose (dynamic arrays).
    """

    name: str
    columns: Mapping[int, Column] = field(default_factory=dict)
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    column_widths: Mapping[int, float] = field(default_factory=dict)
    arrays: Mapping[tuple[int, int], Area] = field(default_factory=dict)
    spills: frozenset[tuple[int, int]] = frozenset()

    def value(self, row: int, column: int) -> Value:
        """The value of a cell, None where it is empty."""
        return self.columns.get(column, EMPTY_COLUMN).values.get(row)

    def formula(self, row: int, column: int) -> str | None:
        """The formula of a cell with its leading `=`, None where it has none."""
        return self.columns.get(column, EMPTY_COLUMN).formulas.get(row)

    def number_format(self, row: int, column: int) -> str:
        """The number format of a cell."""
        return self.columns.get(column, EMPTY_COLUMN).number_formats.get(row, "General")

    def used_area(self) -> Area | None:
        """The smallest area holding every value and formula, None for an empty sheet."""
        rows: set[int] = set()
        columns: set[int] = set()
        for index, column in self.columns.items():
            filled = column.values.keys() | column.formulas.keys()
            if filled:
                columns.add(index)
                rows |= {min(filled), max(filled)}
        return Area(min(rows), min(columns), max(rows), max(columns)) if rows else None


@dataclass(frozen=True)
class ExcelTable:
    """A table that Excel itself knows, made with Insert › Table; formulas write `Bảng1[Chỉ tiêu]` for its cells.

    `area` holds everything: the heading rows, the rows of data and the rows of totals. `columns` are the headings.
    `totals_row_shown` is whether a totals row is, or once was, switched on.
    """

    name: str
    sheet: str
    area: Area
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0
    totals_row_shown: bool = True


@dataclass(frozen=True)
class Book:
    """One workbook file. `file` is the path as the user gave it, for messages.

    `calculated_by_excel`: the stored results are Excel's own, none of them old.
    """

    file: str
    sheets: tuple[Sheet, ...]
    defined_names: Mapping[str, str] = field(default_factory=dict)
    date_system: DateSystem = 1900
    formulas_seen: bool = True
    tables: tuple[ExcelTable, ...] = ()
    calculated_by_excel: bool = False

    def __getitem__(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def formula_cells(self) -> Iterator[tuple[CellRef, str]]:
        """Every cell that holds a formula, with it, sheet by sheet and column by column."""
        for sheet in self.sheets:
            for index, column in sorted(sheet.columns.items()):
                for row, formula in sorted(column.formulas.items()):
                    yield CellRef(sheet.name, row, index), formula

    def with_values(self, values: Mapping[CellRef, Value]) -> "Book":
        """The same book with these cells' values replaced: how a recalculation is looked at."""
        by_column: dict[tuple[str, int], dict[int, Value]] = {}
        for ref, value in values.items():
            by_column.setdefault((ref.sheet, ref.column), {})[ref.row] = value
        columns = {sheet.name: dict(sheet.columns) for sheet in self.sheets}
        for (name, index), new in by_column.items():
            column = columns[name].get(index, EMPTY_COLUMN)
            columns[name][index] = replace(column, values={**column.values, **new})
        return replace(self, sheets=tuple(replace(sheet, columns=columns[sheet.name]) for sheet in self.sheets))

    def date(self, value: Value) -> date | None:
        """The date a serial number stands for in this book, None for what is no date."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2_958_466:
            return None
        if self.date_system == 1904:
            return (datetime(1904, 1, 1) + timedelta(days=value)).date()
        # Excel's 1900 system counts a 29/2/1900 that never was.
        return (datetime(1899, 12, 31 if value < 60 else 30) + timedelta(days=value)).date()
