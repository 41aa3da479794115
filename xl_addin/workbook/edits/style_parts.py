"""Add formats to the styles part of a workbook; what is there stays byte for byte."""

from xl_addin.package.compatibility import settled
from xl_addin.package.draft import Draft
from xl_addin.package.parts import STRICT_MAIN, namespace_of, related, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import (
    Found,
    Splice,
    find_elements,
    last_in,
    opened,
    prefix_of,
    root_of,
    spliced,
    with_attributes,
)

# The lists of a styles part in the order the schema demands (ECMA-376 part 1, CT_Stylesheet).
_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")

# What Excel takes for granted where a book lists no formats: the first of each list is what every cell has.
_PLAIN = {
    "fonts": '<{p}font><{p}sz val="11"/><{p}name val="Calibri"/><{p}family val="2"/></{p}font>',
    "fills": '<{p}fill><{p}patternFill patternType="none"/></{p}fill>'
    '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    "borders": "<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>",
    "cellStyleXfs": '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}
_USUAL_NAME = "xl/styles.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/styles"


def ensured_styles(draft: Draft) -> str:
    """The name of the styles part, to which formats can now be added.

    A book that comes without the part, or without a style of cells in it, is given what Excel takes for granted then.
    """
    workbook = workbook_part(draft)
    part = next(iter(related(draft, workbook, "styles")), None)
    if part is None:
        main = namespace_of(draft.xml(workbook))
        part = _USUAL_NAME if _USUAL_NAME not in draft else draft.fresh_name(_USUAL_NAME)
        draft.add(part, f'<styleSheet xmlns="{main}"/>'.encode(), content_type=_TYPE)
        draft.add_relation(workbook, _STRICT_RELATION if main == STRICT_MAIN else _RELATION, part)
    xml = read_styles(draft, part)
    if not find_elements(xml, {"cellXfs/xf"}, part=part):
        draft.write(part, _with_plain_lists(xml, part))
    return part


def _with_plain_lists(xml: bytes, part: str) -> bytes:
    for name, items in _PLAIN.items():
        lists = find_elements(xml, set(_LISTS), part=part)
        found = next((each for each in lists if each.path == name), None)
        if found is None:
            xml = _with_list(xml, name, items, lists, part)
        elif not _items(xml, found, part):
            prefix = prefix_of(xml[found.start : found.tag_end]).decode()
            xml = spliced(xml, [last_in(xml, found, items.replace("{p}", prefix).encode())])
    return xml


def read_styles(draft: Draft, part: str) -> bytes:
    """The styles part in UTF-8, its choices of content settled: formats are counted as Excel counts them."""
    return settled(as_utf8(draft.read(part), part=part), part=part)


def with_appended(xml: bytes, into: str, item: str, *, part: str) -> tuple[bytes, int]:
    """The styles part (UTF-8) with this item in the list `into`, and the item's place in it.

    It comes behind the others, unless the list holds the very same already. `{p}` in the item stands for the
    part's namespace prefix. A list that is missing is put where it belongs, a plain item first where cells count on it.
    """
    lists = find_elements(xml, set(_LISTS), part=part)
    found = next((element for element in lists if element.path == into), None)
    if found is None:
        return _with_list(xml, into, _PLAIN.get(into, "") + item, lists, part), int(into in _PLAIN)
    tag = xml[found.start : found.tag_end]
    new = item.replace("{p}", prefix_of(tag).decode()).encode()
    items = [xml[each.start : each.end] for each in _items(xml, found, part)]
    if new in items:
        return xml, items.index(new)
    count = len(items)
    tag_now = opened(with_attributes(tag, {"count": str(count + 1)}))
    if found.tag_end == found.end:
        return spliced(xml, [(found.start, found.end, tag_now + new + b"</%b%b>" % (prefix_of(tag), into.encode()))]), 0
    inside_end = xml.rindex(b"</", found.start, found.end)
    return spliced(xml, [(found.start, found.tag_end, tag_now), (inside_end, inside_end, new)]), count


def first_font(xml: bytes, *, part: str) -> bytes:
    """The bytes of the font that every cell has, of the plain one where none is listed."""
    fonts = find_elements(xml, {"fonts/font"}, part=part)
    if fonts:
        return xml[fonts[0].start : fonts[0].end]
    root = root_of(xml, part=part)
    return _PLAIN["fonts"].replace("{p}", prefix_of(xml[root.start : root.tag_end]).decode()).encode()


_ITEM_NAMES = {
    "numFmts": "numFmt",
    "fonts": "font",
    "fills": "fill",
    "borders": "border",
    "cellStyleXfs": "xf",
    "cellXfs": "xf",
    "dxfs": "dxf",
}


def _items(xml: bytes, found: Found, part: str) -> list[Found]:
    return find_elements(xml, {f"{found.path}/{_ITEM_NAMES[found.path]}"}, part=part)


def _with_list(xml: bytes, name: str, items: str, lists: list[Found], part: str) -> bytes:
    if not lists:
        root = root_of(xml, part=part)
        prefix = prefix_of(xml[root.start : root.tag_end]).decode()
        new = _list(name, items, prefix)
        # Whatever else a styles part may hold stands behind its lists.
        first = (root.tag_end, root.tag_end, new)
        return spliced(xml, [last_in(xml, root, new) if root.tag_end == root.end else first])
    before = [element for element in lists if _LISTS.index(element.path) < _LISTS.index(name)]
    after = [element for element in lists if _LISTS.index(element.path) > _LISTS.index(name)]
    neighbour = before[-1] if before else after[0]
    place = neighbour.end if before else neighbour.start
    prefix = prefix_of(xml[neighbour.start : neighbour.tag_end]).decode()
    splice: Splice = (place, place, _list(name, items, prefix))
    return spliced(xml, [splice])


def _list(name: str, items: str, prefix: str) -> bytes:
    count = items.count(f"<{{p}}{_ITEM_NAMES[name]}>") + items.count(f"<{{p}}{_ITEM_NAMES[name]} ")
    return f'<{prefix}{name} count="{count}">{items.replace("{p}", prefix)}</{prefix}{name}>'.encode()
