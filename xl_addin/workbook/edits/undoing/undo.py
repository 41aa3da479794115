"""What takes a change of a file back: every part's bytes and the order of the file as they were before.

It is computed from the file before and after, and carries what was removed, never the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import Package, PartSource
from xl_addin.problem import Problem
from xl_addin.workbook.edits.undoing.delta import Delta, delta, with_delta

_CHANGED = Text(
    "không hoàn tác được: tệp không còn như lúc vừa ghi (phần “{part}” khác); hãy dùng đúng tệp đã ghi cùng lúc với "
    "tệp hoàn tác này",
    "this cannot be undone: the file is no longer as it was written (“{part}” differs); use the file that was written "
    "together with this undo file",
)


@dataclass(frozen=True)
class ChangedPart:
    """A part that was written: the SHA-256 of what it holds since, and how to make of it what it held before."""

    now: str
    back: Delta


@dataclass(frozen=True)
class GonePart:
    """A part that was left out: what it held, and before which other one it stood, None for the last."""

    content: bytes
    before: str | None = None


@dataclass(frozen=True)
class Undo:
    """How a file gets back to what it was, part by part; `new` are the parts that had not been there."""

    changed: Mapping[str, ChangedPart] = field(default_factory=dict)
    gone: Mapping[str, GonePart] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)


def undo_of(before: PartSource, after: PartSource) -> Undo:
    """What takes a file back to what it was before; both are read, none is changed."""
    was, now = before.names, after.names
    changed = {
        name: ChangedPart(_digest(after.read(name)), delta(after.read(name), before.read(name)))
        for name in was
        if name in now and after.read(name) != before.read(name)
    }
    following = dict(zip(was, (*was[1:], None), strict=True))
    gone = {name: GonePart(before.read(name), following[name]) for name in was if name not in now}
    return Undo(changed, gone, {name: _digest(after.read(name)) for name in now if name not in was})


def taken_back(package: Package, undo: Undo) -> Draft:
    """The file as it was before; `data()` of the draft has every part's bytes and their order.

    Raises Problem, naming the part, where the file is not the one that was written with this undo.
    """
    written = {name: part.now for name, part in undo.changed.items()} | dict(undo.new)
    for name, digest in written.items():
        if name not in package or _digest(package.read(name)) != digest:
            raise Problem(_CHANGED.with_values(part=name), file=package.file)
    draft = Draft(package)
    for name in undo.new:
        draft.drop(name)
    for name, part in undo.gone.items():
        if name in package:
            raise Problem(_CHANGED.with_values(part=name), file=package.file)
        draft.write(name, part.content)
    for name, part in undo.gone.items():
        if part.before is not None:
            draft.put_before(name, part.before)
    for name, changed in undo.changed.items():
        draft.write(name, with_delta(package.read(name), changed.back))
    return draft


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
