"""C802 suppression-unused: a finding was to be passed over, but there is none, or no reason is given.

## What it does
Reports suppressions in cell comments (`xl-addin: bỏ qua V302 – lý do`) and in a spec (`suppressions`) that suppress
nothing, name a code that does not exist, or give no reason. Without a reason a suppression has no effect.

## Why it is bad
A suppression left behind after the mistake was mended will hide the next one in the same cell.

## Example
The comment `xl-addin: bỏ qua V302 – đang chờ số của huyện` on a total that adds up since the district reported.

## How to mend
Delete the comment, or give the reason: `xl-addin: bỏ qua V302 – lý do`, in English `xl-addin: ignore V302 - reason`.

## What is not detected
Suppressions of rules left out by `--select` or `--ignore`, and those of a spec in a workbook that has none of the
spec's tables: there is nothing to compare them with.
"""

from xl_addin.language import Text
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule

RULE = Rule("C802", "suppression-unused", Severity.NOTE)


def unused(sheet: str | None, row: int | None, column: int | None, code: str) -> Diagnostic:
    """A suppression that suppressed nothing."""
    return RULE.found(
        sheet,
        row,
        column,
        Text("Lời bỏ qua {code} không còn tác dụng.", "The suppression of {code} suppresses nothing.").with_values(
            code=code
        ),
        Text("Xóa lời bỏ qua.", "Delete the suppression."),
        actual=code,
    )


def unknown(sheet: str | None, row: int | None, column: int | None, code: str) -> Diagnostic:
    """A suppression of a code that does not exist."""
    return RULE.found(
        sheet,
        row,
        column,
        Text(
            "Lời bỏ qua ghi mã {code}, không có mã này.", "The suppression names {code}; there is no such code."
        ).with_values(code=code),
        Text("Xem các mã bằng `xl-addin explain`.", "`xl-addin explain` lists the codes."),
        actual=code,
    )


def without_reason(sheet: str | None, row: int | None, column: int | None, code: str) -> Diagnostic:
    """A suppression without a reason, which has no effect."""
    return RULE.found(
        sheet,
        row,
        column,
        Text(
            "Lời bỏ qua {code} thiếu lý do nên không có tác dụng.",
            "The suppression of {code} gives no reason, so it has no effect.",
        ).with_values(code=code),
        Text("Ghi: `xl-addin: bỏ qua {code} – lý do`.", "Write `xl-addin: ignore {code} - reason`.").with_values(
            code=code
        ),
        actual=code,
    )
