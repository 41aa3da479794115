"""A first template of unit sheets: letterhead and headings, one row of expressions, a sheet per unit."""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.problem import Problem
from xl_addin.table.letterhead import letterhead_of
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.template.beginning.one_sheet import SAY_SHEET, finished, no_table_on, others_gone, with_steps
from xl_addin.workbook.edits.edit import DeleteRows, Edit, RenameSheet, SetValue
from xl_addin.workbook.model.book import Sheet, Value
from xl_addin.workbook.reading.other_formats import no_formulas

PER_UNIT = "{%ts for unit in units %}"
SHEET_NAME = "{{ unit.sheet }}"

_NO_TABLE = Text(
    "không có bảng nào có dòng số cột (1, 2, 3, …) và có đơn vị để lập mẫu",
    "there is no table with a column-number row (1, 2, 3, …) and units to make a template of",
)
_WHICH = Text("có {count} bảng; hãy nói rõ bảng ở trang nào", "there are {count} tables; say on which sheet it is")


def unit_template(case: Case, sheet: str | None = None) -> bytes:
    """A workbook for `unit-sheets --template`, ready to be changed in Excel.

    What stands above and below the table is kept as it is shown, formulas give way to their values; of the rows of
    units one is left, with an expression in every column. `sheet` says which table; without it the only one with
    units, or the first of several that list the same. Raises Problem where there is none, and for a workbook whose
    sheet holds what a template cannot.
    """
    if case.package is None:
        raise no_formulas(case.book)
    number, table = _chosen(case, sheet)
    data = with_steps(
        Draft(case.package),
        case.book,
        [
            _cells(case, table, number),
            others_gone(case.book, table.sheet),
            [DeleteRows(table.sheet, first, count) for first, count in _rows_to_go(case, table)],
            [RenameSheet(table.sheet, SHEET_NAME)],
        ],
    )
    return finished(data, case.book.file)


def has_units(case: Case) -> bool:
    """Whether a book has a table that unit sheets can be cut from."""
    return any(_is_of_units(table) for table in case.tables)


def _is_of_units(table: NumberedTable) -> bool:
    return table.unit_column is not None and bool(table.body_rows)


def _chosen(case: Case, sheet: str | None) -> tuple[int, NumberedTable]:
    """The table, and its place among those that unit sheets are cut from."""
    tables = list(filter(_is_of_units, case.tables))
    if not tables:
        raise Problem(_NO_TABLE, file=case.book.file)
    if sheet is not None:
        found = [(number, table) for number, table in enumerate(tables) if table.sheet.casefold() == sheet.casefold()]
        if not found:
            names = [table.sheet for table in tables]
            raise no_table_on(sheet, names, case.book.file)
        return found[0]
    if len({len(table.body_rows) for table in tables}) > 1:
        raise Problem(_WHICH.with_values(count=len(tables)), file=case.book.file, by_option=SAY_SHEET)
    return 0, tables[0]


def _cells(case: Case, table: NumberedTable, number: int) -> Iterator[Edit]:
    """The expressions, and values where formulas stand beside them."""
    sheet = case.fresh[table.sheet]
    row = table.body_rows[0]
    expressions = {column.position: _expression(column, number) for column in table.columns}
    paper = _of_whose_paper(sheet, table)
    first = expressions.get(1) if row == 1 else paper.pop((1, 1), _shown(sheet.value(1, 1)))
    for position, column in sorted(sheet.columns.items()):
        for at in sorted(column.formulas):
            if (at, position) not in {(1, 1), *paper} and not (at == row and position in expressions):
                yield SetValue(CellRef(sheet.name, at, position), _plain(sheet, at, position))
    for position, text in expressions.items():
        if (row, position) != (1, 1):
            yield SetValue(CellRef(sheet.name, row, position), text)
    for (at, position), text in paper.items():
        yield SetValue(CellRef(sheet.name, at, position), text)
    yield SetValue(CellRef(sheet.name, 1, 1), PER_UNIT + (first or ""))


def _of_whose_paper(sheet: Sheet, table: NumberedTable) -> dict[tuple[int, int], str]:
    """The letterhead's cells above a table: from the next book it is that book's, with its own day and document."""
    found = letterhead_of(sheet, table)
    if found is None:
        return {}
    meant = {
        found.parent: "{{ letterhead.parent }}",
        found.issuer: "{{ letterhead.issuer }}",
        found.place_and_day: "{{ letterhead.place_and_day }}",
        found.annex: "{{ letterhead.annex }}",
        f"({found.annex})": "({{ letterhead.annex }})",
    }
    return {
        (row, position): meant[value.strip()]
        for position, column in sheet.columns.items()
        for row, value in column.values.items()
        if row < table.area.first_row and isinstance(value, str) and value.strip() and value.strip() in meant
    }


def _expression(column: TableColumn, number: int) -> str:
    match column.role:
        case "index":
            return "{{ unit.index }}"
        case "unit":
            return "{{ unit.name }}"
        case _:
            return f"{{{{ unit.tables[{number}].columns['{column.label}'].value }}}}"


def _shown(value: Value) -> str:
    """What stands in A1 already, behind the marker."""
    if isinstance(value, str):
        return value
    return f"{{{{ {value} }}}}" if isinstance(value, int | float) else ""


def _plain(sheet: Sheet, row: int, column: int) -> int | float | str | bool | None:
    value = sheet.value(row, column)
    return value if isinstance(value, int | float | str | bool) else None


def _rows_to_go(case: Case, table: NumberedTable) -> list[tuple[int, int]]:
    """(first row, how many) of all rows of tables on the sheet but headings and the one row, from the bottom up."""
    kept = {*table.header_rows, table.number_row, table.notation_row, table.body_rows[0]}
    going: set[int] = set()
    for other in case.tables_on(table.sheet):
        rows = (
            *other.header_rows, other.number_row, other.notation_row, *other.body_rows, *other.ratio_rows,
            *(row for row, _ in other.subtotal_rows), *([other.total_row] if other.total_row else []),
        )  # fmt: skip
        going |= set(range(min(rows), max(rows) + 1))
    spans: list[tuple[int, int]] = []
    for row in sorted(going - kept):
        if spans and sum(spans[-1]) == row:
            spans[-1] = (spans[-1][0], spans[-1][1] + 1)
        else:
            spans.append((row, 1))
    return spans[::-1]
