"""F206 stale-cached-value: the file shows an old result, a recalculation gives another.

## What it does
Compares the value stored beside every formula with a fresh calculation; only where the difference starts, once for
each column.

## Why it is bad
Previews, mail and Protected View show what the file stored, not what Excel would calculate.

## Example
A program changed the inputs and did not recalculate; or Formulas › Calculation Options is set to manual.

Where Excel itself calculated the book, and left no result old, a difference says something about this program: then
it is a note, and Excel's result stays.

## How to mend
Open the file in Excel, press Ctrl+Alt+F9 and save; or `xl-addin recalc FILE -o NEW`. `xl-addin fix` never does it.

## What is not detected
Formulas whose result changes by itself (TODAY, RAND), and those that cannot be calculated here (F209).
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.formula_text import is_volatile
from xl_addin.engine.changes import same_result
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.roots import roots
from xl_addin.verify.judging.words import written
from xl_addin.verify.rule import Rule
from xl_addin.workbook.model.book import Unsupported, Value
from xl_addin.workbook.model.run_parts import part_of
from xl_addin.workbook.model.runs import formula_runs_of, shown, stretches_of

RULE = Rule("F206", "stale-cached-value", Severity.WARNING)

_OLD = Text(
    "Tệp lưu kết quả cũ {cached}, tính lại được {fresh}{more}.",
    "The file stores an old result, {cached}; recalculated it is {fresh}{more}.",
)
_RECALCULATE = Text(
    "Mở tệp bằng Excel, nhấn Ctrl+Alt+F9 để tính lại rồi lưu; hoặc chạy xl-addin recalc TỆP -o TỆP_MỚI.",
    "Open the file in Excel, press Ctrl+Alt+F9 to recalculate, save; or run xl-addin recalc FILE -o NEW.",
)
_UNLIKE_EXCEL = Text(
    "Excel tính được {cached}, chương trình này tính được {fresh}{more}; kết quả của Excel được giữ nguyên.",
    "Excel calculated {cached}, this program {fresh}{more}; Excel's result is kept.",
)
_REPORT = Text(
    "Nếu Excel đúng, hãy báo cho người phát triển kèm tệp; nếu tệp bị chương trình khác sửa, hãy mở bằng Excel, nhấn "
    "Ctrl+Alt+F9 rồi lưu.",
    "If Excel is right, report it with the file; if another program changed the file, open it in Excel, press "
    "Ctrl+Alt+F9 and save.",
)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every column in which stale values start, at the first such cell."""
    stale = dict(_differing(case))
    first_in_column: dict[tuple[str, int], list[CellRef]] = {}
    for cell in roots(case.fresh, stale):
        if not is_volatile(case.fresh[cell.sheet].formula(cell.row, cell.column) or ""):
            first_in_column.setdefault((cell.sheet, cell.column), []).append(cell)
    by_excel = case.book.calculated_by_excel
    for cells in first_in_column.values():
        first = cells[0]
        cached, fresh = stale[first]
        more = (
            Text(" (cùng {count} ô khác của cột)", " (and {count} more cells of the column)").with_values(
                count=len(cells) - 1
            )
            if len(cells) > 1
            else Text("", "")
        )
        yield RULE.found(
            first.sheet,
            first.row,
            first.column,
            (_UNLIKE_EXCEL if by_excel else _OLD).with_values(cached=_shown(cached), fresh=_shown(fresh), more=more),
            _REPORT if by_excel else _RECALCULATE,
            expected=_evidence(fresh),
            actual=_evidence(cached),
            severity=Severity.NOTE if by_excel else None,
        )


def _differing(case: Case) -> Iterator[tuple[CellRef, tuple[Value, Value]]]:
    """The formula cells whose stored result is not the calculated one, or changes by itself, with both."""
    for sheet, now in zip(case.book.sheets, case.fresh.sheets, strict=True):
        for index, column in sorted(sheet.columns.items()):
            stored = stretches_of(column.values)
            calculated = stretches_of(now.columns[index].values)
            for first, last, form in formula_runs_of(column.formulas):
                before, after = part_of(stored, first, last), part_of(calculated, first, last)
                volatile = is_volatile(form.at(first))
                if before == after and not volatile:
                    continue
                for row, cached, fresh in zip(range(first, last + 1), before, after, strict=True):
                    if cached is None or isinstance(fresh, Unsupported):
                        continue
                    if volatile or not same_result(cached, fresh):
                        yield CellRef(sheet.name, row, index), (shown(cached), shown(fresh))


def _shown(value: Value) -> object:
    return written(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _evidence(value: Value) -> float | int | str | None:
    return value if value is None or isinstance(value, int | float | str) else str(value)
