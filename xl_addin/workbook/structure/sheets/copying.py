"""A worksheet copied with all that belongs to it: drawings, charts, comments, tables, controls, print settings, names.

Pictures and what several sheets may share stay one part. What must be different in each sheet is made anew, always in
the same way: the same copy gives the same file.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from xl_addin.formula.copying import copied
from xl_addin.language import Text
from xl_addin.package.draft import Draft
from xl_addin.package.package import PartSource
from xl_addin.package.parts import relations, relations_part, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import Found, Splice, find_elements, root_of, spliced, start_tag_end, with_attributes
from xl_addin.workbook.structure.cells.row_excerpt import row_excerpt
from xl_addin.workbook.structure.sheets.naming import SheetNaming, rename_in_part, renamed_xml

REFUSED: Mapping[str, Text] = {
    **dict.fromkeys(("slicer", "timeline"), Text("bộ lọc trực quan (slicer, timeline)", "a slicer or timeline")),
    "queryTable": Text("danh sách lấy từ nguồn ngoài (query)", "a list of data from outside (a query)"),
    "tableSingleCells": Text("ô gắn với dữ liệu XML", "cells that are bound to XML data"),
}
"""What a copy of a sheet cannot have, by the kind of relationship: there is one of it in a book."""

COPIED = frozenset(
    {
        *("drawing", "vmlDrawing", "comments", "threadedComment", "table", "pivotTable", "printerSettings"),
        *("chart", "chartEx", "chartUserShapes", "chartStyle", "chartColorStyle"),
        *("ctrlProp", "control", "activeXControlBinary", "oleObject", "package", "customProperty"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    }
)
_MISSING = Text("phần {part} mà tệp thiếu", "the part {part}, which the file lacks")
_UID = re.compile(rb"""(?<=[\s:]uid=["'])\{[0-9A-Fa-f-]{36}\}""")
_THREAD_ID = re.compile(rb"""(?<=\sid=["'])\{[0-9A-Fa-f-]{36}\}""")
_CLUSTER = re.compile(rb"""(<(?:[\w.-]+:)?idmap\b[^>]*\bdata\s*=\s*["'])([\d,\s]+)""")
_SHAPE = re.compile(rb"""(_x0000_s|\bshapeId\s*=\s*["'])(\d+)""")
_SHAPES_A_CLUSTER = 1024
_VIEW, _NAMES, _NAME = "sheetViews/sheetView", "definedNames", "definedNames/definedName"


@dataclass(frozen=True)
class SheetCopy:
    """What a copied sheet's parts are called, and how formulas of the copy read."""

    parts: Mapping[str, str]
    naming: SheetNaming


@dataclass
class Numbering:
    """What no two sheets of a book share: numbers of tables and of clusters of shapes, names of tables."""

    table: int
    names: set[str]
    cluster: int


def numbering_of(source: PartSource) -> Numbering:
    """The numbers and names that are taken in a book."""
    parts = list(dict.fromkeys(_all_of_kind(source, "table")))
    roots = [root_of(as_utf8(source.read(part), part=part), part=part).attributes for part in parts]
    drawings = (source.read(name) for name in source.names if name.lower().endswith(".vml"))
    return Numbering(
        max((int(each["id"]) for each in roots if each.get("id", "").isdecimal()), default=0),
        {each.get(key, "").casefold() for each in roots for key in ("name", "displayName")} | _defined_names(source),
        max((int(number) for drawing in drawings for number in _clusters(drawing)), default=0),
    )


def copied_with_all(draft: Draft, part: str, sheet: str, name: str) -> SheetCopy:
    """Copy a worksheet's part, with all that belongs to it, for a sheet of that name; nothing lists it yet."""
    numbering = numbering_of(draft)
    parts = copied_parts(draft, part, draft)
    tables = renamed_tables(draft, parts, numbering)
    naming = SheetNaming(
        formula=lambda formula: copied(formula, sheet, name, tables=tables),
        sheet=lambda named: name if named.casefold() == sheet.casefold() else named,
        sheets_alone=not tables,
    )
    new = parts[part]
    draft.write(new, _out_of_sight(as_utf8(draft.read(new), part=new), new))
    for copy in parts.values():
        # What a pivot table shows stays that of its source.
        rename_in_part(draft, copy, naming)
    make_unique(draft, parts, numbering)
    return SheetCopy(parts, naming)


def copy_names(draft: Draft, place: int, new_place: int, naming: SheetNaming) -> None:
    """Give the copy the names that its sheet has to itself, and such as the whole book has for cells of the sheet."""
    workbook = workbook_part(draft)
    xml = as_utf8(draft.read(workbook), part=workbook)
    elements = find_elements(xml, {_NAMES, _NAME}, part=workbook)
    names = [each for each in elements if each.path == _NAME]
    # As a whole: a name by itself would lack the namespaces that are declared above it.
    renamed = renamed_xml(xml, naming, part=workbook)
    renamed_names = find_elements(renamed, {_NAME}, part=workbook)
    own = {
        each.attributes.get("name", "").casefold()
        for each in names
        if each.attributes.get("localSheetId") == str(place)
    }
    new = []
    for each, other in zip(names, renamed_names, strict=True):
        scope = each.attributes.get("localSheetId")
        followed = renamed[other.start : other.end]
        global_for_it = scope is None and each.attributes.get("name", "").casefold() not in own
        if scope == str(place) or (global_for_it and followed != xml[each.start : each.end]):
            tag_end = start_tag_end(followed, 0)
            tag = with_attributes(followed[:tag_end], {"localSheetId": str(new_place)})
            new.append(tag + followed[tag_end:])
    if new:
        last = names[-1].end
        draft.write(workbook, spliced(xml, [(last, last, b"".join(new))]))


def copied_parts(draft: Draft, part: str, source: PartSource) -> dict[str, str]:
    """The new part of each old one that is not shared; their relationships lead to the new ones.

    The old ones are read from `source`, which the draft has overwritten perhaps.
    """
    parts: dict[str, str] = {}

    def copy(old: str) -> str:
        if old in parts:
            return parts[old]
        new = parts[old] = draft.fresh_name(old)
        draft.add(new, source.read(old), like=old)
        rels = relations_part(old)
        if rels in source:
            targets = {
                relation.id: copy(source.actual_name(relation.target))
                for relation in relations(source, old)
                if not relation.external and relation.kind in COPIED and relation.target in source
            }
            listed = as_utf8(source.read(rels), part=rels)
            draft.write(relations_part(new), _leading_to(listed, targets, posixpath.dirname(new), rels))
        return new

    copy(part)
    return parts


def _leading_to(xml: bytes, targets: Mapping[str, str], folder: str, rels: str) -> bytes:
    """Relationships of a part in that folder, by their ids leading to these parts."""
    splices: list[Splice] = []
    for each in _relationships(xml, rels):
        target = targets.get(each.attributes.get("Id", ""))
        if target is not None:
            written = {"Target": posixpath.relpath(f"/{target}", f"/{folder}")}
            splices.append((each.start, each.tag_end, with_attributes(xml[each.start : each.tag_end], written)))
    return spliced(xml, splices)


@lru_cache(maxsize=16)
def _relationships(xml: bytes, rels: str) -> Sequence[Found]:
    """Kept: a template's sheet is copied for every unit."""
    return find_elements(xml, {"Relationship"}, part=rels)


def _out_of_sight(xml: bytes, part: str) -> bytes:
    """The copy's XML: its module of VBA is not that of its sheet, and of two sheets one is in front."""
    splices: list[Splice] = []
    around = row_excerpt(xml, (), part=part)
    for each in find_elements(around.xml, {"sheetPr", _VIEW}, part=part):
        gone: dict[str, str | None] = {"codeName": None} if each.path == "sheetPr" else {"tabSelected": None}
        if each.attributes.keys() & gone.keys():
            tag = with_attributes(around.xml[each.start : each.tag_end], gone)
            splices.append((each.start, each.tag_end, tag))
    return spliced(xml, around.in_whole(splices))


def _all_of_kind(source: PartSource, kind: str) -> Iterator[str]:
    for sheet in sheet_parts(source, workbook_part(source)):
        for relation in relations(source, sheet.part) if sheet.part else ():
            if relation.kind == kind and relation.target in source:
                yield source.actual_name(relation.target)


def renamed_tables(draft: Draft, parts: Mapping[str, str], numbering: Numbering) -> dict[str, str]:
    """Give each copied table a number and a name of its own: the new names by the old ones in folded case."""
    found = {}
    for new in parts.values():
        xml = as_utf8(draft.read(new), part=new) if new.lower().endswith(".xml") else b""
        root = root_of(xml, part=new) if b"tableColumns" in xml else None
        if root is None or "displayName" not in root.attributes:
            continue
        shown = root.attributes["displayName"]
        numbering.table += 1
        name = next(free for at in count(2) if (free := f"{shown}_{at}").casefold() not in numbering.names)
        numbering.names.add(name.casefold())
        named = {"id": str(numbering.table), "name": name, "displayName": name}
        tag = with_attributes(xml[root.start : root.tag_end], named)
        draft.write(new, spliced(xml, [(root.start, root.tag_end, tag)]))
        found[shown.casefold()] = name
    return found


def _defined_names(source: PartSource) -> set[str]:
    workbook = workbook_part(source)
    names = find_elements(as_utf8(source.read(workbook), part=workbook), {_NAME}, part=workbook)
    return {each.attributes.get("name", "").casefold() for each in names}


def make_unique(draft: Draft, parts: Mapping[str, str], numbering: Numbering) -> Callable[[bytes], bytes]:
    """Ids that no two sheets share: of what Excel edits together with others, of comments, and of shapes.

    What is returned does the same to what else is written for the copy.
    """
    ids: set[bytes] = set()
    clusters: dict[int, int] = {}
    for new in parts.values():
        content = draft.read(new)
        if new.lower().endswith(".xml"):
            ids.update(_UID.findall(content) if b"uid=" in content else ())
            if b"ThreadedComments" in content:
                ids.update(_THREAD_ID.findall(content))
        elif new.lower().endswith(".vml"):
            for number in _clusters(content):
                if int(number) not in clusters:
                    numbering.cluster += 1
                    clusters[int(number)] = numbering.cluster
    if not ids and not clusters:
        return lambda content: content
    # What tells this copy from others of the same sheet.
    key = next(iter(parts.values()))
    fresh = {each: f"{{{str(uuid5(NAMESPACE_URL, key + each.decode())).upper()}}}".encode() for each in ids}

    def unique(content: bytes) -> bytes:
        for each, other in fresh.items():
            content = content.replace(each, other)
        return _in_clusters(content, clusters) if clusters else content

    for new in parts.values():
        if new.lower().endswith((".xml", ".vml")):
            draft.write(new, unique(draft.read(new)))
    return unique


def _clusters(drawing: bytes) -> list[bytes]:
    return [number for found in _CLUSTER.finditer(drawing) for number in re.findall(rb"\d+", found[2])]


def _in_clusters(content: bytes, clusters: Mapping[int, int]) -> bytes:
    """Shapes are numbered in thousands, each sheet in its own: `_x0000_s1025` is the first of the first."""

    def shape(found: re.Match[bytes]) -> bytes:
        cluster, rest = divmod(int(found[2]), _SHAPES_A_CLUSTER)
        return found[1] + str(clusters.get(cluster, cluster) * _SHAPES_A_CLUSTER + rest).encode()

    def numbers(found: re.Match[bytes]) -> bytes:
        return found[1] + re.sub(rb"\d+", lambda one: str(clusters.get(int(one[0]), int(one[0]))).encode(), found[2])

    return _SHAPE.sub(shape, _CLUSTER.sub(numbers, content))


def cannot_be_copied(source: PartSource, part: str) -> Text | None:
    """What of a sheet a copy cannot have, in the officer's words; None where all can be copied."""
    tables = [each.target for each in relations(source, part) if each.kind == "table" and each.target in source]
    kinds = [each.kind for one in (part, *tables) for each in relations(source, one)]
    if any(_is_bound(source, table) for table in tables):
        kinds.append("tableSingleCells")
    missing = next(_missing_parts(source, part, set()), None)
    if missing is not None:
        return _MISSING.with_values(part=missing)
    return next((REFUSED[kind] for kind in kinds if kind in REFUSED), None)


def _is_bound(source: PartSource, table: str) -> bool:
    """Whether columns of a table are bound to XML data: a book binds each piece of data once."""
    return next(source.xml(table).iter("{*}xmlColumnPr"), None) is not None


def _missing_parts(source: PartSource, part: str, seen: set[str]) -> Iterator[str]:
    """What belongs to a sheet, and would to its copy, and is not in the file; settings of a printer nobody misses."""
    seen.add(part)
    for each in relations(source, part):
        if each.external or each.kind not in COPIED or each.kind == "printerSettings":
            continue
        if each.target not in source:
            yield each.target
        elif (name := source.actual_name(each.target)) not in seen:
            yield from _missing_parts(source, name, seen)
