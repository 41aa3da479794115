"""What explains and checks a share follows it: the block of `Cách chia`, and the check that reads the block."""

from collections.abc import Iterator, Sequence

from xl_addin.campaign.column_values import CalculatedTable, ColumnPlan
from xl_addin.campaign.filling.fill_edits import Parameters
from xl_addin.campaign.filling.found_plan import FoundPlan
from xl_addin.campaign.filling.found_tables import FoundTable
from xl_addin.campaign.parameter_texts import heading_texts
from xl_addin.campaign.sharing.shared import Shared, inputs_kept
from xl_addin.case.kept.checks import INPUT_CHECK, check_cell, inputs_changed
from xl_addin.case.kept.explained import block_of
from xl_addin.case.kept.shares import BASIS, HEADINGS, LIMIT, KeptShares, line, title, unit_row
from xl_addin.formula.cells import address
from xl_addin.language import Text
from xl_addin.spec.model import Spec
from xl_addin.table.model import NumberedTable
from xl_addin.workbook.edits.edit import CellEdit, SetFormula, SetValue
from xl_addin.workbook.edits.edited import changes_something
from xl_addin.workbook.model.book import Book, Sheet

_TOO_FEW_ROWS = Text(
    "{place}: cách chia cột {label} của trang “{table}” có {rows} dòng, bảng có {units} đơn vị, nên không ghi lại "
    "được; hãy lập sổ tính mới từ số liệu này",
    "{place}: how column {label} of the sheet “{table}” was shared has {rows} rows and the table {units} units, so it "
    "could not be written anew; make a new workbook from these figures",
)
_WRITTEN_ANEW = Text(
    "{place}: đã ghi lại cách chia cột {label} của trang “{table}”",
    "{place}: how column {label} of the sheet “{table}” was shared is written anew",
)


def explained(
    found: FoundTable,
    plan: FoundPlan,
    result: CalculatedTable,
    blocks: Sequence[KeptShares],
    book: Book,
    spec: Spec | None,
    parameters: Parameters,
) -> tuple[list[CellEdit], list[Text]]:
    """The edits of everything that explains or checks a table's shares, and what to tell the user."""
    edits: list[CellEdit] = []
    notes: list[Text] = []
    table, sheet = found.table, book[found.table.sheet]
    for column in plan.columns:
        if not isinstance(column.source, Shared):
            continue
        block = block_of(blocks, table, column.label, sheet)
        if block is None:
            continue
        if len(block.rows) < len(table.body_rows):
            notes.append(_about(_TOO_FEW_ROWS, block, table, column.label))
            continue
        made = list(_block_edits(block, found, column, result, sheet, spec))
        if any(changes_something(edit, book[block.sheet]) for edit in made):
            notes.append(_about(_WRITTEN_ANEW, block, table, column.label))
        edits += [*made, *_check_edits(block, table, column.label, column.source, sheet, parameters)]
    return edits, notes


def _about(text: Text, block: KeptShares, table: NumberedTable, label: str) -> Text:
    return text.with_values(
        place=str(block.title_cell),
        label=label,
        table=table.sheet,
        rows=len(block.rows),
        units=len(table.body_rows),
    )


def _block_edits(
    block: KeptShares, found: FoundTable, plan: ColumnPlan, result: CalculatedTable, sheet: Sheet, spec: Spec | None
) -> Iterator[CellEdit]:
    """The block as it must stand once the column holds these shares."""
    table, source, shared = found.table, plan.source, result.shared[plan.label]
    assert isinstance(source, Shared)
    yield SetValue(block.title_cell, title(table.sheet, plan.label, _heading(block, found, plan.label, spec)))
    yield SetValue(block.line_cell, line(shared.outcome, source.how()))
    limits = shared.limits or (None,) * len(shared.basis)
    units = zip(block.rows, table.body_rows, shared.basis, limits, shared.outcome.steps, strict=False)
    for index, (row, unit_row_in_table, weight, limit, step) in enumerate(units):
        name = _name(sheet, table, unit_row_in_table)
        for part, value in enumerate(unit_row(index, name, weight, limit, step)):
            yield SetValue(block.cell(row, part), value)
    for row in block.rows[len(table.body_rows) :]:
        for part in range(len(HEADINGS)):
            yield SetValue(block.cell(row, part), None)


def _check_edits(
    block: KeptShares, table: NumberedTable, label: str, source: Shared, sheet: Sheet, parameters: Parameters
) -> Iterator[CellEdit]:
    cell = check_cell(sheet, table, label, INPUT_CHECK)
    rows, units = table.body_rows, len(table.body_rows)
    if cell is None or rows[-1] - rows[0] + 1 != units:
        return

    def body(column: str) -> str:
        position = table.column(column).position
        return f"{address(rows[0], position)}:{address(rows[-1], position)}"

    kept = inputs_kept(source, block.column(BASIS, units), block.column(LIMIT, units), body, parameters.written)
    yield SetFormula(cell, inputs_changed(kept)) if kept else SetValue(cell, None)


def _heading(block: KeptShares, found: FoundTable, label: str, spec: Spec | None) -> str:
    """The heading as the block has it, with the parameters of today."""
    if spec is not None and found.spec is not None:
        for text in heading_texts(spec, found.spec.column(label)):
            if text.stands_in(block.heading):
                return text.text
    return block.heading


def _name(sheet: Sheet, table: NumberedTable, row: int) -> str:
    value = None if table.unit_column is None else sheet.value(row, table.unit_column.position)
    return "" if value is None else str(value)
