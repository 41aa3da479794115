"""What the comment on a marked cell says: what was found there, and how to mend it."""

from collections.abc import Mapping, Sequence

from xl_addin.formula.cells import CellRef, RowColumn
from xl_addin.language import Language, Text
from xl_addin.reports.wording import ADVICE, SEVERITY
from xl_addin.verify.diagnostic import Diagnostic, Severity
from xl_addin.workbook.edits.comments.ours import signed
from xl_addin.workbook.edits.edit import AddComments
from xl_addin.workbook.model.book import Book, Sheet

MOST_COMMENTS = 5000
"""How many cells of a workbook get one: each is a drawing that Excel must load."""
# A comment is read in one glance, or not at all.
_LONGEST = 900

_EXPECTED = Text("Đúng ra: {expected}.", "Expected: {expected}.")
_ACTUAL = Text("Trong sổ: {actual}.", "In the book: {actual}.")
_MORE = Text("Còn {count} phát hiện nữa: xem trang “{sheet}”.", "{count} more findings: see the sheet “{sheet}”.")


def comments_on(
    found: Mapping[CellRef, Sequence[Diagnostic]], book: Book, language: Language, *, listed_on: str, most: int
) -> list[AddComments]:
    """A comment for every cell that can have one, at most so many, the worst first.

    A cell that has a comment cannot, nor one that lies hidden in a merged area. `listed_on` is the findings sheet.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    free = [cell for cell in found if _has_room(sheets[cell.sheet], cell)]
    free.sort(key=lambda cell: -_worst(found[cell]))
    texts: dict[str, dict[RowColumn, str]] = {}
    for cell in free[:most]:
        text = signed(_text(found[cell], language, listed_on))
        texts.setdefault(cell.sheet, {})[cell.row, cell.column] = text
    return [AddComments(sheet, comments) for sheet, comments in texts.items()]


def _has_room(sheet: Sheet, cell: CellRef) -> bool:
    place = (cell.row, cell.column)
    if place in sheet.comments:
        return False
    return not any(place in area and place != (area.first_row, area.first_column) for area in sheet.merges)


def _worst(found: Sequence[Diagnostic]) -> Severity:
    return max(one.severity for one in found)


def _text(found: Sequence[Diagnostic], language: Language, listed_on: str) -> str:
    """The findings of one cell, as many as are read at a glance."""
    paragraphs = [_paragraph(one, language) for one in sorted(found, key=lambda one: -one.severity)]
    kept = [_shortened(paragraphs[0])]
    for paragraph in paragraphs[1:]:
        if sum(map(len, kept)) + len(paragraph) > _LONGEST:
            break
        kept.append(paragraph)
    left = len(paragraphs) - len(kept)
    if left:
        kept.append(_MORE.with_values(count=left, sheet=listed_on).in_language(language))
    return "\n\n".join(kept)


def _paragraph(one: Diagnostic, language: Language) -> str:
    lines = [f"{SEVERITY[one.severity].in_language(language)} {one.code}: {one.message.in_language(language)}"]
    figures = [
        text.with_values(**{name: value}).in_language(language)
        for text, name, value in ((_EXPECTED, "expected", one.expected), (_ACTUAL, "actual", one.actual))
        if value is not None
    ]
    if figures:
        lines.append(" ".join(figures))
    if one.advice:
        lines.append(f"{ADVICE.in_language(language)}: {one.advice.in_language(language)}")
    return "\n".join(lines)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
