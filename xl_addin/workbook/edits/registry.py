"""The kinds of edits there are, and which of them an edit belongs to."""

import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby
from typing import Any

from xl_addin.workbook.edits import kinds as kinds_package
from xl_addin.workbook.edits.kind import EditKind


@cache
def edit_kinds() -> tuple[EditKind, ...]:
    """Every kind, in the order in which they are made."""
    names = [found.name for found in pkgutil.iter_modules(kinds_package.__path__, kinds_package.__name__ + ".")]
    kinds: list[EditKind] = [import_module(name).KIND for name in names]
    return tuple(sorted(kinds, key=lambda kind: kind.rank))


def kind_of(edit: object) -> EditKind:
    """The kind an edit belongs to."""
    return _kinds_by_type()[type(edit)]


def place_in_order(edit: object) -> tuple[int, int]:
    """What edits are sorted by: the rank of the kind, within it the order of its dataclasses or none."""
    kind = kind_of(edit)
    return kind.rank, 0 if kind.as_given else kind.edits.index(type(edit))


def by_kind(edits: Sequence[Any]) -> Iterator[tuple[EditKind, list[Any]]]:
    """Edits that are in order, kind by kind."""
    for kind, some in groupby(edits, key=kind_of):
        yield kind, list(some)


@cache
def _kinds_by_type() -> Mapping[type, EditKind]:
    return {edit: kind for kind in edit_kinds() for edit in kind.edits}
