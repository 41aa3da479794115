"""Comments written into a workbook and taken out again: the comments, their boxes, and what leads to both.

What is put in is taken out again byte for byte, with the parts that were made for it.
"""

import posixpath
from collections.abc import Collection, Mapping
from typing import NamedTuple

from xl_addin.formula.cells import RowColumn
from xl_addin.package.draft import Draft
from xl_addin.package.part_lists import CONTENT_TYPES, with_default_type, without_content_types
from xl_addin.package.parts import STRICT_MAIN, namespace_of, relations, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import find_elements, prefix_of, spliced
from xl_addin.workbook.edits.comments.comment_boxes import box
from xl_addin.workbook.edits.comments.comment_list import no_comments, with_listed, without_listed
from xl_addin.workbook.edits.comments.comment_shapes import has_shapes, highest_id, with_shapes, without_shapes
from xl_addin.workbook.edits.comments.ours import is_ours
from xl_addin.workbook.edits.sheet_order import not_behind
from xl_addin.workbook.reading.line_sizes import rulers
from xl_addin.workbook.reading.read_comments import comments_of

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DRAWING_ENDING = "vml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_LEGACY_DRAWING = "legacyDrawing"


class _Parts(NamedTuple):
    """A sheet's part, and those of its comments and their boxes with the ids of the relationships to them."""

    sheet: str
    comments: str | None
    comments_id: str
    drawing: str | None
    drawing_id: str


def write_comments(draft: Draft, *, cleared: Collection[str], added: Mapping[str, Mapping[RowColumn, str]]) -> None:
    """Clear our comments from some sheets and add new ones to others, in that order; the sheets must exist."""
    sheets = sheet_parts(draft, workbook_part(draft))
    for sheet in sheets:
        if sheet.name in cleared:
            _clear(draft, _parts_of(draft, sheet.part))
    if cleared and not _drawings(draft):
        types = as_utf8(draft.read(CONTENT_TYPES))
        draft.write(CONTENT_TYPES, without_content_types(types, (), extensions=(_DRAWING_ENDING,)))
    highest = max((highest_id(draft.read(name)) for name in _drawings(draft)), default=0)
    for sheet in sheets:
        if sheet.name in added:
            highest = _add(draft, _parts_of(draft, sheet.part), added[sheet.name], highest)


def _drawings(draft: Draft) -> list[str]:
    return [name for name in draft.names if name.lower().endswith(f".{_DRAWING_ENDING}")]


def _clear(draft: Draft, parts: _Parts) -> None:
    if parts.comments is None:
        return
    xml = as_utf8(draft.read(parts.comments), part=parts.comments)
    listed = comments_of(xml, part=parts.comments)
    ours = {place for place, text in listed.items() if is_ours(text)}
    if not ours:
        return
    gone: dict[str, str] = {}
    if len(ours) < len(listed):
        draft.write(parts.comments, without_listed(xml, ours, part=parts.comments))
    else:
        gone[parts.comments] = parts.comments_id
    if parts.drawing:
        drawing = without_shapes(draft.read(parts.drawing), ours)
        if has_shapes(drawing):
            draft.write(parts.drawing, drawing)
        else:
            gone[parts.drawing] = parts.drawing_id
            sheet = as_utf8(draft.read(parts.sheet), part=parts.sheet)
            [element] = find_elements(sheet, {_LEGACY_DRAWING}, part=parts.sheet)
            draft.write(parts.sheet, spliced(sheet, [(element.start, element.end, b"")]))
    if gone:
        draft.drop_relations(parts.sheet, gone.values())
    for part in gone:
        draft.drop(part)


