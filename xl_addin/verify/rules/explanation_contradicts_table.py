"""V308 explanation-contradicts-table: the sheet that explains how quotas were shared says other figures than the table.

## What it does
Holds every block of the sheet `Cách chia` that xl-addin wrote to the table it explains, unit by unit, and to itself:
the parts of a block must add up to what its line says was shared.

## Why it is bad
The explanation is what an office shows when a unit asks why it got so much. One that explains other figures proves the
table wrong, or itself.

## Example
`Cách chia` says that 500 000 were shared and Đồng Xoài got 52 643; in the table Đồng Xoài has 53 696.

## How to mend
`xl-addin fill … --spec …` writes the explanation anew; a quota that was typed over by mistake is set back.

## What is not detected
Explanations that others wrote, blocks whose table or units are not found, and inputs that changed since (V307).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from xl_addin.case.case import Case
from xl_addin.case.kept.explained import block_of
from xl_addin.case.kept.shares import PART, UNIT, KeptShares, shares_kept
from xl_addin.case.table_view import TableView
from xl_addin.language import Text
from xl_addin.notation import exact
from xl_addin.unit_names.comparing import same_name_key
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.words import plain
from xl_addin.verify.rule import Rule
from xl_addin.workbook.model.book import EMPTY_COLUMN, Book

RULE = Rule("V308", "explanation-contradicts-table", Severity.ERROR)

_ADVICE = Text(
    "Ghi lại cách chia (xl-addin fill với đặc tả của chiến dịch), hoặc trả chỉ tiêu đã sửa nhầm về như cũ.",
    "Write the explanation anew (xl-addin fill with the campaign's spec), or set back a quota changed by mistake.",
)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every block, at the first cell that says something else than the table or the block itself."""
    blocks = shares_kept(case.fresh)
    for view in case.views if blocks else ():
        for label in view.table.labels:
            block = block_of(blocks, view.table, label, view.sheet)
            if block is not None:
                yield from _held_to_the_table(case.fresh, block, view, label)


def _held_to_the_table(book: Book, block: KeptShares, view: TableView, label: str) -> Iterator[Diagnostic]:
    quotas = _quotas(book, block, view, label)
    explained = {row: _part(book, block, row) for row in block.rows}
    differing = []
    for row, part in explained.items():
        unit = book[block.sheet].value(row, block.position + UNIT)
        quota = quotas.get(row)
        if part is not None and quota is not None and part != quota:
            differing.append((row, unit, part, quota))
    if differing:
        row, unit, part, quota = differing[0]
        cell = block.cell(row, PART)
        yield RULE.found(
            cell.sheet,
            cell.row,
            cell.column,
            Text(
                "Cách chia cột {label} của trang “{sheet}”: {unit} được giao {part}, trong bảng là {quota} ({count} "
                "đơn vị khác nhau).",
                "How column {label} of the sheet “{sheet}” was shared: {unit} got {part}, in the table {quota} "
                "({count} units differ).",
            ).with_values(label=label, sheet=view.table.sheet, unit=unit, part=part, quota=quota, count=len(differing)),
            _ADVICE,
            expected=plain(quota),
            actual=plain(part),
        )
        return
    parts = [part for part in explained.values() if part is not None]
    whole = sum(parts, Fraction(block.removed))
    if parts and len(parts) == len(explained) and whole != block.total:
        yield RULE.found(
            block.sheet,
            block.line_cell.row,
            block.line_cell.column,
            Text(
                "Cách chia cột {label} của trang “{sheet}”: ghi chia {total}, các đơn vị cộng lại được {whole}.",
                "How column {label} of the sheet “{sheet}” was shared: it says {total}, the units add up to {whole}.",
            ).with_values(label=label, sheet=view.table.sheet, total=block.total, whole=whole),
            _ADVICE,
            expected=plain(whole),
            actual=block.total,
        )


def _quotas(book: Book, block: KeptShares, view: TableView, label: str) -> Mapping[int, Fraction | None]:
    """The figure in the table for every row of the block: by place where both list the same names in one order.

    Else by name; units whose name stands twice cannot be told then.
    """
    column = book[block.sheet].columns.get(block.position + UNIT, EMPTY_COLUMN)
    names = {row: same_name_key(str(column.values.get(row) or "")) for row in block.rows}
    figures = [view.stored(row, label) for row in view.table.body_rows]
    keys = [same_name_key(view.unit_name(row)) for row in view.table.body_rows]
    if list(names.values()) == keys:
        return dict(zip(block.rows, figures, strict=True))
    often = {key for key, count in Counter(keys).items() if count > 1}
    by_name = dict(zip(keys, figures, strict=True))
    return {row: by_name[key] for row, key in names.items() if key and key in by_name and key not in often}


def _part(book: Book, block: KeptShares, row: int) -> Fraction | None:
    cell = block.cell(row, PART)
    value = book[cell.sheet].value(cell.row, cell.column)
    return exact(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
