"""A workbook being changed: one overlay of changed parts over an opened package, zipped once at the end."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from xl_addin.package.package import Package, PartSource, folded

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

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names: those of the package that are left, in its order, then the new ones."""
        return (*(name for name in self.package.names if name not in self._dropped), *self._new.values())

    @property
    def changed(self) -> frozenset[str]:
        """The parts whose bytes are not those of the package: written, new or dropped."""
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
        return self._written[actual] if actual in self._written else self.package.read(actual)

    def write(self, name: str, content: bytes) -> None:
        """Give a part this content; a part that is not there yet comes last in the file.

        A part given the bytes it has in the package counts as unchanged.
        """
        if name not in self.package:
            name = self._new.setdefault(folded(name), name)
        else:
            name = self.package.actual_name(name)
            self._dropped.discard(name)
            if self.package.read(name) == content:
                self._written.pop(name, None)
                return
        self._written[name] = content

    def drop(self, name: str) -> None:
        """Leave a part out of the file; nothing happens where it is not in it. What leads to it is not touched."""
        if name not in self:
            return
        actual = self.actual_name(name)
        self._written.pop(actual, None)
        if self._new.pop(folded(name), None) is None:
            self._dropped.add(actual)

    def data(self) -> bytes:
        """The file: the package's own bytes where nothing was changed, else a zip in which every part that was not
        written stays as it is, in its place."""
        if not self.changed:
            return self.package.data
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, content in self._entries():
                archive.writestr(info, content)
        return target.getvalue()

    def _entries(self) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
        for old in self.package.entries():
            if old.filename in self._dropped:
                continue
            info = zipfile.ZipInfo(old.filename, old.date_time)
            info.compress_type, info.external_attr = old.compress_type, old.external_attr
            yield info, b"" if old.is_dir() else self.read(old.filename)
        for name in self._new.values():
            info = zipfile.ZipInfo(name, _NEW_PART_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            yield info, self._written[name]
