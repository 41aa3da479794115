"""Columns that need each other."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from xl_addin.language import Text
from xl_addin.notation import ColumnRef
from xl_addin.notation.expression import walk
from xl_addin.spec.checking.columns import effective_expression
from xl_addin.spec.checking.finding import Finding
from xl_addin.spec.model import ColumnSpec, Spec, TableSpec
from xl_addin.spec.readable import parse_readable

_Column = tuple[str, str]


def cycle(spec: Spec) -> list[Finding]:
    """The columns that need each other, as one finding at the first of them."""
    needs: dict[_Column, set[_Column]] = {}
    for table in spec.tables:
        for column in table.columns:
            read = {(ref.table or table.key, ref.label) for ref in _columns_read(column, table, spec)}
            needs.setdefault((table.key, column.label), set()).update(read)
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
        yield from (ColumnRef(label) for labels in share.columns.values() for label in labels)
    if crossed := column.crossed:
        yield from (
            ColumnRef(label, key) for key, _, label in (one.partition(".") for one in (crossed.rows, crossed.columns))
        )
