"""What a list of edits would change, cell by cell, as a person reads it before saying yes."""

from collections.abc import Iterator, Sequence

from xl_addin.language import Language, shown
from xl_addin.workbook.book import Book
from xl_addin.workbook.edit import CellEdit, SetFormula


def difference(book: Book, edits: Sequence[CellEdit], language: Language) -> Iterator[str]:
    """One line per edit, `Sheet!D9: before → after`; formulas as formulas, an empty cell as `∅`."""
    for edit in edits:
        sheet = book[edit.cell.sheet]
        before = sheet.formula(edit.cell.row, edit.cell.column) or sheet.value(edit.cell.row, edit.cell.column)
        after = edit.formula if isinstance(edit, SetFormula) else edit.value
        yield f"{edit.cell}: {_shown(before, language)} → {_shown(after, language)}"


def _shown(value: object, language: Language) -> str:
    return "∅" if value is None else shown(value, language)