def _add(draft: Draft, parts: _Parts, texts: Mapping[RowColumn, str], highest: int) -> int:
    """Add one sheet's comments; shapes are numbered above `highest`, and the new highest is given back."""
    sheet = as_utf8(draft.read(parts.sheet), part=parts.sheet)
    listed = as_utf8(draft.read(parts.comments), part=parts.comments) if parts.comments else None
    there = comments_of(listed, part=parts.comments or "") if listed else {}
    new = {place: text for place, text in sorted(texts.items()) if place not in there}
    if not new:
        return highest
    _drop_missing(draft, parts.sheet)
    workbook = workbook_part(draft)
    main, folder = namespace_of(draft.xml(workbook)), posixpath.dirname(workbook)
    try:
        columns, rows = rulers(sheet, part=parts.sheet)
        boxes = {(row, column): box(row, column, text, columns, rows) for (row, column), text in new.items()}
        drawn = with_shapes(draft.read(parts.drawing) if parts.drawing else None, boxes, highest)
    except ValueError as error:
        raise broken_xml(parts.sheet) from error
    base = _STRICT_RELATIONS if main == STRICT_MAIN else _RELATIONS
    if parts.drawing:
        draft.write(parts.drawing, drawn)
    else:
        drawing = draft.fresh_name(posixpath.join(folder, f"drawings/vmlDrawing1.{_DRAWING_ENDING}"))
        draft.write(drawing, drawn)
        types = as_utf8(draft.read(CONTENT_TYPES))
        draft.write(CONTENT_TYPES, with_default_type(types, extension=_DRAWING_ENDING, content_type=_DRAWING_TYPE))
        id_ = draft.add_relation(parts.sheet, f"{base}/vmlDrawing", drawing)
        draft.write(parts.sheet, _with_legacy_drawing(sheet, id_, base, parts.sheet))
    comments = parts.comments or draft.fresh_name(posixpath.join(folder, "comments1.xml"))
    content = with_listed(listed or no_comments(main), new, part=comments)
    if parts.comments:
        draft.write(comments, content)
    else:
        draft.add(comments, content, content_type=_COMMENTS_TYPE)
        draft.add_relation(parts.sheet, f"{base}/comments", comments)
    return highest_id(drawn)


def _drop_missing(draft: Draft, sheet: str) -> None:
    """Let nothing lead to comments and boxes that are not there: a sheet has no more than one of each."""
    boxes = _legacy_drawing_ids(as_utf8(draft.read(sheet), part=sheet), sheet)
    missing = [each for each in relations(draft, sheet) if not each.external and each.target not in draft]
    ids = [each.id for each in missing if each.kind == "comments" or each.id in boxes]
    if ids:
        draft.drop_relations(sheet, ids)


def _with_legacy_drawing(sheet: bytes, id_: str, relations_namespace: str, part: str) -> bytes:
    last = find_elements(sheet, not_behind(_LEGACY_DRAWING), part=part)[-1]
    p = prefix_of(sheet[last.start : last.tag_end]).decode()
    new = f'<{p}legacyDrawing xmlns:r="{relations_namespace}" r:id="{id_}"/>'
    # One that leads nowhere gives way: a sheet has no more than one.
    start = last.start if last.path == _LEGACY_DRAWING else last.end
    return spliced(sheet, [(start, last.end, new.encode())])


def _parts_of(draft: Draft, sheet: str) -> _Parts:
    leading = [each for each in relations(draft, sheet) if not each.external and each.target in draft]
    comments = next((each for each in leading if each.kind == "comments"), None)
    ids = _legacy_drawing_ids(as_utf8(draft.read(sheet), part=sheet), sheet)
    drawing = next((each for each in leading if each.id in ids), None)
    return _Parts(
        sheet,
        draft.actual_name(comments.target) if comments else None,
        comments.id if comments else "",
        draft.actual_name(drawing.target) if drawing else None,
        drawing.id if drawing else "",
    )


def _legacy_drawing_ids(xml: bytes, sheet: str) -> set[str]:
    """The id of the relationship to the boxes of comments."""
    found = find_elements(xml, {_LEGACY_DRAWING}, part=sheet) if _LEGACY_DRAWING.encode() in xml else []
    return {value for each in found for name, value in each.attributes.items() if name.endswith(" id")}
