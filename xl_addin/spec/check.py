"""What a spec's parts say of each other: every column, table and parameter that is named must be there."""

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from xl_addin.known_names import unknown
from xl_addin.language import Text
from xl_addin.notation import ColumnRef, Expression, NotationError, Parameter
from xl_addin.notation.expression import walk
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec, parse_readable

SpecPath = tuple[str | int, ...]
Finding = tuple[SpecPath, Text]
_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
_NO_PARAMETER = Text("{name} không phải tên tham số nào", "{name} is no parameter's name")
_NOT_A_NUMBER = Text("tham số {name} là ngày, không phải số", "parameter {name} is a date, not a number")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def contradictions(spec: Spec) -> list[Finding]:
    """Every name in a valid spec that stands for nothing, with the place of the field that holds it."""
    found = [*_twice(spec), *_periods(spec), *_placeholders(("title",), spec.title, spec)]
    for index, table in enumerate(spec.tables):
        found += _table(("tables", index), table, spec)
    return found or _cycle(spec)


def effective_expression(column: ColumnSpec, table: TableSpec, spec: Spec) -> Expression | None:
    """A column's notation, else its formula, else None; NotationError where the number cannot be read."""
    read = spec.number_cell(column)
    if read is None:
        raise NotationError(Text("không phải số cột", "it is no column number"), 0)
    _label, notation = read
    if notation is not None:
        return notation.readings([other.label for other in table.columns])[0]
    return column.expression


def _table(place: SpecPath, table: TableSpec, spec: Spec) -> Iterator[Finding]:
    yield from _placeholders((*place, "title"), table.title, spec)
    if _NOT_IN_SHEET_NAMES.search(table.sheet):
        yield (
            (*place, "sheet"),
            Text(r"tên trang tính không được có [ ] : * ? / \ ", r"a sheet name cannot hold [ ] : * ? / \ "),
        )
    for index, condition in enumerate(table.conditions):
        for side in (condition.left, condition.right):
            yield from _names((*place, "invariants", index), side, table, spec)
    for index, column in enumerate(table.columns):
        at = (*place, "columns", index)
        yield from _placeholders((*at, "heading"), (column.heading,), spec)
        yield from _placeholders((*at, "group"), (column.group or "",), spec)
        not_figures = [*_not_figures((*at, "number"), column.number, spec)]
        stated = "number" if "=" in column.number else "formula"
        yield from not_figures or _expression((*at, stated), column, table, spec)
        if column.apportion:
            target = parse_readable(column.apportion.target)
            yield from _names((*at, "apportion", "target"), target, table, spec)


def _expression(place: SpecPath, column: ColumnSpec, table: TableSpec, spec: Spec) -> Iterator[Finding]:
    try:
        expression = effective_expression(column, table, spec)
    except NotationError as error:
        text = Text("số cột `{number}`: {error}", "column number `{number}`: {error}")
        yield (*place[:-1], "number"), text.with_values(number=column.number, error=error.text)
        return
    if expression is not None:
        yield from _names(place, expression, table, spec)


def _names(place: SpecPath, expression: Expression, table: TableSpec, spec: Spec) -> Iterator[Finding]:
    """The columns and parameters an expression names that are not there."""
    columns = {one.key: {column.label for column in one.columns} for one in spec.tables}
    for node in walk(expression):
        match node:
            case ColumnRef(label, key) if key is not None and key not in columns:
                text = Text("không có bảng {key}", "there is no table {key}").with_values(key=key)
                yield place, unknown(text, key, columns)
            case ColumnRef(label, key) if label not in columns[key or table.key]:
                text = Text("bảng {table} không có cột {label}", "table {table} has no column {label}")
                there = [column.label for column in spec.table(key or table.key).columns]
                yield place, unknown(text.with_values(table=key or table.key, label=label), label, there)
            case Parameter(name) if name not in spec.parameters:
                text = Text("không có tham số {name}", "there is no parameter {name}").with_values(name=name)
                yield place, unknown(text, name, spec.parameters)
            case Parameter(name) if spec.parameters[name].is_date:
                yield place, _NOT_A_NUMBER.with_values(name=name)


def _not_figures(place: SpecPath, number: str, spec: Spec) -> Iterator[Finding]:
    """What stands in a number cell as `{name}` and is no figure to calculate with."""
    for placeholder in _PLACEHOLDER.findall(number):
        name = placeholder.strip("{}")
        if name not in spec.parameters:
            yield place, unknown(_NO_PARAMETER.with_values(name=placeholder), name, spec.parameters)
        elif spec.parameters[name].is_date:
            yield place, _NOT_A_NUMBER.with_values(name=name)


