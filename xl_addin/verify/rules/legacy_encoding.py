"""U505 legacy-encoding: texts typed for TCVN3 (.VnTime) or VNI fonts, unreadable without them.

## What it does
Finds sheets whose texts are Latin-1 letters that only an old font draws as Vietnamese: `B×nh Ph­íc` (TCVN3), `Bình
Phöôùc` (VNI). Reported once for each sheet, at its first such cell, with the text as it was meant.

## Why it is bad
On a computer without the font the table reads as nonsense; searching, sorting and looking up names fail everywhere,
and headings such as `Tæng céng` are not recognised as the total.

## Example
`Céng hoµ x· héi chñ nghÜa ViÖt Nam` at the head of a form that has been copied on since the nineties.

## How to mend
Convert the texts to Unicode (UniKey's Toolkit: TCVN3 or VNI Windows to Unicode), then choose a Unicode font such as
Times New Roman.

## What is not detected
Texts of one word, texts in which any word would not be Vietnamese after conversion (names, abbreviations with marks),
plain ASCII texts under an old font, and other old encodings (VIQR, VPS, BK HCM).
"""

from collections.abc import Iterator
from functools import lru_cache

from xl_addin.case.case import Case
from xl_addin.language import Text
from xl_addin.unit_names.legacy_encoding import Legacy, from_legacy, may_be_legacy
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.verify.rule import Rule
from xl_addin.workbook.model.book import Sheet
from xl_addin.workbook.model.runs import kinds_of, stretches_of

RULE = Rule("U505", "legacy-encoding", Severity.WARNING)

_read = lru_cache(maxsize=4096)(from_legacy)


def check(case: Case) -> Iterator[Diagnostic]:
    """One finding for every visible sheet with texts in an old encoding."""
    for sheet in case.fresh.sheets:
        found = _old_texts(sheet) if sheet.visible else []
        if not found:
            continue
        row, column, typed, legacy = min(found, key=lambda one: one[:2])
        yield RULE.found(
            sheet.name,
            row,
            column,
            Text(
                "{count} ô gõ bằng bảng mã {encoding} thay vì Unicode, ví dụ “{typed}” là “{meant}”.",
                "{count} cells are typed in {encoding} instead of Unicode; “{typed}” means “{meant}”.",
            ).with_values(count=len(found), encoding=legacy.encoding, typed=_short(typed), meant=_short(legacy.text)),
            Text(
                "Chuyển sang Unicode bằng công cụ chuyển mã của UniKey, rồi chọn phông Times New Roman.",
                "Convert the texts to Unicode (UniKey's Toolkit), then choose a Unicode font.",
            ),
            expected=legacy.text,
            actual=typed,
        )


def _old_texts(sheet: Sheet) -> list[tuple[int, int, str, Legacy]]:
    return [
        (row, position, value, legacy)
        for position, column in sheet.columns.items()
        if str in kinds_of(column.values)
        for first, values in stretches_of(column.values)
        if may_be_legacy([value for value in values if type(value) is str])
        for row, value in enumerate(values, first)
        if isinstance(value, str) and not value.isascii() and (legacy := _read(value)) is not None
    ]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:60] + "…"
