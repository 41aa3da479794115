"""Lines about cells: before → after as the cells print it, and those that could not be calculated."""

from collections.abc import Iterable, Iterator

from xl_addin.engine.changes import Change
from xl_addin.engine.values.reasons import in_words
from xl_addin.formula.cells import CellRef
from xl_addin.language import Language, Text
from xl_addin.verify.judging.words import written
from xl_addin.workbook.model.book import Book, Unsupported, Value
from xl_addin.workbook.model.formats import display_text

_NOT_CALCULATED = Text("không tính được", "not calculated")
_EMPTY = "∅"


def change_lines(changes: Iterable[Change], book: Book, language: Language) -> Iterator[str]:
    """`Sheet!D9: 5.000 → 5.100`; with all digits where both would print the same."""
    for change in changes:
        code = book[change.cell.sheet].number_format(change.cell.row, change.cell.column)
        before, after = (_shown(value, code, language, book) for value in (change.before, change.after))
        if before == after:
            before, after = (_exactly(value, language) for value in (change.before, change.after))
        yield f"{change.cell}: {before} → {after}"


def unsupported_lines(cells: Iterable[tuple[CellRef, Unsupported]], language: Language) -> Iterator[str]:
    """`Sheet!D9: không tính được: hàm không được hỗ trợ: FOO`."""
    for cell, why in cells:
        yield f"{cell}: {_NOT_CALCULATED.in_language(language)}: {in_words(why.reason).in_language(language)}"


def _shown(value: Value, code: str, language: Language, book: Book) -> str:
    if isinstance(value, Unsupported):
        return _NOT_CALCULATED.in_language(language)
    if value is None:
        return _EMPTY
    if code == "General" and isinstance(value, int | float) and not isinstance(value, bool):
        return written(value).in_language(language)
    return display_text(value, code, language, book)


def _exactly(value: Value, language: Language) -> str:
    text = repr(value) if isinstance(value, str | float) else str(value)
    return text.replace(".", ",") if isinstance(value, float) and language == "vi" else text
