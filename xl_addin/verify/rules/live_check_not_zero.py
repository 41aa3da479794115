"""V307 live-check-not-zero: a cell that the book itself calls a check, and that must be 0, is not.

## What it does
Looks for labels that say of the cells beside or under them that they must be 0 (“phải bằng 0”, “must be 0”), and for
rows or columns called only “Kiểm tra” or “Check” whose formulas are differences. Their recalculated value, as
displayed, must be 0.

## Why it is bad
Whoever made the book built the check in for this case: figures have changed and what was shared from them has not.

## Example
“Kiểm tra: tổng − chỉ tiêu (phải bằng 0)” shows 10 000, because the target was raised and the quotas were not.

## How to mend
Apportion again (`xl-addin fill … --spec …`), or set the figure that was changed by mistake back.

## What is not detected
Checks that print words (“Đúng”, “Sai”) or TRUE and FALSE, “Chênh lệch” without “phải bằng 0” (most differences are
no checks), checks that cannot be calculated (F205, F209), and hidden sheets.
"""

import re
from collections.abc import Iterator

from xl_addin.case.case import Case
from xl_addin.case.kept.finding import texts
from xl_addin.formula.calls import sole_call
from xl_addin.formula.reference import Reference, pieces
from xl_addin.language import Text
from xl_addin.table.words import folded
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.judging.words import plain, shortened, written
from xl_addin.verify.rule import Cause, Rule
from xl_addin.workbook.model.book import Sheet
from xl_addin.workbook.model.formats import displayed

RULE = Rule("V307", "live-check-not-zero", Severity.ERROR, causes=(Cause("column", frozenset({"V305"})),))

_MUST_BE_ZERO = re.compile(r"\b(?:phải (?:bằng|là|=)|(?:must|should) (?:be|equal)) ?(?:0|không|zero)(?![\d.,%])")
_ONLY_CHECK = re.compile(r"(?:ô |dòng |cột )?(?:kiểm tra(?: (?:tổng|chéo|cân đối))?|check)[:.]?")
_HINTS = ("kiểm tra", "phải", "must", "should", "check")
_FARTHEST = 200
"""Columns to the right of a label that are looked at."""


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every check cell that shows another figure than 0."""
    for sheet in case.fresh.sheets:
        if not sheet.visible:
            continue
        seen: set[tuple[int, int]] = set()
        for row, column, label, sure in list(_labels(sheet)):
            for at in (*_beside(sheet, row, column), *_under(sheet, row, column)):
                if at not in seen and (sure or _is_difference(sheet.formula(*at) or "")):
                    seen.add(at)
                    yield from _found(sheet, *at, label)


def _labels(sheet: Sheet) -> Iterator[tuple[int, int, str, bool]]:
    """The labels of checks, and whether they say so beyond doubt."""
    for row, column, text in texts(sheet, _HINTS):
        words = folded(text)
        sure = _MUST_BE_ZERO.search(words) is not None
        if (sure or _ONLY_CHECK.fullmatch(words)) and sheet.formula(row, column) is None:
            yield row, column, " ".join(text.split()), sure


def _beside(sheet: Sheet, row: int, column: int) -> Iterator[tuple[int, int]]:
    """The formulas to the right of a label, up to the next text that is none."""
    for position in sorted(each for each in sheet.columns if column < each <= column + _FARTHEST):
        if sheet.formula(row, position) is not None:
            yield row, position
        elif isinstance(sheet.value(row, position), str):
            return


def _under(sheet: Sheet, row: int, column: int) -> Iterator[tuple[int, int]]:
    """The formulas directly under a heading: column numbers and empty rows of the header may come first."""
    formulas = sorted(each for each in sheet.columns[column].formulas if each > row)
    if not formulas or formulas[0] > row + 4:
        return
    values = sheet.columns[column].values
    if any(isinstance(values.get(between), str) for between in range(row + 1, formulas[0])):
        return
    for expected, at in enumerate(formulas, formulas[0]):
        if at != expected:
            return
        yield at, column


def _is_difference(formula: str) -> bool:
    """Whether a formula subtracts at its top: `=D20-B3`, `=ABS(D20-B3)`, `=ROUND(SUM(D9:D19)-B3,0)`."""
    body = formula.lstrip("=+").strip()
    call = sole_call(body)
    if call is not None:
        return call.name in ("", "ABS", "ROUND", "SUMPRODUCT") and _is_difference(call.arguments[0])
    depth = 0
    for index, piece in enumerate(pieces(body)):
        if isinstance(piece, Reference):
            continue
        if piece.text.endswith("("):
            depth += 1
        elif piece.text == ")":
            depth -= 1
        elif piece.text == "-" and depth == 0 and index:
            return True
    return False


def _found(sheet: Sheet, row: int, column: int, label: str) -> Iterator[Diagnostic]:
    value = sheet.value(row, column)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    shown = displayed(value, sheet.number_format(row, column))
    if shown == 0 or abs(value) < 1e-6:  # binary noise
        return
    yield RULE.found(
        sheet.name,
        row,
        column,
        Text(
            "“{label}”: ô này đang là {value} ({formula}).",
            "“{label}”: this cell is {value} ({formula}).",
        ).with_values(label=shortened(label), value=written(shown), formula=shortened(sheet.formula(row, column))),
        Text(
            "Số liệu hoặc tham số đã đổi từ lần phân bổ trước: phân bổ lại, hoặc trả số đã đổi về như cũ.",
            "Figures or parameters have changed since the column was shared: apportion again, or set them back.",
        ),
        expected=0,
        actual=plain(shown),
    )
