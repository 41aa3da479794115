"""F205 error-value: a cell shows `#DIV/0!`, `#REF!`, `#N/A` …, and so does everything calculated from it.

## What it does
Finds error values after recalculation and reports the cells where an error starts.

## Why it is bad
The error spreads into totals and reports; a printed `#DIV/0!` tells the reader that nobody looked.

## Example
The average per team is `=J9/K9` and one commune has no team yet: `#DIV/0!`, and again in the total.

## How to mend
Where a divisor may be empty or 0, guard it: `=IF(K9=0,"",J9/K9)`. `#REF!` means that a cell the formula needed was
deleted: write the formula again.

## What is not detected
Cells that only show the error of another cell, and errors a formula catches itself (IFERROR).
"""

from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.formula.cells import CellRef
from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.roots import roots
from xl_addin.verify.rule import Cause, Rule
from xl_addin.workbook.model.book import CellError
from xl_addin.workbook.model.runs import kinds_of

RULE = Rule(
    "F205",
    "error-value",
    Severity.ERROR,
    causes=(Cause("row", frozenset({"I401", "I402", "I405"}), shown=frozenset({"#DIV/0!", "#VALUE!"})),),
)

_ADVICE = {
    "#DIV/0!": Text(
        'Số chia bằng 0 hoặc trống: điền số chia, hoặc viết =IF(số chia=0;"";…).',
        'The divisor is 0 or empty: fill it in, or write =IF(divisor=0,"",…).',
    ),
    "#REF!": Text(
        "Công thức trỏ tới ô đã bị xóa: viết lại công thức.",
        "The formula points to a deleted cell: write it again.",
    ),
    "#NAME?": Text(
        "Công thức dùng tên hàm hoặc tên vùng không có: sửa tên.",
        "The formula uses a function or name that does not exist: correct it.",
    ),
    "#VALUE!": Text(
        "Công thức tính trên ô chứa chữ: sửa ô đầu vào thành số.",
        "The formula calculates with text: make the input a number.",
    ),
    "#N/A": Text(
        "Không tìm thấy giá trị cần tra: kiểm tra tên đơn vị ở bảng tra.",
        "The value looked up was not found: check the name in the table it is looked up in.",
    ),
}
_OTHER = Text("Sửa công thức hoặc số đầu vào của ô.", "Mend the formula or its inputs.")


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every cell where an error starts."""
    errors = {
        CellRef(sheet.name, row, index): value
        for sheet in case.fresh.sheets
        for index, column in sheet.columns.items()
        if CellError in kinds_of(column.values)
        for row, value in column.values.items()
        if isinstance(value, CellError)
    }
    for cell in roots(case.fresh, errors):
        code = errors[cell].code
        yield RULE.found(
            cell.sheet,
            cell.row,
            cell.column,
            Text("Ô báo lỗi {code}.", "The cell shows {code}.").with_values(code=code),
            _ADVICE.get(code, _OTHER),
            actual=code,
        )
