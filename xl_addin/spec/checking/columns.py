"""Tables and columns: the columns and parameters that formulas, shares and texts name."""

import re
from collections.abc import Iterator

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation import (
    BinaryOperation,
    ColumnRef,
    Expression,
    NotationError,
    Parameter,
    parse_formula,
    walk,
)
from xl_addin.notation.quantity import QuantityError, quantity
from xl_addin.spec.calculated import no_figure
from xl_addin.spec.checking.finding import (
    NO_SUCH_PARAMETER,
    PLACEHOLDER,
    Finding,
    SpecPath,
    column_named,
    placeholders,
)
from xl_addin.spec.model import ApportionSpec, ColumnSpec, Spec, TableSpec
from xl_addin.spec.parts.columns import EQUALLY, CrossShareSpec
from xl_addin.spec.readable import parse_readable

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_NO_SHEET_NAME = Text(r"tên trang tính không được có [ ] : * ? / \ ", r"a sheet name cannot hold [ ] : * ? / \ ")
_NO_TABLE = Text("không có bảng {key}", "there is no table {key}")
_NO_COLUMN = Text("bảng {table} không có cột {label}", "table {table} has no column {label}")
_NO_BASIS = Text(
    "cột {column} được phân bổ theo cột {other}, nhưng bảng không có cột đó",
    "column {column} is shared by column {other}, which is not there",
)
_NOT_LOWERED = Text(
    "bảng không có cột số liệu nhập mang khóa {key}", "the table has no input column with the key {key}"
)
_NO_PARAMETER = Text("không có tham số {name}", "there is no parameter {name}")
_UNREADABLE = Text("số cột `{number}`: {error}", "column number `{number}`: {error}")
_NOT_A_FIGURE = Text(
    "cột {label} ({heading}, `role: {role}`) không phải cột số, không dùng để tính; dùng cột số hoặc tham số",
    "column {label} ({heading}, `role: {role}`) holds no numbers to calculate with; use a number column or a parameter",
)
_DATES = Text("tham số {names} là ngày: {reason}", "parameter {names} is a date: {reason}")
_A_DATE = Text(
    "kết quả là một ngày; cột số cần số ngày: lấy ngày trừ ngày, như last_day - first_day + 1",
    "the result is a date; a number column needs days: take a date from a date, as in last_day - first_day + 1",
)
_NO_UNITS = Text(
    "chia hai chiều cần biết các đơn vị của bảng {table}; hãy ghi danh sách `units` trong bộ đơn vị của bảng đó",
    "to share two ways the units of table {table} must be known; list them as `units` in that table's unit set",
)
_LATER = Text(
    "bảng {here} chia theo các đơn vị của bảng {table}; hãy đặt bảng {table} trước bảng {here}",
    "table {here} is shared among the units of table {table}; put table {table} before table {here}",
)
_OTHER_UNITS = Text(
    "các dòng của bảng {table} không phải là đơn vị của bảng {here}; hãy ghi một cột của bảng cùng bộ đơn vị",
    "the rows of table {table} are not the units of table {here}; name a column of a table with the same unit set",
)
_NO_WEIGHT = Text(
    "`by`: {name} không phải cột của một trong hai bảng, cũng không phải tham số",
    "`by`: {name} is neither a column of the two tables nor a parameter",
)


def column_findings(spec: Spec) -> Iterator[Finding]:
    """Every name in the tables that stands for nothing, with the place of the field that holds it."""
    for index, table in enumerate(spec.tables):
        yield from _table(("tables", index), table, spec)


def effective_expression(column: ColumnSpec, table: TableSpec, spec: Spec) -> Expression | None:
    """A column's notation, else its formula, else None; NotationError where the number cannot be read."""
    if column.crossed:
        return None
    read = spec.number_cell(column)
    if read is None:
        raise NotationError(Text("không phải số cột", "it is no column number"), 0)
    _label, notation = read
    if notation is not None:
        return notation.readings([other.label for other in table.columns if other.label])[0]
    return column.expression


def _table(place: SpecPath, table: TableSpec, spec: Spec) -> Iterator[Finding]:
    yield from placeholders((*place, "title"), table.title, spec)
    if _NOT_IN_SHEET_NAMES.search(table.sheet):
        yield (*place, "sheet"), _NO_SHEET_NAME
    for index, condition in enumerate(table.conditions):
        both = BinaryOperation(condition.comparison, condition.left, condition.right)
        yield from _formula((*place, "invariants", index), both, table, spec)
    for index, column in enumerate(table.columns):
        at = (*place, "columns", index)
        yield from placeholders((*at, "heading"), (column.heading,), spec, ("unit",) if column.crossed else ())
        yield from placeholders((*at, "group"), (column.group or "",), spec)
        not_figures = [*_not_figures((*at, "number"), column.number, spec)]
        stated = "number" if "=" in column.number else "formula"
        yield from not_figures or _expression((*at, stated), column, table, spec)
        keys = [one.key for one in table.columns if one.key and one.is_input]
        if column.lowers is not None and column.lowers not in keys:
            yield (*at, "lowers"), unknown(_NOT_LOWERED.with_values(key=column.lowers), column.lowers, keys)
        if column.apportion:
            yield from _share((*at, "apportion"), column, column.apportion, table, spec)
        if column.crossed:
            yield from _crossed((*at, "apportion"), column.crossed, table, spec)


