"""A workbook that tries every documented example of every function: `ĐÚNG` or `SAI` beside each.

Made for the release checklist; the headless engine must find every line right before a real Excel is asked.
"""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.functions.arguments import Cell
from xl_addin.functions.example import Example
from xl_addin.functions.registry import user_functions
from xl_addin.workbook.model.book import CellError

SUMMARY = "Tổng hợp"
RIGHT, WRONG = "ĐÚNG", "SAI"
_FORMULA, _RESULT, _EXPECTED, _VERDICT = 15, 16, 17, 18
"""Columns O to R: no example is wider than twelve columns."""
_HEADINGS = {_FORMULA: "Công thức", _RESULT: "Kết quả", _EXPECTED: "Phải là", _VERDICT: "Đánh giá"}
# ERROR.TYPE's numbers.
_ERRORS = {"#DIV/0!": 2, "#VALUE!": 3, "#NUM!": 6, "#N/A": 7}


def function_book() -> bytes:
    """The workbook as a file: one sheet for each example, and a summary that counts what is wrong."""
    book = Workbook()
    summary = book.active
    assert isinstance(summary, Worksheet)
    summary.title = SUMMARY
    verdicts = []
    for function in user_functions():
        for number, example in enumerate(function.examples, 1):
            sheet = book.create_sheet(f"{function.name.removeprefix('CT_')} {number}")
            rows = _try(sheet, example)
            verdicts.append((function.name, sheet.title, rows))
    _sum_up(summary, verdicts)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _try(sheet: Worksheet, example: Example) -> int:
    """Put an example on its sheet, from A1 on as its formula reads it; how many results it has."""
    for row, cells in enumerate(example.sheet, 1):
        for column, cell in enumerate(cells, 1):
            _put(sheet, row, column, cell)
    for column, heading in _HEADINGS.items():
        sheet.cell(1, column, heading).font = Font(bold=True)
    result = example.result
    places: list[tuple[str, Cell]] = (
        [
            (f"INDEX({example.call[1:]},{row},{column})", cell)
            for row, cells in enumerate(result, 1)
            for column, cell in enumerate(cells, 1)
        ]
        if isinstance(result, tuple)
        else [(example.call[1:], result)]
    )
    for row, (formula, expected) in enumerate(places, 2):
        _put(sheet, row, _FORMULA, formula)
        _put(sheet, row, _RESULT, f"={formula}")
        shown = sheet.cell(row, _RESULT).coordinate
        if isinstance(result, tuple):
            # Older Excel would hand a function only the cell of a range in the formula's own row.
            sheet[shown] = ArrayFormula(shown, f"={formula}")
        _put(sheet, row, _EXPECTED, expected)
        wanted = sheet.cell(row, _EXPECTED).coordinate
        sheet.cell(row, _VERDICT, f'=IF({_agrees(shown, wanted, expected)},"{RIGHT}","{WRONG}")')
    return len(places)


def _agrees(shown: str, wanted: str, expected: Cell) -> str:
    if isinstance(expected, CellError):
        return f"IFERROR(ERROR.TYPE({shown}),0)={_ERRORS[expected.code]}"
    if expected == "":
        return f'IFERROR({shown}="",FALSE)'
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return f"IFERROR(ABS({shown}-{wanted})<0.000000001,FALSE)"
    return f"IFERROR({shown}={wanted},FALSE)"


def _put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    place = sheet.cell(row, column, cell.code if isinstance(cell, CellError) else cell)
    if isinstance(cell, date):
        place.number_format = "dd/mm/yyyy"
    elif isinstance(cell, str) and column != _RESULT:
        # A notation or a figure kept as text stays text.
        place.data_type = "s"


def _sum_up(summary: Worksheet, verdicts: list[tuple[str, str, int]]) -> None:
    for column, heading in enumerate(("Hàm", "Trang", "Số kết quả", "Số kết quả sai", "Đánh giá"), 1):
        summary.cell(3, column, heading).font = Font(bold=True)
    for row, (function, title, count) in enumerate(verdicts, 4):
        area = f"'{title}'!$R$2:$R${count + 1}"
        wrong, verdict = f'={count}-COUNTIF({area},"{RIGHT}")', f'=IF(D{row}=0,"{RIGHT}","{WRONG}")'
        cells: tuple[str | int, ...] = (function, title, count, wrong, verdict)
        for column, value in enumerate(cells, 1):
            summary.cell(row, column, value)
        summary.cell(row, 2).hyperlink = f"#'{title}'!O1"
    last = len(verdicts) + 3
    summary["A1"] = f'=IF(SUM(D4:D{last})=0,"Mọi hàm cho kết quả đúng","Có "&SUM(D4:D{last})&" kết quả sai")'
    summary["A1"].font = Font(bold=True, size=14)
    for letter, width in zip("ABCDE", (18, 16, 12, 16, 12), strict=True):
        summary.column_dimensions[letter].width = width
