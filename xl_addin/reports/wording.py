"""The words every report for people shares."""

from collections import Counter
from collections.abc import Iterable

from xl_addin.language import Language, Text
from xl_addin.verify.diagnostic import Diagnostic, Severity

SEVERITY = {
    Severity.ERROR: Text("Lỗi", "Error"),
    Severity.WARNING: Text("Cảnh báo", "Warning"),
    Severity.NOTE: Text("Ghi chú", "Note"),
}

_COUNTED = {
    Severity.ERROR: (Text("{count} lỗi", "{count} error"), Text("{count} lỗi", "{count} errors")),
    Severity.WARNING: (
        Text("{count} cảnh báo", "{count} warning"),
        Text("{count} cảnh báo", "{count} warnings"),
    ),
    Severity.NOTE: (Text("{count} ghi chú", "{count} note"), Text("{count} ghi chú", "{count} notes")),
}


def counted(diagnostics: tuple[Diagnostic, ...], language: Language) -> str:
    """`9 lỗi, 2 cảnh báo`; empty without findings."""
    parts = []
    for severity in sorted(Severity, reverse=True):
        count = sum(one.severity == severity for one in diagnostics)
        if count:
            parts.append(_COUNTED[severity][count > 1].with_values(count=count).in_language(language))
    return ", ".join(parts)


def by_code(diagnostics: Iterable[Diagnostic]) -> str:
    """`F202 (2), V304 (1)`."""
    counts = sorted(Counter(one.code for one in diagnostics).items())
    return ", ".join(f"{code} ({count})" for code, count in counts)


def place_of(one: Diagnostic) -> str:
    """`Giai đoạn 1!D20`, the sheet, or nothing for the whole book."""
    return "!".join(part for part in (one.sheet, one.cell) if part)


WHOLE_BOOK = Text("Cả tệp", "Whole book")
CLEAN = Text("Không phát hiện sai sót nào.", "No findings.")
NOTHING_FOUND = Text("không phát hiện sai sót nào", "no findings")
UNREADABLE = Text("Không kiểm tra được", "Could not be checked")
FORMULAS_UNSEEN = Text(
    "Tệp này chỉ đọc được giá trị: công thức và ô báo lỗi (#DIV/0!…) không được kiểm tra. "
    "Hãy lưu thành .xlsx để kiểm tra đủ.",
    "Only this file's values were read: formulas and error values (#DIV/0! …) were not checked. "
    "Save it as .xlsx to check everything.",
)
ADVICE = Text("Cách sửa", "How to mend")
PASSED_OVER = Text(
    "Bỏ qua {count} phát hiện theo ghi chú của ô hoặc theo đặc tả.",
    "{count} passed over as a cell's comment or the spec says.",
)
MORE = Text("và {count} phát hiện {code} nữa (--all để xem hết)", "and {count} more {code} (--all shows them)")
ALL_FILES = Text(
    "{files} tệp: {findings} tệp có phát hiện, {unreadable} tệp không kiểm tra được; {counted}.",
    "{files} files: {findings} with findings, {unreadable} could not be checked; {counted}.",
)
