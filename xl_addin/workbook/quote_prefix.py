"""Cell styles that say whether a cell's content was typed behind an apostrophe, so is text whatever it looks like."""

from xl_addin.workbook.safe_xml import as_utf8
from xl_addin.workbook.splicing import Splice, find_elements, spliced, with_attributes

# Typed without an apostrophe, a text beginning like this would become a formula.
FORMULA_SIGNS = ("=", "+", "-", "@")

_FORMATS, _FORMAT = "cellXfs", "cellXfs/xf"


class PrefixedStyles:
    """The cell styles of a book, each to be had with or without the apostrophe; new ones are added as asked for."""

    def __init__(self, xml: bytes, part: str) -> None:
        self._xml = as_utf8(xml, part=part)
        found = find_elements(self._xml, {_FORMATS, _FORMAT}, part=part)
        self._all = next((element for element in found if element.path == _FORMATS), None)
        self._known = [element for element in found if element.path == _FORMAT]
        self._added: dict[tuple[int, bool], bytes] = {}

    def style(self, style: int, *, quoted: bool) -> int:
        """The number of the style that looks like this one and has the apostrophe or not."""
        if style >= len(self._known):
            return style
        element = self._known[style]
        if (element.attributes.get("quotePrefix") in ("1", "true")) == quoted:
            return style
        if (style, quoted) not in self._added:
            tag = with_attributes(self._xml[element.start : element.tag_end], {"quotePrefix": "1" if quoted else None})
            self._added[style, quoted] = tag + self._xml[element.tag_end : element.end]
        return len(self._known) + list(self._added).index((style, quoted))

    def xml(self) -> bytes:
        """The styles part with the added styles behind the others."""
        if not self._added or self._all is None:
            return self._xml
        count = str(len(self._known) + len(self._added))
        last = self._known[-1].end
        tag = self._xml[self._all.start : self._all.tag_end]
        splices: list[Splice] = [
            (self._all.start, self._all.tag_end, with_attributes(tag, {"count": count})),
            (last, last, b"".join(self._added.values())),
        ]
        return spliced(self._xml, splices)
