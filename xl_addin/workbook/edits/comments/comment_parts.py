"""Comments written into and taken out of a workbook file: the comments, their boxes, and what leads to both.

What is put in is taken out again byte for byte, with the parts that were made for it.
"""

import posixpath
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from xl_addin.package.package import Package, open_package
from xl_addin.package.part_lists import (
    CONTENT_TYPES,
    with_content_types,
    with_default_type,
    with_relation,
    without_content_types,
    without_relations,
)
from xl_addin.package.parts import MAIN, STRICT_MAIN, relations, relations_part, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import find_elements, prefix_of, spliced
from xl_addin.workbook.edits.comments.comment_boxes import box, rulers
from xl_addin.workbook.edits.comments.comment_list import no_comments, with_listed, without_listed
from xl_addin.workbook.edits.comments.comment_shapes import has_shapes, highest_id, with_shapes, without_shapes
from xl_addin.workbook.edits.comments.ours import is_ours
from xl_addin.workbook.edits.edit import AddComments, ClearComments
from xl_addin.workbook.edits.sheet_order import not_behind
from xl_addin.workbook.reading.read_comments import comments_of

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_LEGACY_DRAWING = "legacyDrawing"
Place = tuple[int, int]
Changed = dict[str, bytes | None]


class _Parts(NamedTuple):
    """A sheet's part, and those of its comments and their boxes with the ids of the relationships to them."""

    sheet: str
    comments: str | None
    comments_id: str
    drawing: str | None
    drawing_id: str


def with_comments(data: bytes, edits: Sequence[ClearComments | AddComments], *, file: str) -> bytes:
    """The workbook with our comments cleared and new ones added, in that order; the sheets must exist."""
    cleared = {edit.sheet for edit in edits if isinstance(edit, ClearComments)}
    added: dict[str, dict[Place, str]] = {}
    for edit in edits:
        if isinstance(edit, AddComments):
            added.setdefault(edit.sheet, {}).update(edit.texts)
    if cleared:
        data = _cleared(open_package(data, file=file), cleared)
    return _added(open_package(data, file=file), added) if added else data


def _cleared(package: Package, sheets: Collection[str]) -> bytes:
    changed: Changed = {}
    for sheet in sheet_parts(package, workbook_part(package)):
        if sheet.name in sheets:
            changed |= _without_ours(package, _parts_of(package, sheet.part))
    gone = {name for name, content in changed.items() if content is None}
    if gone:
        left = [name for name in package.names if name not in gone]
        unused = () if any(name.lower().endswith(".vml") for name in left) else ("vml",)
        types = package.actual_name(CONTENT_TYPES)
        changed[types] = without_content_types(as_utf8(package.read(types)), gone, extensions=unused)
    return package.with_parts(changed) if changed else package.data


def _without_ours(package: Package, parts: _Parts) -> Changed:
    if parts.comments is None:
        return {}
    xml = as_utf8(package.read(parts.comments), part=parts.comments)
    listed = comments_of(xml, part=parts.comments)
    ours = {place for place, text in listed.items() if is_ours(text)}
    if not ours:
        return {}
    changed: Changed = {}
    gone: dict[str, str] = {}
    if len(ours) < len(listed):
        changed[parts.comments] = without_listed(xml, ours, part=parts.comments)
    else:
        gone[parts.comments] = parts.comments_id
    if parts.drawing:
        drawing = without_shapes(package.read(parts.drawing), ours)
        if has_shapes(drawing):
            changed[parts.drawing] = drawing
        else:
            gone[parts.drawing] = parts.drawing_id
            sheet = as_utf8(package.read(parts.sheet), part=parts.sheet)
            [element] = find_elements(sheet, {_LEGACY_DRAWING}, part=parts.sheet)
            changed[parts.sheet] = spliced(sheet, [(element.start, element.end, b"")])
    for part in gone:
        changed |= {name: None for name in (part, relations_part(part)) if name in package}
    if gone:
        rels = package.actual_name(relations_part(parts.sheet))
        changed[rels] = without_relations(as_utf8(package.read(rels), part=rels), gone.values(), part=rels)
    return changed


def _added(package: Package, texts: Mapping[str, Mapping[Place, str]]) -> bytes:
    changed: Changed = {}
    drawings = [name for name in package.names if name.lower().endswith(".vml")]
    highest = max((highest_id(package.read(name)) for name in drawings), default=0)
    for sheet in sheet_parts(package, workbook_part(package)):
        if sheet.name in texts:
            highest = _add(package, changed, _parts_of(package, sheet.part), texts[sheet.name], highest)
    return package.with_parts(changed) if changed else package.data