def _share(
    place: SpecPath, column: ColumnSpec, share: ApportionSpec, table: TableSpec, spec: Spec
) -> Iterator[Finding]:
    yield from _formula((*place, "target"), parse_readable(share.target), table, spec)
    if share.weight is not None:
        yield from _formula((*place, "by"), share.weight, table, spec)
    there = [one.label for one in table.columns if one.label]
    for field, label in ((field, label) for field, labels in share.columns.items() for label in labels):
        if field != "by" and label not in there:
            text = _NO_BASIS.with_values(column=column.label, other=label)
            yield (*place, field), unknown(text, label, there)


def _crossed(place: SpecPath, share: CrossShareSpec, table: TableSpec, spec: Spec) -> Iterator[Finding]:
    missing = [
        *column_named((*place, "rows"), share.rows, spec),
        *column_named((*place, "columns"), share.columns, spec),
    ]
    yield from missing
    if missing:
        return
    down, across = (spec.table(named.partition(".")[0]) for named in (share.rows, share.columns))
    if not spec.units_of(across):
        yield (*place, "columns"), _NO_UNITS.with_values(table=across.key)
    if spec.tables.index(across) >= spec.tables.index(table):
        yield (*place, "columns"), _LATER.with_values(table=across.key, here=table.key)
    if spec.unit_set(down) != spec.unit_set(table):
        yield (*place, "rows"), _OTHER_UNITS.with_values(table=down.key, here=table.key)
    if share.by == EQUALLY:
        return
    if "{" in share.by:
        yield from _names((*place, "by"), parse_formula(share.by), table, spec)
        return
    tables = [spec.table(named.partition(".")[0]) for named in (share.rows, share.columns)]
    columns = [column for table in tables for column in table.columns]
    names = [name for column in columns for name in (column.key, column.label) if name]
    if share.by not in (*names, *spec.parameters):
        text = _NO_WEIGHT.with_values(name=share.by)
        yield (*place, "by"), unknown(text, share.by, [*names, *spec.parameters, EQUALLY])


def _expression(place: SpecPath, column: ColumnSpec, table: TableSpec, spec: Spec) -> Iterator[Finding]:
    try:
        expression = effective_expression(column, table, spec)
    except NotationError as error:
        yield (*place[:-1], "number"), _UNREADABLE.with_values(number=column.number, error=error.text)
        return
    if expression is not None:
        yield from _formula(place, expression, table, spec)


def _formula(place: SpecPath, expression: Expression, table: TableSpec, spec: Spec) -> Iterator[Finding]:
    """What is wrong with the names in an expression, else with the dates in it."""
    found = [*_names(place, expression, table, spec)]
    yield from found or _quantities(place, expression, spec)


def _names(place: SpecPath, expression: Expression, table: TableSpec, spec: Spec) -> Iterator[Finding]:
    """The columns and parameters an expression names that are not there or hold no figures."""
    columns = {one.key: [column.label for column in one.columns if column.label] for one in spec.tables}
    for node in walk(expression):
        match node:
            case ColumnRef(label, key) if key is not None and key not in columns:
                yield place, unknown(_NO_TABLE.with_values(key=key), key, columns)
            case ColumnRef(label, key) if label not in columns[key or table.key]:
                text = _NO_COLUMN.with_values(table=key or table.key, label=label)
                yield place, unknown(text, label, columns[key or table.key])
            case Parameter(name) if name not in spec.parameters:
                yield place, unknown(_NO_PARAMETER.with_values(name=name), name, spec.parameters)
            case Parameter(name) if spec.parameters[name].kind not in ("number", "date"):
                yield place, no_figure(name, spec.parameters[name])
            case ColumnRef(label, key) if spec.table(key or table.key).column(label).role != "number":
                column = spec.table(key or table.key).column(label)
                yield place, _NOT_A_FIGURE.with_values(label=label, heading=column.heading, role=column.role)


def _quantities(place: SpecPath, expression: Expression, spec: Spec) -> Iterator[Finding]:
    """Dates where an expression can use none, or as its result."""
    try:
        given = quantity(
            expression, lambda _: "number", lambda name: "date" if spec.parameters[name].is_date else "number"
        )
    except QuantityError as error:
        named = {node.name for node in walk(expression) if isinstance(node, Parameter)}
        days = [name for name, one in spec.parameters.items() if name in named and one.is_date]
        yield place, _DATES.with_values(names=days, reason=error.text)
    else:
        if given == "date":
            yield place, _A_DATE


def _not_figures(place: SpecPath, number: str, spec: Spec) -> Iterator[Finding]:
    """What stands in a number cell as `{name}` and is no figure to calculate with."""
    for placeholder in PLACEHOLDER.findall(number):
        name = placeholder.strip("{}")
        if name not in spec.parameters:
            yield place, unknown(NO_SUCH_PARAMETER.with_values(name=placeholder), name, spec.parameters)
        elif spec.parameters[name].kind != "number":
            yield place, no_figure(name, spec.parameters[name])
