"""Add formats to the styles part of a workbook; what is there stays byte for byte."""

from xl_addin.package.compatibility import settled
from xl_addin.package.draft import Draft
from xl_addin.package.safe_xml import as_utf8, broken_xml
from xl_addin.package.splicing import (
    Found,
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


def read_styles(draft: Draft, part: str) -> bytes:
    """The styles part in UTF-8, its choices of content settled: formats are counted as Excel counts them."""
    return settled(as_utf8(draft.read(part), part=part), part=part)


def with_appended(xml: bytes, into: str, item: str, *, part: str) -> tuple[bytes, int]:
    """The styles part (UTF-8) with this item in the list `into`, and the item's place in it.

    It comes behind the others, unless the list holds the very same already. `{p}` in the item stands for the
    part's namespace prefix. A list that is missing is put where it belongs.
    """
    lists = find_elements(xml, set(_LISTS), part=part)
    found = next((element for element in lists if element.path == into), None)
    if found is None:
        return _with_list(xml, into, item, lists, part), 0
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


def has_items(xml: bytes, of: str, *, part: str) -> bool:
    """Whether the list is there and holds anything."""
    return any(_items(xml, found, part) for found in find_elements(xml, {of}, part=part))


def item_of(xml: bytes, of: str, index: int, *, part: str) -> bytes:
    """The bytes of the item at a place of a list; Problem where the list is shorter or missing."""
    found = [element for element in find_elements(xml, {of}, part=part) if element.path == of]
    items = _items(xml, found[0], part) if found else []
    if index >= len(items):
        raise broken_xml(part)
    return xml[items[index].start : items[index].end]


_ITEM_NAMES = {"numFmts": "numFmt", "fonts": "font", "cellXfs": "xf", "dxfs": "dxf"}


def _items(xml: bytes, found: Found, part: str) -> list[Found]:
    return find_elements(xml, {f"{found.path}/{_ITEM_NAMES[found.path]}"}, part=part)


def _with_list(xml: bytes, name: str, item: str, lists: list[Found], part: str) -> bytes:
    def written(beside: Found) -> bytes:
        prefix = prefix_of(xml[beside.start : beside.tag_end]).decode()
        return f'<{prefix}{name} count="1">{item.replace("{p}", prefix)}</{prefix}{name}>'.encode()

    before = [element for element in lists if _LISTS.index(element.path) < _LISTS.index(name)]
    after = [element for element in lists if _LISTS.index(element.path) > _LISTS.index(name)]
    if before:
        return spliced(xml, [(before[-1].end, before[-1].end, written(before[-1]))])
    if after:
        return spliced(xml, [(after[0].start, after[0].start, written(after[0]))])
    root = root_of(xml, part=part)
    if root.tag_end == root.end:
        return spliced(xml, [last_in(xml, root, written(root))])
    return spliced(xml, [(root.tag_end, root.tag_end, written(root))])