def _add(package: Package, changed: Changed, parts: _Parts, texts: Mapping[Place, str], highest: int) -> int:
    """Put one sheet's comments into `changed`; shapes are numbered above `highest`, and the new highest given back."""
    sheet = as_utf8(package.read(parts.sheet), part=parts.sheet)
    listed = as_utf8(package.read(parts.comments), part=parts.comments) if parts.comments else None
    there = comments_of(listed, part=parts.comments or "") if listed else {}
    new = {place: text for place, text in sorted(texts.items()) if place not in there}
    if not new:
        return highest
    main = etree.QName(package.xml(workbook_part(package))).namespace or MAIN
    folder = posixpath.dirname(workbook_part(package))
    comments = parts.comments or _free_name(package, changed, posixpath.join(folder, "comments{}.xml"))
    drawing = parts.drawing or _free_name(package, changed, posixpath.join(folder, "drawings/vmlDrawing{}.vml"))
    try:
        columns, rows = rulers(sheet, part=parts.sheet)
        boxes = {(row, column): box(row, column, text, columns, rows) for (row, column), text in new.items()}
        drawn = with_shapes(package.read(drawing) if parts.drawing else None, boxes, highest)
    except ValueError as error:
        raise broken_xml(parts.sheet) from error
    changed[comments] = with_listed(listed or no_comments(main), new, part=comments)
    changed[drawing] = drawn
    _lead_to(package, changed, parts, comments, drawing, sheet, main)
    return highest_id(drawn)


def _lead_to(
    package: Package, changed: Changed, parts: _Parts, comments: str, drawing: str, sheet: bytes, main: str
) -> None:
    """Put what leads to new parts into `changed`: relationships, content types, the sheet's own word."""
    if parts.comments and parts.drawing:
        return
    base = _STRICT_RELATIONS if main == STRICT_MAIN else _RELATIONS
    rels = relations_part(parts.sheet)
    rels = package.actual_name(rels) if rels in package else rels
    lines = as_utf8(package.read(rels), part=rels) if rels in package else None
    types = package.actual_name(CONTENT_TYPES)
    known = changed.get(types) or as_utf8(package.read(types))
    folder = posixpath.dirname(parts.sheet)
    if not parts.drawing:
        target = posixpath.relpath(drawing, folder)
        lines, id_ = with_relation(lines, kind=f"{base}/vmlDrawing", target=target, part=rels)
        known = with_default_type(known, extension="vml", content_type=_DRAWING_TYPE)
        changed[parts.sheet] = _with_legacy_drawing(sheet, id_, base, parts.sheet)
    if not parts.comments:
        target = posixpath.relpath(comments, folder)
        lines, _ = with_relation(lines, kind=f"{base}/comments", target=target, part=rels)
        known = with_content_types(known, {comments: _COMMENTS_TYPE})
    changed[rels], changed[types] = lines, known


def _with_legacy_drawing(sheet: bytes, id_: str, relations_namespace: str, part: str) -> bytes:
    last = find_elements(sheet, not_behind(_LEGACY_DRAWING), part=part)[-1]
    p = prefix_of(sheet[last.start : last.tag_end]).decode()
    new = f'<{p}legacyDrawing xmlns:r="{relations_namespace}" r:id="{id_}"/>'
    # One that leads nowhere gives way: a sheet has no more than one.
    start = last.start if last.path == _LEGACY_DRAWING else last.end
    return spliced(sheet, [(start, last.end, new.encode())])


def _parts_of(package: Package, sheet: str) -> _Parts:
    leading = [each for each in relations(package, sheet) if not each.external and each.target in package]
    comments = next((each for each in leading if each.kind == "comments"), None)
    xml = as_utf8(package.read(sheet), part=sheet)
    found = find_elements(xml, {_LEGACY_DRAWING}, part=sheet) if _LEGACY_DRAWING.encode() in xml else []
    ids = {value for each in found for name, value in each.attributes.items() if name.endswith(" id")}
    drawing = next((each for each in leading if each.id in ids), None)
    return _Parts(
        sheet,
        package.actual_name(comments.target) if comments else None,
        comments.id if comments else "",
        package.actual_name(drawing.target) if drawing else None,
        drawing.id if drawing else "",
    )


def _free_name(package: Package, taken: Changed, pattern: str) -> str:
    number = 1
    while pattern.format(number) in package or pattern.format(number) in taken:
        number += 1
    return pattern.format(number)
