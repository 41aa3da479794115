"""Settle how each column of a book's tables is to be read: by its notation, the rows, the spec."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xl_addin.case.agreement import rows_in_doubt, verdict
from xl_addin.case.table_cells import TableCells
from xl_addin.case.table_view import Ambiguity, TableView
from xl_addin.notation import (
    CycleError,
    Expression,
    Nature,
    column_order,
    columns_of,
    nature,
)
from xl_addin.spec.column_notation import readings_by_spec
from xl_addin.table.headings import is_ratio_heading
from xl_addin.table.model import TableColumn
from xl_addin.workbook.model.formats import is_percent

if TYPE_CHECKING:
    from xl_addin.spec.model import Spec, TableSpec

# The rows decide between two readings only if there are enough of them and they hardly disagree.
ROWS_TO_DECIDE, MOST, FEW = 3, 0.9, 0.1


def view_tables(
    tables: Sequence[TableCells],
    specs: "Sequence[TableSpec | None]",
    campaign: "Spec | None",
    known: Mapping[TableCells, TableView],
) -> tuple[TableView, ...]:
    """The numbered tables with their columns read; `specs` are the tables of the campaign's spec that they are.

    `known` are views that still hold: those of tables whose cells, and of whose peers, are the same.
    """
    peers: dict[str, TableView] = {}
    views = []
    for cells, table_spec in zip(tables, specs, strict=True):
        view = known.get(cells)
        if view is None or view.spec is not table_spec:
            view = read_columns(cells, table_spec, campaign, peers)
        if table_spec is not None:
            peers[table_spec.key] = view
        views.append(view)
    return tuple(views)


def read_columns(
    cells: TableCells,
    table_spec: "TableSpec | None" = None,
    campaign: "Spec | None" = None,
    peers: "Mapping[str, TableView] | None" = None,
) -> TableView:
    """One table with its columns read."""
    table = cells.table
    bare = TableView(cells, {}, {}, spec=table_spec, campaign=campaign, peers={} if peers is None else peers)
    expressions: dict[str, Expression] = {}
    doubtful: dict[str, tuple[Expression, Expression]] = {}
    for column in table.columns:
        readings = _readings(bare, column)
        known = [reading for reading in readings if not unknown_columns(reading, table.labels)]
        if len(readings) == 2 and len(known) == 2:
            doubtful[column.label] = (readings[0], readings[1])
        elif known:
            expressions[column.label] = known[0]
    ambiguous = {}
    for label, pair in doubtful.items():
        ambiguity = _settle(bare, label, pair)
        ambiguous[label] = ambiguity
        if ambiguity.chosen is not None:
            expressions[label] = pair[ambiguity.chosen]
    for label, expression in expressions.items():
        if (proven := _contradicted(bare, label, expression)) is not None:
            ambiguous[label] = proven
    expressions |= {label: one.readings[1] for label, one in ambiguous.items() if one.chosen == 1}
    cycles = []
    while cycle := _cycle(expressions):
        cycles.append(cycle)
        expressions = {label: one for label, one in expressions.items() if label not in cycle}
    return replace(
        bare,
        expressions=expressions,
        natures=_natures(bare, expressions),
        ambiguous=ambiguous,
        cycles=tuple(cycles),
    )


def _readings(view: TableView, column: TableColumn) -> tuple[Expression, ...]:
    """What the sheet's notation may mean; without one, what the spec's number cell or formula says."""
    labels = view.table.labels
    column_spec = view.column_spec(column.label)
    if column.notation is not None:
        return readings_by_spec(column.notation, labels, column_spec, view.campaign)
    if column_spec is None or view.campaign is None or column.unreadable:
        return ()
    cell = view.campaign.number_cell(column_spec)
    if cell is not None and cell[1] is not None:
        return readings_by_spec(cell[1], labels, column_spec, view.campaign)
    return () if column_spec.expression is None else (column_spec.expression,)


def _settle(bare: TableView, label: str, pair: tuple[Expression, Expression]) -> Ambiguity:
    """Choose between two readings by the rows."""
    (first, rows), (second, other_rows) = (_satisfied(bare, label, reading) for reading in pair)
    rows = max(rows, other_rows)
    chosen = None
    if rows >= ROWS_TO_DECIDE:
        for index, (count, other) in enumerate(((first, second), (second, first))):
            if count >= MOST * rows and other <= FEW * rows:
                chosen = index
    return Ambiguity(pair, (first, second), rows, chosen)


def _contradicted(bare: TableView, label: str, expression: Expression) -> Ambiguity | None:
    """A number that the form of the notation makes a column and the rows a constant: `6=5/4` for a quarter.

    Only where all rows, three or more, go with the constant and at most half with the column.
    """
    column = bare.table.column(label)
    if column.notation is None:
        return None
    column_spec = bare.column_spec(label)
    others = column.notation.readings_as_constants(bare.table.labels)
    if column_spec is not None:
        others = tuple(map(column_spec.as_asked, others))
    if not others:
        return None
    right, rows = _satisfied(bare, label, expression)
    if rows < ROWS_TO_DECIDE or right * 2 > rows:
        return None
    for other in others:
        if not unknown_columns(other, bare.table.labels) and _satisfied(bare, label, other) == (rows, rows):
            return Ambiguity((expression, other), (right, rows), rows, 1)
    return None


def _satisfied(bare: TableView, label: str, reading: Expression) -> tuple[int, int]:
    """How many of the rows a reading can be held to satisfy it, and how many these are."""
    view = replace(bare, expressions={label: reading}, natures=_natures(bare, {label: reading}))
    in_doubt = rows_in_doubt(view, label)
    certain = len(view.table.body_rows) - len(in_doubt)
    verdicts = [found for row in in_doubt if (found := verdict(view, row, label)) is not None]
    return certain + sum(found != "wrong" for found in verdicts), certain + len(verdicts)


def _cycle(expressions: Mapping[str, Expression]) -> tuple[str, ...]:
    try:
        column_order(expressions)
    except CycleError as error:
        return error.labels
    return ()


def _natures(view: TableView, expressions: Mapping[str, Expression]) -> dict[str, Nature]:
    """The nature of every column: from its expression, else from the spec, its heading and its formats."""
    natures: dict[str, Nature] = {
        column.label: "ratio" if _is_ratio(view, column) else "additive"
        for column in view.table.columns
        if column.label not in expressions
    }
    for key, peer in view.peers.items():
        natures |= {f"{key}.{label}": kind for label, kind in peer.natures.items()}
    for label in column_order(expressions):
        natures[label] = nature(expressions[label], natures)
    for column in view.table.columns:
        column_spec = view.column_spec(column.label)
        if column_spec is not None and column_spec.kind is not None:
            natures[column.label] = "ratio" if column_spec.kind == "ratio" else "additive"
    return natures


def _is_ratio(view: TableView, column: TableColumn) -> bool:
    if view.column_spec(column.label) is not None:
        return False
    return column.label in view.remember(_ratios_by_look)


def _ratios_by_look(view: TableView) -> frozenset[str]:
    """The columns whose heading or format says that they hold ratios."""
    return frozenset(
        column.label
        for column in view.table.columns
        if is_ratio_heading(column.heading) or any(map(is_percent, view.body(column.label).formats))
    )


def unknown_columns(expression: Expression, labels: Iterable[str]) -> tuple[str, ...]:
    """The numbers of the columns an expression reads that the table does not have."""
    known = set(labels)
    return tuple(ref.label for ref in columns_of(expression) if ref.table is None and ref.label not in known)
