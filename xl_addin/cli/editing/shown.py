"""Edits as a person reads them before saying yes: what loses a reference first, then what each edit does."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xl_addin.cli.help_page import Decorated, option
from xl_addin.language import Language, Text

if TYPE_CHECKING:
    from xl_addin.package.package import Package
    from xl_addin.workbook.edits.edit import Edit
    from xl_addin.workbook.model.book import Book

_LOST = Text(
    "{what} mất tham chiếu (#REF!); nếu không muốn vậy, hãy sửa trước:",
    "{what} lose a reference (#REF!); if that is not meant, change them first:",
)
_WRITTEN = Text("Ghi {count} ô.", "{count} cells are written.")
_CELLS = Text("{count} ô công thức", "{count} formula cells")
_OTHERS = Text("{count} thứ khác", "{count} other things")
_NOTHING_LEFT = "∅"
_MOST_SHOWN = 10


def cells_diff_option(command: Decorated) -> Decorated:
    """`--diff` of a command whose edits are all of cells."""
    return option("--diff", is_flag=True, help=Text("In từng ô: trước → sau.", "Print every cell: before → after."))(
        command
    )


def shown_lost(
    package: "Package", book: "Book", edits: "Sequence[Edit]", language: Language, *, all_of_them: bool
) -> list[str]:
    """What loses a reference, before → after, cells first; some of it unless all is asked for.

    The edits were checked.
    """
    from xl_addin.formula.cells import CellRef
    from xl_addin.language import shown
    from xl_addin.workbook.edits.losing import lost_by

    lost = list(lost_by(package, edits, book=book))
    if not lost:
        return []
    cells = sum(isinstance(each.what, CellRef) for each in lost)
    counted = ((_CELLS, cells), (_OTHERS, len(lost) - cells))
    what = [text.with_values(count=count) for text, count in counted if count]
    lines = [
        f"{str(each.what) if isinstance(each.what, CellRef) else shown(each.what, language)}: "
        f"{each.before} → {each.after or _NOTHING_LEFT}"
        for each in (lost if all_of_them else lost[:_MOST_SHOWN])
    ]
    more = ["…"] if len(lines) < len(lost) else []
    return [_LOST.with_values(what=what).in_language(language), *lines, *more]


def shown_moves(then: "Book", edits: "Sequence[Edit]", language: Language, *, all_of_them: bool) -> Iterator[str]:
    """What lines do, in words, and how many cells are written; what they hold in `then`, the book between, and get."""
    from xl_addin.campaign.difference import difference
    from xl_addin.workbook.edits.edit import CellEdit
    from xl_addin.workbook.edits.registry import kind_of

    cells = [edit for edit in edits if isinstance(edit, CellEdit)]
    yield from (kind_of(edit).words(edit).in_language(language) for edit in edits if not isinstance(edit, CellEdit))
    yield from difference(then, cells, language) if all_of_them else ()
    if cells:
        yield _WRITTEN.with_values(count=len(cells)).in_language(language)


def shown_edits(book: "Book", edits: "Sequence[Edit]", language: Language) -> Iterator[str]:
    """One line an edit: what is written into a cell that the book has as before → after, all else in words."""
    from xl_addin.campaign.difference import difference
    from xl_addin.workbook.edits.edit import CellEdit
    from xl_addin.workbook.edits.registry import kind_of

    sheets = {sheet.name for sheet in book.sheets}
    for each in edits:
        if isinstance(each, CellEdit) and each.cell.sheet in sheets:
            yield from difference(book, [each], language)
        else:
            yield kind_of(each).words(each).in_language(language)
