"""A first spec from an office's own book: its numbered tables, their columns and notations, what its title states."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from pydantic import ValidationError

from xl_addin.campaign.starting.document_found import FoundParameter, document_fields, title_lines, with_parameters
from xl_addin.campaign.starting.spec_lines import (
    DOCUMENT_DEFAULTS,
    BegunColumn,
    BegunTable,
    document_lines,
    parameter_lines,
    table_lines,
)
from xl_addin.campaign.starting.spec_text import Scalar, listed
from xl_addin.case.case import Case
from xl_addin.case.unit_rows import code_column
from xl_addin.known_names import unknown
from xl_addin.language import Language, Text
from xl_addin.problem import Problem
from xl_addin.spec.check import contradictions
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable, TableColumn
from xl_addin.workbook.model.book import EMPTY_COLUMN, Sheet
from xl_addin.workbook.model.formats import read_format

_NO_TABLE = Text(
    "không có bảng nào có dòng số cột (1, 2, 3, …) và có đơn vị; hãy thêm dòng số cột dưới tiêu đề bảng",
    "there is no table with a column-number row (1, 2, 3, …) and units; add a row of column numbers under the headings",
)
_NOT_THERE = Text("trang “{name}” không có bảng nào như thế", "the sheet “{name}” has no such table")
_IN_PARTS = Text(
    "bảng chia thành nhiều phần giống nhau (lặp tiêu đề theo trang); hãy gộp thành một bảng",
    "the table stands in several parts that are alike (headings on every page); make it one table",
)
_CANNOT = Text("không lập được đặc tả từ các bảng này: {reason}", "no spec can be made of these tables: {reason}")
_HEAD = Text(
    "Lập từ {file} bằng `xl-addin spec from`. Hãy xem các chỗ có dấu # rồi chạy `xl-addin spec check`.",
    "Made of {file} by `xl-addin spec from`. Look at what has a # behind it, then run `xl-addin spec check`.",
)
_NO_FORMULA = Text("bảng ghi `{stated}`; chưa dùng được", "the table says `{stated}`, which cannot be used as it is")
_COUNTS_DAYS = re.compile(r"(?<=[/:÷])\s*(\d+)\s*$")


def first_spec(case: Case, *, sheet: str | None = None, today: date, language: Language) -> str:
    """The YAML of a spec that describes the book's tables, or those of one sheet: it loads, and says nothing untrue.

    What the book does not state is marked with a remark; a notation that the spec cannot take over as it stands is left
    to the book, and remarked. Raises Problem where there is no table with units.
    """
    parameters: dict[str, FoundParameter] = {}
    tables = [_table(case, found, others, parameters) for found, others in _chosen(case, sheet)]
    _name(tables)
    document = document_fields(case.book[tables[0].found.sheet], tables[0].found)
    file = PurePath(case.book.file or "so").name
    title = tuple(line for line in tables[0].title if all(line in table.title for table in tables))
    for table in tables:
        table.title = tuple(line for line in table.title if line not in title)
    title = title or (tables[0].found.sheet,)
    data = _data(_key(PurePath(file).stem), title, {**DOCUMENT_DEFAULTS, "day": today, **document}, parameters, tables)
    _leave_out_what_cannot_be_said(data, tables)
    lines = [
        f"# {_HEAD.with_values(file=file).in_language(language)}",
        "spec_version: 2",
        f"key: {data['key']}",
        *listed("title", title),
        "",
        "document:",
        *document_lines(document, today, language),
        "",
        *parameter_lines(parameters),
        *table_lines(tables, language),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _chosen(case: Case, sheet: str | None) -> list[tuple[NumberedTable, int]]:
    """The largest table of every sheet (a spec's table has a sheet of its own), and how many more stand there."""
    fit = [table for table in case.tables if table.unit_column is not None and table.body_rows and _can_be_told(table)]
    if not fit:
        raise Problem(_NO_TABLE, file=case.book.file)
    parts = {table.sheet for table in fit if sum(_alike(table, other) for other in fit) > 1}
    if fit and {table.sheet for table in fit} <= parts:
        raise Problem(_IN_PARTS, file=case.book.file, place=fit[0].sheet)
    fit = [table for table in fit if table.sheet not in parts]
    names = list(dict.fromkeys(table.sheet for table in fit))
    if sheet is not None:
        names = [name for name in names if name.casefold() == sheet.casefold()]
        if not names:
            there = dict.fromkeys(table.sheet for table in fit)
            raise Problem(unknown(_NOT_THERE.with_values(name=sheet), sheet, there), file=case.book.file)
    chosen = []
    for name in names:
        here = [table for table in fit if table.sheet == name]
        chosen.append((max(here, key=lambda table: len(table.body_rows)), len(here) - 1))
    return chosen


def _alike(table: NumberedTable, other: NumberedTable) -> bool:
    """Whether two tables are parts of one, as on pages: no spec could tell them apart."""
    heads = [[(column.label, column.heading) for column in one.columns] for one in (table, other)]
    return table.sheet == other.sheet and heads[0] == heads[1]


def _can_be_told(table: NumberedTable) -> bool:
    labels = [label for label in table.labels if label]
    return len(labels) >= 2 and len(labels) == len(set(labels)) and bool(table.unit_column and table.unit_column.label)


def _table(case: Case, found: NumberedTable, others: int, parameters: dict[str, FoundParameter]) -> BegunTable:
    title = with_parameters([_bare(line) for line in title_lines(case.book[found.sheet], found)], parameters)
    days = {one.value: one.name for one in parameters.values() if one.name.startswith("days")}
    codes, sheet = code_column(found), case.book[found.sheet]
    columns = [
        _column(column, found, sheet, days, is_code=codes is not None and codes.position == column.position)
        for column in found.columns
        if column.label
    ]
    for column in columns:
        if column.label in _negative(case, found):
            column.fields["kind"] = "amount"
    return BegunTable("", found, title, columns, others)


def _negative(case: Case, table: NumberedTable) -> set[str]:
    """The columns of sums with figures below 0: amounts, not counts."""
    view = next(view for view in case.views if view.table == table)
    return {
        column.label
        for column in view.number_columns
        if view.natures.get(column.label) == "additive" and view.body(column.label).least < 0
    }


def _column(
    column: TableColumn, table: NumberedTable, sheet: Sheet, days: Mapping[int | date, str], *, is_code: bool
) -> BegunColumn:
    stated = " ".join(column.number_text.split())
    heading = _bare(column.heading) or column.label
    remark = None
    if column.unreadable is not None or (column.notation is None and "=" in stated):
        remark = _NO_FORMULA.with_values(stated=stated)
    if column.notation is None:
        stated = column.label
    elif (divisor := _COUNTS_DAYS.search(stated)) and divisor[1] not in table.labels and int(divisor[1]) in days:
        stated = _COUNTS_DAYS.sub("{" + days[int(divisor[1])] + "}", stated)
    elif "=" not in stated:
        stated = column.label
    fields: dict[str, Scalar] = {"number": stated}
    role = column.role
    if column.notation is None and is_code and role != "unit":
        fields["role"] = "code"
    elif role == "text":
        fields["role"] = "date" if _holds_dates(column, table, sheet) else "text"
    elif role != "number":
        fields["role"] = role
    fields["heading"] = heading
    if fields.get("role") in ("text", "date", "code") or (
        role == "number" and not column.notation and _has_gaps(column, table, sheet)
    ):
        fields["optional"] = True
    return BegunColumn(column.label, fields, remark)


def _holds_dates(column: TableColumn, table: NumberedTable, sheet: Sheet) -> bool:
    cells = sheet.columns.get(column.position, EMPTY_COLUMN)
    filled = [row for row in table.body_rows if cells.values.get(row) is not None]
    dated = [row for row in filled if read_format(cells.number_formats.get(row, "General")).is_date]
    return len(dated) * 2 > len(filled)


def _has_gaps(column: TableColumn, table: NumberedTable, sheet: Sheet) -> bool:
    cells = sheet.columns.get(column.position, EMPTY_COLUMN)
    return any(cells.values.get(row) is None and row not in cells.formulas for row in table.body_rows)


def _name(tables: Sequence[BegunTable]) -> None:
    taken: set[str] = set()
    for table in tables:
        key = own = _key(table.found.sheet)
        number = 2
        while key in taken:
            key, number = f"{own}_{number}", number + 1
        taken.add(key)
        table.key = key


def _key(text: str) -> str:
    """A name of the spec from any text: `Giai đoạn 1` is `giai_doan_1`."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    words = re.sub(r"[^a-z0-9]+", "_", "".join(one for one in plain if not unicodedata.combining(one))).strip("_")
    return words if words[:1].isalpha() else f"t_{words}".rstrip("_")


def _bare(text: str) -> str:
    """A text of the sheet without braces, which mean a parameter in a spec."""
    return " ".join(text.replace("{", "(").replace("}", ")").split())


def _data(
    key: str,
    title: Sequence[str],
    document: Mapping[str, object],
    parameters: Mapping[str, FoundParameter],
    tables: Sequence[BegunTable],
) -> dict[str, object]:
    return {
        "spec_version": 2,
        "key": key,
        "title": list(title),
        "document": dict(document),
        "parameters": {name: {"value": one.value, "label": one.label} for name, one in parameters.items()},
        "tables": [
            {
                "key": table.key,
                "sheet": table.found.sheet,
                "title": list(table.title),
                "columns": [column.fields for column in table.columns],
            }
            for table in tables
        ],
    }


def _leave_out_what_cannot_be_said(data: dict[str, object], tables: Sequence[BegunTable]) -> None:
    """Take back notations that name what is not there or need each other, each with a remark; Problem for the rest."""
    for _ in range(sum(len(table.columns) for table in tables) + 1):
        places = _faulty_places(data)
        if not places:
            return
        taken_back = False
        for place, _ in places:
            match place:
                case ("tables", int(t), "columns", int(c), *_):
                    column = tables[t].columns[c]
                    if column.fields["number"] != column.label:
                        column.remark = _NO_FORMULA.with_values(stated=column.fields["number"])
                        column.fields["number"] = column.label
                        taken_back = True
        if not taken_back:
            raise Problem(_CANNOT.with_values(reason=places[0][1]))
    raise AssertionError("every round takes back a notation")


def _faulty_places(data: dict[str, object]) -> Sequence[tuple[tuple[str | int, ...], Text]]:
    from xl_addin.spec.reading.messages import message

    try:
        return contradictions(Spec.model_validate(data))
    except ValidationError as error:
        return [(details["loc"], message(details)) for details in error.errors()]
