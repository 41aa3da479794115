"""A first template of a list: what stands around the table is kept, one row of expressions goes through its rows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from xl_addin.case.case import Case
from xl_addin.formula.cells import Area, CellRef
from xl_addin.formula.reference import Reference, references
from xl_addin.formula.relative import relative_form
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.problem import Problem
from xl_addin.template.beginning.one_sheet import SAY_SHEET, finished, no_table_on, others_gone, with_steps
from xl_addin.template.data.book_tables import TableColumns, listed_rows, table_columns
from xl_addin.workbook.edits.edit import DeleteRows, Edit, InsertRows, SetValue
from xl_addin.workbook.model.book import Sheet
from xl_addin.workbook.reading.other_formats import no_formulas

_NO_LIST = Text(
    "không có bảng nào để lập mẫu: cần một dòng tiêu đề toàn chữ và các dòng số liệu bên dưới",
    "there is no table to make a template of: it takes a row of headings, all texts, with rows of figures below",
)
_WHICH = Text("có {count} trang có bảng; hãy nói rõ trang nào", "{count} sheets have tables; say which one")
_MERGED = Text(
    "ô gộp qua nhiều dòng của bảng, mỗi dòng phải có ô riêng; hãy bỏ gộp ô (Unmerge Cells)",
    "cells are merged over several rows of the table, and each row needs its own; unmerge them",
)
_HIDING = Text(
    "ô gộp ở dòng đầu của bảng che một cột mà dòng khác có ghi; hãy bỏ gộp ô (Unmerge Cells)",
    "cells merged in the first row of the table cover a column that other rows fill in; unmerge them",
)


class _List(NamedTuple):
    """A table as data have it: its sheet, the rows of its items, how a column is named, its total row."""

    sheet: str
    rows: Sequence[int]
    names: Mapping[int, str]
    total_row: int | None


def list_template(case: Case, sheet: str | None = None) -> bytes:
    """A workbook for `render --data` with the same book, or another of the same headings.

    What stands above and below the table is kept as it is shown; of its rows one is left, between the markers of a
    loop. A column whose formula is one filled down keeps it, and so does a total over all rows. `sheet` says which
    table. Raises Problem where there is none, or more than one to choose from.
    """
    if case.package is None:
        raise no_formulas(case.book)
    table = _chosen(case, sheet)
    first, last = table.rows[0], table.rows[-1]
    there = case.fresh[table.sheet]
    for merge in there.merges:
        crosses = first <= merge.last_row and merge.first_row <= last and merge.last_row > merge.first_row
        hides = any(there.value(row, column) is not None for column in _covered(merge, first) for row in table.rows)
        if crosses or hides:
            raise Problem(_MERGED if crosses else _HIDING, file=case.book.file, place=f"{table.sheet}!{merge}")
    gone = [DeleteRows(table.sheet, first + 1, last - first)] if last > first else []
    opening = f"{{%tr for row in sheets[{quoted(table.sheet)}] %}}"
    data = with_steps(
        Draft(case.package),
        case.book,
        [
            _cells(case, table),
            others_gone(case.book, table.sheet),
            gone,
            [InsertRows(table.sheet, first + 1, 1)],
            [InsertRows(table.sheet, first, 1)],
            [
                SetValue(CellRef(table.sheet, first, 1), opening),
                SetValue(CellRef(table.sheet, first + 2, 1), "{%tr endfor %}"),
            ],
        ],
    )
    return finished(data, case.book.file)


def _chosen(case: Case, sheet: str | None) -> _List:
    visible = [each for each in case.fresh.sheets if each.visible]
    lists = {each.name: found for each in visible if (found := _list(case, each)) is not None}
    if sheet is not None:
        named = next((name for name in lists if name.casefold() == sheet.casefold()), None)
        if named is None:
            raise no_table_on(sheet, list(lists), case.book.file)
        return lists[named]
    if not lists:
        raise Problem(_NO_LIST, file=case.book.file)
    if len(lists) > 1:
        raise Problem(_WHICH.with_values(count=len(lists)), file=case.book.file, by_option=SAY_SHEET)
    return next(iter(lists.values()))


def _list(case: Case, sheet: Sheet) -> _List | None:
    tables = case.tables_on(sheet.name)
    if len(tables) > 1:
        return None
    columns: TableColumns | None = table_columns(tables[0]) if tables else listed_rows(case.fresh, sheet)
    if columns is None or not columns.rows:
        return None
    return _List(sheet.name, columns.rows, columns.names, tables[0].total_row if tables else None)


def _cells(case: Case, table: _List) -> Iterator[Edit]:
    """Expressions in the one row; beside it formulas stay where they mean the whole list, else their values stand."""
    sheet, written = case.fresh[table.sheet], case.book[table.sheet]
    first, last = table.rows[0], table.rows[-1]
    for position, column in sorted(written.columns.items()):
        for row, formula in sorted(column.formulas.items()):
            if first <= row <= last or _means_the_list(formula, first, last):
                continue
            value = sheet.value(row, position)
            yield SetValue(CellRef(table.sheet, row, position), value if isinstance(value, str | int | float) else None)
    covered = {column for merge in sheet.merges for column in _covered(merge, first)}
    for position, name in table.names.items():
        if position not in covered and not _is_filled_down(written, position, table.rows):
            yield SetValue(CellRef(table.sheet, first, position), f"{{{{ row[{quoted(name)}] }}}}")


def _covered(merge: Area, row: int) -> range:
    """The columns in which cells of a row are covered by the first cell of a merge."""
    return (
        range(merge.first_column + 1, merge.last_column + 1) if merge.first_row <= row <= merge.last_row else range(0)
    )


def _means_the_list(formula: str, first: int, last: int) -> bool:
    """Whether a formula names nothing but whole columns of the list and cells that stay."""

    def stays(reference: Reference) -> bool:
        area = reference.area
        if area is None or reference.sheet is not None:
            return False
        outside = area.last_row < first or area.first_row > last
        return outside or (area.first_row <= first and area.last_row >= last)

    return all(map(stays, references(formula)))


def _is_filled_down(sheet: Sheet, position: int, rows: Sequence[int]) -> bool:
    """Whether a column's formula is the same in every row and names cells of its own row only."""
    formulas = sheet.columns[position].formulas if position in sheet.columns else {}
    if any(row not in formulas for row in rows):
        return False
    forms = {relative_form(formulas[row], row) for row in rows}
    return len(forms) == 1 and all(
        reference.sheet is None and reference.rows and all(each.number == rows[0] for each in reference.rows)
        for reference in references(formulas[rows[0]])
    )


def quoted(text: str) -> str:
    """A text as an expression writes it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
