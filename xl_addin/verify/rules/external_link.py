"""F208 external-link: a formula reads another workbook.

## What it does
Finds formulas and names that refer to a cell of another file.

## Why it is bad
Sent out, the workbook keeps the last value it saw, or asks its reader to update links to a file that is not there.

## Example
`='[bao-cao-thang-6.xlsx]Tổng hợp'!D9` in the table a province receives.

## How to mend
Copy the figures in as values (Paste Special › Values), or bring the sheet into this workbook.

## What is not detected
Links of charts, pictures, pivot tables and data connections. The add-in's own functions are no links.
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.formula_text import external_books
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule
from xl_addin.workbook.model.runs import formula_runs_of

RULE = Rule("F208", "external-link", Severity.WARNING)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding per sheet and linked workbook, at the first cell that reads it."""
    found: dict[tuple[str, str], list[CellRef]] = {}
    for sheet in case.book.sheets:
        for index, column in sorted(sheet.columns.items()):
            for first_row, last_row, form in formula_runs_of(column.formulas):
                for book in external_books(form.at(first_row)):
                    reading = found.setdefault((sheet.name, book), [])
                    reading += (CellRef(sheet.name, row, index) for row in range(first_row, last_row + 1))
    for (name, book), cells in found.items():
        first = min(cells, key=lambda cell: (cell.row, cell.column))
        yield RULE.found(
            name,
            first.row,
            first.column,
            Text(
                "{count} ô của trang tính lấy số từ tệp khác ({book}); số đó không kiểm tra được ở đây.",
                "{count} cells of the sheet read another workbook ({book}); those figures cannot be checked here.",
            ).with_values(count=len(cells), book=_file_name(book)),
            Text(
                "Chép số vào dưới dạng giá trị, hoặc đưa trang tính nguồn vào cùng tệp.",
                "Copy the figures in as values, or bring the source sheet into this workbook.",
            ),
            actual=case.book[name].formula(first.row, first.column),
        )


def _file_name(book: str) -> str:
    """Files keep `[1]` for the first linked workbook."""
    return f"liên kết số {book}" if book.isdigit() else book
