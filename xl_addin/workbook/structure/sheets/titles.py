"""What a file's properties say of its sheets (`TitlesOfParts`): Excel lists there its sheets and the names of areas.

The list is one, told apart by the headings before it (`HeadingPairs`: worksheets 2, charts 1, named ranges 3). Programs
that show what is in a file without opening it read it; ECMA-376 part 1, 22.2.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from xl_addin.formula.cells import quoted_sheet, unquoted_sheet
from xl_addin.package.draft import Draft
from xl_addin.package.parts import sheet_parts, workbook_part
from xl_addin.package.safe_xml import as_utf8
from xl_addin.package.splicing import Splice, prefix_of, spliced
from xl_addin.package.xml_text import escape
from xl_addin.workbook.structure.elements import Element, tree_of
from xl_addin.workbook.structure.reached import reached

_NONE: Mapping[str, str | None] = MappingProxyType({})


class _Section(NamedTuple):
    """What stands under one heading: the two elements that make it, its name and its number, and its titles."""

    heading: tuple[Element, Element]
    titles: list[str]


def follow_titles(draft: Draft, called: Mapping[str, str | None] = _NONE, *, added: Sequence[str] = ()) -> None:
    """Let the list say what sheets are called now, None for one that has gone, which were added, and in which order.

    The list of sheets in the draft is the new one. A file without titles, or with others than it counts, keeps them.
    """
    order = [sheet.name for sheet in sheet_parts(draft, workbook_part(draft))]
    for part in reached(draft, "", "extended-properties"):
        xml = as_utf8(draft.read(part), part=part)
        if b"TitlesOfParts" in xml:
            draft.write(part, _with_titles(xml, called, added, order, part))


def _with_titles(
    xml: bytes, called: Mapping[str, str | None], added: Sequence[str], order: Sequence[str], part: str
) -> bytes:
    root = tree_of(xml, part=part)
    headings, titles = _listed(root, "HeadingPairs"), _listed(root, "TitlesOfParts")
    if headings is None or titles is None:
        return xml
    sections = _sections(headings, titles)
    left = [_renamed(section.titles, called) for section in sections]
    if left:
        # Worksheets come first, and in them a copy is behind all others.
        left[0] += added
        if all(title in order for title in left[0]):
            left[0].sort(key=order.index)
    if left == [section.titles for section in sections]:
        return xml
    first, last = titles.children[0], titles.children[-1]
    p = prefix_of(xml[first.start : first.tag_end])
    written = [b"<%blpstr>%b</%blpstr>" % (p, escape(title).encode(), p) for some in left for title in some]
    splices: list[Splice] = [
        (first.start, last.end, b"".join(written)),
        titles.with_attributes(xml, size=str(len(written))),
        headings.with_attributes(xml, size=str(2 * sum(map(bool, left)))),
    ]
    for section, some in zip(sections, left, strict=True):
        if not some:
            splices += [each.without() for each in section.heading]
        else:
            splices.append(section.heading[1].children[0].with_text(str(len(some))))
    return spliced(xml, splices)


def _listed(root: Element, name: str) -> Element | None:
    """The vector of that list."""
    element = root.child(name)
    return element and element.child("vector")


def _sections(headings: Element, titles: Element) -> list[_Section]:
    """The titles under their headings; none where they are not as many as the headings say."""
    pairs = list(zip(headings.children[::2], headings.children[1::2], strict=False))
    texts = [number.children[0].text if number.children else "" for _, number in pairs]
    counts = [int(text) if text.isdecimal() else 0 for text in texts]
    if not all(counts) or sum(counts) != len(titles.children) or any(each.name != "lpstr" for each in titles.children):
        return []
    ends = list(accumulate(counts))
    listed = [each.text for each in titles.children]
    return [_Section(pair, listed[end - count : end]) for pair, count, end in zip(pairs, counts, ends, strict=True)]


def _renamed(titles: Sequence[str], called: Mapping[str, str | None]) -> list[str]:
    """Titles of sheets, and of areas of a sheet (`'Biểu 1'!Print_Area`), as they are now."""
    left = []
    for title in titles:
        sheet, sign, area = title.rpartition("!")
        old = unquoted_sheet(sheet) if sign else title
        new = called.get(old, old)
        if new is not None:
            left.append(title if new == old else f"{quoted_sheet(new)}!{area}" if sign else new)
    return left
