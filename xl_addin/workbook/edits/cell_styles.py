"""Cell styles beside those a book has: with the apostrophe or without, with another number format."""

from xl_addin.package.compatibility import settled
from xl_addin.package.safe_xml import as_utf8, parse_xml
from xl_addin.package.splicing import Splice, find_elements, spliced, with_attributes
from xl_addin.workbook.edits.style_parts import with_appended
from xl_addin.workbook.reading.number_formats import BUILT_IN, custom_formats

# Typed without an apostrophe, a text beginning like this would become a formula.
FORMULA_SIGNS = ("=", "+", "-", "@")

_FORMATS, _FORMAT = "cellXfs", "cellXfs/xf"
_FIRST_CUSTOM_FORMAT = 164

Changes = tuple[tuple[str, str | None], ...]


class CellStyles:
    """The cell styles of a book; new ones are added as asked for.

    A style says whether a cell's content was typed behind an apostrophe, so is text whatever it looks like.
    """

    def __init__(self, xml: bytes, part: str) -> None:
        self._as_it_was = as_utf8(xml, part=part)
        # Cells count on a style's place among those that Excel takes, whatever other programs are offered.
        self._xml, self._part = settled(self._as_it_was, part=part), part
        found = find_elements(self._xml, {_FORMATS, _FORMAT}, part=part)
        self._all = next((element for element in found if element.path == _FORMATS), None)
        self._known = [element for element in found if element.path == _FORMAT]
        self._added: dict[tuple[int, Changes], tuple[int, bytes]] = {}
        self._number_formats = {text: number for number, text in BUILT_IN.items()}
        self._number_formats |= {text: int(number) for number, text in custom_formats(parse_xml(self._xml)).items()}
        self._new_formats: dict[str, int] = {}

    def style(self, style: int, *, quoted: bool | None = None, number_format: str | None = None) -> int:
        """The number of the style that looks like this one but for what is said here."""
        if style >= len(self._known):
            return style
        element = self._known[style]
        changes: dict[str, str | None] = {}
        if quoted is not None and (element.attributes.get("quotePrefix") in ("1", "true")) != quoted:
            changes["quotePrefix"] = "1" if quoted else None
        if number_format is not None:
            number = str(self._number_of(number_format))
            if element.attributes.get("numFmtId", "0") != number:
                changes |= {"numFmtId": number, "applyNumberFormat": "1"}
        if not changes:
            return style
        key = (style, tuple(changes.items()))
        if key not in self._added:
            tag = with_attributes(self._xml[element.start : element.tag_end], changes)
            place = len(self._known) + len(self._added)
            self._added[key] = place, tag + self._xml[element.tag_end : element.end]
        return self._added[key][0]

    def xml(self) -> bytes:
        """The styles part with the added styles behind the others."""
        if not self._added or self._all is None:
            return self._as_it_was
        count = str(len(self._known) + len(self._added))
        last = self._known[-1].end
        tag = self._xml[self._all.start : self._all.tag_end]
        splices: list[Splice] = [
            (self._all.start, self._all.tag_end, with_attributes(tag, {"count": count})),
            (last, last, b"".join(xf for _, xf in self._added.values())),
        ]
        xml = spliced(self._xml, splices)
        for text, number in self._new_formats.items():
            item = with_attributes(b"<{p}numFmt/>", {"numFmtId": str(number), "formatCode": text}).decode()
            xml, _ = with_appended(xml, "numFmts", item, part=self._part)
        return xml

    def _number_of(self, number_format: str) -> int:
        if number_format not in self._number_formats:
            number = max(_FIRST_CUSTOM_FORMAT - 1, *self._number_formats.values()) + 1
            self._number_formats[number_format] = self._new_formats[number_format] = number
        return self._number_formats[number_format]
