"""Unit sheets are never cut in silence from wrong figures: an error in the cells that are cut stops it."""

from collections.abc import Iterable, Sequence, Set
from typing import Any

from xl_addin.campaign.cutting.units.unit_rows import UnitInTables
from xl_addin.language import Text
from xl_addin.problem import Problem
from xl_addin.table.model import NumberedTable
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rules.allocation_misses_target import RULE as MISSES_TARGET

SHOWN = 20
# Found in the total row, and about what every unit was given.
_ABOUT_THE_COLUMN = {MISSES_TARGET.code}
_STOPPED = Text(
    "có {count} lỗi trong các ô sẽ cắt thành phiếu, chưa ghi phiếu nào; hãy sửa rồi cắt lại",
    "there are {count} errors in the cells to be cut, no unit sheet was written; mend them and cut again",
)
_MORE = Text("và {count} lỗi khác", "and {count} more")
_WARNING = Text(
    "Các phiếu này được cắt khi sổ còn {count} lỗi trong các ô được cắt; hãy sửa sổ và cắt lại trước khi giao.",
    "These sheets were cut while the book had {count} errors in the cells that were cut; mend it and cut again.",
)


class WrongFigures(Problem):
    """The book's own tables contradict what would be cut; `findings` say where."""

    def __init__(self, findings: Sequence[Diagnostic], file: str) -> None:
        lines = [one.message if one.cell is None else _at(one) for one in findings[:SHOWN]]
        if len(findings) > SHOWN:
            lines.append(_MORE.with_values(count=len(findings) - SHOWN))
        told = [_STOPPED.with_values(count=len(findings)), *lines]
        text = Text("\n  ".join(line.vi for line in told), "\n  ".join(line.en for line in told))
        super().__init__(text, file=file)
        self.findings = tuple(findings)


def errors_in(
    findings: Iterable[Diagnostic], tables: Sequence[NumberedTable], units: Sequence[UnitInTables]
) -> tuple[Diagnostic, ...]:
    """The errors among findings that stand in the cells of these tables that are cut, or are about them."""
    rows = [
        {row for unit in units for row in (*unit.rows[index].rows, unit.rows[index].first)}
        for index in range(len(tables))
    ]
    return tuple(
        one
        for one in findings
        if one.severity is Severity.ERROR
        and any(_is_about(one, table, own) for table, own in zip(tables, rows, strict=True))
    )


def noted(findings: Sequence[Diagnostic]) -> dict[str, Any]:
    """What the manifest says of sheets that were cut in spite of errors; nothing without any."""
    if not findings:
        return {}
    return {
        "warning": _WARNING.with_values(count=len(findings)).vi,
        "errors": [
            {"code": one.code, "name": one.name, "sheet": one.sheet, "cell": one.cell, "message": one.message.vi}
            for one in findings
        ],
    }


def _is_about(one: Diagnostic, table: NumberedTable, units: Set[int]) -> bool:
    if one.sheet != table.sheet:
        return False
    if one.row is None or one.column is None:
        return True
    rows = {*units, *table.header_rows, table.number_row, table.formula_row}
    if one.code in _ABOUT_THE_COLUMN:
        rows.add(table.total_row)
    return one.row in rows and one.column in {column.position for column in table.columns}


def _at(one: Diagnostic) -> Text:
    place = f"{one.sheet}!{one.cell}: "
    return Text(place + one.message.vi, place + one.message.en)
