"""A formula after columns of an Excel table, or a whole table, have gone: what names them alone is `#REF!`."""

import re
from collections.abc import Callable, Collection, Sequence

from xl_addin.formula.displacement import GONE, rewritten
from xl_addin.formula.reference import Reference
from xl_addin.formula.structured import HEADING, escaped_heading, unescaped_heading

_ITEM = re.compile(HEADING)


def without_columns(formula: str, table: str, gone: Collection[str], order: Sequence[str]) -> str:
    """The formula after these columns of a table have gone; `order` are all its columns as they stood before.

    A reference from one column to another takes the next inside where an end has gone, as in Excel.
    """
    lost = {name.casefold() for name in gone}

    def left(names: list[str]) -> list[str] | None:
        folded = [name.casefold() for name in order]
        known = [folded.index(name.casefold()) for name in names if name.casefold() in folded]
        inside = (
            [name for name in order[min(known) : max(known) + 1] if name.casefold() not in lost] if known else names
        )
        return [inside[0], inside[-1]][: len(names)] if inside else None

    def written(reference: Reference) -> str:
        if not _is_of(reference, table) or reference.kind != "structured":
            return reference.written
        brackets = _with_items(reference.bracketed, left)
        if brackets is None:
            return GONE
        return reference.written.removesuffix(reference.bracketed) + brackets

    return rewritten(formula, written)


def without_table(formula: str, table: str) -> str:
    """The formula after a whole table has gone."""
    return rewritten(formula, lambda each: GONE if _is_of(each, table) else each.written)


def _is_of(reference: Reference, table: str) -> bool:
    in_book = reference.sheet is None or reference.sheet.book is None
    return reference.kind in ("structured", "name") and in_book and reference.name.casefold() == table.casefold()


def _with_items(brackets: str, left: Callable[[list[str]], list[str] | None]) -> str | None:
    """The brackets with the columns that are left in the place of those named; None where none is."""
    single = not brackets[1:-1].lstrip().startswith("[")
    found = [(1, len(brackets) - 1)] if single else [match.span(1) for match in _ITEM.finditer(brackets, 1)]
    columns = [(start, end) for start, end in found if not brackets[start:end].lstrip().startswith(("#", "@"))]
    columns = [(start, end) for start, end in columns if start < end]
    names = [unescaped_heading(brackets[start:end]) for start, end in columns]
    new = left(names) if names else names
    if new is None:
        return None
    for (start, end), old, name in reversed(list(zip(columns, names, new, strict=True))):
        if name.casefold() != old.casefold():
            brackets = brackets[:start] + escaped_heading(name) + brackets[end:]
    return brackets
