"""What takes a change of a file back: every part's bytes and the order of the file as they were before.

It is computed from the file before and after, and carries what was removed, never the file: what an edit did in many
places, such as moving rows, is first taken back by its inverse.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, PartSource
from xl_addin.package.part_lists import CONTENT_TYPES
from xl_addin.problem import Problem
from xl_addin.workbook.edits.applying import apply_edits
from xl_addin.workbook.edits.edit import Edit, in_order
from xl_addin.workbook.edits.registry import by_kind
from xl_addin.workbook.edits.undoing.delta import Delta, delta, with_delta

_CHANGED = Text(
    "không hoàn tác được: tệp không còn như lúc vừa ghi (phần “{part}” khác); hãy dùng đúng tệp đã ghi cùng lúc với "
    "tệp hoàn tác này",
    "this cannot be undone: the file is no longer as it was written (“{part}” differs); use the file that was written "
    "together with this undo file",
)
# An undo of so many bytes is not worth looking for a smaller one.
_SMALL = 2**16


@dataclass(frozen=True)
class ChangedPart:
    """A part that was written, and how to make of it, once the inverse edits are made, what it held before.

    `now` is the SHA-256 of what it holds since the change, None for one that only the inverse edits write.
    """

    now: str | None
    back: Delta


@dataclass(frozen=True)
class GonePart:
    """A part that was left out: what it held, and before what else in the file it stood, None for the last.

    That is a part, or a folder (`xl/`), which some programs list, too.
    """

    content: bytes
    before: str | None = None


@dataclass(frozen=True)
class Undo:
    """How a file gets back to what it was, part by part.

    `inverse` are edits that are made first, list after list; `new` are the parts that had not been there, with the
    SHA-256 of what they hold.
    """

    changed: Mapping[str, ChangedPart] = field(default_factory=dict)
    gone: Mapping[str, GonePart] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    inverse: tuple[tuple[Edit, ...], ...] = ()


def undo_of(before: Package, after: Package, edits: Sequence[Edit] = ()) -> Undo:
    """What takes a file back to what it was before `edits` were made in it; both are read, none is changed."""
    inverse = tuple(_inverse(edits))
    found: list[Undo] = []
    if inverse:
        # What was done can be made undone only part by part: a name, say, that others have taken since.
        with suppress(Problem):
            found.append(_undo(before, after, _with_edits(after, inverse), inverse))
    # Rows that have all moved are much to compare byte by byte: only where little is gained by edits.
    if not found or _size(found[0]) > _SMALL:
        found.append(_undo(before, after, after, ()))
    return min(found, key=_size)


def taken_back(package: Package, undo: Undo) -> Draft:
    """The file as it was before; `data()` of the draft has every part's bytes and their order.

    Raises Problem, naming the part, where the file is not the one that was written with this undo.
    """
    written = {name: part.now for name, part in undo.changed.items() if part.now} | dict(undo.new)
    for name, digest in written.items():
        if name not in package or _digest(package.read(name)) != digest:
            raise Problem(_CHANGED.with_values(part=name), file=package.file)
    for name in undo.gone:
        if name in package:
            raise Problem(_CHANGED.with_values(part=name), file=package.file)
    draft = _with_edits(package, undo.inverse)
    bases = {name: draft.read(name) if name in draft else b"" for name in undo.changed}
    # What the inverse edits have left out or made is settled before any part is written as it was.
    for name in [name for name in draft.names if name not in package and name not in undo.gone]:
        draft.drop(name)
    for name in undo.new:
        draft.drop(name)
    for name, part in undo.gone.items():
        draft.write(name, part.content)
    for name, part in undo.gone.items():
        if part.before is not None:
            draft.put_before(name, part.before)
    # Dropping parts and writing others changes the list of their types: it comes last.
    for name, changed in sorted(undo.changed.items(), key=lambda item: item[0] == CONTENT_TYPES):
        try:
            if name == CONTENT_TYPES:
                draft.read(name)
            draft.write(name, with_delta(bases[name], changed.back))
        except ValueError as error:
            raise Problem(_CHANGED.with_values(part=name), file=package.file) from error
    return draft


def _undo(before: Package, after: PartSource, base: PartSource, inverse: tuple[tuple[Edit, ...], ...]) -> Undo:
    was, now, left = before.names, set(after.names), set(base.names)
    changed: dict[str, ChangedPart] = {}
    for name in was:
        if name in now:
            old, since, undone = before.read(name), after.read(name), base.read(name) if name in left else b""
            if old != since or old != undone:
                changed[name] = ChangedPart(None if old == since else _digest(since), delta(undone, old))
    listed = [each.filename for each in before.entries()]
    following = dict(zip(listed, (*listed[1:], None), strict=True))
    gone = {name: GonePart(before.read(name), following[name]) for name in was if name not in now}
    new = {name: _digest(after.read(name)) for name in after.names if name not in was}
    return Undo(changed, gone, new, inverse)


def _inverse(edits: Sequence[Edit]) -> Iterator[tuple[Edit, ...]]:
    """Lists of edits that take edits back, kind by kind: what was made last is taken back first."""
    for kind, some in reversed(list(by_kind(in_order(edits)))):
        back = [inverse for edit in reversed(some) if (inverse := kind.inverse(edit)) is not None]
        # Each alone: they are made in another order than that of their kinds.
        yield from ((edit,) for edit in back)


def _with_edits(package: Package, lists: Sequence[Sequence[Edit]]) -> Draft:
    draft = Draft(package)
    for edits in lists:
        apply_edits(draft, edits)
    return draft


def _size(undo: Undo) -> int:
    return sum(len(part.back.removed) + 8 * len(part.back.runs) for part in undo.changed.values())


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
