"""The list of a workbook's sheets: taken out, put behind the others, called and ordered otherwise."""

import posixpath
import re
from collections.abc import Collection, Sequence

from xl_addin.formula.cells import quoted_sheet
from xl_addin.package.draft import Draft
from xl_addin.package.parts import Relation, child, children, relations, relations_part, sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import Found, Splice, find_elements, last_in, prefix_of, spliced, with_attributes
from xl_addin.package.xml_text import escape

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SHEET, _VIEW = "sheets/sheet", "bookViews/workbookView"
_NAMES, _NAME = "definedNames", "definedNames/definedName"
# In a workbook part, names stand behind these.
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
# The attributes of a view that count sheets.
_VIEW_COUNTERS = ("activeTab", "firstSheet")


def delete_sheets(draft: Draft, names: Collection[str]) -> None:
    """Take out these worksheets with all that belongs to them alone; a sheet that can be seen must stay."""
    workbook = workbook_part(draft)
    listed = sheet_parts(draft, workbook)
    parts = {sheet.part for sheet in listed if sheet.name in names}
    ids = {each.id for each in relations(draft, workbook) if _leads_to(draft, each.target, parts)}
    xml, elements, sheets = _listed(draft, workbook, [sheet.name for sheet in listed])
    kept = [index for index, sheet in enumerate(listed) if sheet.name not in names]
    gone = [(sheet.start, sheet.end, b"") for index, sheet in enumerate(sheets) if index not in kept]
    visible = [index for index in kept if listed[index].visible]
    views = [_counting(xml, view, kept, visible) for view in elements if view.path == _VIEW]
    draft.write(workbook, spliced(xml, [*gone, *views, *_renumbered(xml, elements, kept)]))
    draft.drop_relations(workbook, ids)
    for part in parts:
        drop_with_belongings(draft, part)


def set_sheet_name(draft: Draft, name: str, new: str) -> None:
    """Call a sheet otherwise in the list; what names it elsewhere is not touched."""
    workbook = workbook_part(draft)
    names = [sheet.name for sheet in sheet_parts(draft, workbook)]
    xml, _, sheets = _listed(draft, workbook, names)
    sheet = sheets[names.index(name)]
    tag = with_attributes(xml[sheet.start : sheet.tag_end], {"name": new})
    draft.write(workbook, spliced(xml, [(sheet.start, sheet.tag_end, tag)]))


def order_sheets(draft: Draft, names: Sequence[str]) -> None:
    """List all sheets in this order; what counts sheets counts on."""
    workbook = workbook_part(draft)
    listed = sheet_parts(draft, workbook)
    were = [sheet.name for sheet in listed]
    xml, elements, sheets = _listed(draft, workbook, were)
    order = [were.index(name) for name in names]
    written = [xml[sheets[index].start : sheets[index].end] for index in order]
    moved = [(sheet.start, sheet.end, new) for sheet, new in zip(sheets, written, strict=True)]
    visible = [index for index in order if listed[index].visible]
    views = [_counting(xml, view, order, visible) for view in elements if view.path == _VIEW]
    draft.write(workbook, spliced(xml, [*moved, *views, *_renumbered(xml, elements, order)]))


def _listed(draft: Draft, workbook: str, names: Sequence[str]) -> tuple[bytes, list[Found], list[Found]]:
    """The workbook part, what in it lists or counts sheets, and of that the sheets of these names."""
    xml = as_utf8(draft.read(workbook), part=workbook)
    elements = find_elements(xml, {_SHEET, _VIEW, _NAMES, _NAME}, part=workbook)
    sheets = [element for element in elements if element.path == _SHEET]
    if [sheet.attributes.get("name") for sheet in sheets] != list(names):
        raise broken_xml(workbook)
    return xml, elements, sheets


def drop_with_belongings(draft: Draft, part: str) -> None:
    """Drop a part and what no other leads to: a sheet's comments, tables, drawings and their charts."""
    belongings = {draft.actual_name(each.target) for each in relations(draft, part) if _leads_inside(draft, each)}
    draft.drop(part)
    for belonging in belongings - _led_to(draft):
        drop_with_belongings(draft, belonging)


