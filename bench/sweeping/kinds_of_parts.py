"""What a workbook holds, kind by kind, as an independent reader sees it: zip, relationships and XML, nothing of ours.

What an edit has dropped is missing here, whatever it was: every element of every part is counted.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

Counted = Counter[tuple[str, str]]
"""How many elements of a name there are in all parts of a kind."""
_RELATIONS = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""\b(Id|Type|Target|TargetMode)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHAPE = re.compile(rb"<v:shape[\s>]")
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
)
# What every package has, whatever it holds; the calculation chain, which goes with any edit.
_LISTS = ("relationships", "types", "calcChain")


@dataclass(frozen=True)
class Parts:
    """The parts of a file by name, and the sheets with the names of their parts, in tab order."""

    content: Mapping[str, bytes]
    workbook: str
    sheets: Mapping[str, str]
    _roots: dict[str, etree._Element | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, data: bytes) -> "Parts":
        """The parts of a file."""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            content = {each.filename.replace("\\", "/").lstrip("/"): archive.read(each) for each in archive.infolist()}
        parts = cls(content, "", {})
        office = next(target for kind, _, target in parts.relations("") if kind == "officeDocument")
        workbook = parts.actual(office)
        assert workbook
        targets = {id_: target for _, id_, target in parts.relations(workbook)}
        root = parts.root(workbook)
        assert root is not None
        sheets = {}
        for sheet in root.iter("{*}sheet"):
            id_ = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
            part = parts.actual(targets.get(str(id_), ""))
            if part:
                sheets[str(sheet.get("name"))] = part
        return cls(content, workbook, sheets)

    def actual(self, name: str) -> str | None:
        """The part of that name, in whatever letter case."""
        return next((each for each in self.content if each.casefold() == name.casefold()), None)

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Kind, id and target of every relationship that stays in the file."""
        folder, _, name = part.rpartition("/")
        rels = self.actual(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for written in _RELATIONS.findall(self.content[rels]) if rels else ():
            found = {key.decode(): (one or other).decode() for key, one, other in _ATTRIBUTE.findall(written)}
            if found.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(f"/{folder}", found.get("Target", ""))).lstrip("/")
                yield found.get("Type", "").rpartition("/")[2], found.get("Id", ""), target

    def root(self, part: str) -> etree._Element | None:
        """The part as XML; None for one that is none."""
        if part not in self._roots:
            try:
                self._roots[part] = etree.fromstring(self.content[part], _PARSER)
            except etree.XMLSyntaxError:
                self._roots[part] = None
        return self._roots[part]

    def belonging_to(self, part: str) -> list[str]:
        """The part and all that it leads to."""
        found = [part]
        for each in found:
            for kind, _, target in self.relations(each):
                name = self.actual(target)
                if name and name not in found and kind not in ("pivotCacheDefinition", "slicerCache"):
                    found.append(name)
        return found

    def counted(self, names: Iterable[str] | None = None) -> Counted:
        """Every element but the cells, and every part that is no XML."""
        found: Counted = Counter()
        for name in self.content if names is None else names:
            root = self.root(name) if name.lower().endswith((".xml", ".rels")) else None
            if root is None:
                found["files", name.rpartition(".")[2].lower()] += 1
                if name.lower().endswith(".vml"):
                    found["vml", "shape"] += len(_SHAPE.findall(self.content[name]))
                continue
            kind = local(root)
            if kind.casefold() not in map(str.casefold, _LISTS):
                found.update((kind, local(each)) for each in elements(root))
        return found


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """Every element under this one, and itself; of the rows of a sheet none."""
    yield root
    for child in root:
        if isinstance(child.tag, str) and local(child) != "sheetData":
            yield from elements(child)
