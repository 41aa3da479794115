"""What a list of edits would change, cell by cell, as a person reads it before saying yes."""

from collections.abc import Iterator, Sequence

from xl_addin.language import Language, shown
from xl_addin.workbook.edits.edit import CellEdit, Edit, SetFormula
from xl_addin.workbook.model.book import Book, Value
from xl_addin.workbook.model.formats import display_text, is_percent, read_format


def difference(book: Book, edits: Sequence[Edit], language: Language) -> Iterator[str]:
    """One line per cell that is changed, `Sheet!D9: before → after`; formulas as formulas, an empty cell as `∅`.

    What would look the same is told apart: a text that reads as a number stands in quotes, a number has all its digits.
    """
    for edit in edits:
        if not isinstance(edit, CellEdit):
            continue
        sheet = book[edit.cell.sheet]
        before = sheet.formula(edit.cell.row, edit.cell.column) or sheet.value(edit.cell.row, edit.cell.column)
        after = edit.formula if isinstance(edit, SetFormula) else edit.value
        code = sheet.number_format(edit.cell.row, edit.cell.column)
        texts = [_shown(value, code, book, language) for value in (before, after)]
        if texts[0] == texts[1]:
            texts = [_exactly(value, language) for value in (before, after)]
        yield f"{edit.cell}: {texts[0]} → {texts[1]}"


def _shown(value: Value, code: str, book: Book, language: Language) -> str:
    """As the cell prints it where its number is a date or percentage."""
    if isinstance(value, int | float) and (read_format(code).is_date or is_percent(code)):
        return display_text(value, code, language, book)
    return _written(value, language)


def _written(value: object, language: Language) -> str:
    return "∅" if value is None else shown(value, language)


def _exactly(value: object, language: Language) -> str:
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, float) and not value.is_integer():
        text = repr(value)
        return text.replace(".", ",") if language == "vi" else text
    return _written(value, language)