def _placeholders(place: SpecPath, lines: tuple[str, ...], spec: Spec) -> Iterator[Finding]:
    for line in lines:
        for name in _PLACEHOLDER.findall(spec.fill_in(line)):
            yield place, unknown(_NO_PARAMETER.with_values(name=name), name.strip("{}"), spec.parameters)


def _periods(spec: Spec) -> Iterator[Finding]:
    for index, period in enumerate(spec.periods):
        place: SpecPath = ("periods", index)
        not_days = [name for name in (period.start, period.end) if not spec.parameters[name].is_date]
        for name in not_days:
            text = Text("tham số {name} phải là ngày", "parameter {name} must be a date")
            yield place, text.with_values(name=name)
        if not not_days and spec.day(period.start) > spec.day(period.end):
            yield place, Text("ngày bắt đầu sau ngày kết thúc", "the first day is after the last")
        if period.stated_days and spec.parameters[period.stated_days].is_date:
            text = Text("tham số {name} phải là số ngày", "parameter {name} must be a number of days")
            yield place, text.with_values(name=period.stated_days)
        if period.quota and (
            period.table is None or period.quota not in [column.label for column in spec.table(period.table).columns]
        ):
            text = Text("không có cột {label} để chia theo ngày", "there is no column {label} to spread over the days")
            there = [] if period.table is None else [column.label for column in spec.table(period.table).columns]
            yield place, unknown(text.with_values(label=period.quota), period.quota, there)
    keys = [period.key for period in spec.periods]
    for index, period in enumerate(spec.periods):
        if period.parent is not None and period.parent not in keys:
            text = Text("không có kỳ {key}", "there is no period {key}").with_values(key=period.parent)
            yield ("periods", index, "parent"), unknown(text, period.parent, keys)
    for index, deadline in enumerate(spec.deadlines):
        if deadline.period and deadline.period not in keys:
            text = Text("không có kỳ {key}", "there is no period {key}").with_values(key=deadline.period)
            yield ("deadlines", index, "period"), unknown(text, deadline.period, keys)
        day = deadline.before
        if isinstance(day, str) and (day not in spec.parameters or not spec.parameters[day].is_date):
            text = Text("không có tham số ngày {name}", "there is no date parameter {name}").with_values(name=day)
            dates = [name for name, parameter in spec.parameters.items() if parameter.is_date]
            yield ("deadlines", index, "before"), unknown(text, day, dates)


def _twice(spec: Spec) -> Iterator[Finding]:
    """Names that must tell things apart and do not."""
    named: list[tuple[str, list[tuple[SpecPath, str]]]] = [
        ("key", [(("tables", i, "key"), table.key) for i, table in enumerate(spec.tables)]),
        ("sheet", [(("tables", i, "sheet"), table.sheet.casefold()) for i, table in enumerate(spec.tables)]),
        ("key", [(("periods", i, "key"), period.key) for i, period in enumerate(spec.periods)]),
    ]
    for t, table in enumerate(spec.tables):
        keys = [(("tables", t, "columns", c, "key"), column.key) for c, column in enumerate(table.columns)]
        named.append(("key", [(place, key) for place, key in keys if key is not None]))
    for field, uses in named:
        seen: set[str] = set()
        for place, name in uses:
            if name in seen:
                text = Text("`{field}`: {name} xuất hiện hai lần", "`{field}`: {name} stands twice")
                yield place, text.with_values(field=field, name=name)
            seen.add(name)


def _cycle(spec: Spec) -> list[Finding]:
    """The columns that need each other, as one finding at the first of them."""
    needs: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for table in spec.tables:
        for column in table.columns:
            read = {(ref.table or table.key, ref.label) for ref in _columns_read(column, table, spec)}
            needs[table.key, column.label] = read
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        around = error.args[1]
        key, label = around[0]
        table_index = [table.key for table in spec.tables].index(key)
        column_index = [column.label for column in spec.tables[table_index].columns].index(label)
        path = " → ".join(f"{{{one}.{other}}}" for one, other in around)
        text = Text("các cột tính vòng quanh nhau: {path}", "these columns need each other: {path}")
        return [(("tables", table_index, "columns", column_index), text.with_values(path=path))]
    return []


def _columns_read(column: ColumnSpec, table: TableSpec, spec: Spec) -> Iterator[ColumnRef]:
    expression = effective_expression(column, table, spec)
    if expression is not None:
        yield from (node for node in walk(expression) if isinstance(node, ColumnRef))
    if share := column.apportion:
        yield from (node for node in walk(parse_readable(share.target)) if isinstance(node, ColumnRef))
        yield from (ColumnRef(name) for name in (share.by, share.upper, share.at_least) if name)
