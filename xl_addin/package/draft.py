"""A workbook being changed: one overlay of changed parts over an opened package, zipped once at the end."""

import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator
from functools import cached_property

from xl_addin.package.package import Package, PartSource, folded
from xl_addin.package.packed import PackedPart, packed_file
from xl_addin.package.part_lists import (
    CONTENT_TYPES,
    content_type_of,
    with_content_types,
    with_relation,
    without_content_types,
    without_relations,
)
from xl_addin.package.parts import relations_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.signatures import check_unsigned

_TARGET = re.compile(rb"""\sTarget\s*=\s*["']([^"']+)""")
# A part that is new has no time of its own: the same changes give the same file.
_NEW_PART_TIME = (1980, 1, 1, 0, 0, 0)


class Draft(PartSource):
    """The parts of a package as they will be: what is written here is read here, the package itself stays as it is.

    Everything that changes a file (edits, marks, comments, stored values, templates) writes into one draft, and
    `data` makes the file of it.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.file = package.file
        self._written: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        self._new: dict[str, str] = {}
        # Where a new part that does not come last stands: before which other.
        self._before: dict[str, str] = {}
        # What the list of content types is to say of a part, None for nothing: it is written once, however many come.
        self._types: dict[str, str | None] = {}
        self._numbers: dict[str, int] = {}

    def copy(self) -> "Draft":
        """Another draft with the same parts, to be changed on its own."""
        other = Draft(self.package)
        other._written, other._dropped, other._new = dict(self._written), set(self._dropped), dict(self._new)
        other._types, other._numbers, other._before = dict(self._types), dict(self._numbers), dict(self._before)
        return other

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names: those of the package that are left, in its order, then the new ones; see `put_before`."""
        listed = [each.filename for each in self.package.entries() if each.filename not in self._dropped]
        return tuple(name for name in self._placed([*listed, *self._new.values()]) if not name.endswith("/"))

    @property
    def changed(self) -> frozenset[str]:
        """The parts whose bytes are not those of the package: written, new or dropped."""
        self._settle_types()
        return frozenset(self._written) | self._dropped

    def __contains__(self, name: str) -> bool:
        if folded(name) in self._new:
            return True
        return name in self.package and self.package.actual_name(name) not in self._dropped

    def actual_name(self, name: str) -> str:
        """A part's name as it is spelled here; Problem where it is missing."""
        if folded(name) in self._new:
            return self._new[folded(name)]
        actual = self.package.actual_name(name)
        if actual in self._dropped:
            raise self.missing(name)
        return actual

    def read(self, name: str) -> bytes:
        """The content of a part, as last written; Problem where it is missing or damaged."""
        actual = self.actual_name(name)
        if folded(name) == folded(CONTENT_TYPES):
            self._settle_types()
        return self._written[actual] if actual in self._written else self.package.read(actual)

    def write(self, name: str, content: bytes) -> None:
        """Give a part this content; a part that is not there yet comes last in the file.

        A part given the bytes it has in the package counts as unchanged.
        """
        if name not in self.package:
            name = self._new.setdefault(folded(name), name)
        else:
            name = self.package.actual_name(name)
            if name in self._dropped:
                self._dropped.remove(name)
                self._types[name] = content_type_of(as_utf8(self.package.read(CONTENT_TYPES)), name)
            if self.package.read(name) == content:
                self._written.pop(name, None)
                return
        self._written[name] = content

    def add(self, name: str, content: bytes, *, like: str | None = None, content_type: str | None = None) -> None:
        """Write a part and give it a content type: the one named, or that of the part `like`.

        Without either, or where `like` is of the type of all parts of its ending, nothing is listed.
        """
        self.write(name, content)
        kind = content_type or (self._type_of(like) if like else None)
        if kind:
            self._types[self.actual_name(name)] = kind

    def drop(self, name: str) -> None:
        """Leave a part out of the file, with its relationships and content type; nothing where it is not in it.

        What leads to it is not touched: see `drop_relations`.
        """
        for each in (name, relations_part(name)):
            if each not in self:
                continue
            actual = self.actual_name(each)
            self._written.pop(actual, None)
            self._types[actual] = None
            if self._new.pop(folded(each), None) is None:
                self._dropped.add(actual)

    def put_before(self, name: str, other: str) -> None:
        """Let a new part stand before another one, or before a folder (`xl/`) that the file lists, instead of last."""
        self._before[self.actual_name(name)] = other if other.endswith("/") else self.actual_name(other)

    def fresh_name(self, like: str) -> str:
        """A name that no part has, nor a part that is missing: `xl/worksheets/sheet12.xml` for `…/sheet1.xml`."""
        folder, name = posixpath.split(like)
        stem, ending = posixpath.splitext(name)
        base = posixpath.join(folder, re.sub(r"\d+$", "", stem))
        # Counting on from the last name given: thousands of sheets do not look at each other's names.
        number = self._numbers.get(base, 0) + 1
        while (name := f"{base}{number}{ending}") in self or folded(name) in self._missing:
            number += 1
        self._numbers[base] = number
        return f"{base}{number}{ending}"

    @cached_property
    def _missing(self) -> frozenset[str]:
        """What the package leads to and has no part for: a new part of that name would be taken for it."""
        found = set()
        for rels in (name for name in self.package.names if name.lower().endswith(".rels")):
            folder = posixpath.join("/", posixpath.dirname(posixpath.dirname(rels)))
            for target in _TARGET.findall(self.package.read(rels)):
                found.add(folded(posixpath.normpath(posixpath.join(folder, target.decode(errors="replace")))))
        return frozenset(name for name in found if name not in self.package)

    def add_relation(self, part: str, kind: str, target: str) -> str:
        """Lead from a part (`""` for the package) to another; the id of the relationship.

        `kind` is the relationship's type, an address; `target` the name of the other part.
        """
        rels = relations_part(part)
        listed = as_utf8(self.read(rels), part=rels) if rels in self else None
        written = posixpath.relpath(f"/{target.lstrip('/')}", f"/{posixpath.dirname(part.lstrip('/'))}")
        content, id_ = with_relation(listed, kind=kind, target=written, part=rels)
        self.write(rels, content)
        return id_

    def drop_relations(self, part: str, ids: Collection[str]) -> None:
        """Take out the relationships of these ids; a list that has no other goes with them."""
        rels = relations_part(part)
        left = without_relations(as_utf8(self.read(rels), part=rels), ids, part=rels)
        if left is None:
            self.drop(rels)
        else:
            self.write(rels, left)

    def data(self) -> bytes:
        """The file: the package's own bytes where nothing was changed, else a zip in which every part that was not
        written stays as it is, in its place. Problem for a signed package that was changed, and for one with a damaged
        part."""
        if not self.changed:
            return self.package.data
        check_unsigned(self.package)
        entries = {info.filename: (info, content) for info, content in self._entries()}
        return packed_file(entries[name] for name in self._placed(list(entries)))

    def _placed(self, names: list[str]) -> list[str]:
        """The names, those that are to stand before others where they belong."""
        for name, other in reversed(self._before.items()):
            if name in names and other in names:
                names.remove(name)
                names.insert(names.index(other), name)
        return names

    def _type_of(self, part: str) -> str | None:
        part = self.actual_name(part)
        return self._types[part] if part in self._types else content_type_of(self._listed_types(), part)

    def _listed_types(self) -> bytes:
        actual = self.actual_name(CONTENT_TYPES)
        return as_utf8(self._written[actual] if actual in self._written else self.package.read(actual))

    def _settle_types(self) -> None:
        if not self._types:
            return
        wanted, self._types = self._types, {}
        types = without_content_types(self._listed_types(), wanted)
        self.write(CONTENT_TYPES, with_content_types(types, {name: kind for name, kind in wanted.items() if kind}))

    def _entries(self) -> Iterator[tuple[zipfile.ZipInfo, bytes | PackedPart]]:
        for old in self.package.entries():
            if old.filename in self._dropped:
                continue
            info = zipfile.ZipInfo(old.filename, old.date_time)
            info.compress_type, info.external_attr = old.compress_type, old.external_attr
            if old.is_dir():
                yield info, b""
            else:
                written = self._written.get(old.filename)
                yield info, self.package.packed(old) if written is None else written
        for name in self._new.values():
            info = zipfile.ZipInfo(name, _NEW_PART_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            yield info, self._written[name]
