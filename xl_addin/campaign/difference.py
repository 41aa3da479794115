"""What a list of edits would change, cell by cell, as a person reads it before saying yes."""

from collections.abc import Iterator, Sequence

from xl_addin.language import Language, shown
from xl_addin.workbook.edits.edit import CellEdit, SetFormula
from xl_addin.workbook.model.book import Book


def difference(book: Book, edits: Sequence[CellEdit], language: Language) -> Iterator[str]:
    """One line per edit, `Sheet!D9: before → after`; formulas as formulas, an empty cell as `∅`.

    What would look the same is told apart: a text that reads as a number stands in quotes, a number has all its digits.
    """
    for edit in edits:
        sheet = book[edit.cell.sheet]
        before = sheet.formula(edit.cell.row, edit.cell.column) or sheet.value(edit.cell.row, edit.cell.column)
        after = edit.formula if isinstance(edit, SetFormula) else edit.value
        texts = [_shown(value, language) for value in (before, after)]
        if texts[0] == texts[1]:
            texts = [_exactly(value, language) for value in (before, after)]
        yield f"{edit.cell}: {texts[0]} → {texts[1]}"


def _shown(value: object, language: Language) -> str:
    return "∅" if value is None else shown(value, language)


def _exactly(value: object, language: Language) -> str:
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, float) and not value.is_integer():
        text = repr(value)
        return text.replace(".", ",") if language == "vi" else text
    return _shown(value, language)