def _led_to(draft: Draft) -> set[str]:
    """Every part that another part leads to."""
    lists = [posixpath.split(name) for name in draft.names if name.endswith(".rels")]
    owners = [posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels")) for folder, name in lists]
    return {
        draft.actual_name(each.target)
        for owner in owners
        for each in relations(draft, owner)
        if _leads_inside(draft, each)
    }


def _leads_inside(draft: Draft, relation: Relation) -> bool:
    return not relation.external and relation.target in draft


def add_sheet(draft: Draft, name: str, xml: bytes, *, state: str | None = None) -> None:
    """Put a worksheet with this XML behind the others; its `state` is `hidden` or `veryHidden` if it is not seen."""
    like = next(sheet for sheet in sheet_parts(draft, workbook_part(draft)) if sheet.kind == "worksheet")
    part = draft.fresh_name(like.part)
    draft.add(part, xml, content_type=_WORKSHEET)
    list_sheet(draft, name, part, state=state)


def repeat_rows(draft: Draft, name: str, first: int, last: int) -> None:
    """Print these rows of a sheet, which repeats none yet, on top of each of its pages."""
    workbook = workbook_part(draft)
    xml = as_utf8(draft.read(workbook), part=workbook)
    elements = find_elements(xml, {_NAMES, *_BEFORE_NAMES}, part=workbook)
    at = [sheet.name for sheet in sheet_parts(draft, workbook)].index(name)
    rows = f"{quoted_sheet(name)}!${first}:${last}"
    prefix = prefix_of(xml[elements[0].start : elements[0].tag_end]).decode()
    new = (
        f'<{prefix}definedName name="_xlnm.Print_Titles" localSheetId="{at}">{escape(rows)}</{prefix}definedName>'
    ).encode()
    names = next((each for each in elements if each.path == _NAMES), None)
    if names is not None:
        splice = last_in(xml, names, new)
    else:
        end = max(each.end for each in elements)
        splice = end, end, f"<{prefix}{_NAMES}>".encode() + new + f"</{prefix}{_NAMES}>".encode()
    draft.write(workbook, spliced(xml, [splice]))


def list_sheet(draft: Draft, name: str, part: str, *, state: str | None = None) -> None:
    """List a worksheet's part behind the others; `state` as in `add_sheet`."""
    workbook = workbook_part(draft)
    like = next(sheet for sheet in sheet_parts(draft, workbook) if sheet.kind == "worksheet")
    led = next(each for each in relations(draft, workbook) if _leads_to(draft, each.target, {like.part}))
    kind = next(each.get("Type", "") for each in draft.xml(relations_part(workbook)) if each.get("Id") == led.id)
    id_ = draft.add_relation(workbook, kind, part)
    _list(draft, workbook, name, led.id, id_, state)


def _list(draft: Draft, workbook: str, name: str, like: str, id_: str, state: str | None) -> None:
    """Name a sheet in the workbook part, with the id of the relationship to it; `like` is that of another sheet."""
    xml = as_utf8(draft.read(workbook), part=workbook)
    sheets = find_elements(xml, {_SHEET}, part=workbook)
    listed = children(child(draft.meaning(workbook), "sheets"), "sheet")
    model = next((each for each in sheets if like in each.attributes.values()), None)
    if model is None:
        raise broken_xml(workbook)
    tag = xml[model.start : model.tag_end]
    # What `r:id` is called here: the prefix is the writer's choice.
    relation = re.search(rb"""\s((?:[^\s=:"'<>/]+:)?id)\s*=\s*["']%b["']""" % re.escape(like.encode()), tag)
    assert relation is not None
    numbers = [int(number) for each in listed if (number := each.get("sheetId", "")).isdecimal()]
    attributes = {"name": name, "sheetId": str(1 + max(numbers, default=0)), relation[1].decode(): id_, "state": state}
    new = with_attributes(tag, attributes) + xml[model.tag_end : model.end]
    draft.write(workbook, spliced(xml, [(sheets[-1].end, sheets[-1].end, new)]))


def _leads_to(draft: Draft, target: str, parts: Collection[str]) -> bool:
    return target in draft and draft.actual_name(target) in parts


def _counting(xml: bytes, view: Found, kept: Sequence[int], visible: Sequence[int]) -> Splice:
    """A view whose counters name the sheets they named before, or the next that can be seen where it has gone."""
    counters: dict[str, str | None] = {}
    for counter in _VIEW_COUNTERS:
        text = view.attributes.get(counter, "")
        if text.isdecimal():
            seen = [index for index in visible if index >= int(text)] or visible[-1:]
            now = kept.index(int(text) if int(text) in kept else seen[0])
            if now != int(text):
                counters[counter] = str(now)
    return view.start, view.tag_end, with_attributes(xml[view.start : view.tag_end], counters)


def _renumbered(xml: bytes, elements: Sequence[Found], kept: Sequence[int]) -> list[Splice]:
    """Defined names of one sheet count the sheets; those of a sheet that goes, go too."""
    names = [element for element in elements if element.path == _NAME]
    going = [name for name in names if (scope := name.attributes.get("localSheetId")) and int(scope) not in kept]
    if names and len(going) == len(names):
        return [(each.start, each.end, b"") for each in elements if each.path == _NAMES]
    splices: list[Splice] = [(name.start, name.end, b"") for name in going]
    for name in names:
        scope = name.attributes.get("localSheetId")
        if scope and name not in going and kept.index(int(scope)) != int(scope):
            tag = with_attributes(xml[name.start : name.tag_end], {"localSheetId": str(kept.index(int(scope)))})
            splices.append((name.start, name.tag_end, tag))
    return splices
