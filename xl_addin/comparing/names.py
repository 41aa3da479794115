"""Defined names that came, went or mean other cells."""

from collections.abc import Iterator

from xl_addin.comparing.book_map import BookMap
from xl_addin.comparing.formulas import SameFormula
from xl_addin.comparing.result import Other
from xl_addin.formula.cells import CellRef
from xl_addin.formula.reference import references
from xl_addin.language import Text
from xl_addin.workbook.model.book import Book
from xl_addin.workbook.structure.lost.things import name_words

_ADDED = Text("{name} mới: {meaning}", "{name}: new, {meaning}")
_REMOVED = Text("{name} đã bỏ: {meaning}", "{name}: gone, {meaning}")
_CHANGED = Text("{name}: {before} → {after}", "{name}: {before} → {after}")
_BUILT_IN = "_xlnm."
# What a filter hides is told of its sheet.
_OF_FILTERS = "_xlnm._filterdatabase"


def changed_names(old: Book, new: Book, where: BookMap, same: SameFormula, *, built_in: bool = True) -> Iterator[Other]:
    """The names of two books, those of a sheet under `Sheet!name`, that do not mean the same.

    Those that Excel makes for print areas and titles are among them if `built_in`: not every format's reader has them.
    """
    names = {_now(name, where).casefold(): (_now(name, where), meaning) for name, meaning in old.defined_names.items()}
    others = {name.casefold(): (name, meaning) for name, meaning in new.defined_names.items()}
    first, other_first = CellRef(old.sheets[0].name, 1, 1), CellRef(new.sheets[0].name, 1, 1)
    for key in sorted({*names, *others}):
        if key.endswith(_OF_FILTERS) or (not built_in and _BUILT_IN in key):
            continue
        before, after = names.get(key), others.get(key)
        if before is None and after is not None:
            yield Other(_ADDED.with_values(name=_called(after[0]), meaning=after[1]))
        elif after is None and before is not None:
            yield Other(_REMOVED.with_values(name=_called(before[0]), meaning=before[1]))
        elif before is not None and after is not None and not _same(before[1], first, after[1], other_first, same):
            yield Other(_CHANGED.with_values(name=_called(after[0]), before=before[1], after=after[1]))


def _called(name: str) -> Text:
    sheet, _, bare = name.rpartition("!")
    return name_words(bare, sheet)


def _same(old: str, first: CellRef, new: str, other_first: CellRef, same: SameFormula) -> bool:
    """References that are not fixed count from the cell that uses the name: they stay where cells move."""
    counting = not all(line.fixed for each in references(old) for line in (*each.rows, *each.columns))
    return (counting and old == new) or same(old, first, new, other_first)


def _now(name: str, where: BookMap) -> str:
    """The name with its sheet as that is called now."""
    sheet, mark, bare = name.rpartition("!")
    return f"{where.sheet(sheet) or sheet}!{bare}" if mark else name
